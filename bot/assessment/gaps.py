"""What is not known, and what would change the verdict. Nothing here is replaced by a default."""

from typing import Final

from bot.assessment.case import Case
from bot.assessment.comparison import saving_of
from bot.assessment.load_shape import peak_to_mean
from bot.assessment.payback import unpriced
from bot.assessment.plugins import GUEST
from bot.assessment.rewriting import is_rewritten, knows_rust, rewrite
from bot.assessment.rules import OF_THE_SAVING
from bot.assessment.shapes import Assessment, Finding, Missing, NotComputed, Severity, StartupBill
from bot.assessment.standing import Standing
from bot.assessment.statements import statements
from bot.core.brief import Brief, Component, Known, Metric, SignalKind, Topic
from bot.core.conflicts import conflicts
from bot.core.events import VerdictCode

MOVING: Final = frozenset({VerdictCode.MIGRATE, VerdictCode.PARTIAL, VerdictCode.PILOT})
HELD_BACK: Final = frozenset({VerdictCode.PILOT, VerdictCode.STAY})
K = SignalKind


def infrastructure_known(brief: Brief) -> bool:
    """Whether somebody said where it runs."""
    return _said(brief, K.PLATFORM) or isinstance(brief.answer(Topic.INFRASTRUCTURE), Known)


def languages_known(case: Case, stands: Standing) -> bool:
    """Whether a part that could move is in a language that there is something known about."""
    return any(
        each.language in case.known.languages or _open_to_customers(each)
        for each in case.components
        if each.name not in stands.blocked
    )


def _open_to_customers(component: Component) -> bool:
    """Whether customers write a part, in languages that are the team's to choose."""
    return component.role == GUEST and component.language is None


def problem_known(brief: Brief) -> bool:
    """Whether somebody said what hurts or what is wanted."""
    return _said(brief, K.SYMPTOM) or _said(brief, K.GOAL) or isinstance(brief.answer(Topic.PROBLEM), Known)


def state_known(case: Case) -> bool:
    """Whether it is known where state lives. A Lambda function holds none between calls."""
    brief = case.brief
    kept = _said(brief, K.STATE) or _said(brief, K.DATASTORE) or brief.has(K.PLATFORM, "aws-lambda")
    return kept or isinstance(brief.answer(Topic.STATE), Known)


def dependencies_known(case: Case) -> bool:
    """Whether packages or habits of the code are known."""
    told = any(each.packages for each in case.components)
    brief = case.brief
    uses = any(True for kind in (K.PACKAGE, K.USE) for _ in statements(brief, kind))
    return told or uses or isinstance(brief.answer(Topic.DEPENDENCIES), Known)


def load_known(brief: Brief) -> bool:
    """Whether it is known how the load is spread."""
    return peak_to_mean(brief) is not None or _said(brief, K.LOAD)


def missing_inputs(
    case: Case, stands: Standing, verdict: VerdictCode, startup: StartupBill | None
) -> tuple[Missing, ...]:
    """What the verdict or a figure waits for, without repeats; contradictions count as not known."""
    brief = case.brief
    wanted = [Missing(each.topic, None, costs=False) for each in conflicts(brief)]
    if stands.settled:
        return tuple(dict.fromkeys(wanted))
    open_topics = (
        (Topic.INFRASTRUCTURE, infrastructure_known(brief)),
        (Topic.APPLICATION, languages_known(case, stands)),
        (Topic.PROBLEM, problem_known(brief)),
        (Topic.STATE, state_known(case)),
        (Topic.DEPENDENCIES, dependencies_known(case)),
        (Topic.SKILLS, not _rust_is_proposed(case) or knows_rust(brief) is not None),
    )
    wanted += [Missing(topic, None, costs=False) for topic, known in open_topics if not known]
    if not load_known(brief):
        wanted.append(Missing(Topic.TRAFFIC, Metric.PEAK_TO_MEAN, costs=False))
    if isinstance(case.costs, NotComputed):
        wanted += case.costs.missing
    if _asks_what_it_costs(case, stands, verdict):
        wanted += [Missing(Topic.BUDGET, each, costs=True) for each in unpriced(brief)]
    if startup is not None and brief.has(K.SYMPTOM, "cold-start"):
        wanted += startup.missing
    return tuple(dict.fromkeys(wanted))


def of_the_costs(found: Assessment) -> tuple[Missing, ...]:
    """The numbers that a figure waits for, those of the comparison first."""
    first = found.costs.missing if isinstance(found.costs, NotComputed) else ()
    return tuple(each for each in dict.fromkeys((*first, *found.missing)) if each.costs and each.metric)


def would_change(
    case: Case, findings: tuple[Finding, ...], stands: Standing, verdict: VerdictCode
) -> tuple[str, ...]:
    """Keys of `[would_change]`: the blockers by their rule, then what numbers and measurements could turn."""
    keys = [each.rule for each in findings if each.severity is Severity.BLOCKER]
    numbers = isinstance(case.costs, NotComputed) and not stands.settled
    tests = (
        ("conflict", stands.contested),
        ("problem", verdict not in MOVING and not stands.favourable and not stands.all_blocked),
        ("numbers", numbers),
        ("more_load", verdict is VerdictCode.STAY and "C09" in stands.against and not stands.all_blocked),
        (OF_THE_SAVING, verdict in HELD_BACK and OF_THE_SAVING in stands.against),
        ("C19", verdict in HELD_BACK and "C19" in stands.against),
        ("B07", verdict is VerdictCode.STAY and not stands.buildable),
        ("measured_slower", verdict in MOVING),
        ("native_package", verdict is not VerdictCode.STAY and not dependencies_known(case)),
        ("state_inside", verdict is not VerdictCode.STAY and not state_known(case)),
    )
    return tuple(dict.fromkeys((*keys, *(key for key, holds in tests if holds))))


def _said(brief: Brief, kind: SignalKind) -> bool:
    return any(not each.negated for each in brief.signals(kind))


def _rust_is_proposed(case: Case) -> bool:
    return any(becomes == "rust" and is_rewritten(each, becomes) for each, becomes in _becoming(case))


def _asks_what_it_costs(case: Case, stands: Standing, verdict: VerdictCode) -> bool:
    """Beside a saving, for its pay-back; and beside a rewrite, whose cost nobody but the team can tell."""
    saving = None if stands.blocked else saving_of(case.costs)
    rewritten = any(is_rewritten(*each) for each in _becoming(case) if each[0].name not in stands.blocked)
    return (saving is not None and saving > 0) or (rewritten and verdict in MOVING)


def _becoming(case: Case) -> tuple[tuple[Component, str | None], ...]:
    """Each part that could move, with the language that it would be in."""
    return tuple(
        (each, rewrite(each, case.brief, case.host, case.known).language) for each in case.components
    )
