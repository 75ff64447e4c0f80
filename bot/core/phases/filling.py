"""A form was filled in: several topics get new words at once, whatever question is open."""

from dataclasses import replace

from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.events import Filled, Spoke
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.phases.revising import reworded


def filled_in(move: Move, event: Filled, lexicon: Lexicon) -> Brief:
    """The brief with the fields' new words; a field that was emptied is an "I don't know"."""
    brief = move.to.phase.brief
    for field in event.fields:
        topic = Topic(field.topic)
        if field.text.strip():
            spoken = Spoke(event.id, event.conversation, event.at, event.author, field.text)
            here = replace(move, to=replace(move.to, phase=replace(move.to.phase, brief=brief)))
            brief = reworded(here, topic, field.text, spoken, lexicon)
        else:
            brief = brief.with_answer(topic, Unknown(Said(event.author, event.id)))
    return brief
