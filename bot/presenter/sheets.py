"""What is known, with where it comes from: as a sheet, as a note, and as what was understood at the beginning."""

from typing import assert_never

from bot.core.brief import Answer, Assumed, Brief, Component, FoundIn, Known, Said, Topic, Unknown
from bot.core.document import Document, Heading, Items, Node, Paragraph, Spans, Table
from bot.core.events import Mode
from bot.core.interview import BASIC_TOPICS
from bot.core.notices import Noted, Sheet, StatusShown, TakenBack, Understood
from bot.presenter.controls import controls
from bot.presenter.manifests import places, several
from bot.presenter.voice import Voice, Words, plain_cell
from bot.presenter.worded import words

MOST_PLACES = 2  # lines that a value names
MOST_PARTS, MOST_PACKAGES = 12, 8  # that the sheet names, of a system and of a part
LONG = 280  # characters of an answer that a cell shows; the rest is in the thread


def understood(notice: Understood, voice: Voice) -> Document:
    """What was read in the opening."""
    table = known_table(notice.brief, voice)
    return Document((*voice.say(f"understood.{notice.mode}"), *table, controls(voice, "change")))


def sheet(notice: Sheet, voice: Voice) -> Document:
    """The assumption sheet, and how to correct it."""
    body = _sheet_body(notice.brief, notice.mode, voice)
    return Document((Heading(2, voice.text("sheet.title")), *body, controls(voice, "change")))


def status(notice: StatusShown, voice: Voice) -> Document:
    """Where the conversation stands, and the sheet so far."""
    nodes: list[Node] = [*voice.say("status.head", phase=voice.text(f"phase.{notice.phase}"))]
    if notice.topic is not None:
        question = voice.text(f"topic.{notice.topic}.question")
        nodes += voice.say("status.open", topic=voice.topic(notice.topic), question=question)
    if not notice.brief.entries:
        return Document((*nodes, *voice.say("sheet.empty")))
    return Document((*nodes, *_sheet_body(notice.brief, Mode.PRO, voice), controls(voice, "change")))


def taken_back(notice: TakenBack, voice: Voice) -> Document:
    """What holds after a message was edited or deleted; a plan that stands can be written anew."""
    head = voice.say("taken_back.deleted" if notice.deleted else "taken_back.edited")
    now = (f"{voice.topic(each)}: {said(each, notice.brief.answer(each), voice)}" for each in notice.topics)
    items = Items(tuple(plain_cell(each) for each in now))
    offer = (*voice.say("taken_back.offer"), controls(voice, "plan_now=again")) if notice.offer else ()
    return Document((*head, items, *offer))


def noted(notice: Noted, voice: Voice) -> Document:
    """What was taken down: in a sentence when it is one thing, else in a list."""
    if len(notice.topics) == 1:
        topic = notice.topics[0]
        value = Words(said(topic, notice.brief.answer(topic), voice))
        return Document(voice.say("noted.one", topic=voice.topic(topic), value=value))
    items = tuple(
        plain_cell(f"{voice.topic(each)}: {said(each, notice.brief.answer(each), voice)}")
        for each in notice.topics
    )
    return Document((*voice.say("noted.many"), Items(items)))


def known_table(brief: Brief, voice: Voice) -> tuple[Node, ...]:
    """The topics that have an answer, with values and origins, and the parts of the system."""
    rows = tuple(_row(each.topic, each.answer, voice) for each in brief.entries)
    header = tuple(voice.text(f"sheet.{each}") for each in ("topic", "value", "origin"))
    table: tuple[Node, ...] = (Table(header, rows),) if rows else ()
    return table + _parts(brief.components, voice)


def _sheet_body(brief: Brief, mode: Mode, voice: Voice) -> tuple[Node, ...]:
    topics = Topic if mode is Mode.PRO else BASIC_TOPICS
    missing = tuple(each for each in Topic if each in topics and brief.answer(each) is None)
    intro = "sheet.intro" if mode is Mode.PRO else "sheet.intro_basic"
    nodes: tuple[Node, ...] = (*voice.say(intro), *known_table(brief, voice))
    if missing:
        nodes += voice.say("sheet.missing", topics=voice.topics(missing))
    return (*nodes, *voice.say("sheet.correct"))


def _row(topic: Topic, answer: Answer, voice: Voice) -> tuple[Spans, ...]:
    value = voice.text("sheet.no_value") if isinstance(answer, Unknown) else _value(topic, answer, voice)
    return plain_cell(voice.topic(topic)), plain_cell(value), plain_cell(_origin(answer, voice))


def said(topic: Topic, answer: Answer | None, voice: Voice) -> str:
    """What a topic holds, in one line."""
    match answer:
        case None:
            return voice.text("noted.open")
        case Unknown():
            return voice.text("noted.unknown")
        case Known():
            return _value(topic, answer, voice)
        case _:
            assert_never(answer)


def _value(topic: Topic, answer: Known, voice: Voice) -> str:
    """The words, and the numbers as they were read in them."""
    said = " ".join(words(topic, answer, voice.wording, voice.language).split())
    short = said if len(said) <= LONG else f"{said[:LONG].rsplit(' ', 1)[0]}…"
    numbers = ", ".join(voice.quantity(each) for each in answer.quantities)
    return f"{short} → {numbers}" if numbers else short


def _origin(answer: Answer, voice: Voice) -> str:
    if isinstance(answer, Unknown):
        return voice.text("origin.skipped" if answer.skipped else "origin.unknown")
    found = tuple(each for each in (answer.origin, *answer.also) if isinstance(each, FoundIn))
    read = voice.text("origin.found", places=places(found, voice, MOST_PLACES)) if found else ""
    match answer.origin:
        case Said():
            return "; ".join(filter(None, (voice.text("origin.said"), read)))
        case FoundIn():
            return read
        case Assumed():
            return voice.text("origin.assumed")
        case _:
            assert_never(answer.origin)


def _parts(components: tuple[Component, ...], voice: Voice) -> tuple[Node, ...]:
    if not components:
        return ()
    parts = several([_part(each, voice) for each in components], voice, most=MOST_PARTS, joint="; ")
    return (Paragraph(plain_cell(f"{voice.text('sheet.parts')}: {parts}.")),)


def _part(component: Component, voice: Voice) -> str:
    """A part with its language, its first packages, and the line that declares it."""
    packages = several(component.packages, voice, most=MOST_PACKAGES)
    declared = voice.text("sheet.declared", at=component.at) if component.at else ""
    facets = "; ".join(
        filter(None, (", ".join(each for each in (component.language, packages) if each), declared))
    )
    return f"{component.label} ({facets})" if facets else component.label
