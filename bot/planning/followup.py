"""Follow-ups without a model: the question is matched to the plan's parts, the facts, the rules and the FAQ.

The answer is the plan's own part, cut down to the component or phase that was named, or a dated fact with its
source. When nothing matches it says so and says what can be asked; there is no answer for every question.
"""

from collections.abc import Callable, Iterable, Mapping

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment
from bot.core.brief import Brief
from bot.core.document import Document, Node
from bot.planning.followup_answers import (
    Asked,
    about_facts,
    about_faq,
    about_focus,
    about_part,
    about_rule,
    unknown,
)
from bot.planning.followup_finds import about_find
from bot.planning.followup_match import Match, cue_weight, like, matches, words
from bot.planning.followup_packages import about_packages, packages_in
from bot.planning.phrases import Phrases
from bot.wording import Table, Wording

Tell = Callable[[str, Asked], list[Node]]


def answer_from(  # noqa: PLR0913, PLR0917 - the case as every reader of a plan is given it
    question: str,
    plan: Document,
    brief: Brief,
    assessment: Assessment,
    knowledge: Knowledge,
    wording: Wording,
    language: str,
) -> Document:
    """The nodes that answer a question, or a plain "I don't know" with what can be asked."""
    said, table = words(question), wording.table(language, "faq")
    asked = Asked(
        plan,
        assessment,
        knowledge,
        Phrases(wording, language, "faq"),
        component_in(said, brief, assessment),
        phase_in(said, table),
    )
    named = packages_in(question, asked, brief, common(table))
    return Document(
        tuple(about_packages(named, asked, drops=drops(said, table)) or answer(said, asked, table))
    )


def answer(said: tuple[str, ...], asked: Asked, table: Table) -> list[Node]:
    """What was asked most plainly: a rule by its id, then the longest cue, then what was named, then the facts."""
    rule = next((each.upper() for each in said if each.upper() in asked.knowledge.rules), None)
    if rule:
        return about_rule(rule, asked)
    questions = matches(said, cues(table, "faq"))
    facts = facts_in(said, asked.knowledge, spoken(table, "subject"))
    named = asked.component is not None or asked.phase is not None
    for weight, tell, key in ranked(said, table, [] if named else questions):
        found = tell(key, asked)
        if found and not (facts and facts[0].weight > weight and not named):
            return found
    if named and (found := about_focus(asked)):
        return found
    if facts:
        return about_facts([each.id for each in facts], asked)
    return about_faq(questions[0].id, asked) if questions else unknown(asked)


def ranked(said: tuple[str, ...], table: Table, questions: list[Match]) -> list[tuple[int, Tell, str]]:
    """What a question may be about, the longest cue first; of equal ones, passages, questions, then parts."""
    finds, parts = matches(said, cues(table, "find")), matches(said, cues(table, "section"))
    kinds: tuple[tuple[list[Match], Tell], ...] = (
        (finds, about_find),
        (questions, about_faq),
        (parts, about_part),
    )
    found = [(each.weight, tell, each.id) for listed, tell in kinds for each in listed]
    return sorted(found, key=lambda each: -each[0])


def common(table: Table) -> frozenset[str]:
    """Words that ask something of their own ("redis", "debug"), so that they name no package."""
    lists = (cues(table, name).values() for name in ("faq", "section", "find", "subject"))
    return frozenset(cue for each in lists for listed in each for cue in listed if " " not in cue)


def drops(said: tuple[str, ...], table: Table) -> bool:
    """Whether a question is about doing without something."""
    listed = cues(table, "package").get("uses", ())
    return any(cue_weight(each, said) for each in listed)


def cues(table: Table, name: str) -> dict[str, tuple[str, ...]]:
    """The cues of a table's entries: lists, or tables with a list of cues."""
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in entries(table, name):
        listed = entry.get("cues", ()) if isinstance(entry, Mapping) else entry
        found[key] = tuple(str(each) for each in listed)
    return found


def entries(table: Table, name: str) -> Iterable[tuple[str, "str | list[str] | Table"]]:
    """The entries of a table in the file's order; none when it is not there."""
    node = table.get(name, {})
    return node.items() if isinstance(node, Mapping) else ()


def spoken(table: Table, name: str) -> dict[str, tuple[str, ...]]:
    """Other words for something, by its id."""
    return cues(table, name)


def component_in(said: tuple[str, ...], brief: Brief, assessment: Assessment) -> str | None:
    """The component that a question names by its name or label; the longest name wins."""
    known = brief.components or tuple(each.component for each in assessment.fits)
    found = [
        each.name
        for each in known
        if any(cue_weight(name, said) for name in (each.name.replace("-", " "), each.label) if name)
        or each.name in said
    ]
    return max(found, key=len, default=None)


def phase_in(said: tuple[str, ...], table: Table) -> int | None:
    """The phase that a question names: "fase 2", "second phase"."""
    found = matches(said, cues(table, "phase"))
    return int(found[0].id) if found else None


def facts_in(said: tuple[str, ...], knowledge: Knowledge, also: Mapping[str, tuple[str, ...]]) -> list[Match]:
    """The facts whose subject is named, those that also share the aspect first."""
    found: list[Match] = []
    for fact in knowledge.facts.values():
        names = (fact.subject, fact.id.replace("-", " "), *also.get(fact.subject, ()))
        subject = max((cue_weight(each, said) for each in names), default=0)
        if subject:
            aspect = any(like(part, each) for part in words(fact.aspect) for each in said)
            aspects = also.get(fact.aspect, ())
            aspect = aspect or any(cue_weight(each, said) for each in aspects)
            found.append(Match(fact.id, subject + (6 if aspect else 0), fact.subject))
    return sorted(found, key=lambda each: -each.weight)
