"""The first event: read everything before asking anything."""

from dataclasses import replace
from typing import Final

from bot.core.brief import Brief
from bot.core.commands import Command, Word, command_in, language_of_command, mode_first
from bot.core.conversation import Closed, ClosedBecause, Conversation, Interviewing
from bot.core.events import Event, Mode, Spoke, Started
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import Plain, Understood
from bot.core.phases.answering import heard_in
from bot.core.phases.anywhere import take_file, tell_cleaning
from bot.core.phases.asking import advance
from bot.core.phases.interview_words import on_command
from bot.core.reading import foreign, language_of
from bot.core.taking import record
from bot.core.words import bare

FIRST_LANGUAGE: Final = "es"
SUBJECT: Final = ("wasm", "webassembly", "wasi")  # called so in every language


def opened(event: Started, lexicon: Lexicon) -> Move:
    """A conversation begins: what was read, and the first question or the plan."""
    command = command_in(event.text, lexicon) or mode_first(event.text, lexicon)
    mode, text = event.mode, event.text
    said = language_of_command(event.text, lexicon) if command is not None else None
    if command is not None and command.word in {Word.BASIC, Word.PRO}:
        mode, text, command = Mode(command.word.value), command.rest, None
    wanted = _language(event, text, command, lexicon) or said
    spoken = wanted or event.likely
    language = spoken if spoken in lexicon.languages else FIRST_LANGUAGE
    start = Conversation(
        event.conversation, language, mode, Interviewing(Brief()), event.at, told=wanted is not None
    )
    move = tell_cleaning(Move(start).hear(event.author, event.text, event.id), event.cleaning)
    if command is not None:
        move = _obeyed(move, command, event, lexicon)
    else:
        move = _read(move, replace(event, text=text), lexicon)
    phase = move.to.phase
    if isinstance(phase, Interviewing) and phase.open is None:
        return advance(move, phase, event.id)
    return move


def out_of_nowhere(event: Event) -> Move:
    """Something came for a conversation that nobody opened: late, or after it was forgotten."""
    ended = Closed(ClosedBecause.EXPIRED, Brief())
    return Move(Conversation(event.conversation, FIRST_LANGUAGE, Mode.PRO, ended, event.at))


def _language(event: Started, text: str, command: Command | None, lexicon: Lexicon) -> str | None:
    """The one that was asked for, or the one that is spoken."""
    asked = command.language if command is not None else event.language
    return asked or language_of(text, lexicon)


def _obeyed(move: Move, command: Command, event: Started, lexicon: Lexicon) -> Move:
    """An opening that is a thread word: "ayuda", "plan ya"."""
    phase = Interviewing(Brief())
    return on_command(move, phase, command, as_spoken(event), lexicon)


def _is_on_topic(text: str) -> bool:
    """Whether somebody came for what we do, though nothing of their system was read."""
    return any(each in bare(text) for each in SUBJECT)


def as_spoken(event: Started) -> Spoke:
    """An opening as a message."""
    return Spoke(event.id, event.conversation, event.at, event.author, event.text, cleaning=event.cleaning)


def _read(move: Move, event: Started, lexicon: Lexicon) -> Move:
    """Take down what text and files say, and tell what was understood."""
    heard = heard_in(move, as_spoken(event), event.text, lexicon)
    move = move.into(Interviewing(record(Brief(), heard)))
    if heard.reading.gives_orders:
        move = move.say(Plain("orders_ignored"))
    elif foreign(event.text, lexicon):
        move = move.say(Plain("third_language"))
    elif not event.text.strip() and not event.files:
        move = move.say(Plain("welcome"))
    elif move.to.phase.brief == Brief() and not event.files:
        move = move.say(Plain("nothing_read" if _is_on_topic(event.text) else "off_topic"))
    for file in event.files:
        move, brief = take_file(move, file, lexicon)
        move = move.into(Interviewing(brief))
    brief = move.to.phase.brief
    return move.say(Understood(brief, move.to.mode)) if brief != Brief() else move
