"""What the sentences of a plan may branch on: the team's words and numbers, the facts' numbers, the parts.

Absent numbers are None and absent words are empty, so that a sentence can ask for either.
"""

from collections.abc import Iterable

from bot.assessment.catalogue import Knowledge
from bot.assessment.gaps import of_the_costs
from bot.assessment.rewriting import is_rewritten, language_today
from bot.assessment.shapes import Assessment, Compared, ComponentFit, Fit
from bot.core.brief import Brief, Known, Metric, Signal, Topic
from bot.planning.case import Case, family_of, platform_of, problem_of
from bot.planning.phrases import Phrases, quoted
from bot.wording import Wording

INTERPRETED = ("python", "javascript", "typescript")  # languages that bring an interpreter into each process


def case_of(
    brief: Brief, assessment: Assessment, knowledge: Knowledge, wording: Wording, language: str
) -> Case:
    """The case, with its scene."""
    moving = tuple(each for each in assessment.fits if each.fit is not Fit.STAY)
    moving = tuple(sorted(moving, key=lambda each: each.fit is not Fit.MOVE))
    staying = tuple(each for each in assessment.fits if each.fit is Fit.STAY)
    bare = Phrases(wording, language, "composed")
    platform = platform_of(brief)
    family, problem = family_of(platform.value if platform else ""), problem_of(brief)
    case = Case(brief, assessment, knowledge, bare, family, problem, moving, staying)
    scene = scene_of(case, platform)
    return Case(brief, assessment, knowledge, bare.about(**scene), family, problem, moving, staying)


def scene_of(case: Case, platform: Signal | None) -> dict[str, object]:
    """Everything a sentence may branch on or name. Absent numbers are None, absent words empty."""
    brief, assessment = case.brief, case.assessment
    languages = {today for each in assessment.fits if (today := language_today(each.component))}
    return {
        "verdict": assessment.verdict.value,
        "confidence": assessment.confidence.value,
        "family": case.family,
        "problem": case.problem,
        "platform": platform_name(case, platform),
        "said": {topic.value: said(case, topic) for topic in Topic},
        "q": {metric.value: shown(case, metric) for metric in Metric},
        "f": figures(case),
        "moving": [part_words(case, each) for each in case.moving],
        "staying": [part_words(case, each) for each in case.staying],
        "moves_python": any(each.language == "python" for each in case.moving),
        "interpreted": any(language_today(each.component) in INTERPRETED for each in case.moving),
        "asked_below": asked_below(case),
        "rewrites": [each.component.name for each in case.moving if is_rewrite(each)],
        "rewritten": rewritten(case.phrases, case.moving),
        "languages": sorted(languages),
        "knows_rust": case.team_knows_rust,
        "skills_known": isinstance(brief.answer(Topic.SKILLS), Known),
        "needs_rust": any(each.language == "rust" for each in case.moving),
        "cost": cost_words(case),
        "blockers": list(case.blockers),
        "sourced": [each.fact.id for each in assessment.sources],
    }


def platform_name(case: Case, platform: Signal | None) -> str:
    """How to name today's platform: by its usual name, else in the team's words."""
    if platform is None:
        return ""
    return case.phrases.first(f"name.{platform.value}") or quoted(platform.quote, 40)


def said(case: Case, topic: Topic) -> str:
    """People's words on a topic, without the conjunction that they may begin with."""
    text = quoted(case.brief.text(topic) or "")
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in case.phrases.several("quote.drop") else text


def asked_below(case: Case) -> str:
    """That inputs for the figures are asked for further down, in the right number."""
    costs, target = case.assessment.costs, case.assessment.target
    if target and isinstance(costs, Compared) and costs.today.platform == target.id:
        return case.phrases.say("asked_below.same")
    count = len(of_the_costs(case.assessment))
    return case.phrases.say(f"asked_below.{'many' if count > 1 else 'one' if count else 'none'}")


def shown(case: Case, metric: Metric) -> str | None:
    """A number of the team's, formatted; None when it was not given."""
    value = case.number(metric)
    return None if value is None else case.phrases.number(value.normalize())


def figures(case: Case) -> dict[str, dict[str, str]]:
    """The numbers that dated facts vouch for, by fact and name, so that no sentence carries its own copy."""
    return {
        fact.id: {value.name: case.phrases.number(value.amount) for value in fact.values}
        for fact in case.knowledge.facts.values()
        if fact.values
    }


def is_rewrite(fit: ComponentFit) -> bool:
    """Whether a part changes language when it moves."""
    return is_rewritten(fit.component, fit.language)


def rewritten(words: Phrases, moving: Iterable[ComponentFit]) -> str:
    """The parts that change language, named in a list; "" for none."""
    return words.listing(f"`{each.component.name}`" for each in moving if is_rewrite(each))


def part_words(case: Case, fit: ComponentFit) -> dict[str, object]:
    """A part as sentences name it."""
    return {
        "name": fit.component.name,
        "label": quoted(fit.component.label, 40),
        "now": language_name(case.knowledge, language_today(fit.component)),
        "becomes": language_name(case.knowledge, fit.language),
        "language": fit.language or fit.component.language or "",
        "rewrite": is_rewrite(fit),
        "later": fit.fit is Fit.LATER,
    }


def language_name(knowledge: Knowledge, language: str | None) -> str:
    """A language's usual name; "" when none is known."""
    if not language:
        return ""
    known = knowledge.languages.get(language)
    return known.name if known else language


def cost_words(case: Case) -> dict[str, object] | None:
    """The comparison's figures in USD a month; None when there is none."""
    costs = case.assessment.costs
    if not isinstance(costs, Compared) or costs.saving is None:
        return None
    target = next((each for each in costs.candidates if each.platform == costs.target), None)
    return {
        "today": case.phrases.money(costs.today.base),
        "target": case.phrases.money(target.base) if target else "",
        "low": case.phrases.money(target.low) if target else "",
        "high": case.phrases.money(target.high) if target else "",
        "saving": case.phrases.money(abs(costs.saving)),
        "saves": costs.saving > 0,
        "over": target is not None and target.high > costs.today.base,
        "platform": costs.target or "",
    }
