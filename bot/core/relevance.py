"""What a brief must hold for an answer to matter, and what for a question to be settled.

A question whose answer can change neither the verdict nor a target, a cost or a phase is not asked. One that was
answered on the way is not asked either.
"""

from collections.abc import Callable

from bot.core.brief import Brief, Metric, SignalKind, Topic, Unknown

Test = Callable[[Brief], bool]
K, M = SignalKind, Metric


def told(*kinds: SignalKind) -> Test:
    """Settled once the brief has a signal of one of these kinds."""
    return lambda brief: any(brief.signals(kind) for kind in kinds)


def measured(*metrics: Metric) -> Test:
    """Settled once the brief has one of these numbers."""
    return lambda brief: any(brief.quantity(metric) for metric in metrics)


def always(_: Brief) -> bool:
    """Its answer changes something whatever else is known."""
    return True


def movable(brief: Brief) -> bool:
    """Some part may still move. A lone database, GPU work or a hardware boundary stays, whatever else is answered."""
    stays = (
        brief.has(K.STATE, "is-database")
        or brief.has(K.USE, "gpu", "training")
        or brief.has(K.COMPLIANCE, "hardware-isolation")
    )
    return not stays or len(brief.components) > 1


def no_goal_in_sight(brief: Brief) -> bool:
    """Once the problem is known, the goal follows from it and is assumed instead of asked."""
    return isinstance(brief.answer(Topic.PROBLEM), Unknown)


def may_hold_state(brief: Brief) -> bool:
    """A Lambda function holds no state between calls, so nothing hangs on the answer there."""
    return not brief.has(K.PLATFORM, "aws-lambda")


def rewrite_likely(brief: Brief) -> bool:
    """Teams that write Rust or Go already need no new language for the hot path."""
    return movable(brief) and not brief.has(K.LANGUAGE, "rust", "go")


def application_told(brief: Brief) -> bool:
    """A language was named, or shows in what a part uses: PyTorch is Python."""
    shown = any(each.language is not None for each in brief.components)
    return shown or bool(brief.signals(K.LANGUAGE) or brief.signals(K.FRAMEWORK))


def problem_told(brief: Brief) -> bool:
    """What hurts was named; a bill that they want to lower is a complaint too."""
    bill = brief.quantity(M.COST_USD_PER_MONTH) is not None and brief.has(K.GOAL, "lower-cost")
    return bill or bool(brief.signals(K.SYMPTOM))


def dependencies_told(brief: Brief) -> bool:
    """Whose code it is does not tell what the code uses; what a manifest asks for does."""
    if brief.signals(K.PACKAGE) or any(each.requires for each in brief.components):
        return True
    return any(each.value != "untrusted-code" for each in brief.signals(K.USE))
