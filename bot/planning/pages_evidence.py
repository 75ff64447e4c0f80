"""Where a plan's facts come from, with dates; those to be read with care are named first.

The facts that the plan cites are quoted in full; those that only weighed in the verdict are listed by subject and
source. A fact's marks (past its date, conflicting, a vendor's claim) stand beside it every time it is shown; its id
stands last, for whoever asks for it again. Only what is cited is warned of: the others decide nothing alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.assessment.catalogue import Knowledge
from bot.assessment.facts import cite
from bot.assessment.shapes import Assessment, Cited, Mark, SourceKind
from bot.core.document import CodeSpan, Heading, Items, Link, Node, Paragraph, Spans, Text, spans
from bot.planning.phrases import Phrases

FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
VARYING = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
RESTING: Mapping[
    str, tuple[str, ...]
] = {  # sentences of prompts/*/diagnosis.toml, and the facts that they rest on
    "advantage.images": ("E06",),
    "advantage.deny": ("M3",),
    "disadvantage.k8s": ("E05", "E06"),
    "disadvantage.lock_in": ("cf-not-wasi",),
    "disadvantage.preview": ("akamai-fn",),
    "disadvantage.tooling": ("wasmtime-ver", "wasmtime-tier3"),
    "disadvantage.operation": ("wasmtime-cves",),
}
REPEATED = (
    "measured-python-component",
    "measured-js-component",
    "cpu-multipliers",
)  # in prompts/*/diagnosis.toml


def evidence(
    fact_ids: Iterable[str], assessment: Assessment, knowledge: Knowledge, words: Phrases
) -> Iterator[Node]:
    """Warnings, the cited facts, and the others behind the verdict."""
    named = list(dict.fromkeys(each for each in fact_ids if each in knowledge.facts))
    weighed = by_rule(assessment, knowledge)
    others = [each for each in weighed if each not in named]
    cited = cite(knowledge, named, assessment.as_of)
    behind = cite(knowledge, others, assessment.as_of)
    yield from warnings(cited or behind, words)
    if cited:
        yield Heading(2, words.say("head.sources"))
        yield Items(tuple(source(each, words) for each in cited))
    if behind:
        yield Heading(3, words.say("head.more_sources")) if cited else Heading(2, words.say("head.sources"))
        yield Items(tuple(short(each, words, weighed[each.fact.id]) for each in behind))


def by_rule(assessment: Assessment, knowledge: Knowledge) -> dict[str, list[str]]:
    """The facts of the rules that weighed in the verdict, each with those rules."""
    found: dict[str, list[str]] = {}
    for each in assessment.findings:
        if knowledge.rules[each.rule].weight:
            for fact in each.facts:
                rules = found.setdefault(fact, [])
                rules += [] if each.rule in rules else [each.rule]
    return found


def told(texts: Iterable[str], knowledge: Knowledge, words: Phrases) -> list[str]:
    """The facts behind a diagnosis, which has no place to name them: those whose figures it repeats (one decimal of a
    fact's own, or two of its whole numbers), and those of our own sentences."""
    said = " ".join(texts)
    found = set(FIGURE.findall(said))
    figures = {
        each: found & {words.number(value.amount) for value in knowledge.facts[each].values}
        for each in REPEATED
        if each in knowledge.facts
    }
    repeated = [
        each for each, shown in figures.items() if len(shown) > 1 or not "".join(shown or "0").isdecimal()
    ]
    return list(dict.fromkeys((*repeated, *behind_sentences(said, words))))


def behind_sentences(said: str, words: Phrases) -> Iterator[str]:
    """The facts of the sentences of diagnosis.toml that were said, told by the longest piece that never varies."""
    for key, facts in RESTING.items():
        source = words.wording.source(words.language, "diagnosis", key)
        if max(VARYING.split(source), key=len) in said:
            yield from facts


def warnings(cited: Sequence[Cited], words: Phrases) -> Iterator[Node]:
    """Which facts are to be read with care, by why."""
    lines = [line for mark in Mark if (line := marked(mark, cited, words))]
    if lines:
        yield Heading(2, words.say("head.assumptions"))
        yield Items(tuple(spans(each) for each in lines))
        yield Paragraph(spans(words.say("marks.advice")))


def marked(mark: Mark, cited: Sequence[Cited], words: Phrases) -> str:
    """The subjects of the facts that carry a mark, each with the day of the first; "" for none."""
    found: dict[str, str] = {}
    for each in cited:
        if mark in each.marks:
            found.setdefault(about(each, words), each.fact.as_of.isoformat() if each.fact.as_of else "")
    if not found:
        return ""
    named = (f"{subject} ({day})" if day else subject for subject, day in found.items())
    name = words.say(f"mark.{mark.value}")
    return words.say("marks.line", marks=name[:1].upper() + name[1:], subjects=words.listing(named))


def about(cited: Cited, words: Phrases) -> str:
    """A fact's subject; names are the same in every language, other subjects have their words."""
    return words.first(f"subject.{cited.fact.subject}") or cited.fact.subject


def marks(cited: Cited, words: Phrases) -> str:
    """A fact's marks in words; that it is undated is said in the place of its date."""
    return ", ".join(words.say(f"mark.{each.value}") for each in cited.marks if each is not Mark.UNDATED)


def source(cited: Cited, words: Phrases) -> Spans:
    """A fact's sentence, its source with the date, and its marks."""
    says = words.within("facts").first(cited.fact.id) or cited.fact.subject
    return (*spans(says), Text(" "), *origin(cited, words))


def short(cited: Cited, words: Phrases, rules: Sequence[str]) -> Spans:
    """A fact by its subject, where it comes from, and the rules that it weighed in."""
    joint = " " if own(cited) else ": "
    weighed = words.say("source.weighed", rules=words.listing(rules))
    return (Text(f"{about(cited, words)}{joint}"), *origin(cited, words), Text(f" {weighed}"))


def own(cited: Cited) -> bool:
    """Whether we measured it: then the sentence says how, and there is no page to send to."""
    return cited.fact.kind is SourceKind.MEASURED and cited.fact.url is None


def origin(cited: Cited, words: Phrases) -> Spans:
    """A fact's source with the date, its marks, and its id."""
    fact = cited.fact
    kind = words.say(f"source.{fact.kind.value}")
    day = fact.as_of.isoformat() if fact.as_of else ""
    dated = words.say("source.dated", kind=kind, date=day) if day else words.say("source.undated", kind=kind)
    care = marks(cited, words)
    tail = (Text(f"({dated}{'; ' + care if care else ''}) "), CodeSpan(fact.id))
    if own(cited):
        return tail
    named: Link | Text = Link(fact.source, fact.url) if fact.url else Text(fact.source)
    return (named, Text(" "), *tail)
