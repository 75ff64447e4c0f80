"""What speaks for and against, what would change the verdict, what is missing and how to get it; for every form.

The sentences are those of a plan: whoever asks in a conversation reads the same conditions and the same steps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Found, Weight
from bot.assessment.gaps import MOVING
from bot.assessment.rules import OF_THE_FACTS
from bot.assessment.shapes import Missing
from bot.core.brief import Topic
from bot.core.events import VerdictCode
from bot.planning.case import Case
from bot.planning.composed_stay import improvements, measures, missing_words, staying_scene, would_change
from bot.planning.phrases import Phrases
from bot.planning.scene import case_of


@dataclass(frozen=True, slots=True)
class Steps:
    """Sentences: `instead` what to do where it stays, or what to measure first where nothing is decided; none where
    something moves."""

    instead: tuple[str, ...]
    would_change: tuple[str, ...]


def steps(found: Judged, known: Knowledge, words: Phrases) -> Steps:
    """What to do next, and what would turn the verdict."""
    case = _case(found, known, words)
    stay = case.phrases.within("stay").about(**staying_scene(case))
    verdict = found.assessment.verdict
    if verdict in MOVING:
        instead: list[str] = []
    elif verdict is VerdictCode.INSUFFICIENT:
        instead = measures(case, stay)
    else:
        instead = improvements(stay)
    return Steps(tuple(instead), tuple(would_change(case, stay)))


def wanted(found: Judged, known: Knowledge, words: Phrases) -> tuple[tuple[Missing, str], ...]:
    """Each missing input with what it is and how to get it."""
    phrases = _case(found, known, words).phrases
    return tuple((each, missing_words(each, phrases)) for each in found.assessment.missing)


def topics(found: Judged) -> tuple[Topic, ...]:
    """The topics of an answers file that would tell what is missing, in the order of asking."""
    open_topics = {each.topic for each in found.assessment.missing}
    return tuple(each for each in Topic if each in open_topics)


def reasons(found: Judged, weights: frozenset[Weight]) -> Iterator[Found]:
    """The findings of these weights, each rule of a part once."""
    seen: set[tuple[str, str | None]] = set()
    for each in found.findings:
        key = (each.rule, each.module)
        if each.weight in weights and each.rule != OF_THE_FACTS and key not in seen:
            seen.add(key)
            yield each


def asked_for(each: Found, says: str, words: Phrases) -> str:
    """The dependency of a finding, where the sentence does not name it, and how it comes in; "" for neither."""
    asked = each.dependency
    if asked is None:
        return ""
    via = words.say("via", chain=" → ".join(asked.through)) if asked.through else ""
    return ", ".join(filter(None, ("" if asked.name in says else asked.name, via)))


def _case(found: Judged, known: Knowledge, words: Phrases) -> Case:
    return case_of(found.brief, found.assessment, known, words.wording, words.language)
