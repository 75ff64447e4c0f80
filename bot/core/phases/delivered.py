"""The plan is in the thread: follow-ups, corrections and what-ifs, for as long as people care."""

from dataclasses import replace
from typing import assert_never

from bot.core.brief import Brief
from bot.core.commands import Command, Word
from bot.core.conversation import Delivered, Interviewing
from bot.core.events import (
    AnswerMade,
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
from bot.core.interview import ROW
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import AnswerPosted, Plain, WhyAsked, WorkFailed
from bot.core.phases.anywhere import (
    blank,
    change_what,
    command_in_event,
    forgotten,
    in_language,
    inform,
    stopped,
    take_file,
)
from bot.core.phases.asking import advance
from bot.core.phases.filling import filled_in
from bot.core.phases.following import ask_change, on_text, replan
from bot.core.phases.happening import Happening
from bot.core.phases.revising import picked, reworded
from bot.core.phases.taking_back import reread, told


def delivered(move: Move, phase: Delivered, event: Happening, lexicon: Lexicon) -> Move:
    """What a thread that has its plan makes of an event."""
    match event:
        case Spoke() | Pressed() if (command := command_in_event(event, lexicon)) is not None:
            return on_command(move, phase, command, event, lexicon)
        case Spoke():
            return on_text(move, phase, event, lexicon)
        case Pressed():
            return on_pick(move, phase, event)
        case FileShared():
            move, brief = take_file(move, event.file, lexicon)
            return move if brief == phase.brief else replan(move, phase, brief, event.id)
        case Filled():
            return on_form(move, phase, event, lexicon)
        case Edited() | Deleted():
            return on_change(move, phase, event, lexicon)
        case JobFinished():
            return on_answer(move, phase, event)
        case JobFailed():
            return on_failed(move, phase, event)
        case TimePassed():
            return move  # nobody is waited for
        case _:
            assert_never(event)


def on_form(move: Move, phase: Delivered, event: Filled, lexicon: Lexicon) -> Move:
    """New words for some topics begin a new plan."""
    brief = filled_in(move, event, lexicon)
    return move if brief == phase.brief else replan(move, phase, brief, event.id)


def on_change(move: Move, phase: Delivered, event: Edited | Deleted, lexicon: Lexicon) -> Move:
    """The brief follows; the plan stands as it is until somebody wants another."""
    after = replace(phase, brief=reread(move, event, lexicon))
    return told(move.into(after), phase.brief, event, offer=True)


def on_answer(move: Move, phase: Delivered, event: JobFinished) -> Move:
    """The answer to a follow-up is there."""
    if event.job not in phase.answering or not isinstance(event.result, AnswerMade):
        return move
    return move.into(without_job(phase, event.job)).say(AnswerPosted(event.result.document))


def on_failed(move: Move, phase: Delivered, event: JobFailed) -> Move:
    """A follow-up stays without an answer."""
    if event.job not in phase.answering:
        return move
    return move.into(without_job(phase, event.job)).say(WorkFailed(event.reference))


def without_job(phase: Delivered, job: str) -> Delivered:
    """One follow-up less is being answered."""
    return replace(phase, answering=tuple(each for each in phase.answering if each != job))


def on_pick(move: Move, phase: Delivered, event: Pressed) -> Move:
    """A quick pick answers only a change that is awaited."""
    topic = phase.changing
    if topic is None or event.topic != topic or event.choice not in ROW[topic].choices:
        return move.whisper(event.author, Plain("stale_button"))
    return replan(move, phase, picked(phase.brief, topic, event), event.id)


def on_command(
    move: Move, phase: Delivered, command: Command, event: Spoke | Pressed, lexicon: Lexicon
) -> Move:
    """A thread word after the plan."""
    match command.word:
        case Word.BACK | Word.SKIP:
            return move.into(replace(phase, changing=None)).say(Plain("nothing_open"))
        case Word.WHY:
            return move.say(Plain("nothing_open") if phase.changing is None else WhyAsked(phase.changing))
        case Word.CHANGE:
            return change(move, phase, command, event, lexicon)
        case Word.PLAN_NOW:
            return replan(move, phase, phase.brief, event.id)
        case Word.STOP:
            return stopped(move, *phase.answering)
        case Word.START_OVER:
            return advance(blank(move, *phase.answering), Interviewing(Brief()), event.id)
        case Word.BASIC:
            return replan(move.aiming(Mode.BASIC), phase, phase.brief, event.id)
        case Word.PRO:
            interview = Interviewing(phase.brief, phase.asked, previous=phase.plan)
            return advance(move.cancel(*phase.answering).aiming(Mode.PRO), interview, event.id)
        case Word.LANGUAGE:
            return in_language(move, command)
        case Word.FORGET:
            return forgotten(move, *phase.answering)
        case Word.HELP | Word.STATUS | Word.PROMPT | Word.FACTS | Word.WHY_PROMPTS:
            return inform(move, command)
        case _:
            assert_never(command.word)


def change(move: Move, phase: Delivered, command: Command, event: Spoke | Pressed, lexicon: Lexicon) -> Move:
    """A correction: with its new words a new plan begins at once, without them they are asked."""
    topic = command.topic
    if topic is None:
        return change_what(move)
    if command.rest:
        return replan(move, phase, reworded(move, topic, command.rest, event, lexicon), event.id)
    return ask_change(move, phase, topic)
