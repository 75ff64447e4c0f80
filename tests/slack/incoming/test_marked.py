"""Slack's escaped text, as people see it."""

import pytest

from adapters.slack.incoming.parse.marked import TOKEN, plain

BOT = "U0BOT"


@pytest.mark.parametrize(
    ("escaped", "seen"),
    [
        ("", ""),
        ("we run Lambda", "we run Lambda"),
        # people
        ("ask <@U0BEA>", "ask @U0BEA"),
        ("ask <@U0BEA|bea>", "ask @bea"),
        ("<@W0BEA> knows", "@W0BEA knows"),
        # the bot
        ("<@U0BOT>", ""),
        ("<@U0BOT> we run Lambda", "we run Lambda"),
        ("<@U0BOT|wasm> we run Lambda", "we run Lambda"),
        ("we run Lambda <@U0BOT>", "we run Lambda"),
        ("could <@U0BOT>, perhaps, help?", "could , perhaps, help?"),
        ("<@U0BOT>: basic Lambda", "basic Lambda"),
        ("  <@U0BOT> , basic Lambda", "basic Lambda"),
        ("<@U0BOT>; stop", "stop"),
        ("<@U0BOT> :wave: hello", ":wave: hello"),
        ("<@U0BOTTOM> hello", "@U0BOTTOM hello"),
        # channels
        ("see <#C1|general>", "see #general"),
        ("see <#C1>", "see #C1"),
        ("see <#C1|>", "see #C1"),
        # everybody, groups, dates
        ("<!here> hello", "@here hello"),
        ("<!channel> <!everyone>", "@channel @everyone"),
        ("<!here|here>", "@here"),
        ("<!subteam^S1|@ops>: look", "@ops: look"),
        ("<!subteam^S1>", "@S1"),
        ("<!date^1795000000^{date_short}|22 Nov>", "22 Nov"),
        # links
        ("<https://a.example/x>", "https://a.example/x"),
        ("<https://a.example|a.example>", "https://a.example"),
        ("<https://a.example|the page>", "the page (https://a.example)"),
        ("<https://a.example?a=1&amp;b=2>", "https://a.example?a=1&b=2"),
        ("<mailto:ana@a.example|ana@a.example>", "ana@a.example"),
        ("<mailto:ana@a.example>", "ana@a.example"),
        ("<mailto:ana@a.example|Ana>", "Ana (ana@a.example)"),
        ("<tel:+34600000000|+34600000000>", "+34600000000"),
        # entities
        ("p95 &lt; 5 ms &amp;&amp; cost &gt; 0", "p95 < 5 ms && cost > 0"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&amp;amp;lt;", "&amp;lt;"),
        ("&lt;@U0BOT&gt;", "<@U0BOT>"),
        ("<https://a.example|&lt;b&gt;>", "<b> (https://a.example)"),
        # what is no token
        ("a < b", "a < b"),
        ("a > b", "a > b"),
        ("<>", "<>"),
        ("<<@U0BOT>", "<"),
        ("<@U0\nBOT>", "<@U0\nBOT>"),
        ("<|>", ""),
        ("<@>", "@"),
    ],
)
def test_text_reads_as_it_does_in_slack(escaped: str, seen: str) -> None:
    assert plain(escaped, BOT).text == seen


@pytest.mark.parametrize(
    ("escaped", "people"),
    [
        ("nobody", ()),
        ("<@U0BOT> and <@U0BEA|bea>", ("U0BOT", "U0BEA")),
        ("<!here> <#C1|general> <https://a.example/@U1>", ()),
        ("&lt;@U0BEA&gt;", ()),
    ],
)
def test_people_are_those_who_are_mentioned(escaped: str, people: tuple[str, ...]) -> None:
    assert plain(escaped, BOT).people == people


def test_a_bot_whose_id_is_not_known_stays_in_the_text() -> None:
    assert plain("<@U0BOT> hello", "").text == "@U0BOT hello"


@pytest.mark.parametrize("piece", ["<", ">", "<@U0BOT> ", "<@U0BOT", "&amp;", "<a|", " \t", "<a> \t", "&lt;"])
def test_a_huge_text_is_read_to_its_end(piece: str) -> None:
    huge = piece * (100_000 // len(piece))
    assert plain(f"{huge} the end", BOT).text.endswith("the end")


def test_no_token_is_looked_for_past_the_next_one() -> None:
    """So each character is looked at twice at most, however many `<` there are."""
    assert TOKEN.search("<a<b<c") is None
    found = TOKEN.search("<a<b<c>")
    assert found is not None
    assert found.start() == 4
