"""A plan is being written: messages wait for it, and what changes its ground begins it anew."""

from dataclasses import replace
from typing import assert_never

from bot.core.brief import Brief
from bot.core.commands import Command, Word
from bot.core.conversation import Delivered, Interviewing, Planning
from bot.core.events import (
    Deleted,
    Edited,
    FileShared,
    Filled,
    JobFailed,
    JobFinished,
    Mode,
    PlanMade,
    Pressed,
    Spoke,
    TimePassed,
)
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain, PlanPosted, StatusShown, WorkFailed
from bot.core.phases.answering import heard_in
from bot.core.phases.anywhere import (
    MOST_HELD,
    begin_plan,
    blank,
    change_what,
    command_in_event,
    forgotten,
    held,
    in_language,
    inform,
    note,
    stopped,
    take_file,
)
from bot.core.phases.asking import advance, reopen
from bot.core.phases.filling import filled_in
from bot.core.phases.following import follow_up
from bot.core.phases.happening import Happening
from bot.core.phases.revising import reworded
from bot.core.phases.taking_back import reread, told, waiting
from bot.core.talk import is_small_talk


def planning(move: Move, phase: Planning, event: Happening, lexicon: Lexicon) -> Move:
    """What a conversation whose plan is on its way makes of an event."""
    match event:
        case Spoke() | Pressed() if (command := command_in_event(event, lexicon)) is not None:
            return on_command(move, phase, command, event, lexicon)
        case Spoke():
            return on_text(move, phase, event, lexicon)
        case Pressed():
            return move.whisper(event.author, Plain("stale_button"))
        case FileShared():
            return on_file(move, phase, event, lexicon)
        case Filled():
            return on_form(move, phase, event, lexicon)
        case Edited() | Deleted():
            return on_change(move, phase, event, lexicon)
        case JobFinished():
            return on_finished(move, phase, event, lexicon)
        case JobFailed():
            return on_failed(move, phase, event, lexicon)
        case TimePassed():
            return move  # nobody is waited for
        case _:
            assert_never(event)


def on_text(move: Move, phase: Planning, event: Spoke, lexicon: Lexicon) -> Move:
    """A message to come back to after the plan."""
    if is_small_talk(event.text, lexicon):
        return move
    if heard_in(move, event, event.text, lexicon).reading.gives_orders:
        return move.say(Plain("orders_ignored"))
    if len(phase.held) >= MOST_HELD:
        return move.say(Plain("too_many_waiting"))
    return move.into(replace(phase, held=(*phase.held, held(event)))).say(Plain("held_until_plan"))


def on_file(move: Move, phase: Planning, event: FileShared, lexicon: Lexicon) -> Move:
    """A file that says something new puts the plan on new ground."""
    move, brief = take_file(move, event.file, lexicon)
    return move if brief == phase.brief else anew(move, phase, brief, event.id)


def on_form(move: Move, phase: Planning, event: Filled, lexicon: Lexicon) -> Move:
    """New words put the plan on new ground."""
    brief = filled_in(move, event, lexicon)
    if brief == phase.brief:
        return move
    return anew(note(move.into(replace(phase, brief=brief)), phase.brief), phase, brief, event.id)


def on_change(move: Move, phase: Planning, event: Edited | Deleted, lexicon: Lexicon) -> Move:
    """A message on which the plan rests is another now: so is its ground."""
    after = replace(phase, brief=reread(move, event, lexicon), held=waiting(phase.held, event))
    move = told(move.into(after), phase.brief, event)
    return move if after.brief == phase.brief else anew(move, after, after.brief, event.id)


def anew(move: Move, phase: Planning, brief: Brief, event_id: str) -> Move:
    """Give the work up and begin it again from another brief, mode or language."""
    move = move.cancel(phase.job).into(replace(phase, brief=brief))
    return begin_plan(move, event_id, phase.asked, phase.held, phase.previous)


def on_finished(move: Move, phase: Planning, event: JobFinished, lexicon: Lexicon) -> Move:
    """The plan is there; what waited for it comes next."""
    plan = event.result
    if event.job != phase.job or not isinstance(plan, PlanMade):
        return move
    changed = phase.previous is not None and phase.previous.verdict != plan.verdict
    move = move.into(Delivered(phase.brief, phase.asked, plan)).say(PlanPosted(plan.document, changed))
    return follow_up(move, phase.held, lexicon)


def on_failed(move: Move, phase: Planning, event: JobFailed, lexicon: Lexicon) -> Move:
    """No plan came of it. An earlier plan stays in force; otherwise "plan now" tries again."""
    if event.job != phase.job:
        return move
    if phase.previous is not None:
        move = move.into(Delivered(phase.brief, phase.asked, phase.previous)).say(WorkFailed(event.reference))
        return follow_up(move, phase.held, lexicon)
    return move.into(Interviewing(phase.brief, phase.asked, held=phase.held)).say(WorkFailed(event.reference))


def on_command(
    move: Move, phase: Planning, command: Command, event: Spoke | Pressed, lexicon: Lexicon
) -> Move:
    """A thread word while the plan is being written."""
    match command.word:
        case Word.BACK | Word.SKIP | Word.WHY:
            return move.say(Plain("nothing_open"))
        case Word.CHANGE:
            return change(move, phase, command, event, lexicon)
        case Word.PLAN_NOW:
            return move.say(StatusShown(phase.kind, phase.brief, None))
        case Word.STOP:
            return stopped(move, phase.job)
        case Word.START_OVER:
            return advance(blank(move, phase.job), Interviewing(Brief()), event.id)
        case Word.BASIC:
            return anew(move.aiming(Mode.BASIC), phase, phase.brief, event.id)
        case Word.PRO:
            interview = Interviewing(phase.brief, phase.asked, held=phase.held, previous=phase.previous)
            return advance(move.cancel(phase.job).aiming(Mode.PRO), interview, event.id)
        case Word.LANGUAGE:
            move = in_language(move, command)
            return move if command.language is None else anew(move, phase, phase.brief, event.id)
        case Word.FORGET:
            return forgotten(move, phase.job)
        case Word.HELP | Word.STATUS | Word.PROMPT | Word.FACTS | Word.WHY_PROMPTS:
            return inform(move, command)
        case _:
            assert_never(command.word)


def change(move: Move, phase: Planning, command: Command, event: Spoke | Pressed, lexicon: Lexicon) -> Move:
    """A correction gives the work up: with its new words it begins again at once, without them they are asked."""
    topic = command.topic
    if topic is None:
        return change_what(move)
    if command.rest:
        brief = reworded(move, topic, command.rest, event, lexicon)
        return anew(note(move.into(replace(phase, brief=brief)), phase.brief), phase, brief, event.id)
    interview = Interviewing(phase.brief, phase.asked, held=phase.held, previous=phase.previous)
    return reopen(move.cancel(phase.job), interview, topic, last=True)
