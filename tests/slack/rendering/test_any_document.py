"""Whatever the document: within Slack's limits, no word lost, nothing live."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.render import Message, labels, plainer, rendered
from adapters.slack.render.safety import mrkdwn, weight
from bot.core.document import Document, Heading, Items, Paragraph, Quote, Spans, Strong, Text
from bot.presenter.visible import visible
from bot.wording import wording
from tests.slack.rendering.documents import documents, words
from tests.slack.rendering.slack_limits import problems, units
from tests.slack.rendering.walking import letters, live, read, shapes, spoken

ENGLISH = labels("en", wording())
slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

worded = words.map(lambda text: (Text(text),))
prose = st.lists(
    st.one_of(
        st.builds(Heading, st.just(3), words),
        st.builds(Paragraph, worded),
        st.builds(Paragraph, st.lists(words.map(Strong), max_size=3).map(tuple)),
        st.builds(Items, st.lists(worded, min_size=1, max_size=6).map(tuple)),
        st.builds(Quote, worded),
    ),
    max_size=14,
).map(tuple)


def said(spans: Spans) -> str:
    return letters(visible("".join(each.text for each in spans if isinstance(each, Text | Strong))))


def expected(node: object) -> str:
    match node:
        case Heading(text=text):
            return letters(visible(text))
        case Paragraph(spans=spans) | Quote(spans=spans):
            return said(spans)
        case Items(items=items):
            return "".join(said(each) or "—" for each in items)
        case _:
            raise AssertionError(node)


@slow
@given(documents)
def test_every_message_is_within_slacks_limits(document: Document) -> None:
    for part in rendered(document, ENGLISH):
        if isinstance(part, Message):
            assert problems(part) == []
            assert problems(plainer(part)) == []


@slow
@given(prose)
def test_no_word_is_lost_on_the_way(nodes: tuple[Paragraph, ...]) -> None:
    parts = rendered(Document(nodes), ENGLISH)
    words = "".join(map(expected, nodes))
    assert read(parts) == (words or letters(ENGLISH.line("nothing")))


@slow
@given(documents)
def test_nothing_live_comes_out_of_a_text(document: Document) -> None:
    for part in rendered(document, ENGLISH):
        if not isinstance(part, Message):
            continue
        kinds = {str(each.get("type")) for each in shapes(part.blocks)}
        assert not kinds & {"broadcast", "channel", "usergroup", "emoji", "mrkdwn", "markdown", "image"}
        assert live(part.text) == []
        for each in shapes(plainer(part).blocks):
            if each.get("type") == "mrkdwn":
                assert live(str(each["text"])) == []
                assert each["verbatim"] is True


@given(words)
def test_a_text_weighs_what_it_takes_in_mrkdwn_and_reads_the_same_there(text: str) -> None:
    assert weight(text) == units(mrkdwn(text))
    assert spoken(mrkdwn(text)) == letters(visible(text))
