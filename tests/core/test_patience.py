"""How long a conversation waits for people."""

from datetime import timedelta

import pytest

from bot.core.brief import Brief
from bot.core.conversation import Closed, ClosedBecause, Delivered, Interviewing, Planning
from bot.core.events import Timer
from bot.core.patience import Patience, alarm_after
from tests.core.talking import DAWN, conversation, plan

DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
PATIENCE = Patience(DAY, FORTNIGHT)


@pytest.mark.parametrize(
    ("phase", "patience", "alarm"),
    [
        (Interviewing(Brief()), PATIENCE, (DAWN + DAY, Timer.REMINDER)),
        (Interviewing(Brief(), reminded=True), PATIENCE, (DAWN + FORTNIGHT, Timer.EXPIRY)),
        (Interviewing(Brief()), Patience(FORTNIGHT, DAY), (DAWN + DAY, Timer.EXPIRY)),
        (Planning(Brief(), (), "j"), PATIENCE, None),
        (Delivered(Brief(), (), plan()), PATIENCE, None),
        (Closed(ClosedBecause.STOPPED, Brief()), PATIENCE, None),
    ],
)
def test_only_an_interview_waits_for_people(
    phase: Interviewing | Planning | Delivered | Closed, patience: Patience, alarm: object
) -> None:
    assert alarm_after(conversation(phase), patience) == alarm
