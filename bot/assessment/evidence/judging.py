"""Files and words together, assessed: the same rules, the same verdict, and every finding at its line."""

from dataclasses import dataclass
from datetime import date

from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.briefing import briefing
from bot.assessment.evidence.findings import findings
from bot.assessment.evidence.shapes import Evidence, Found
from bot.assessment.evidence.tracing import tracing
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief
from bot.core.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Judged:
    """A system with its verdict. The findings of `assessment` quote FILE:LINE where a file says it."""

    evidence: Evidence
    brief: Brief
    assessment: Assessment
    findings: tuple[Found, ...]


def judged(evidence: Evidence, said: Brief, knowledge: Knowledge, lexicon: Lexicon, today: date) -> Judged:
    """What is decided about a system of which people said `said`. Never raises for what files hold."""
    traced = tracing(evidence, said, lexicon)
    marked = assess(traced.brief, knowledge, today)
    return Judged(
        evidence,
        briefing(evidence, said, lexicon),
        traced.unmarked(marked),
        findings(marked, traced, knowledge),
    )
