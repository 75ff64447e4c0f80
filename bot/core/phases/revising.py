"""Corrections: new words for a topic, or new values for whatever topics they speak of."""

from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.conversation import OpenQuestion
from bot.core.events import Pressed, Spoke
from bot.core.interview import ROW
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.phases.answering import heard_in, known_from
from bot.core.taking import record_answer, revised, with_known


def reworded(move: Move, topic: Topic, text: str, event: Spoke | Pressed, lexicon: Lexicon) -> Brief:
    """The brief with a topic answered anew; "we don't know" is an answer too."""
    brief, heard = move.to.phase.brief, heard_in(move, event, text, lexicon, topic)
    question = OpenQuestion(topic, reopened=True)
    if heard.reading.dont_know and not heard.reading.topics:
        return brief.with_answer(topic, Unknown(Said(event.author, event.id)))
    return record_answer(brief, heard, question)


def corrected(move: Move, text: str, event: Spoke, lexicon: Lexicon) -> Brief:
    """The brief with everything that a text says put in the place of what was known of the same kind."""
    return revised(move.to.phase.brief, heard_in(move, event, text, lexicon))


def picked(brief: Brief, topic: Topic, event: Pressed) -> Brief:
    """The brief with a topic answered anew by a quick pick."""
    origin = Said(event.author, event.id)
    pick = ROW[topic].pick(event.choice)
    if pick is None:
        return brief.with_answer(topic, Unknown(origin))
    return with_known(brief, known_from(pick, event.label, origin), OpenQuestion(topic, reopened=True))
