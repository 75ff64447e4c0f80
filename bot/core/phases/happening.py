"""The events as a phase sees them: a repeated opening has become a message before it gets there."""

from bot.core.events import (
    FeedbackGiven,
    FileRefused,
    FileShared,
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
    | Returned
    | JobFinished
    | JobFailed
    | TimePassed
    | FeedbackGiven
)
