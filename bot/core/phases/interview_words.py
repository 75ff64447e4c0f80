"""Thread words during the interview: going back, skipping, changing, and all the others."""

from dataclasses import replace
from typing import assert_never

from bot.core.brief import Brief, Said, Topic
from bot.core.commands import Command, Word
from bot.core.conversation import Interviewing, OpenQuestion
from bot.core.events import Mode, Pressed, Spoke
from bot.core.interview import gaps
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain, WhyAsked
from bot.core.phases.answering import heard_in, without_answer
from bot.core.phases.anywhere import (
    begin_plan,
    blank,
    change_what,
    forgotten,
    in_language,
    inform,
    note,
    stopped,
)
from bot.core.phases.asking import advance, put, reopen, repeat
from bot.core.phases.revising import reworded
from bot.core.taking import record


def on_command(  # noqa: C901, PLR0912 - a table: one arm a word
    move: Move, phase: Interviewing, command: Command, event: Spoke | Pressed, lexicon: Lexicon
) -> Move:
    """A thread word during the interview."""
    match command.word:
        case Word.BACK:
            return back(move, phase)
        case Word.SKIP:
            return skip(move, phase, event)
        case Word.WHY:
            return move.say(Plain("nothing_open") if phase.open is None else WhyAsked(phase.open.topic))
        case Word.CHANGE:
            return change(move, phase, command, event, lexicon)
        case Word.PLAN_NOW:
            return begin_plan(move, event.id, phase.asked, phase.held, phase.previous)
        case Word.STOP:
            return stopped(move)
        case Word.START_OVER:
            return advance(blank(move), Interviewing(Brief()), event.id)
        case Word.BASIC:
            return switch(move.aiming(Mode.BASIC), phase, command, event, lexicon)
        case Word.PRO:
            return switch(move.aiming(Mode.PRO), phase, command, event, lexicon)
        case Word.LANGUAGE:
            return speak(move, phase, command)
        case Word.FORGET:
            return forgotten(move)
        case Word.HELP | Word.STATUS | Word.PROMPT | Word.FACTS | Word.WHY_PROMPTS:
            return inform(move, command)
        case _:
            assert_never(command.word)


def back(move: Move, phase: Interviewing) -> Move:
    """Reopen the question before the open one."""
    path = phase.asked
    if phase.open is not None and path and path[-1] is phase.open.topic:
        path = path[:-1]
    if not path:
        return move.say(Plain("nothing_to_undo"))
    return put(move, replace(phase, asked=path), OpenQuestion(path[-1], reopened=True))


def skip(move: Move, phase: Interviewing, event: Spoke | Pressed) -> Move:
    """Leave the open question unanswered, and say so in the brief."""
    if phase.open is None:
        return move.say(Plain("nothing_open"))
    brief = without_answer(phase.brief, phase.open, Said(event.author, event.id), skipped=True)
    after = replace(phase, brief=brief)
    return advance(move.into(after), after, event.id)


def change(
    move: Move, phase: Interviewing, command: Command, event: Spoke | Pressed, lexicon: Lexicon
) -> Move:
    """Correct an answer: at once when its new words came along, else by asking it again."""
    topic = command.topic
    if topic is None:
        return change_what(move)
    if not command.rest:
        return reopen(move, phase, topic, last=phase.open is None)
    after = replace(phase, brief=reworded(move, topic, command.rest, event, lexicon))
    move = note(move.into(after), phase.brief)
    if phase.open is not None and phase.open.topic is not topic:
        return repeat(move, after)
    return advance(move, after, event.id)


def switch(
    move: Move, phase: Interviewing, command: Command, event: Spoke | Pressed, lexicon: Lexicon
) -> Move:
    """Go on in the mode that was set, with what came along; a question that it does not ask is dropped."""
    heard = heard_in(move, event, command.rest, lexicon)
    after = replace(phase, brief=record(phase.brief, heard))
    move = note(move.into(after), phase.brief)
    topic = None if phase.open is None else phase.open.topic
    earlier = tuple(each for each in phase.asked if each is not topic)
    if topic is not None and topic in gaps(after.brief, move.to.mode, earlier, len(Topic)):
        return repeat(move, after)
    return advance(move, replace(after, asked=earlier, open=None), event.id)


def speak(move: Move, phase: Interviewing, command: Command) -> Move:
    """Change the language; the open question is put again in it."""
    move = in_language(move, command)
    return move if command.language is None else repeat(move, phase)
