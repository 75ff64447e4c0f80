"""Where a plan's facts come from, with dates; those to be read with care are named first.

The facts that the plan cites are quoted in full; those that only weighed in the verdict are listed by source. A
fact's marks (past its date, conflicting, a vendor's claim) stand beside it every time it is shown.
"""

from collections.abc import Iterable, Iterator

from bot.assessment.catalogue import Knowledge
from bot.assessment.facts import cite
from bot.assessment.shapes import Assessment, Cited, Mark, SourceKind
from bot.core.document import Heading, Items, Link, Node, Paragraph, Spans, Text, spans
from bot.planning.phrases import Phrases


def evidence(
    fact_ids: Iterable[str], assessment: Assessment, knowledge: Knowledge, words: Phrases
) -> Iterator[Node]:
    """Warnings, the cited facts, and the others behind the verdict."""
    named = list(dict.fromkeys(each for each in fact_ids if each in knowledge.facts))
    others = [each.fact.id for each in assessment.sources if each.fact.id not in named]
    cited = cite(knowledge, named, assessment.as_of)
    behind = cite(knowledge, others, assessment.as_of)
    yield from warnings([*cited, *behind], words)
    if cited:
        yield Heading(2, words.say("head.sources"))
        yield Items(tuple(source(each, words) for each in cited))
    if behind:
        yield Heading(3, words.say("head.more_sources")) if cited else Heading(2, words.say("head.sources"))
        yield Items(tuple(short(each, words) for each in behind))


def warnings(cited: list[Cited], words: Phrases) -> Iterator[Node]:
    """Which facts are to be read with care, by why."""
    lines = [line for mark in Mark if (line := marked(mark, cited, words))]
    if lines:
        yield Heading(2, words.say("head.assumptions"))
        yield Items(tuple(spans(each) for each in lines))
        yield Paragraph(spans(words.say("marks.advice")))


def marked(mark: Mark, cited: list[Cited], words: Phrases) -> str:
    """The facts that carry a mark, by id; "" for none."""
    ids = [each.fact.id for each in cited if mark in each.marks]
    if not ids:
        return ""
    name = words.say(f"mark.{mark.value}")
    return words.say(
        "marks.line", marks=name[:1].upper() + name[1:], subjects=words.listing(f"`{each}`" for each in ids)
    )


def marks(cited: Cited, words: Phrases) -> str:
    """A fact's marks in words; that it is undated is said in the place of its date."""
    return ", ".join(words.say(f"mark.{each.value}") for each in cited.marks if each is not Mark.UNDATED)


def source(cited: Cited, words: Phrases) -> Spans:
    """A fact's sentence, its source with the date, and its marks."""
    says = words.within("facts").first(cited.fact.id) or cited.fact.subject
    return (*spans(says), Text(" "), *short(cited, words))


def short(cited: Cited, words: Phrases) -> Spans:
    """A fact's id, its source with the date, and its marks."""
    fact = cited.fact
    kind = words.say(f"source.{fact.kind.value}")
    date = fact.as_of.isoformat() if fact.as_of else ""
    dated = (
        words.say("source.dated", kind=kind, date=date) if date else words.say("source.undated", kind=kind)
    )
    care = marks(cited, words)
    tail = f"({dated}{'; ' + care if care else ''})"
    if (
        fact.kind is SourceKind.MEASURED and fact.url is None
    ):  # our own: the sentence says how it was measured
        return spans(f"`{fact.id}` {tail}")
    named: Link | Text = Link(fact.source, fact.url) if fact.url else Text(fact.source)
    return (*spans(f"`{fact.id}`: "), named, Text(f" {tail}"))
