"""The plan that code writes: when no model is configured, and when a model's plan does not hold.

It says what the assessment decided, in the team's own numbers and words, and nothing that cannot be traced to
the brief, to the assessment or to a dated fact. The same sentences files serve every verdict and platform.
"""

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment
from bot.core.brief import Brief
from bot.core.events import VerdictCode
from bot.planning.composed_diagnosis import diagnosis
from bot.planning.composed_migration import migration
from bot.planning.composed_stay import stay
from bot.planning.followup import answer_from
from bot.planning.plan import Diagnosis, MigrationPlan, StayPlan
from bot.planning.scene import case_of
from bot.wording import Wording

__all__ = ["answer_from", "compose", "diagnose"]

MOVES = (VerdictCode.MIGRATE, VerdictCode.PARTIAL, VerdictCode.PILOT)


def compose(
    brief: Brief, assessment: Assessment, knowledge: Knowledge, wording: Wording, language: str
) -> MigrationPlan | StayPlan:
    """The plan for a verdict: three phases where something moves, none where nothing does."""
    case = case_of(brief, assessment, knowledge, wording, language)
    return migration(case) if assessment.verdict in MOVES else stay(case)


def diagnose(
    brief: Brief, assessment: Assessment, knowledge: Knowledge, wording: Wording, language: str
) -> Diagnosis:
    """The quick diagnosis of basic mode."""
    return diagnosis(case_of(brief, assessment, knowledge, wording, language))
