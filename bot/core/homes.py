"""The topic at which a kind of signal and a kind of number are at home.

Most of them answer their topic's question by themselves. Some only add to an answer: a language says nothing of what
the system does, and memory alone tells nothing of its traffic.
"""

from collections.abc import Iterable
from typing import Final

from bot.core.brief import Metric, Quantity, Signal, SignalKind, Topic

K, M, T = SignalKind, Metric, Topic

HOME: Final = {
    K.PLATFORM: T.INFRASTRUCTURE,
    K.LANGUAGE: T.APPLICATION,
    K.FRAMEWORK: T.APPLICATION,
    K.ROLE: T.APPLICATION,
    K.PACKAGE: T.DEPENDENCIES,
    K.USE: T.DEPENDENCIES,
    K.DATASTORE: T.STATE,
    K.STATE: T.STATE,
    K.SYMPTOM: T.PROBLEM,
    K.GOAL: T.OBJECTIVE,
    K.LOAD: T.TRAFFIC,
    K.TARGET: T.TARGET,
    K.SKILL: T.SKILLS,
    K.COMPLIANCE: T.COMPLIANCE,
}
HOME_OF_NUMBER: Final = {
    M.INSTANCES: T.INFRASTRUCTURE,
    M.COST_USD_PER_MONTH: T.PROBLEM,
    M.COLD_START_MS: T.PROBLEM,
    M.COLD_START_SHARE: T.PROBLEM,
    M.BUDGET_USD: T.BUDGET,
    M.DEADLINE_WEEKS: T.BUDGET,
    M.LABOUR_PERSON_WEEKS: T.BUDGET,
    M.TRAINING_PERSON_WEEKS: T.BUDGET,
    M.PERSON_WEEK_USD: T.BUDGET,
    M.TEAM_SIZE: T.SKILLS,
}  # the rest describe the load
# What answers no question by itself.
ADDING: Final = frozenset({K.LANGUAGE})
ADDING_NUMBERS: Final = frozenset(
    {
        M.INSTANCES,
        M.COST_USD_PER_MONTH,
        M.COLD_START_MS,
        M.COLD_START_SHARE,
        M.TEAM_SIZE,
        M.MEMORY_MB,
        M.TENANTS,
    }
)


def home_of_number(metric: Metric) -> Topic:
    """Where a number belongs when no question claims it."""
    return HOME_OF_NUMBER.get(metric, T.TRAFFIC)


def topics_answered(signals: Iterable[Signal], numbers: Iterable[Quantity]) -> tuple[Topic, ...]:
    """The topics that these say something about, in the order of asking."""
    said = {HOME[each.kind] for each in signals if each.kind not in ADDING}
    said |= {home_of_number(each.metric) for each in numbers if each.metric not in ADDING_NUMBERS}
    return tuple(each for each in Topic if each in said)
