"""Words show whole, and harm nobody, whatever they are."""

import re

import pytest

from bot.core.document import Heading, Items, Table, paragraph, plain
from tests.contracts.platforms.bench import Bench
from tests.contracts.platforms.sayings import (
    bare,
    numbered,
    of_bot,
    posting,
    said,
    whole,
)

HOSTILE = {
    "mentions": "@everyone @here @channel <!channel> <!here> <@U0BEN> <@!100000000000000002> <@&7> <#C0SECRET> @wasm",
    "marks": "**bold _it_ ~~gone~~ ||hidden|| `code` # no heading - no item > no quote | a | b |",
    "fences": "a closing ``` and ```js open ` and `` more",
    "links": "[bank](https://evil.example) <https://evil.example|bank> https://evil.example/@everyone",
    "entities": "&lt;!channel&gt; &amp;lt;@U0BEN&amp;gt; < > & %s {} {{ 7*7 }}",
    "turned": "abc\u202egnp.exe\u202c \u2066x\u2069",
}
ROWS = (("日本語の表", "費用 💸"), ("한국어 표", "👩‍👩‍👧‍👦 7 USD"), ("Ünïcødé", "🦀" * 20))


class ContentsContract:
    """`bench` is a fixture of the subclass."""

    @pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
    async def test_hostile_words_show_whole_and_call_nobody(self, bench: Bench, words: str) -> None:
        key = await bench.opens("We run AWS Lambda")
        table = Table(("who", "what"), ((plain("x"), plain(words)),))  # last, where a cell may go on below
        await bench.post(posting(key, "h1", paragraph(words), Items((plain(words),)), table))
        await bench.post(posting(key, "h2", Heading(2, words)))
        assert [called for each in of_bot(bench, key) for called in each.called] == []
        assert whole(bench, key).count(bare(words)) == 4

    async def test_a_table_in_any_script_shows_whole(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        rows = tuple((plain(one), plain(other)) for one, other in ROWS)
        await bench.post(posting(key, "t1", Table(("名前", "いくら"), rows)))
        shown = whole(bench, key)
        assert all(bare(cell) in shown for row in (("名前", "いくら"), *ROWS) for cell in row)

    async def test_a_very_long_paragraph_shows_whole(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        words = numbered(1_700)
        assert len(words) > 9_000
        await bench.post(said(key, words))
        assert re.findall(r"\bw\d+\b", "\n".join(each.words for each in of_bot(bench, key))) == words.split()

    async def test_a_word_without_a_blank_shows_whole(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "x" * 9_999))
        assert "".join(bare(each.words) for each in of_bot(bench, key)).count("x") == 9_999
