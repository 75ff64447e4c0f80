"""Ended, not forgotten: the brief is kept, and a word takes the conversation up again."""

from dataclasses import replace
from typing import assert_never

from bot.core.brief import Brief
from bot.core.commands import Command, Word
from bot.core.conversation import Closed, Interviewing
from bot.core.events import (
    Deleted,
    Edited,
    FileShared,
    Filled,
    JobFailed,
    JobFinished,
    Mode,
    Pressed,
    Spoke,
    TimePassed,
)
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain
from bot.core.phases.answering import heard_in
from bot.core.phases.anywhere import (
    begin_plan,
    blank,
    command_in_event,
    forgotten,
    in_language,
    inform,
    note,
    take_file,
)
from bot.core.phases.asking import advance, reopen
from bot.core.phases.filling import filled_in
from bot.core.phases.happening import Happening
from bot.core.phases.revising import reworded
from bot.core.phases.taking_back import reread, told
from bot.core.taking import record


def closed(move: Move, phase: Closed, event: Happening, lexicon: Lexicon) -> Move:
    """What an ended conversation makes of an event."""
    match event:
        case Spoke() | Pressed() if (command := command_in_event(event, lexicon)) is not None:
            return on_command(move, phase, command, event, lexicon)
        case Spoke():
            return on_text(move, phase, event, lexicon)
        case Pressed():
            return move.whisper(event.author, Plain("stale_button"))
        case FileShared():
            move, brief = take_file(move, event.file, lexicon)
            return take_up(move, phase, brief, event.id)
        case Filled():
            return on_form(move, phase, event, lexicon)
        case Edited() | Deleted():
            return on_change(move, phase, event, lexicon)
        case JobFinished() | JobFailed() | TimePassed():
            return move  # it came too late
        case _:
            assert_never(event)


def on_text(move: Move, phase: Closed, event: Spoke, lexicon: Lexicon) -> Move:
    """Whatever says something new takes the conversation up."""
    brief = record(phase.brief, heard_in(move, event, event.text, lexicon))
    return take_up(move, phase, brief, event.id)


def on_form(move: Move, phase: Closed, event: Filled, lexicon: Lexicon) -> Move:
    """New words take the conversation up."""
    return take_up(move, phase, filled_in(move, event, lexicon), event.id)


def on_change(move: Move, phase: Closed, event: Edited | Deleted, lexicon: Lexicon) -> Move:
    """The brief follows, for the day on which it is taken up."""
    after = replace(phase, brief=reread(move, event, lexicon))
    return told(move.into(after), phase.brief, event)


def take_up(move: Move, phase: Closed, brief: Brief, event_id: str) -> Move:
    """Go on with the interview when something new was said; otherwise say how to go on."""
    if brief == phase.brief:
        return move.say(Plain("closed_hint"))
    interview = Interviewing(brief)
    return advance(note(move.into(interview), phase.brief), interview, event_id)


def on_command(move: Move, phase: Closed, command: Command, event: Spoke | Pressed, lexicon: Lexicon) -> Move:
    """A thread word in an ended conversation."""
    match command.word:
        case Word.PLAN_NOW:
            return begin_plan(move, event.id, (), (), None)
        case Word.START_OVER:
            return advance(blank(move), Interviewing(Brief()), event.id)
        case Word.BASIC:
            return advance(move.aiming(Mode.BASIC), Interviewing(phase.brief), event.id)
        case Word.PRO:
            return advance(move.aiming(Mode.PRO), Interviewing(phase.brief), event.id)
        case Word.CHANGE:
            return change(move, phase, command, event, lexicon)
        case Word.LANGUAGE if command.language is not None:
            return in_language(move, command)
        case Word.BACK | Word.SKIP | Word.WHY | Word.STOP | Word.LANGUAGE:
            return move.say(Plain("closed_hint"))
        case Word.FORGET:
            return forgotten(move)
        case Word.HELP | Word.STATUS | Word.PROMPT | Word.FACTS | Word.WHY_PROMPTS:
            return inform(move, command)
        case _:
            assert_never(command.word)


def change(move: Move, phase: Closed, command: Command, event: Spoke | Pressed, lexicon: Lexicon) -> Move:
    """A correction takes the conversation up again."""
    topic = command.topic
    if topic is None:
        return move.say(Plain("closed_hint"))
    if command.rest:
        return take_up(move, phase, reworded(move, topic, command.rest, event, lexicon), event.id)
    return reopen(move, Interviewing(phase.brief), topic)
