"""A message or a quick pick while a question is open: an answer, an answer to something else, or none.

Only what is plainly no answer leaves the question open; everything else is taken, because a poor reading with
the words beside it is worth more than a question asked twice.
"""

from dataclasses import dataclass, replace

from bot.core.brief import Brief, Known, Said, Signal, Topic, Unknown
from bot.core.conversation import Interviewing, OpenQuestion
from bot.core.events import Pressed, Spoke
from bot.core.heard import Heard
from bot.core.interview import DONT_KNOW, ROW, Pick, Row
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain
from bot.core.phases.anywhere import MOST_HELD, held, note
from bot.core.phases.asking import advance, put
from bot.core.reading import Reading, foreign, read
from bot.core.sharing import answers
from bot.core.taking import record, record_answer, with_known
from bot.core.talk import is_small_talk, parted

OF_THE_SYSTEM = frozenset({Topic.INFRASTRUCTURE, Topic.APPLICATION})
SHORT = 4  # words: "¿unos 3M al mes?" is an answer, however it is punctuated


@dataclass(frozen=True, slots=True)
class Facing:
    """An open question, and what somebody did about it."""

    move: Move
    phase: Interviewing
    question: OpenQuestion
    event: Spoke | Pressed

    @property
    def row(self) -> Row:
        """The open question's row."""
        return ROW[self.question.topic]

    @property
    def origin(self) -> Said:
        """Who said it, and in which message."""
        return Said(self.event.author, self.event.id)

    def say(self, what: Plain) -> "Facing":
        """Post something before going on."""
        return replace(self, move=self.move.say(what))


def on_text(move: Move, phase: Interviewing, event: Spoke, lexicon: Lexicon) -> Move:
    """Free text: an answer, a question to keep for later, or neither."""
    if phase.open is None:
        return idle(move, phase, event, lexicon)
    facing = Facing(move, phase, phase.open, event)
    if (choice := _numbered(event.text, facing.row)) is not None:
        return take(facing, choice)
    parts = parted(event.text)
    heard = heard_in(move, event, parts.statement or parts.question, lexicon, facing.row.topic)
    answer_in_disguise = len(parts.question.split()) <= SHORT and answers(heard.reading, facing.row.topic)
    if parts.question and (parts.statement or not answer_in_disguise):
        facing = kept_for_later(facing, event, parts.question)
        if not parts.statement:
            return facing.move
    if heard.reading.gives_orders:
        return on_orders(facing, heard)
    return on_statement(facing, heard, lexicon)


def kept_for_later(facing: Facing, event: Spoke, question: str) -> Facing:
    """A question in the middle of the interview is answered after the plan."""
    phase = facing.phase
    if len(phase.held) >= MOST_HELD:
        return facing.say(Plain("too_many_waiting"))
    phase = replace(phase, held=(*phase.held, held(event, question)))
    return replace(facing, move=facing.move.into(phase), phase=phase).say(Plain("held_until_plan"))


def on_statement(facing: Facing, heard: Heard, lexicon: Lexicon) -> Move:
    """A statement while a question is open."""
    brief, row = facing.phase.brief, facing.row
    led = _led_elsewhere(brief, heard.reading, row.topic)
    if led is not None:
        return asked_again(facing, record_answer(brief, heard, OpenQuestion(led)))
    if answers(heard.reading, row.topic):
        return answered(facing, record_answer(brief, heard, facing.question))
    if row.no is not None and heard.reading.bare_no:
        return take(facing, row.no)
    if heard.reading.dont_know:
        return take(facing, DONT_KNOW)
    if (beside := record(brief, heard)) != brief:
        told = isinstance(beside.answer(row.topic), Known) and row.settled(beside)
        return answered(facing, beside) if told else asked_again(facing, beside)
    if foreign(heard.text, lexicon):
        return asked_again(facing.say(Plain("third_language")), brief)
    elsewhere = bool(heard.reading.topics) and not facing.question.repeated
    if elsewhere or is_small_talk(heard.text, lexicon) or heard.reading.bare_no:
        return asked_again(facing, brief)
    if _about_files(facing.event):
        return facing.move
    return answered(facing, record_answer(brief, heard, facing.question))


