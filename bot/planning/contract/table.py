"""Which clauses are asked of which plan, and the check itself.

A plan to move answers to all of them; a recommendation to stay and a quick diagnosis to those that can be
asked of them. Every clause that is asked is run to its end, so that one repair turn can mend everything.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment
from bot.core.brief import Brief
from bot.planning.contract.draft import Draft, draft
from bot.planning.contract.evidence import clause_26
from bot.planning.contract.ground import Ground, ground
from bot.planning.contract.interfaces import clause_12, clause_14, unchecked
from bot.planning.contract.leaks import clause_24
from bot.planning.contract.money import clause_16, clause_17
from bot.planning.contract.rows import clause_1, clause_2, clause_18, clause_23, clause_25
from bot.planning.contract.safety import clause_10, clause_11, clause_13
from bot.planning.contract.shapes import Report, Violation
from bot.planning.contract.texts import clause_15, clause_19, clause_20, clause_21, clause_22
from bot.planning.contract.verdicts import (
    clause_3,
    clause_4,
    clause_5,
    clause_6,
    clause_7,
    clause_8,
    clause_9,
)
from bot.planning.plan import Drafted, MigrationPlan, StayPlan

Found = Iterator[Violation]

OF_ANY: Final[tuple[tuple[int, Callable[[Draft[Drafted], Ground], Found]], ...]] = (
    (6, clause_6),
    (15, clause_15),
    (19, clause_19),
    (20, clause_20),
    (21, clause_21),
    (22, clause_22),
    (23, clause_23),
    (24, clause_24),
    (26, clause_26),
)
OF_STAY: Final[tuple[tuple[int, Callable[[Draft[StayPlan], Ground], Found]], ...]] = (
    *OF_ANY,
    (7, clause_7),
    (8, clause_8),
)
OF_MIGRATION: Final[tuple[tuple[int, Callable[[Draft[MigrationPlan], Ground], Found]], ...]] = (
    *OF_ANY,
    (1, clause_1),
    (2, clause_2),
    (3, clause_3),
    (4, clause_4),
    (5, clause_5),
    (7, clause_7),
    (8, clause_8),
    (9, clause_9),
    (10, clause_10),
    (11, clause_11),
    (12, clause_12),
    (13, clause_13),
    (14, clause_14),
    (16, clause_16),
    (17, clause_17),
    (18, clause_18),
    (25, clause_25),
)


def check(plan: Drafted, brief: Brief, assessment: Assessment, knowledge: Knowledge, language: str) -> Report:
    """Hold a plan against its clauses; `language` is the conversation's ("es"). Never raises."""
    case = ground(brief, assessment, knowledge, language)
    if isinstance(plan, MigrationPlan):
        moving = draft(plan)
        return report(
            ((number, tuple(clause(moving, case))) for number, clause in OF_MIGRATION), unchecked(moving)
        )
    if isinstance(plan, StayPlan):
        staying = draft(plan)
        return report(((number, tuple(clause(staying, case))) for number, clause in OF_STAY), ())
    diagnosis = draft(plan)
    return report(((number, tuple(clause(diagnosis, case))) for number, clause in OF_ANY), ())


def report(found: Iterator[tuple[int, tuple[Violation, ...]]], unread: tuple[str, ...]) -> Report:
    """Clauses in their order, with what each of them found."""
    by_clause = dict(sorted(found))
    return Report(tuple(each for one in by_clause.values() for each in one), tuple(by_clause), unread)
