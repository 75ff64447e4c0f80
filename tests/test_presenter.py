"""Every notice in every language: all its words are there, and nobody's words become markup."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from jinja2 import meta

from bot.assessment.facts import knowledge
from bot.assessment.manifests.shapes import Why
from bot.core.brief import (
    Assumed,
    Brief,
    Component,
    Conflict,
    Covered,
    Entry,
    FoundIn,
    Gap,
    Known,
    Metric,
    Quantity,
    Said,
    Signal,
    SignalKind,
    Topic,
    Unknown,
)
from bot.core.commands import Word, command_in
from bot.core.document import (
    COMMAND,
    Choices,
    Code,
    CodeSpan,
    Document,
    File,
    Heading,
    Items,
    Link,
    Node,
    Paragraph,
    Person,
    Quote,
    Spans,
    Strong,
    Table,
    Text,
    paragraph,
)
from bot.core.events import Cleaning, FileTrouble, Mode
from bot.core.interview import ROW
from bot.core.notices import (
    AnswerPosted,
    CannotRead,
    ChangeWhat,
    CleanedUp,
    FactsShown,
    FileNotRead,
    FileRead,
    LanguageChanged,
    Noted,
    Notice,
    Plain,
    PlainWhat,
    PlanningBegan,
    PlanPosted,
    PromptShown,
    Question,
    QuestionClosed,
    Resumed,
    Sheet,
    StatusShown,
    TakenBack,
    Understood,
    WhyAsked,
    WorkFailed,
)
from bot.core.reading import read
from bot.ports import Stage
from bot.presenter import Library, Presented, present, worded
from bot.vocabulary import lexicon
from bot.wording import Table as Sentences
from bot.wording import environment, wording

Branch = str | list[str] | Sentences
TODAY = date(2026, 11, 22)
LANGUAGES = wording().languages
SAID = Said("ana", "e1")
DEMO = Document((paragraph("plan"),))


def known(text: str, *quantities: Quantity, origin: Said | FoundIn | Assumed = SAID) -> Known:
    return Known(text, (), quantities, origin)


ANSWERS: dict[Topic, Known | Unknown] = {
    Topic.INFRASTRUCTURE: known("aws-lambda"),
    Topic.TRAFFIC: known(
        "3M req/mes, p95 de 180 ms",
        Quantity(Metric.REQUESTS_PER_MONTH, Decimal(3_000_000), "3M req/mes"),
        Quantity(Metric.COLD_START_SHARE, Decimal("0.08"), "8 %"),
    ),
    Topic.DEPENDENCIES: known("numpy", origin=FoundIn("requirements.txt", 3)),
    Topic.OBJECTIVE: known("", origin=Assumed("default_objective")),
    Topic.STATE: Unknown(SAID),
    Topic.SKILLS: Unknown(SAID, skipped=True),
}
FULL = Brief(
    tuple(Entry(each, ANSWERS[each]) for each in Topic if each in ANSWERS),
    (
        Component("api", "API", "javascript", "api"),
        Component("etl", "ETL", "python", "etl", ("numpy",)),
        Component("web", "Web", None, None),
    ),
)

CONFLICT = Conflict(
    Topic.STATE,
    Signal(SignalKind.STATE, "stateless", "no tenemos estado"),
    Signal(SignalKind.STATE, "embedded-db", "la base de datos va dentro"),
)


def notices() -> Iterator[Notice]:
    yield from (Understood(FULL, mode) for mode in Mode)
    yield CannotRead(None)
    for topic in Topic:
        yield CannotRead(topic)
        choices = ROW[topic].choices
        yield Question(topic, 1, 7, choices)
        yield Question(topic, 3, 1, choices, again=True)
        yield WhyAsked(topic)
        yield Resumed("interviewing", FULL, topic, choices)
        yield StatusShown("interviewing", FULL, topic)
        yield Noted(FULL, (topic,))
    yield Question(Topic.STATE, 4, 2, ROW[Topic.STATE].choices, CONFLICT)
    yield Noted(FULL, tuple(Topic))
    yield from (Sheet(each, mode) for each in (FULL, Brief()) for mode in Mode)
    yield from (PlanningBegan(mode, again) for mode in Mode for again in (True, False))
    yield from (PlanPosted(DEMO, changed) for changed in (True, False))
    yield from (QuestionClosed(entry.topic, entry.answer, "ana") for entry in FULL.entries)
    yield QuestionClosed(Topic.STATE, None, "")
    yield from (TakenBack(FULL, tuple(Topic), *each) for each in ((True, True), (False, False)))
    yield AnswerPosted(DEMO)
    yield WorkFailed("ab12")
    for phase in ("interviewing", "planning", "delivered", "closed"):
        yield StatusShown(phase, Brief(), None)
        yield Resumed(phase, FULL, None, ())
    yield from (PromptShown(FULL, mode) for mode in Mode)
    yield from (CleanedUp(Cleaning(count, cut), name) for count, cut, name in CLEANINGS)
    yield from (FileRead("go.mod", topics) for topics in ((), (Topic.APPLICATION, Topic.DEPENDENCIES)))
    yield from (FileRead("shop.zip", topics, covered, parts) for topics, covered, parts in MANIFESTS)
    yield from (FileNotRead("a.zip", trouble) for trouble in FileTrouble)
    yield from (LanguageChanged(language) for language in LANGUAGES)
    yield from (ChangeWhat(topics) for topics in ((), (Topic.TRAFFIC, Topic.STATE)))
    yield from (FactsShown(about) for about in ("", "spin", "componentize", "wasi", "unobtainium"))
    yield from (Plain(what) for what in get_args(PlainWhat))


GAPS = tuple(Gap(FoundIn("package.json", 14 + at), why.value) for at, why in enumerate(Why))
MANY = Covered("shop.zip", (("compose", 1), ("package.json", 3)), 2, 120, 9, ("left-pad", "is-odd"), 40, GAPS)
ONE = Covered("shop.zip", (("go.mod", 1),), 1, 1, 1, ("example.com/a",), 1, GAPS[:1])
NOBODY = Covered("shop.zip", (), 3, 0, 0, (), 0, ())
EMPTY = Covered("shop.zip", (("package.json", 1),), 0, 0, 0, (), 0, ())
PART = Component(
    "api", "API", "python", "api", at=FoundIn("compose.yaml", 3), language_at=FoundIn("api/Dockerfile", 1)
)
MANIFESTS = (
    ((Topic.DEPENDENCIES,), MANY, (PART,) * 9),
    (
        (),
        ONE,
        (Component("shop", "shop", "go", None, at=FoundIn("go.mod", 1), language_at=FoundIn("go.mod", 1)),),
    ),
    ((), ONE, (Component("shop", "shop", None, None),)),
    ((), NOBODY, ()),
    ((), EMPTY, ()),
)
CLEANINGS = ((1, 0, ""), (2, 30, "notes.md"), (0, 5, ""))
ALL = tuple(notices())


def shown(notice: Notice, language: str = "es") -> Document:
    return presented(notice, language).document


def presented(notice: Notice, language: str = "es") -> Presented:
    return present(notice, language, wording(), Library(knowledge(), TODAY))


def spans_of(node: Node) -> Spans:
    match node:
        case Paragraph() | Quote():
            return node.spans
        case Items():
            return tuple(span for item in node.items for span in item)
        case Table():
            return tuple(span for row in node.rows for cell in row for span in cell)
        case Heading():
            return (Text(node.text),)
        case Choices():
            return tuple(Text(each.label) for each in node.options)
        case Code() | File():
            return ()


def text_of(document: Document) -> str:
    return "\n".join("".join(span.text for span in spans_of(node)) for node in document.nodes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_notice_has_its_words(language: str) -> None:
    assert {type(each) for each in ALL} == set(get_args(get_args(Notice)[0]))
    for notice in ALL:
        document = shown(notice, language)
        assert document.nodes, notice
        for node in document.nodes:
            for span in spans_of(node):
                assert span.text, notice
                if isinstance(span, Text):
                    assert not re.search(r"`|\*\*|\{[{%]|[\x00-\x08]", span.text), (notice, span)


@pytest.mark.parametrize("notice", ALL, ids=lambda each: type(each).__name__)
def test_languages_say_the_same_in_the_same_form(notice: Notice) -> None:
    forms = [[type(node).__name__ for node in shown(notice, each).nodes] for each in LANGUAGES]
    assert all(each == forms[0] for each in forms)
    texts = {text_of(shown(notice, each)) for each in LANGUAGES}
    assert len(texts) == len(LANGUAGES) or isinstance(notice, AnswerPosted | PlanPosted)


def test_languages_have_the_same_messages_with_the_same_variables() -> None:
    tables = [dict(leaves(wording().table(each, "messages"))) for each in LANGUAGES]
    for other in tables[1:]:
        assert other.keys() == tables[0].keys()
        for key, text in other.items():
            assert variables(text) == variables(tables[0][key]), key


def leaves(table: Branch, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(table, str):
        yield at, table
    elif isinstance(table, Mapping):
        for key, below in table.items():
            yield from leaves(below, f"{at}.{key}".lstrip("."))


def variables(text: str) -> set[str]:
    return meta.find_undeclared_variables(environment().parse(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_over_or_missing(language: str) -> None:
    table = wording().table(language, "messages")
    assert set(table["topic"]) == set(Topic)
    assert set(table["plain"]) == set(get_args(PlainWhat))
    assert set(table["metric"]) == set(Metric)
    assert set(table["stage"]) == set(Stage)
    assert set(table["language"]) == set(LANGUAGES)
    for topic, row in ROW.items():
        choices = [key for key, _ in leaves(table["topic"]) if key.startswith(f"{topic}.choices.")]
        assert choices == [f"{topic}.choices.{each}" for each in row.choices]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_offered_to_be_typed_is_understood(language: str) -> None:
    """What stands in `backticks` in a message without data is a thread word, or an answer that is understood."""
    offered = set[str]()
    for key, text in leaves(wording().table(language, "messages")):
        if not key.startswith(("file.", "work_failed.", "cleaned.", "prompt_shown.")) and "{{" not in text:
            offered |= set(re.findall("`([^`]+)`", text))
    assert len(offered) > 12
    for words in offered - {"/wasm"}:  # a platform's command, and no words
        assert command_in(words, lexicon()) or read(words, lexicon(), language).dont_know, words


def test_a_diagnosis_misses_only_what_it_asks() -> None:
    assert "Sin respuesta: infraestructura, aplicación." in text_of(shown(Sheet(Brief(), Mode.BASIC)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_says_something_that_is_understood(language: str) -> None:
    """What a control does can be said in words, too: its value is a thread word."""
    buttons = {
        option.value
        for notice in ALL
        for node in shown(notice, language).nodes
        if isinstance(node, Choices) and node.topic == COMMAND
        for option in node.options
    }
    assert {"why", "skip", "stop", "plan_now", "change", "change:traffic"} <= buttons
    words = {each.partition(":")[0] for each in buttons}
    assert words <= set(Word)


def test_a_plan_has_its_verdict_in_a_line() -> None:
    verdict = Document((Heading(1, "Veredicto: migrar"), *DEMO.nodes))
    assert presented(PlanPosted(verdict, changed=True)).headline == "Veredicto: migrar"
    assert presented(PlanPosted(DEMO, changed=False)).headline == ""
    assert presented(Plain("help")).headline == ""


def test_an_answered_question_names_who_answered() -> None:
    closed = QuestionClosed(Topic.TRAFFIC, ANSWERS[Topic.TRAFFIC], "U7")
    people = [span for node in shown(closed).nodes for span in spans_of(node) if isinstance(span, Person)]
    assert people == [Person("U7")]


def test_the_last_question_says_so() -> None:
    assert "Pregunta 7, la última." in text_of(shown(Question(Topic.STATE, 7, 1, ())))
    assert "Pregunta 2 de 6 como mucho." in text_of(shown(Question(Topic.STATE, 2, 5, ())))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quantity", [(Metric.TEAM_SIZE, 1), (Metric.TEAM_SIZE, 4), (Metric.WALL_MS, 180)])
def test_a_sheet_shows_numbers_as_they_were_read(language: str, quantity: tuple[Metric, int]) -> None:
    metric, value = quantity
    brief = Brief().with_answer(Topic.TRAFFIC, known("algo", Quantity(metric, Decimal(value), "q")))
    text = text_of(shown(Sheet(brief), language))
    assert "algo → " in text
    assert ("1 " not in text) if value == 1 else (str(value) in text)


def test_a_sheet_shows_where_each_value_comes_from() -> None:
    text = text_of(shown(Sheet(FULL)))
    for words in (
        "dicho aquí",
        "leído en requirements.txt:3",
        "supuesto",
        "nadie lo sabe",
        "se saltó",
        "AWS Lambda",
        "3\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 peticiones al mes",
        "8 % de arranques en frío",
        "Una estrategia de migración",
        "ETL (python, numpy)",
        "Sin respuesta: aplicación, problema principal, destino, presupuesto y plazo, normas.",
    ):
        assert words in text


def test_a_long_answer_is_cut_on_the_sheet_only() -> None:
    words = "palabra " * 200
    brief = Brief().with_answer(Topic.PROBLEM, known(words))
    assert "palabra…" in text_of(shown(Sheet(brief)))
    assert worded(brief, wording(), "es").text(Topic.PROBLEM) == words


HOSTILE = ("`code` **bold** {{ 7*7 }}", "<script>", "@everyone", "[a](https://x.example)", "```\nEND_DATA")


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_is_text_and_nothing_else(words: str) -> None:
    brief = Brief().with_answer(Topic.PROBLEM, known(words))
    flat = " ".join(words.split())
    conflict = Conflict(
        Topic.STATE, Signal(SignalKind.STATE, "stateless", words), Signal(SignalKind.STATE, "x", words)
    )
    for notice in (
        Noted(brief, (Topic.PROBLEM,)),
        Noted(brief, (Topic.PROBLEM, Topic.STATE)),
        Sheet(brief),
        Question(Topic.STATE, 2, 2, (), conflict),
        FactsShown(words),
    ):
        found = [span for node in shown(notice).nodes for span in spans_of(node)]
        assert any(isinstance(each, Text) and (flat in each.text or words in each.text) for each in found), (
            notice
        )
        assert not any(isinstance(each, Link | CodeSpan | Strong) and "bold" in each.text for each in found)


def test_what_was_read_in_manifests_is_told_with_its_lines_and_so_is_what_was_not() -> None:
    topics, covered, parts = MANIFESTS[0]
    text = text_of(shown(FileRead("shop.zip", topics, covered, parts)))
    assert "4 manifiestos (compose, package.json × 3) y 120 paquetes" in text
    assert "API en python (compose.yaml:3; el lenguaje, en api/Dockerfile:1)" in text
    assert "9 paquetes que nadie ha clasificado aquí: left-pad, is-odd y 7 más" in text
    assert "40 sitios sin leer o sin entender: package.json:14 (no se entiende)" in text


@pytest.mark.parametrize(
    ("covered", "said"), [(NOBODY, "no reconocí ningún manifiesto"), (EMPTY, "no pide nada")]
)
def test_a_file_that_tells_nothing_is_told_so(covered: Covered, said: str) -> None:
    assert said in text_of(shown(FileRead("shop.zip", (), covered)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_every_reason_why_something_was_not_read_has_words(why: Why, language: str) -> None:
    gap = Covered("a", (("go.mod", 1),), 0, 1, 0, (), 1, (Gap(FoundIn("go.mod", 2), why.value),))
    assert "go.mod:2 (" in text_of(shown(FileRead("a", (), gap), language))


def test_the_sheet_names_the_lines_of_a_value_and_of_a_part() -> None:
    lines = tuple(FoundIn("compose.yaml", at) for at in range(3, 9))
    known = Known("Docker", (), (), Said("ana", "m1"), lines)
    brief = Brief((Entry(Topic.INFRASTRUCTURE, known),), (PART,))
    text = text_of(shown(Sheet(brief)))
    assert "dicho aquí; leído en compose.yaml:3, compose.yaml:4 y 4 más" in text
    assert "API (python; en compose.yaml:3)" in text


def test_the_sheet_of_a_large_system_stays_short() -> None:
    parts = tuple(replace(PART, name=f"p{at}", label=f"p{at}", packages=("a", "b") * 99) for at in range(40))
    assert len(text_of(shown(Sheet(Brief(components=parts))))) < 2_000


def test_a_contradiction_names_the_line_of_the_file() -> None:
    there = Signal(SignalKind.USE, "gpu", "gpus: all", at=FoundIn("compose.yaml", 4))
    conflict = Conflict(
        Topic.DEPENDENCIES, Signal(SignalKind.USE, "gpu", "no usamos GPU", negated=True), there
    )
    text = text_of(shown(Question(Topic.DEPENDENCIES, 1, 1, (), conflict)))
    assert "«no usamos GPU» y «gpus: all (compose.yaml:4)»" in text


def test_a_file_name_is_code_whatever_it_holds() -> None:
    found = [span for node in shown(FileRead("a`b**c", ())).nodes for span in spans_of(node)]
    assert CodeSpan("a`b**c") in found


def test_facts_come_with_source_age_and_marks() -> None:
    document = shown(FactsShown("akamai"))
    text = text_of(document)
    assert "lo dice el proveedor" in text
    assert "de hace" in text
    assert any(isinstance(span, Link) for node in document.nodes for span in spans_of(node))


def test_many_facts_are_not_posted_at_once() -> None:
    items = [node for node in shown(FactsShown("wasm")).nodes if isinstance(node, Items)]
    assert len(items[0].items) == 12
    assert "más" in text_of(shown(FactsShown("wasm")))


@pytest.mark.parametrize(
    ("notice", "topic"),
    [
        (Question(Topic.STATE, 1, 1, ()), "state"),
        (Resumed("interviewing", Brief(), Topic.PROBLEM, ()), "problem"),
        (Resumed("planning", Brief(), None, ()), None),
        (Plain("help"), None),
        (WhyAsked(Topic.STATE), None),
    ],
)
def test_only_a_question_has_a_topic(notice: Notice, topic: str | None) -> None:
    assert presented(notice).topic == topic


@pytest.mark.parametrize(
    ("language", "sum_and_share"),
    [("es", ("3\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000", "8,5 %")), ("en", ("3,000,000", "8.5%"))],
)
def test_a_sheet_writes_numbers_as_its_language_does(language: str, sum_and_share: tuple[str, str]) -> None:
    answer = known(
        "3M",
        Quantity(Metric.REQUESTS_PER_MONTH, Decimal("3E+6"), "3M"),
        Quantity(Metric.COLD_START_SHARE, Decimal("0.0850"), "8,5 %"),
    )
    brief = Brief((Entry(Topic.TRAFFIC, answer),))
    text = str(shown(Sheet(brief, Mode.PRO), language))
    assert all(each in text.replace("\\xa0", "\xa0") for each in sum_and_share)


def test_words_are_found_for_what_the_core_keeps_as_ids() -> None:
    english = worded(FULL, wording(), "en")
    assert english.text(Topic.INFRASTRUCTURE) == "AWS Lambda"
    assert english.text(Topic.OBJECTIVE) == wording().line("en", "messages", "assumption.default_objective")
    assert english.answer(Topic.STATE) == FULL.answer(Topic.STATE)
    assert english.text(Topic.TRAFFIC) == FULL.text(Topic.TRAFFIC)
