"""A what-if on a team's brief, as the conversation makes it, and the plan that comes of it."""

from bot.core.brief import Brief, Said
from bot.core.effects import MakePlan
from bot.core.events import Mode, PlanMade
from bot.core.reading import read
from bot.core.rewording import supposed
from bot.core.taking import Heard, revised
from bot.vocabulary import lexicon
from tests.planning.desk import Desk, assessed


def what_if(brief: Brief, text: str, language: str) -> Brief:
    """The brief after the what-if."""
    heard = Heard(text, read(text, lexicon(), language), Said("ana", "e9"))
    return supposed(brief, revised(brief, heard))


async def replanned(earlier: Brief, brief: Brief, language: str, mode: Mode = Mode.PRO) -> PlanMade:
    """The plan that replaces the one for an earlier brief."""
    wanted = MakePlan(brief, mode, (), assessed(earlier).verdict, earlier)
    return await Desk(None, language).carry_out(wanted)
