"""Real documents, as the presenter makes them: a question, the assumption sheet, the plan of the Lambda team.

They are kept in tests/golden/slack beside what they become, so that a new sentence in a plan changes no test here.
"""

from datetime import date

from bot.assessment.facts import knowledge
from bot.core.brief import Topic
from bot.core.document import Document
from bot.core.events import Mode
from bot.core.interview import ROW
from bot.core.notices import Notice, PlanPosted, Question, Sheet
from bot.planning.composed import compose
from bot.planning.pages import plan_pages
from bot.planning.provenance import Provenance
from bot.presenter import Library, present
from bot.wording import wording
from tests.planning.teams import TEAMS, assessed, brief_of

LANGUAGES = ("en", "es")
NAMES = ("question", "picks", "sheet", "plan")
LIBRARY = Library(knowledge(), date(2026, 11, 22))


def example(name: str, language: str) -> Document:
    """One of `NAMES`, in a language."""
    return present(_notice(name, language), language, wording(), LIBRARY).document


def _notice(name: str, language: str) -> Notice:
    match name:
        case "question":
            return Question(Topic.TRAFFIC, 1, 4, ROW[Topic.TRAFFIC].choices)
        case "picks":
            return Question(Topic.COMPLIANCE, 3, 2, ROW[Topic.COMPLIANCE].choices)
        case "sheet":
            return Sheet(brief_of(TEAMS[language]["lambda"], language), Mode.PRO)
        case _:
            return PlanPosted(plan(language), changed=False)


def plan(language: str) -> Document:
    """The Lambda team's plan as code composes it."""
    brief = brief_of(TEAMS[language]["lambda"], language)
    assessment = assessed(brief)
    made = compose(brief, assessment, knowledge(), wording(), language)
    signed = Provenance("composed", because="no_model")
    return plan_pages(made, assessment, signed, knowledge(), wording(), language, brief)
