"""What happened: facts in the past, each with its own time and identity.

Ids of effects and jobs derive from an event's id, so the core needs no clock and no random source.
Adapters make these from payloads; jobs and timers make the rest. All of them enter by one door.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.core.events.engine import AnswerMade, JobFailed, JobFinished, JobResult, PlanMade, TimePassed, Timer
from bot.core.events.happened import (
    AnyFile,
    Cleaning,
    FileTrouble,
    Happened,
    Key,
    ManifestFile,
    Mode,
    TextFile,
    VerdictCode,
)
from bot.core.events.people import (
    Deleted,
    Edited,
    FeedbackGiven,
    FileRefused,
    FileShared,
    Filled,
    Filling,
    Pressed,
    Returned,
    Spoke,
    Started,
    Withheld,
)

__all__ = [
    "EVENT",
    "AnswerMade",
    "AnyFile",
    "Cleaning",
    "Deleted",
    "Edited",
    "Event",
    "FeedbackGiven",
    "FileRefused",
    "FileShared",
    "FileTrouble",
    "Filled",
    "Filling",
    "Happened",
    "JobFailed",
    "JobFinished",
    "JobResult",
    "Key",
    "ManifestFile",
    "Mode",
    "PlanMade",
    "Pressed",
    "Returned",
    "Spoke",
    "Started",
    "TextFile",
    "TimePassed",
    "Timer",
    "VerdictCode",
    "Withheld",
]

Event = Annotated[
    Started
    | Spoke
    | Pressed
    | FileShared
    | FileRefused
    | Filled
    | Edited
    | Deleted
    | Withheld
    | Returned
    | JobFinished
    | JobFailed
    | TimePassed
    | FeedbackGiven,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
