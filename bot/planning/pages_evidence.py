"""Where a plan's facts come from, with dates; those to be read with care are named before the list.

Shown are the facts that the plan cites and those behind the verdict. A fact's mark (stale, conflicting, a
vendor's claim) stands beside it every time.
"""

from collections.abc import Iterable, Iterator

from bot.assessment.catalogue import Knowledge
from bot.assessment.facts import cite
from bot.assessment.shapes import Assessment, Cited
from bot.core.document import Heading, Items, Link, Node, Spans, Text, spans
from bot.planning.phrases import Phrases


def evidence(
    fact_ids: Iterable[str], assessment: Assessment, knowledge: Knowledge, words: Phrases
) -> Iterator[Node]:
    """Warnings first, then the sources."""
    named = [each for each in fact_ids if each in knowledge.facts]
    ids = dict.fromkeys([*named, *(each.fact.id for each in assessment.sources)])
    cited = cite(knowledge, ids, assessment.as_of)
    marked = [each for each in cited if each.marks]
    if marked:
        yield Heading(2, words.say("head.assumptions"))
        yield Items(tuple(spans(warning(each, words)) for each in marked))
    if cited:
        yield Heading(2, words.say("head.sources"))
        yield Items(tuple(source(each, words) for each in cited))


def warning(cited: Cited, words: Phrases) -> str:
    """Why a fact is to be read with care."""
    return words.say("marks.line", subject=f"{cited.fact.subject} ({cited.fact.aspect})", marks=marks(cited, words))


def marks(cited: Cited, words: Phrases) -> str:
    """A fact's marks in words."""
    return ", ".join(words.say(f"mark.{each.value}") for each in cited.marks)


def source(cited: Cited, words: Phrases) -> Spans:
    """A fact's sentence, its source with the date, and its marks."""
    fact = cited.fact
    says = words.within("facts").first(fact.id) or fact.subject
    kind = words.say(f"source.{fact.kind.value}")
    dated = (
        words.say("source.dated", kind=kind, date=fact.as_of.isoformat())
        if fact.as_of
        else words.say("source.undated", kind=kind)
    )
    label = f" [{fact.id}] "
    named: Link | Text = Link(fact.source, fact.url) if fact.url else Text(fact.source)
    tail = f" ({dated}{'; ' + marks(cited, words) if cited.marks else ''})"
    return (*spans(says), Text(label), named, Text(tail))
