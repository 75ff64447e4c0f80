"""What a new plan changes against the one before it: first the verdict, then what differs, side by side.

Computed by code from both assessments, whoever wrote the plan. A plan from the same answers says nothing of the kind.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.assessment.catalogue import Knowledge
from bot.assessment.difference import Both, Difference, Judged, difference
from bot.assessment.rewriting import language_today
from bot.assessment.shapes import Compared, ComponentFit, Finding
from bot.core.brief import Answer, Known, Metric, Quantity
from bot.core.document import Items, Node, Paragraph, Spans, Table, spans
from bot.planning.phrases import Phrases, quoted
from bot.planning.platforms import platform_label
from bot.planning.scene import language_name

MOST_ANSWERS = 6  # rows; whoever changes more than that knows what was changed
Row = tuple[str, str, str]


def changes(before: Judged, after: Judged, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """The part that opens a plan which replaces another; nothing when nobody said anything new."""
    found = difference(before, after)
    if not found.of_the_brief and not found.of_the_judgement:
        return
    verdict = found.verdict
    old, new = (words.say(f"changed.verdict.{each}") for each in (verdict.before, verdict.after) if each)
    yield Paragraph(
        spans(words.say("changed.lead", same=old == new, before=old, after=new, more=found.of_the_judgement))
    )
    rows = [*said(found, words), *judged(found, priced(before, after, knowledge, words), knowledge, words)]
    if rows:
        yield Table(words.several("table.changed"), tuple(cells(each) for each in rows))
    lines = [*rules("appeared", found.appeared, words), *rules("gone", found.gone, words)]
    if lines:
        yield Items(tuple(lines))


def cells(row: Row) -> tuple[Spans, ...]:
    """A row's cells."""
    return tuple(spans(each) for each in row)


def said(found: Difference, words: Phrases) -> list[Row]:
    """What people told otherwise."""
    rows = [
        row(words, topic(each.about, words), *(number(side, words) for side in (each.before, each.after)))
        for each in found.numbers
    ]
    rows += [
        row(words, topic(each.about, words), *(answer(side) for side in (each.before, each.after)))
        for each in found.answers
    ]
    if len(rows) > MOST_ANSWERS:
        rest = words.say("changed.more", n=len(rows) - MOST_ANSWERS)
        rows = [*rows[:MOST_ANSWERS], (rest, "", "")]
    return rows


def priced(before: Judged, after: Judged, knowledge: Knowledge, words: Phrases) -> str:
    """Whose price the target's figure is: of both where they differ."""
    costs = (each.assessment.costs for each in (before, after))
    targets = [each.target for each in costs if isinstance(each, Compared) and each.target]
    return " → ".join(dict.fromkeys(platform_label(each, knowledge, words) for each in targets))


def judged(found: Difference, target: str, knowledge: Knowledge, words: Phrases) -> Iterator[Row]:
    """What came of it: target, confidence, parts, figures."""
    if found.target:
        names = [
            knowledge.targets[each].name if each else "" for each in (found.target.before, found.target.after)
        ]
        yield row(words, words.say("changed.row.target"), *names)
    if found.confidence.before is not found.confidence.after:
        levels = [
            words.say(f"confidence.{each}")
            for each in (found.confidence.before, found.confidence.after)
            if each
        ]
        yield row(words, words.say("changed.row.confidence"), *levels)
    for each in found.parts:
        yield row(
            words, f"`{each.about}`", *(part(fit, knowledge, words) for fit in (each.before, each.after))
        )
    for figure in found.figures:
        yield row(
            words,
            words.say(f"changed.figure.{figure.about}", target=target),
            *(amount(figure, side, words) for side in (figure.before, figure.after)),
        )


def row(words: Phrases, label: str, before: str, after: str) -> Row:
    """A row; what one side does not have says so."""
    return (
        label[:1].upper() + label[1:],
        before or words.say("changed.none"),
        after or words.say("changed.none"),
    )


def topic(name: str, words: Phrases) -> str:
    """A topic's name."""
    return words.within("messages").first(f"topic.{name}.name") or name


def number(given: Quantity | None, words: Phrases) -> str:
    """A number of the team's with its unit."""
    if given is None:
        return ""
    hundredths = given.value * 100 if given.metric is Metric.COLD_START_SHARE else given.value
    return words.first(
        f"metric.{given.metric.value}",
        value=words.number(given.value.normalize()),
        percent=words.number(hundredths.normalize()),
    )


def answer(given: Answer | None) -> str:
    """An answer's words."""
    return quoted(given.text, 80) if isinstance(given, Known) else ""


def part(fit: ComponentFit | None, knowledge: Knowledge, words: Phrases) -> str:
    """What becomes of a part."""
    if fit is None:
        return ""
    names = [language_name(knowledge, each) for each in (language_today(fit.component), fit.language)]
    return words.say(f"changed.fit.{fit.fit}", now=names[0], becomes=names[1])


def amount(figure: Both[Decimal], side: Decimal | None, words: Phrases) -> str:
    """A figure with its unit."""
    if side is None:
        return ""
    if figure.about == "payback":
        return words.say("changed.months", months=words.number(side.normalize()))
    return words.say("changed.usd_more" if side < 0 else "changed.usd", amount=words.money(abs(side)))


def rules(key: str, findings: tuple[Finding, ...], words: Phrases) -> Iterator[Spans]:
    """The rules that hold now, or no longer, each with its id and the part that it is about."""
    if findings:
        titled = [
            words.say(
                "changed.rule",
                title=words.within("rules").first(f"{each.rule}.title"),
                rule=each.rule,
                component=each.component or "",
            )
            for each in findings
        ]
        yield spans(words.say(f"changed.{key}", rules="; ".join(titled)))
