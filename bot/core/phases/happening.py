"""The events that mean something else in each phase.

A repeated opening has become a message before it gets here; what is the same in every phase never does.
"""

from bot.core.events import (
    Deleted,
    Edited,
    FileShared,
    Filled,
    JobFailed,
    JobFinished,
    Pressed,
    Spoke,
    TimePassed,
)

Happening = Spoke | Pressed | FileShared | Filled | Edited | Deleted | JobFinished | JobFailed | TimePassed
