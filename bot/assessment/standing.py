"""How the findings stand: which parts are blocked, what counts for and against, and whether the case is clear."""

from dataclasses import dataclass
from typing import Final

from bot.assessment.case import Case
from bot.assessment.comparison import STATED
from bot.assessment.payback import late_at_best
from bot.assessment.rewriting import rewrite
from bot.assessment.rules import OF_THE_SAVING
from bot.assessment.shapes import Compared, Finding, Severity
from bot.assessment.statements import budget_unread
from bot.core.conflicts import conflicts

OF_THE_BILL: Final = frozenset({"F06", "F08"})  # what speaks for the move by money alone
OF_THE_SHAPE: Final = frozenset(
    {"F03", "F05"}
)  # density, composition: gains that nobody has measured there yet
OF_THE_START: Final = frozenset({"F07"})


@dataclass(frozen=True, slots=True)
class Standing:
    """`blocked` holds the names of the parts that cannot move; `all_blocked` is true when nothing could.

    `favourable` and `against` are the rules that count, each once; `clear` says that the case needs no pilot.
    `contested`: everything is blocked, but not without a statement that the team has also denied. `buildable`: at
    least one part that is not blocked is in a language that components, or the host, can be built from today.
    """

    blocked: frozenset[str]
    all_blocked: bool
    favourable: frozenset[str]
    against: frozenset[str]
    clear: bool
    contested: bool
    buildable: bool

    @property
    def settled(self) -> bool:
        """Whether blockers that nobody denies decide it, so that no other answer could change anything."""
        return self.all_blocked and not self.contested

    @property
    def score(self) -> int:
        """Favourable minus cautions."""
        return len(self.favourable) - len(self.against)


def standing(case: Case, findings: tuple[Finding, ...]) -> Standing:
    """Count what was found on the parts that can move."""
    blockers = [each for each in findings if each.severity is Severity.BLOCKER]
    blocked = _blocked(case, blockers)
    counted = [
        each
        for each in findings
        if case.known.rules[each.rule].weight and (each.component is None or each.component not in blocked)
    ]
    favourable = frozenset(each.rule for each in counted if each.severity is Severity.FAVOURABLE)
    against = frozenset(each.rule for each in counted if each.severity is Severity.CAUTION)
    return Standing(
        blocked=blocked,
        all_blocked=_stop_all(case, blockers),
        favourable=favourable,
        against=against,
        clear=_clear(case, favourable, against),
        contested=_stop_all(case, blockers) and not _stop_all(case, _undisputed(case, blockers)),
        buildable=_buildable(case, blocked),
    )


def economic(case: Case) -> bool:
    """Whether the computed saving is clear: a share of today's bill and a sum a month.

    A bill that was stated may hold databases and the like, which stay: it makes a pilot, never a clear case.
    """
    costs, limits = case.costs, case.known.thresholds
    if not isinstance(costs, Compared) or costs.saving is None or costs.today.price == STATED:
        return False
    share = costs.today.base * limits["clear_saving_share"]
    return costs.saving >= max(share, limits["clear_saving_usd"])


def hopeless(case: Case, stands: Standing) -> bool:
    """Whether only the bill speaks for the move, and no saving that a trial could find pays for the change in time."""
    return not stands.blocked and stands.favourable <= OF_THE_BILL and late_at_best(case)


def clear_loss(case: Case, stands: Standing) -> bool:
    """Whether the move would clearly cost more, by the measure of a clear saving, and only start-ups and the bill speak
    for it: there are cheaper ways to keep an instance warm than a dearer platform."""
    costs, limits = case.costs, case.known.thresholds
    if stands.blocked or not isinstance(costs, Compared) or costs.saving is None:
        return False
    share = costs.today.base * limits["clear_saving_share"]
    dearer = -costs.saving >= max(share, limits["clear_saving_usd"])
    return dearer and stands.favourable <= OF_THE_BILL | OF_THE_START


def _clear(case: Case, favourable: frozenset[str], against: frozenset[str]) -> bool:
    late = OF_THE_SAVING in against
    counted = favourable - OF_THE_BILL - OF_THE_SHAPE
    strong_bursts = "F02" in counted and len(counted) - len(against) >= case.known.thresholds["pilot_score"]
    paid = not late and not budget_unread(case.brief)
    return (economic(case) and paid) or "F01" in favourable or strong_bursts


def _blocked(case: Case, blockers: list[Finding]) -> frozenset[str]:
    """The parts that cannot move; all of them where a blocker is the system's."""
    if any(each.component is None for each in blockers):
        return frozenset(each.name for each in case.components)
    return frozenset(each.component for each in blockers if each.component)


def _stop_all(case: Case, blockers: list[Finding]) -> bool:
    return bool(blockers) and len(_blocked(case, blockers)) == len(case.components)


def _undisputed(case: Case, blockers: list[Finding]) -> list[Finding]:
    """The blockers that rest on something else than what the team has also denied."""
    disputed = {each.quote for pair in conflicts(case.brief) for each in (pair.earlier, pair.later)}
    return [each for each in blockers if not each.because or {why.quote for why in each.because} - disputed]


def _buildable(case: Case, blocked: frozenset[str]) -> bool:
    free = [each for each in case.components if each.name not in blocked]
    reasons = {rewrite(each, case.brief, case.host, case.known).reason for each in free}
    return not reasons or reasons != {"in_progress"}
