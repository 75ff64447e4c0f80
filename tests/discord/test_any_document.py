"""Whatever the document: within Discord's limits, no word lost or out of order, nothing live."""

from collections.abc import Iterator, Sequence
from typing import cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.discord.render import Json, Labels, Message, labels, rendered
from adapters.discord.render.codes import OTHER, Press
from adapters.discord.render.codes import read as meant
from adapters.discord.render.safety import literal
from bot.core.document import Choices, Code, Document, Heading, Items, Paragraph, Quote, Spans, Strong, Text
from bot.presenter.visible import one_line, visible
from bot.wording import wording
from tests.discord.discord_limits import problems
from tests.discord.documents import choices, documents, words
from tests.discord.reading import contents, letters, live, read, shapes, spoken, tokens

ENGLISH = labels("en", wording())


def unnumbered(key: str, /, **values: object) -> str:
    return "" if key == "part" else ENGLISH.line(key, **values)


WITHOUT_NOTES = Labels("en", unnumbered)
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

worded = words.map(lambda text: (Text(text),))
prose = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 3), words),
        st.builds(Paragraph, worded),
        st.builds(Paragraph, st.lists(st.one_of(words.map(Strong), words.map(Text)), max_size=3).map(tuple)),
        st.builds(Items, st.lists(worded, min_size=1, max_size=6).map(tuple), st.booleans()),
        st.builds(Quote, worded),
        st.builds(Code, st.sampled_from(["", "rust", "no language"]), words),
        st.builds(Code, st.just("wit"), st.just("world api;"), words),
    ),
    max_size=14,
).map(tuple)


def said(spans: Spans) -> str:
    return letters(visible("".join(each.text for each in spans)))


def expected(node: object) -> str:
    match node:
        case Heading(text=text):
            return letters(visible(text))
        case Paragraph(spans=spans) | Quote(spans=spans):
            return said(spans)
        case Items(items=items):
            return "".join(said(each) or "—" for each in items)
        case Code(text=text, title=title):
            return letters(visible(title)) + letters(visible(text))
        case _:
            raise AssertionError(node)


@slow
@given(documents)
def test_every_part_is_within_discords_limits(document: Document) -> None:
    for part in rendered(document, ENGLISH):
        assert problems(part) == []


@slow
@given(prose)
def test_no_word_is_lost_or_moved(nodes: tuple[Paragraph, ...]) -> None:
    found = "".join(map(expected, nodes))
    assert read(rendered(Document(nodes), WITHOUT_NOTES)) == (found or letters(ENGLISH.line("nothing")))


@slow
@given(documents)
def test_nothing_live_comes_out_of_a_text(document: Document) -> None:
    ours = {"fence", "code", "strong", "quote", "heading", "subtext", "list", "link", "address", "person"}
    for content in contents(rendered(document, ENGLISH)):
        assert live(content) <= ours
        targets = [each.target for each in tokens(content) if each.kind in {"link", "address"}]
        assert all(each.startswith("https://a.example/") for each in targets)


@given(words)
def test_a_literal_text_reads_the_same(text: str) -> None:
    assert spoken(literal(visible(text))) == letters(visible(text))
    assert live(literal(one_line(text))) == set()


def offered(control: Json) -> Iterator[tuple[str, str]]:
    """What a control stands for, by its own id and values."""
    code = meant(str(control["custom_id"]))
    assert isinstance(code, Press)
    options = cast("Sequence[Json]", control.get("options", ()))
    yield from ((code.topic, str(each["value"])) for each in options)
    if not options:
        yield code.topic, code.choice


@slow
@given(st.lists(choices, max_size=6))
def test_every_control_says_what_it_stands_for(several: list[Choices]) -> None:
    parts = [each for each in rendered(Document(tuple(several)), ENGLISH) if isinstance(each, Message)]
    controls = [each for part in parts for each in shapes(part.components) if "custom_id" in each]
    found = {pair for each in controls for pair in offered(each)}
    wanted = {(each.topic, option.value) for each in several for option in each.options}
    others = {(each.topic, OTHER) for each in several if each.is_pick}
    assert found == wanted | others
