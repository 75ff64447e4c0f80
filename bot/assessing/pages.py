"""An assessment for people: the verdict, the modules, the findings with their lines, what to do next, the money, and
what was not read."""

from collections.abc import Iterator

from bot.assessing.pages_found import MOST_SHOWN, covered, weighing
from bot.assessing.pages_next import lead, next_steps
from bot.assessing.parts import Part, parts_of
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Weight
from bot.core.document import (
    CodeSpan,
    Document,
    Heading,
    Items,
    Node,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    paragraph,
)
from bot.core.events import VerdictCode
from bot.planning.pages import card, place
from bot.planning.pages_evidence import evidence
from bot.planning.pages_money import money_pages
from bot.planning.phrases import Phrases


def assessed_pages(found: Judged, knowledge: Knowledge, words: Phrases) -> Document:
    """The document."""
    assessed = found.assessment
    pages = Phrases(words.wording, words.language, "pages")
    pages = pages.about(**place(found.brief, pages.within("composed")))
    undecided = assessed.verdict is VerdictCode.INSUFFICIENT  # what to measure is then listed with what to do
    return Document(
        (
            *card(assessed.verdict, "", assessed, pages),
            *lead(found, words),
            *modules(parts_of(found, knowledge, words), words),
            *(node for weight in Weight for node in weighing(weight, found, words)),
            *next_steps(found, knowledge, words, pages),
            *(() if undecided else money_pages(assessed, knowledge, pages)),
            *covered(found, words),
            *evidence((), assessed, knowledge, pages),
        )
    )


def modules(parts: tuple[Part, ...], words: Phrases) -> Iterator[Node]:
    """Each part in a row, then where the parts are declared and why that becomes of them, those alike together."""
    yield Heading(2, words.say("head.modules"))
    if not parts:
        yield paragraph(words.say("no_modules"))
        return
    yield Table(words.several("table.modules"), tuple(_row(each, words) for each in parts))
    alike: dict[str, list[Part]] = {}
    for each in parts:
        alike.setdefault(" ".join(filter(None, (each.why, _effort(each, words)))), []).append(each)
    yield Items(tuple(_reason(why, those, words) for why, those in alike.items()))


def _row(each: Part, words: Phrases) -> tuple[Spans, ...]:
    fit = each.fit
    language = fit.component.language or words.say("unknown")
    becomes = f"{language} → {fit.language}" if fit.language and fit.language != language else language
    cells = (
        fit.component.label,
        becomes,
        words.say(f"fit.{each.fate}"),
        words.say(f"effort.{each.effort.size.value if each.effort else 'open'}"),
        ", ".join(fit.findings),
    )
    return tuple((Text(cell),) for cell in cells)


def _reason(why: str, those: list[Part], words: Phrases) -> Spans:
    named: list[Span] = []
    for each in those[:MOST_SHOWN]:
        named += [Text(", ")] if named else []
        named += [Strong(each.fit.component.label), Text(" ("), _declared(each, words), Text(")")]
    rest = len(those) - MOST_SHOWN
    more = f" {words.say('more', count=rest)}" if rest > 0 else ""
    return (*named, Text(f"{more}: {why}"))


def _declared(each: Part, words: Phrases) -> Span:
    return CodeSpan(str(each.module.at)) if each.module else Text(words.say("said"))


def _effort(each: Part, words: Phrases) -> str:
    """How the points of an effort came together; "" where there are none."""
    if each.effort is None or not each.effort.points:
        return ""
    points = (words.say(f"points.{name}", points=words.number(value)) for name, value in each.effort.points)
    return words.say("effort_line", points=words.listing(points))
