"""The contract: what must hold of a plan before anybody reads it, decided by code.

Twenty-five clauses on a plan's shape, honesty, safety and text, and one of the house: every number traces to
an input or to a dated fact. Each is a pure function over the drafted plan and the ground it stands on (brief,
assessment, knowledge); none calls a model. What a check takes: `benchmarks/contract.py`.
"""

from bot.planning.contract.clauses import CLAUSES, Clause
from bot.planning.contract.shapes import Report, Violation
from bot.planning.contract.table import check

__all__ = ["CLAUSES", "Clause", "Report", "Violation", "check"]
