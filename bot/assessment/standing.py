"""How the findings stand: which parts are blocked, what counts for and against, and whether the case is clear."""

from dataclasses import dataclass
from typing import Final

from bot.assessment.case import Case
from bot.assessment.comparison import STATED
from bot.assessment.payback import late_at_best
from bot.assessment.rules import OF_THE_SAVING
from bot.assessment.shapes import Compared, Finding, Severity

OF_THE_BILL: Final = frozenset({"F06", "F08"})  # what speaks for the move by money alone


@dataclass(frozen=True, slots=True)
class Standing:
    """`blocked` holds the names of the parts that cannot move; `all_blocked` is true when nothing could.

    `favourable` and `against` are the rules that count, each once; `clear` says that the case needs no pilot.
    """

    blocked: frozenset[str]
    all_blocked: bool
    favourable: frozenset[str]
    against: frozenset[str]
    clear: bool

    @property
    def score(self) -> int:
        """Favourable minus cautions."""
        return len(self.favourable) - len(self.against)


def standing(case: Case, findings: tuple[Finding, ...]) -> Standing:
    """Count what was found on the parts that can move."""
    blockers = [each for each in findings if each.severity is Severity.BLOCKER]
    names = {each.name for each in case.components}
    everywhere = any(each.component is None for each in blockers)
    blocked = names if everywhere else {each.component for each in blockers if each.component is not None}
    counted = [
        each
        for each in findings
        if case.known.rules[each.rule].weight and (each.component is None or each.component not in blocked)
    ]
    favourable = frozenset(each.rule for each in counted if each.severity is Severity.FAVOURABLE)
    against = frozenset(each.rule for each in counted if each.severity is Severity.CAUTION)
    return Standing(
        blocked=frozenset(blocked),
        all_blocked=bool(blockers) and blocked == names,
        favourable=favourable,
        against=against,
        clear=_clear(case, favourable, against),
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
    """Whether only the bill speaks for the move, and no saving that a trial could find pays the budget back in time."""
    return not stands.blocked and stands.favourable <= OF_THE_BILL and late_at_best(case)


def _clear(case: Case, favourable: frozenset[str], against: frozenset[str]) -> bool:
    late = OF_THE_SAVING in against
    counted = favourable - OF_THE_BILL if late else favourable
    strong_bursts = "F02" in counted and len(counted) - len(against) >= case.known.thresholds["pilot_score"]
    return (economic(case) and not late) or "F01" in favourable or strong_bursts
