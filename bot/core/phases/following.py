"""After the plan: a message is a correction, a what-if, a question about the plan, or small talk.

Only words that say that something is otherwise begin a new plan; everything else is answered from the plan, the
brief and the facts.
"""

from dataclasses import replace

from bot.core.brief import Brief, Topic
from bot.core.conversation import Delivered, Held
from bot.core.effects import AnswerQuestion
from bot.core.events import Spoke
from bot.core.interview import LIMIT, ROW
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain, Question
from bot.core.phases.answering import heard_in
from bot.core.phases.anywhere import MOST_HELD, begin_plan, note, spoken_again
from bot.core.phases.revising import corrected, reworded
from bot.core.rewording import supposed
from bot.core.talk import corrects, is_small_talk, parted, supposes


def follow_up(move: Move, messages: tuple[Held, ...], lexicon: Lexicon) -> Move:
    """Take up what waited for the plan, in order; once a newer plan is on its way, the rest waits for that one."""
    for at, message in enumerate(messages):
        phase = move.to.phase
        if not isinstance(phase, Delivered):
            return move
        move = on_text(move, phase, spoken_again(move, message), lexicon, messages[at + 1 :])
    return move


def on_text(
    move: Move, phase: Delivered, event: Spoke, lexicon: Lexicon, waiting: tuple[Held, ...] = ()
) -> Move:
    """A message in a thread that has its plan. `waiting` comes after it."""
    heard = heard_in(move, event, event.text, lexicon)
    if heard.reading.gives_orders:
        return move.say(Plain("orders_ignored"))
    if phase.changing is not None and not parted(event.text).question:
        if is_small_talk(event.text, lexicon):
            return ask_change(move, phase, phase.changing, again=True)
        brief = reworded(move, phase.changing, event.text, event, lexicon)
        return replan(move, phase, brief, event.id, waiting)
    if is_small_talk(event.text, lexicon):
        return move.say(Plain("acknowledged"))
    brief = corrected(move, event.text, event, lexicon)
    if supposes(event.text, lexicon):
        brief = supposed(phase.brief, brief)
    if _is_otherwise(phase.brief, brief, event.text, lexicon):
        return replan(move, phase, brief, event.id, waiting)
    return ask(move, phase, event)


def ask_change(move: Move, phase: Delivered, topic: Topic, *, again: bool = False) -> Move:
    """Ask for the new answer to a topic that somebody wants to change."""
    question = Question(topic, LIMIT[move.to.mode], 1, ROW[topic].choices, again=again)
    return move.into(replace(phase, changing=topic)).say(question)


def replan(move: Move, phase: Delivered, brief: Brief, event_id: str, waiting: tuple[Held, ...] = ()) -> Move:
    """Write the plan again, from a brief that may have changed. Open answers are about the old one: given up."""
    after = replace(phase, brief=brief, changing=None)
    move = note(move.cancel(*phase.answering).into(after), phase.brief)
    return begin_plan(move, event_id, phase.asked, waiting, phase.plan)


def ask(move: Move, phase: Delivered, event: Spoke) -> Move:
    """Have a question about the plan answered."""
    if len(phase.answering) >= MOST_HELD:
        return move.say(Plain("too_many_waiting"))
    job = f"{event.id}:answer:{len(phase.answering) + 1}"
    question = AnswerQuestion(
        phase.brief, event.text, phase.plan.document, phase.plan.verdict, move.to.transcript
    )
    return move.into(replace(phase, answering=(*phase.answering, job))).start(job, question)


def _is_otherwise(before: Brief, after: Brief, text: str, lexicon: Lexicon) -> bool:
    """Whether a message changes the ground of the plan, instead of asking about it."""
    if before == after:
        return False
    if supposes(text, lexicon) or corrects(text, lexicon):
        return True
    stated = not parted(text).question
    return stated and _numbers(before) != _numbers(after)


def _numbers(brief: Brief) -> frozenset[tuple[str, str]]:
    return frozenset(
        (each.metric, str(each.value.normalize())) for _, known in brief.known() for each in known.quantities
    )
