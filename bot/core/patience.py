"""How long a silent conversation is waited for: one reminder, then the end.

Only an interview waits for people. A plan on its way needs nobody, a delivered one may be asked about for as
long as its thread exists, and a closed conversation waits for nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.conversation import Conversation, Interviewing
from bot.core.events import Timer


@dataclass(frozen=True, slots=True)
class Patience:
    """Both count from the moment in which a person last did something."""

    reminder: timedelta
    expiry: timedelta


def alarm_after(conversation: Conversation, patience: Patience) -> tuple[datetime, Timer] | None:
    """When to wake a conversation that hears nothing more, and why; None when it waits for nobody."""
    phase = conversation.phase
    if not isinstance(phase, Interviewing):
        return None
    if phase.reminded or patience.reminder >= patience.expiry:
        return conversation.touched + patience.expiry, Timer.EXPIRY
    return conversation.touched + patience.reminder, Timer.REMINDER
