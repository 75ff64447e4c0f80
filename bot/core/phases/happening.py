"""The events as a phase sees them: a repeated opening has become a message before it gets there."""

from bot.core.events import (
    Deleted,
    Edited,
    FeedbackGiven,
    FileRefused,
    FileShared,
    Filled,
    JobFailed,
    JobFinished,
    Pressed,
    Returned,
    Spoke,
    TimePassed,
)

Happening = (
    Spoke
    | Pressed
    | FileShared
    | FileRefused
    | Filled
    | Edited
    | Deleted
    | Returned
    | JobFinished
    | JobFailed
    | TimePassed
    | FeedbackGiven
)
