"""The dated facts, as people ask for them: an overview by subject, or those on what they name."""

from collections.abc import Iterable
from datetime import date

from bot.assessment.catalogue import Knowledge
from bot.assessment.facts import listing
from bot.assessment.shapes import Cited, Mark
from bot.core.document import Document, Heading, Items, Link, Node, Span, Spans, Table, Text
from bot.core.words import bare
from bot.presenter.voice import Voice, Words, plain_cell

SHOWN = 12  # facts in one message


def facts_shown(about: str, voice: Voice, knowledge: Knowledge, today: date) -> Document:
    """Facts about something, or the subjects there are."""
    if not about.strip():
        return _overview(listing(knowledge, today), voice)
    found = facts_about(about, voice, knowledge, today)
    if not found:
        return Document(voice.say("facts.nothing", about=Words(about)))
    heading = Heading(2, voice.text("facts.about", about=about))
    nodes: list[Node] = [heading, Items(tuple(_told(each, voice) for each in found[:SHOWN]))]
    if len(found) > SHOWN:
        nodes += voice.say("facts.more", count=len(found) - SHOWN)
    return Document(tuple(nodes))


def facts_about(about: str, voice: Voice, knowledge: Knowledge, today: date) -> tuple[Cited, ...]:
    """The facts that speak of every word in `about`, those to be checked first; all of them for no words."""
    return tuple(each for each in listing(knowledge, today) if _speaks_of(each, about, voice))


def sentence(cited: Cited, voice: Voice) -> str:
    """What a fact says, in the voice's language."""
    return voice.wording.line(voice.language, "facts", cited.fact.id)


def _overview(cited: tuple[Cited, ...], voice: Voice) -> Document:
    marked = sum(bool(each.marks) for each in cited)
    subjects = sorted({each.fact.subject for each in cited}, key=str.casefold)
    header = tuple(voice.text(f"facts.{each}") for each in ("subject", "count", "newest", "marked"))
    rows = tuple(
        _subject(subject, [each for each in cited if each.fact.subject == subject]) for subject in subjects
    )
    said = voice.say("facts.overview", count=len(cited), marked=marked)
    return Document((Heading(2, voice.text("facts.title")), *said, Table(header, rows)))


def _subject(subject: str, cited: list[Cited]) -> tuple[Spans, ...]:
    newest = max((each.fact.as_of for each in cited if each.fact.as_of), default=None)
    marked = sum(bool(each.marks) for each in cited)
    cells = (subject, str(len(cited)), newest.isoformat() if newest else "—", str(marked))
    return tuple(plain_cell(each) for each in cells)


def _speaks_of(cited: Cited, about: str, voice: Voice) -> bool:
    """Whether every word that was named begins a word of the fact."""
    fact = cited.fact
    there = bare(f"{fact.id} {fact.subject} {fact.aspect} {sentence(cited, voice)}").split()
    return all(any(word.startswith(wanted) for word in there) for wanted in bare(about).split())


def _told(cited: Cited, voice: Voice) -> Spans:
    """The sentence, its source, its age and its marks."""
    fact = cited.fact
    source: Span = Link(fact.source, fact.url) if fact.url else Text(fact.source)
    marks = (each for each in cited.marks if each is not Mark.UNDATED)  # the age says so already
    caveats = _listed(voice.text(f"mark.{each}") for each in marks)
    age = voice.text("facts.age", days=cited.age_days)
    return (Text(f"{sentence(cited, voice)} ("), source, Text(f"; {age}{caveats})"))


def _listed(caveats: Iterable[str]) -> str:
    return "".join(f"; {each}" for each in caveats)