def _about_files(event: Spoke | Pressed) -> bool:
    """Words that came with files and say nothing of the system: "here is our list". The files speak next."""
    return isinstance(event, Spoke) and event.with_files


def _led_elsewhere(brief: Brief, reading: Reading, topic: Topic) -> Topic | None:
    """The topic that a message is plainly about, when that is not the open one: "equipo de 6" is no target."""
    led = reading.led
    if led is None or led is topic or topic in reading.topics:
        return None
    names = led is Topic.SKILLS and not reading.quantities  # of languages, perhaps of the system's
    return None if names and (topic in OF_THE_SYSTEM or brief.answer(Topic.APPLICATION) is None) else led


def on_orders(facing: Facing, heard: Heard) -> Move:
    """Somebody tries to give the bot orders: the text is evidence like any other, and commands nothing."""
    facing = facing.say(Plain("orders_ignored"))
    before, brief = facing.phase.brief, record(facing.phase.brief, heard)
    topic = facing.question.topic
    if brief.answer(topic) != before.answer(topic):
        return answered(facing, brief)
    return asked_again(facing, brief)


def on_pick(move: Move, phase: Interviewing, event: Pressed) -> Move:
    """A quick pick; one of a question that is not open any more changes nothing."""
    question = phase.open
    if question is None or event.topic != question.topic or event.choice not in ROW[question.topic].choices:
        return move.whisper(event.author, Plain("stale_button"))
    return take(Facing(move, phase, question, event), event.choice, event.label)


def take(facing: Facing, choice: str, said: str = "") -> Move:
    """Take a quick pick as the answer, whether it was pressed, numbered or meant by a bare "no"."""
    pick = facing.row.pick(choice)
    if pick is None:
        return answered(facing, without_answer(facing.phase.brief, facing.question, facing.origin))
    known = known_from(pick, said, facing.origin)
    return answered(facing, with_known(facing.phase.brief, known, facing.question))


def known_from(pick: Pick, said: str, origin: Said) -> Known:
    """A quick pick as an answer: the words of its button, or its id where they were not handed on."""
    words = said or pick.id
    signals = tuple(Signal(kind, value, words, negated) for kind, value, negated in pick.says)
    return Known(words, signals, (), origin)


def answered(facing: Facing, brief: Brief) -> Move:
    """Go on after an answer; what it said on other topics, or anew, is confirmed."""
    after = replace(facing.phase, brief=brief)
    quiet = () if facing.question.reopened else (facing.question.topic,)
    move = note(facing.move.into(after), facing.phase.brief, *quiet)
    return advance(move, after, facing.event.id)


def asked_again(facing: Facing, brief: Brief) -> Move:
    """The question stays open; what was said on other topics is confirmed."""
    after = replace(facing.phase, brief=brief)
    question = replace(facing.question, repeated=True)
    return put(note(facing.move.into(after), facing.phase.brief), after, question, again=True)


def without_answer(brief: Brief, question: OpenQuestion, origin: Said, *, skipped: bool = False) -> Brief:
    """Nobody knows, or nobody wants to say. What was said before stays, unless it was taken back."""
    known = isinstance(brief.answer(question.topic), Known)
    if known and (skipped or not question.reopened):
        return brief
    return brief.with_answer(question.topic, Unknown(origin, skipped))


def idle(move: Move, phase: Interviewing, event: Spoke, lexicon: Lexicon) -> Move:
    """No question is open, since the last try to write the plan failed: anything new is worth another try."""
    brief = record(phase.brief, heard_in(move, event, event.text, lexicon))
    if brief == phase.brief:
        return move.say(Plain("nothing_open"))
    after = replace(phase, brief=brief)
    return advance(note(move.into(after), phase.brief), after, event.id)


def heard_in(
    move: Move, event: Spoke | Pressed, text: str, lexicon: Lexicon, about: Topic | None = None
) -> Heard:
    """A text with its reading, in the conversation's language; `about` is what was asked."""
    return Heard(text, read(text, lexicon, move.to.language, about), Said(event.author, event.id))


def _numbered(text: str, row: Row) -> str | None:
    """The quick pick that a bare number stands for: "2" is the second."""
    number = text.strip().rstrip(".)")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    return row.choices[at - 1] if 1 <= at <= len(row.choices) else None
