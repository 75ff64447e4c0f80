"""Follow-ups without a model: the question is matched to the plan's parts, the facts, the rules and the FAQ.

The answer is the plan's own part, cut down to the component or phase that was named, or a dated fact with its
source. When nothing matches it says so and says what can be asked; there is no answer for every question.
"""

from collections.abc import Iterable, Mapping

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
from bot.planning.followup_match import Match, cue_weight, like, matches, words
from bot.planning.phrases import Phrases
from bot.wording import Table, Wording


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
    return Document(tuple(answer(said, asked, table)))


def answer(said: tuple[str, ...], asked: Asked, table: Table) -> list[Node]:
    """What was asked most plainly: a rule by its id, then the longest cue, then what was named, then the facts."""
    rule = next((each.upper() for each in said if each.upper() in asked.knowledge.rules), None)
    if rule:
        return about_rule(rule, asked)
    parts = matches(said, cues(table, "section"))
    questions = matches(said, cues(table, "faq"))
    facts = facts_in(said, asked.knowledge, spoken(table, "subject"))
    named = asked.component is not None or asked.phase is not None
    ranked = [*([] if named else questions), *parts]
    for match in sorted(ranked, key=lambda each: -each.weight):
        found = about_faq(match.id, asked) if match in questions else about_part(match.id, asked)
        if found and not (facts and facts[0].weight > match.weight and not named):
            return found
    if named and (found := about_focus(asked)):
        return found
    if facts:
        return about_facts([each.id for each in facts], asked)
    return about_faq(questions[0].id, asked) if questions else unknown(asked)


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
