"""Which question comes next, and how it is put. Shared by everything that leads into the interview."""

from dataclasses import replace

from bot.core.brief import Conflict, Topic
from bot.core.conflicts import conflicts, same_pair
from bot.core.conversation import Interviewing, OpenQuestion
from bot.core.events import Mode
from bot.core.interview import LIMIT, ROW, gaps
from bot.core.move import Move
from bot.core.notices import Question
from bot.core.phases.anywhere import begin_plan


def put(move: Move, phase: Interviewing, question: OpenQuestion, *, again: bool = False) -> Move:
    """Open a question and ask it; `again` when the last message did not answer it."""
    used = len(phase.asked) + len(phase.disputed)
    limit = LIMIT[move.to.mode]
    others = gaps(phase.brief, move.to.mode, (*phase.asked, question.topic), limit - used)
    notice = Question(
        question.topic,
        min(max(used, 1), limit),
        1 if question.last else min(1 + len(others), limit),
        ROW[question.topic].choices,
        question.conflict,
        again,
    )
    return move.into(replace(phase, open=question)).say(notice)


def repeat(move: Move, phase: Interviewing) -> Move:
    """Ask the open question once more, in whatever language is spoken now."""
    return move if phase.open is None else put(move, phase, phase.open)


def advance(move: Move, phase: Interviewing, event_id: str) -> Move:
    """The open question is dealt with: settle a contradiction, ask the next one, or begin the plan."""
    if phase.open is None or not phase.open.last:
        room = _room(move.to.mode, phase)
        conflict = _undisputed(phase) if room else None
        if conflict is not None:
            phase = replace(phase, disputed=(*phase.disputed, conflict))
            return put(move, phase, OpenQuestion(conflict.topic, conflict))
        following = gaps(phase.brief, move.to.mode, phase.asked, room)
        if following:
            return put(move, replace(phase, asked=(*phase.asked, following[0])), OpenQuestion(following[0]))
    return begin_plan(move.into(phase), event_id, phase.asked, phase.held, phase.previous)


def reopen(move: Move, phase: Interviewing, topic: Topic, *, last: bool = False) -> Move:
    """Ask a topic whose answer somebody wants to change. The question it displaces is asked later."""
    asked = phase.asked
    if phase.open is not None and phase.open.topic is not topic:
        asked = tuple(each for each in asked if each is not phase.open.topic)
    return put(move, replace(phase, asked=asked), OpenQuestion(topic, reopened=True, last=last))


def _room(mode: Mode, phase: Interviewing) -> int:
    return LIMIT[mode] - len(phase.asked) - len(phase.disputed)


def _undisputed(phase: Interviewing) -> Conflict | None:
    return next(
        (
            each
            for each in conflicts(phase.brief)
            if not any(same_pair(each, other) for other in phase.disputed)
        ),
        None,
    )
