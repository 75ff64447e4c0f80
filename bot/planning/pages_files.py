"""Where in the team's files a plan's findings stand, and how far those files were understood.

Code writes it, whoever wrote the plan: a line is never a matter of style. A finding that only people's words tell is
not here; the plan says it anyway. What nobody could read is counted, so that no plan looks surer than it is.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.shapes import Assessment, Finding, Severity
from bot.core.brief import Brief, FoundIn
from bot.core.document import CodeSpan, Heading, Items, Node, Paragraph, Spans, Text, spans
from bot.planning.phrases import Phrases, quoted

MOST_LINES: Final = 4  # of a finding
LONGEST: Final = 60  # characters of the words of a line
ORDER: Final = tuple(Severity)


def from_files(assessment: Assessment, brief: Brief, words: Phrases) -> Iterator[Node]:
    """The findings with their lines, blockers first, and the coverage; nothing where no manifest was handed over."""
    if not brief.covered:
        return
    yield Heading(2, words.say("head.files"))
    found = [each for each in assessment.findings if lines_of(each)]
    if found:
        found.sort(key=lambda each: ORDER.index(each.severity))
        yield Items(tuple(_item(each, words) for each in found))
    yield Paragraph(spans(covered(brief, words)))


def lines_of(finding: Finding) -> tuple[tuple[str, FoundIn], ...]:
    """The lines that show a finding, each once, with the words that stand there."""
    found: dict[FoundIn, str] = {}
    for each in finding.because:
        if each.at is not None:
            found.setdefault(each.at, each.quote)
    return tuple((words, at) for at, words in found.items())


def covered(brief: Brief, words: Phrases) -> str:
    """What was read and what was not, over everything that was handed over, in a sentence."""
    return words.say(
        "files.covered",
        files=sum(count for each in brief.covered for _, count in each.formats),
        packages=sum(each.packages for each in brief.covered),
        unknown=sum(each.unknown for each in brief.covered),
        missed=sum(each.missed for each in brief.covered),
        strangers=sum(each.strangers for each in brief.covered),
    )


def _item(finding: Finding, words: Phrases) -> Spans:
    title = words.within("rules").first(f"{finding.rule}.title")
    severity = words.say(f"files.{finding.severity.value}")
    head = spans(words.say("files.finding", rule=finding.rule, title=title, severity=severity))
    whose = (CodeSpan(finding.component), Text(": ")) if finding.component else ()
    lines, shown = lines_of(finding), list[Text | CodeSpan]()
    for said, at in lines[:MOST_LINES]:
        shown += [Text(f"{', ' if shown else ''}{quoted(said, LONGEST)} "), CodeSpan(str(at))]
    rest = len(lines) - MOST_LINES
    more = words.say("files.more", count=rest) if rest > 0 else ""
    return (*head, Text(" "), *whose, *shown, Text(f" {more}".rstrip()))
