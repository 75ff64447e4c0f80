"""The interview: one question is open, and whatever happens is seen in its light."""

from dataclasses import replace
from typing import assert_never

from bot.core.conversation import Closed, ClosedBecause, Interviewing
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
    Timer,
)
from bot.core.interview import ROW
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain
from bot.core.phases.answering import on_pick, on_text
from bot.core.phases.anywhere import command_in_event, note, take_file
from bot.core.phases.asking import advance
from bot.core.phases.filling import filled_in
from bot.core.phases.happening import Happening
from bot.core.phases.interview_words import on_command
from bot.core.phases.taking_back import reread, told, waiting


def interviewing(move: Move, phase: Interviewing, event: Happening, lexicon: Lexicon) -> Move:
    """What an interview makes of an event."""
    match event:
        case Spoke() | Pressed() if (command := command_in_event(event, lexicon)) is not None:
            return on_command(move, phase, command, event, lexicon)
        case Spoke():
            return on_text(move, phase, event, lexicon)
        case Pressed():
            return on_pick(move, phase, event)
        case FileShared():
            return on_file(move, phase, event, lexicon)
        case Filled():
            return on_form(move, phase, event, lexicon)
        case Edited() | Deleted():
            return on_change(move, phase, event, lexicon)
        case TimePassed():
            return on_time(move, phase, event)
        case JobFinished() | JobFailed():
            return move  # of a job that was given up
        case _:
            assert_never(event)


def on_file(move: Move, phase: Interviewing, event: FileShared, lexicon: Lexicon) -> Move:
    """A file may answer the open question; the interview goes on only if it does: what merely adds to it, as memory to
    the load, leaves it open."""
    move, brief = take_file(move, event.file, lexicon)
    after = replace(phase, brief=brief)
    question = phase.open
    move = move.into(after)
    if question is None or brief.answer(question.topic) == phase.brief.answer(question.topic):
        return move
    return advance(move, after, event.id) if ROW[question.topic].settled(brief) else move


def on_form(move: Move, phase: Interviewing, event: Filled, lexicon: Lexicon) -> Move:
    """New words for some topics; the interview goes on if the open one is among them, or none was open."""
    after = replace(phase, brief=filled_in(move, event, lexicon))
    move = note(move.into(after), phase.brief)
    if phase.open is not None and phase.open.topic not in {field.topic for field in event.fields}:
        return move
    return advance(move, after, event.id)


def on_change(move: Move, phase: Interviewing, event: Edited | Deleted, lexicon: Lexicon) -> Move:
    """The brief follows what people made of a message; the open question stays open."""
    after = replace(phase, brief=reread(move, event, lexicon), held=waiting(phase.held, event))
    return told(move.into(after), phase.brief, event)


def on_time(move: Move, phase: Interviewing, event: TimePassed) -> Move:
    """One reminder, then the end."""
    match event.timer:
        case Timer.EXPIRY:
            return move.into(Closed(ClosedBecause.EXPIRED, phase.brief)).say(Plain("expired"))
        case Timer.REMINDER:
            if phase.reminded:
                return move
            return move.into(replace(phase, reminded=True)).say(Plain("reminder"))
        case _:
            assert_never(event.timer)
