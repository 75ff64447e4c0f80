"""An assessment for people: the verdict, the modules, the findings with their lines, the money, and what was not read.

Findings of one rule about one module are one item with all their lines. What nobody knows stands beside what was found.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.assessing.json_form import fits_of, not_judged
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Coverage, Found, Weight
from bot.assessment.rules import OF_THE_FACTS
from bot.assessment.shapes import ComponentFit
from bot.core.document import CodeSpan, Document, Heading, Items, Node, Paragraph, Spans, Table, Text, spans
from bot.planning.pages import card, place
from bot.planning.pages_evidence import evidence
from bot.planning.pages_money import money_pages
from bot.planning.phrases import Phrases

MOST_SHOWN: Final = 6  # lines of a finding, or names of a list


def assessed_pages(found: Judged, knowledge: Knowledge, words: Phrases) -> Document:
    """The document."""
    assessed = found.assessment
    pages = Phrases(words.wording, words.language, "pages")
    pages = pages.about(**place(found.brief, pages.within("composed")))
    return Document(
        (
            *card(assessed.verdict, "", assessed, pages),
            *modules(found, words),
            *(node for weight in Weight for node in weighing(weight, found, words)),
            *money_pages(assessed, knowledge, pages),
            *covered(found, words),
            *evidence((), assessed, knowledge, pages),
        )
    )


def modules(found: Judged, words: Phrases) -> Iterator[Node]:
    """Each part: where it is declared, its language, what becomes of it."""
    yield Heading(2, words.say("head.modules"))
    places = {each.name: each.at for each in found.evidence.modules}
    rows = tuple(_row(each, str(places.get(each.component.name, "")), words) for each in fits_of(found))
    yield Table(words.several("table.modules"), rows)


def _row(fit: ComponentFit, at: str, words: Phrases) -> tuple[Spans, ...]:
    language = fit.component.language or words.say("unknown")
    becomes = f"{language} → {fit.language}" if fit.language and fit.language != language else language
    cells = (
        fit.component.label,
        at or words.say("said"),
        becomes,
        words.say(f"fit.{fit.fit.value}"),
        ", ".join(fit.findings),
    )
    return tuple((Text(each),) for each in cells)


def weighing(weight: Weight, found: Judged, words: Phrases) -> Iterator[Node]:
    """The findings of a weight; nothing when there are none."""
    groups: dict[tuple[str, str | None], list[Found]] = {}
    for each in found.findings:
        if each.weight is weight and each.rule != OF_THE_FACTS:  # the sources say which facts are marked
            groups.setdefault((each.rule, each.module), []).append(each)
    if groups:
        yield Heading(2, words.say(f"head.{weight.value}"))
        yield Items(tuple(_item(each, words) for each in groups.values()))


def _item(group: list[Found], words: Phrases) -> Spans:
    first, rules = group[0], words.within("rules")
    params = dict(first.params)
    if "packages" in params:
        params["packages"] = _first((each.words for each in group), words)
    whose = words.say("of_module", module=first.module) if first.module else words.say("of_system")
    said = rules.first(f"{first.rule}.finding", **params)
    instead = rules.first(f"{first.rule}.alternative", **params) if first.weight is Weight.BLOCKER else ""
    lines: list[Text | CodeSpan] = []
    for each in group[:MOST_SHOWN]:
        place = tuple(_place(each, words))
        lines += [Text(", " if lines else " "), *place] if place else []
    rest = len(group) - MOST_SHOWN
    more = words.say("more", count=rest) if rest > 0 else ""
    tail = (Text(f". {instead}"),) if instead else ()
    return (*spans(f"**{first.rule}** {whose}: "), Text(f"{said}."), *lines, Text(f" {more}".rstrip()), *tail)


def _place(each: Found, words: Phrases) -> Iterator[Text | CodeSpan]:
    if each.at:
        yield CodeSpan(str(each.at))
    elif each.words:
        yield Text(f"«{each.words}»")
    if each.dependency and each.dependency.through:
        yield Text(f" ({words.say('via', chain=' → '.join(each.dependency.through))})")


def covered(found: Judged, words: Phrases) -> Iterator[Node]:
    """What was matched, and all that was not."""
    coverage: Coverage = found.evidence.coverage
    matched = ", ".join(f"{form} ({len(files)})" for form, files in coverage.formats)
    unknown = dict.fromkeys(each.words for each in found.findings if each.weight is Weight.UNKNOWN)
    unread = [f"{each.at} ({words.say(f'why.{each.why.value}')})" for each in coverage.unread]
    rows = (
        ("strangers", coverage.strangers),
        ("unread", unread),
        ("packages", tuple(unknown)),
        ("not_judged", not_judged(found)),
    )
    yield Heading(2, words.say("head.coverage"))
    yield Paragraph((Text(words.say("coverage.matched", count=coverage.files, formats=matched)),))
    told = [
        (Text(words.say(f"coverage.{key}", count=len(names), names=_first(names, words))),)
        for key, names in rows
        if names
    ]
    yield Items(tuple(told)) if told else Paragraph((Text(words.say("coverage.whole")),))


def _first(names: Iterable[str], words: Phrases) -> str:
    every = list(dict.fromkeys(names))
    rest = len(every) - MOST_SHOWN
    shown = ", ".join(every[:MOST_SHOWN])
    return f"{shown} {words.say('more', count=rest)}" if rest > 0 else shown
