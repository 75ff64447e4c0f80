"""Teams as they speak: an opening and answers by topic, in both languages, read by the real reading.

Each team stands for a combination of platform, problem, languages and verdict that the composed plan must
read well for.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.conversation import OpenQuestion
from bot.core.reading import read
from bot.core.taking import Heard, record, record_answer
from bot.vocabulary import lexicon

TODAY = date(2026, 11, 22)
WHO = Said("ana", "e1")


@dataclass(frozen=True, slots=True)
class Team:
    """`answers` of "" are skipped questions."""

    opening: str
    answers: tuple[tuple[Topic, str], ...] = ()


def brief_of(team: Team, language: str) -> Brief:
    """The brief that the interview would have made."""
    words = lexicon()
    brief = record(Brief(), Heard(team.opening, read(team.opening, words, language), WHO))
    for topic, text in team.answers:
        if text:
            heard = Heard(text, read(text, words, language), WHO)
            brief = record_answer(brief, heard, OpenQuestion(topic))
        elif brief.answer(topic) is None:
            brief = brief.with_answer(topic, Unknown(WHO, skipped=True))
    return brief


def assessed(brief: Brief) -> Assessment:
    """The assessment on a fixed day."""
    return assess(brief, knowledge(), TODAY)


def teams() -> dict[str, dict[str, Team]]:
    """All of them, by language and name."""
    told = tomllib.loads((Path(__file__).parent / "teams.toml").read_text(encoding="utf-8"))
    return {language: {name: team(rows) for name, rows in named.items()} for language, named in told.items()}


def team(rows: dict[str, str]) -> Team:
    """One team: everything beside the opening is an answer to its topic."""
    return Team(rows["opening"], tuple((Topic(key), text) for key, text in rows.items() if key != "opening"))


TEAMS = teams()
