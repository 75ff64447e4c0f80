"""The quick diagnosis without a model: the three advantages and three disadvantages that bear most on this team.

Sentences stand in order of weight and render as nothing where they do not apply; the first three count. What
blocks a part comes first among the disadvantages. The recommendation is the verdict in one sentence.
"""

from bot.assessment.rewriting import language_today
from bot.assessment.shapes import Finding, Severity
from bot.core.events import VerdictCode
from bot.planning.case import Case, move_of
from bot.planning.composed_architecture import lowered
from bot.planning.composed_stay import improvements, missing_words, staying_scene
from bot.planning.moving_scene import moving_scene
from bot.planning.phrases import Phrases
from bot.planning.plan import Diagnosis
from bot.planning.scene import language_name
from bot.planning.staying_money import missing_of


def diagnosis(case: Case) -> Diagnosis:
    """Exactly three of each, and one recommendation."""
    phrases = case.phrases.within("diagnosis").about(**scene(case))
    good = three(phrases, "advantage", [])
    bad = three(phrases, "disadvantage", blocking(case))
    return Diagnosis(
        verdict=case.assessment.verdict,
        advantage_1=good[0],
        advantage_2=good[1],
        advantage_3=good[2],
        disadvantage_1=bad[0],
        disadvantage_2=bad[1],
        disadvantage_3=bad[2],
        recommendation=phrases.say(f"recommendation.{case.assessment.verdict.value}"),
    )


def scene(case: Case) -> dict[str, object]:
    """What the sentences use beside the case's scene."""
    among = case.moving or case.assessment.fits
    languages = sorted({today for each in among if (today := language_today(each.component))})
    named = case.phrases.listing(language_name(case.knowledge, each) for each in languages)
    common: dict[str, object] = {"languages": languages, "languages_named": named}
    ended = case.assessment.verdict in (VerdictCode.STAY, VerdictCode.INSUFFICIENT)
    if not ended:
        return common | moving_scene(move_of(case))
    words = staying_scene(case)
    missing = sorted(missing_of(case), key=lambda each: each.costs)
    first = lowered(missing_words(missing[0], case.phrases)) if missing else ""
    best = improvements(case.phrases.within("stay").about(**words))[0]
    return common | words | {"first_missing": first, "improvement": best}


def three(phrases: Phrases, table: str, before: list[str]) -> list[str]:
    """The first three that apply."""
    keys = phrases.wording.table(phrases.language, "diagnosis")[table]
    found = [*before, *phrases.said(f"{table}.{key}" for key in keys if key != "blocker")]
    return list(dict.fromkeys(found))[:3]


def blocking(case: Case) -> list[str]:
    """What blocks, in the rules' words; two at the most."""
    rules = case.phrases.within("rules")
    found = [each for each in case.assessment.findings if each.severity is Severity.BLOCKER]
    lines = dict.fromkeys(blocked(each, rules) for each in found)
    return list(lines)[:2]


def blocked(finding: Finding, rules: Phrases) -> str:
    """One blocker: where and why."""
    where = f"`{finding.component}`: " if finding.component else ""
    why = rules.say(f"{finding.rule}.finding", **dict(finding.params)).rstrip(".")
    return f"{where}{why}."
