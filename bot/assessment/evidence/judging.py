"""Files and words together, assessed: the same rules, the same verdict, and every finding at its line."""

from dataclasses import dataclass
from datetime import date

from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.briefing import manifests_of
from bot.assessment.evidence.findings import findings
from bot.assessment.evidence.shapes import Evidence, Found
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief
from bot.core.evidence import with_manifests
from bot.core.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Judged:
    """A system with its verdict."""

    evidence: Evidence
    brief: Brief
    assessment: Assessment
    findings: tuple[Found, ...]


def judged(evidence: Evidence, said: Brief, knowledge: Knowledge, lexicon: Lexicon, today: date) -> Judged:
    """What is decided about a system of which people said `said`. Never raises for what files hold."""
    brief = with_manifests(said, manifests_of(evidence, "", knowledge.packages, lexicon))
    assessed = assess(brief, knowledge, today)
    return Judged(evidence, brief, assessed, findings(assessed, brief, evidence, knowledge))
