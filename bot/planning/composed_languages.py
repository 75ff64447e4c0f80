"""Why each part is written in its language: the assessment's reason, the packages that the team named, its people.

A reason is given once for each language; what was said of a team or of a package belongs to the part concerned.
"""

from collections.abc import Iterator

from bot.assessment.catalogue import PackageClass
from bot.assessment.shapes import ComponentFit
from bot.core.brief import Topic
from bot.planning.case import Case, Move
from bot.planning.phrases import Phrases
from bot.planning.plan import PlanComponent
from bot.planning.scene import is_rewrite, part_words

REGISTRIES = {"python": "pypi", "javascript": "npm", "typescript": "npm"}


def without_repeats(parts: list[PlanComponent], phrases: Phrases) -> list[PlanComponent]:
    """A reason that was given for another part in the same language is named, not said again."""
    first: dict[tuple[str, str], str] = {}
    out: list[PlanComponent] = []
    for each in parts:
        other = first.setdefault((each.language, each.language_reason), each.name)
        same = phrases.say("language.same_as", other=other)
        out.append(each if other == each.name else each.model_copy(update={"language_reason": same}))
    return out


def language_reason(fit: ComponentFit, move: Move, phrases: Phrases) -> str:
    """Why a part is written in its language: the assessment's reason, and what it means here."""
    words = part_words(move.case, fit)
    reason = phrases.within("rules").first(
        f"language_reason.{fit.language_reason}",
        now=words["now"],
        language=words["becomes"],
        target=move.target.name,
        component=fit.component.name,
        first=fit is move.pilot,
    )
    if not reason:
        key = "rewritten" if words["rewrite"] else "kept"
        reason = phrases.say(f"language.{key}", language=words["becomes"] or words["now"], now=words["now"])
    if words["rewrite"]:
        reason += " " + phrases.say("language.step_by_step")
    elif fit.language == "python" and fit is not move.entry:
        reason += " " + phrases.say("language.no_capability")
    return " ".join(each for each in (reason, *with_what_they_have(fit, move.case, phrases)) if each)


def with_what_they_have(fit: ComponentFit, case: Case, phrases: Phrases) -> Iterator[str]:
    """What becomes of the packages that they named for a part, and who is there to write what is rewritten."""
    rewritten = is_rewrite(fit)
    found = [each for each in fit.component.packages if rewritten or is_plain(case, fit, each)]
    if found:
        listed = phrases.listing(f"`{each}`" for each in found)
        key = "packages_replaced" if rewritten else "packages_kept"
        yield phrases.say(f"language.{key}", packages=listed, many=len(found) > 1)
    if (
        fit.component.name in [each.component.name for each in case.moving if is_rewrite(each)][:1]
        and case.team_knows_rust
        and case.brief.text(Topic.SKILLS)
    ):
        yield phrases.say("language.rust_known")


def is_plain(case: Case, fit: ComponentFit, name: str) -> bool:
    """Whether a package of a part runs in a component as it is."""
    known = case.knowledge.packages.get((REGISTRIES.get(fit.component.language or "", ""), name))
    return known is not None and known.needs in (PackageClass.PURE, PackageClass.PURE_FALLBACK)
