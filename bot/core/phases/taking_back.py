"""A message is edited or deleted: what rests on it is read anew, or forgotten.

An answer knows the messages that it was put together from. When one of them changes, the answer is taken out and
made again from the others and from the new words; what a deleted message alone said is gone from the brief, from
the transcript and from what waits. What a file says too is only corrected: the file is still there. A plan that stands
is not written again for it: that is offered.
"""

from dataclasses import replace

from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.commands import Word, command_in
from bot.core.conversation import Held, OpenQuestion
from bot.core.effects import Line
from bot.core.events import Deleted, Edited, Spoke
from bot.core.lexicon import Lexicon
from bot.core.move import CHARACTERS, Move
from bot.core.notices import TakenBack
from bot.core.phases.answering import heard_in
from bot.core.taking import changed, record, record_answer, revised

Change = Edited | Deleted


def told(move: Move, before: Brief, event: Change, *, offer: bool = False) -> Move:
    """Say what followed from the change, if anything did; the transcript follows in any case."""
    after = move.to.phase.brief
    move = replace(move, to=replace(move.to, transcript=rewritten(move.to.transcript, event)))
    topics = changed(before, after)
    if not topics:
        return move
    return move.say(TakenBack(after, topics, deleted=isinstance(event, Deleted), offer=offer))


def waiting(held: tuple[Held, ...], event: Change) -> tuple[Held, ...]:
    """What waits for the plan, as it is to be answered now."""
    if isinstance(event, Edited):
        return tuple(replace(each, text=event.text) if each.event == event.message else each for each in held)
    return tuple(each for each in held if each.event != event.message)


def rewritten(transcript: tuple[Line, ...], event: Change) -> tuple[Line, ...]:
    """The transcript without the old words."""
    if isinstance(event, Edited):
        text = event.text[:CHARACTERS]
        return tuple(replace(line, text=text) if line.event == event.message else line for line in transcript)
    return tuple(line for line in transcript if line.event != event.message)


def reread(move: Move, event: Change, lexicon: Lexicon) -> Brief:
    """The brief as if the message had always been what it is now."""
    brief, lines = move.to.phase.brief, move.to.transcript
    resting = tuple(each.topic for each in brief.entries if event.message in brief.messages(each.topic))
    left = replace(brief, entries=tuple(each for each in brief.entries if each.topic not in resting))
    if isinstance(event, Edited) and (resting or any(line.event == event.message for line in lines)):
        left = said_anew(move, left, resting, event, lexicon)
    for topic in resting:
        others = brief.messages(topic) - {event.message}
        for line in (each for each in lines if each.event in others):
            spoken = Spoke(line.event, event.conversation, event.at, line.author, line.text)
            heard = heard_in(move, spoken, answer_in(line.text, lexicon), lexicon, topic)
            left = record_answer(left, heard, OpenQuestion(topic))
    return left


def said_anew(move: Move, brief: Brief, resting: tuple[Topic, ...], event: Edited, lexicon: Lexicon) -> Brief:
    """The new words in the place of the old ones."""
    spoken = Spoke(event.message, event.conversation, event.at, event.author, event.text)
    about = resting[0] if len(resting) == 1 else None
    heard = heard_in(move, spoken, answer_in(event.text, lexicon), lexicon, about)
    if about is None:
        return record(brief, heard) if resting else revised(brief, heard)
    if heard.reading.dont_know and not heard.reading.topics:
        return brief.with_answer(about, Unknown(Said(event.author, event.message)))
    return record_answer(brief, heard, OpenQuestion(about))


def answer_in(text: str, lexicon: Lexicon) -> str:
    """What a message answers: of "change traffic: 7M" the new value."""
    command = command_in(text, lexicon)
    return command.rest if command is not None and command.word is Word.CHANGE and command.rest else text
