"""The calibration cases, from `cases/*.toml`: what a team said, what was expected of it before any run, and why."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.answered import brief_from
from bot.core.brief import Brief, Topic
from bot.core.events import VerdictCode
from bot.vocabulary import lexicon

FOLDER: Final = Path(__file__).parent / "cases"
TODAY: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class About:
    """Where a case comes from, and what a senior architect would say of it. `held_out`: it was written after the rules
    had been corrected by the others, and no rule was changed for it."""

    language: str
    source: str
    why: str
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One file with what came out of it. `answers` of "" are skipped questions."""

    name: str
    opening: str
    answers: dict[Topic, str]
    expected: VerdictCode
    about: About
    brief: Brief
    assessment: Assessment

    @property
    def words(self) -> str:
        """Everything that the team said."""
        return " ".join((self.opening, *self.answers.values()))


def case_in(path: Path) -> Calibrated:
    """A case from its file; a key that is no topic raises."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    opening, expected, about = rows.pop("opening"), rows.pop("expected"), About(**rows.pop("about"))
    answers = {Topic(key): text for key, text in rows.items()}
    brief = brief_from(opening, answers, lexicon(), about.language)
    assessment = assess(brief, knowledge(), TODAY)
    return Calibrated(path.stem, opening, answers, VerdictCode(expected), about, brief, assessment)


CASES: Final = tuple(case_in(each) for each in sorted(FOLDER.glob("*.toml")))
