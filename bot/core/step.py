"""One step: a conversation and an event give the conversation as it will be, and what is to be done.

The phase decides which module looks at the event, and that module matches the event; a new phase or event that
nobody handles is a type error. What is the same everywhere is done here first: side talk is not heard, what
people say is written down, what the door took out is told, and a rating, a return or a refused file is answered.
"""

from dataclasses import replace
from typing import assert_never

from bot.core.commands import command_in
from bot.core.conversation import Closed, Conversation, Delivered, Interviewing, Planning
from bot.core.effects import Amend, Effect
from bot.core.events import (
    Deleted,
    Edited,
    Event,
    FeedbackGiven,
    FileRefused,
    FileShared,
    Filled,
    Pressed,
    Returned,
    Spoke,
    Started,
    Withheld,
)
from bot.core.languages import language_of
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain, QuestionClosed
from bot.core.phases.anywhere import file_refused, open_topic, resumed, tell_cleaning, withheld
from bot.core.phases.closed import closed
from bot.core.phases.delivered import delivered
from bot.core.phases.happening import Happening
from bot.core.phases.interviewing import interviewing
from bot.core.phases.opening import as_spoken, opened, out_of_nowhere
from bot.core.phases.planning import planning

PERSONAL = (
    Started,
    Spoke,
    Pressed,
    FileShared,
    FileRefused,
    Filled,
    Edited,
    Deleted,
    Returned,
    FeedbackGiven,
)


def step(
    conversation: Conversation | None, event: Event, lexicon: Lexicon
) -> tuple[Conversation, tuple[Effect, ...]]:
    """What an event makes of a conversation; `None` before it was opened."""
    move = begun(event, lexicon) if conversation is None else gone_on(conversation, event, lexicon)
    return move.to, (*left_open(conversation, move.to, event), *move.effects)


def left_open(before: Conversation | None, after: Conversation, event: Event) -> tuple[Amend, ...]:
    """A question that is not open any more shows what became of it, before anything else is said."""
    topic = None if before is None else open_topic(before)
    if before is None or topic is None or open_topic(after) is topic:
        return ()
    answer = after.phase.brief.answer(topic)
    new = None if answer == before.phase.brief.answer(topic) else answer
    return (Amend(topic, QuestionClosed(topic, new, event.author)),)


def begun(event: Event, lexicon: Lexicon) -> Move:
    """The first event that is seen of a conversation."""
    match event:
        case Started():
            return opened(event, lexicon)
        case Spoke():
            return opened(_as_opening(event), lexicon)
        case Withheld():
            return out_of_nowhere(event)  # people talk, and not with us
        case _:
            return gone_on(out_of_nowhere(event).to, event, lexicon)


def gone_on(conversation: Conversation, event: Event, lexicon: Lexicon) -> Move:
    """An event in a conversation that is under way, or was."""
    if isinstance(event, Spoke) and event.addressed_elsewhere:
        return Move(conversation)
    move = Move(_touched(conversation, event) if isinstance(event, PERSONAL) else conversation)
    if not isinstance(event, Started):
        return seen(move, event, lexicon)
    # opened again, by a second slash command or a repeated delivery: said in the thread
    for at, file in enumerate(event.files):
        shared = FileShared(f"{event.id}:file:{at}", event.conversation, event.at, event.author, file)
        move = seen(move, shared, lexicon)
    return seen(move, as_spoken(event), lexicon) if event.text.strip() or not event.files else move


def seen(
    move: Move, event: Happening | FileRefused | Withheld | Returned | FeedbackGiven, lexicon: Lexicon
) -> Move:
    """What people do is written down, and what is the same everywhere is done; the rest the phase decides."""
    match event:
        case Spoke():
            move = tell_cleaning(move.hear(event.author, event.text, event.id), event.cleaning)
            if not event.text.strip():
                return move.say(Plain("empty_message"))
            move = _told(move, event, lexicon)
        case Pressed():
            move = move.hear(event.author, event.label or event.choice, event.id)
        case Filled():
            for field in event.fields:
                move = move.hear(event.author, field.text, event.id)
            move = tell_cleaning(move, event.cleaning)
        case Edited():
            move = tell_cleaning(move, event.cleaning)
        case FileShared():
            move = move.hear(event.author, event.file.name)
        case FileRefused():
            return file_refused(move, event)
        case Withheld():
            return withheld(move)
        case Returned():
            return resumed(move)
        case FeedbackGiven():
            return move.say(Plain("thanks_for_feedback"))
        case _:
            pass
    return by_phase(move, event, lexicon)


def _told(move: Move, event: Spoke, lexicon: Lexicon) -> Move:
    """Where the opening did not tell the language ("AWS Lambda, Python"), the first message that does decides."""
    language = None if move.to.told or command_in(event.text, lexicon) else language_of(event.text, lexicon)
    return move if language is None else replace(move, to=replace(move.to, language=language, told=True))


def by_phase(move: Move, event: Happening, lexicon: Lexicon) -> Move:
    """The phase outside; each module matches the event inside."""
    phase = move.to.phase
    match phase:
        case Interviewing():
            return interviewing(move, phase, event, lexicon)
        case Planning():
            return planning(move, phase, event, lexicon)
        case Delivered():
            return delivered(move, phase, event, lexicon)
        case Closed():
            return closed(move, phase, event, lexicon)
        case _:
            assert_never(phase)


def _as_opening(event: Spoke) -> Started:
    return Started(event.id, event.conversation, event.at, event.author, event.text, cleaning=event.cleaning)


def _touched(conversation: Conversation, event: Event) -> Conversation:
    """Somebody is here: timers count from now, and a new silence earns a new reminder."""
    phase = conversation.phase
    if isinstance(phase, Interviewing) and phase.reminded:
        phase = replace(phase, reminded=False)
    return replace(conversation, touched=max(conversation.touched, event.at), phase=phase)
