"""A brief from words that were written down beforehand: an opening, and answers by topic.

There is one reading. So each text goes through `step` as a message would, facing the question of its topic; what is
kept is the brief that the conversation then has. Nobody is there, so the messages carry ids and no real time.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot.core.brief import Brief, Said, Topic
from bot.core.conversation import Conversation, Interviewing, OpenQuestion
from bot.core.events import Key, Mode, Spoke, Started
from bot.core.lexicon import Lexicon
from bot.core.phases.answering import without_answer
from bot.core.phases.anywhere import with_objective
from bot.core.step import step

AUTHOR: Final = "answers"
HERE: Final = Key("file", "local", "answers")
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # nothing of it reaches a brief


def brief_from(
    opening: str, answers: Mapping[Topic, str], lexicon: Lexicon, language: str | None = None
) -> Brief:
    """What a team that says all this is understood to say, as its plan would rest on it.

    The texts are clean already (`redaction.clean`). `language` decides how numbers are written and parts are labelled;
    None tells it from the opening. An answer of "" is a question that was skipped, unless another text has answered it.
    Topics are heard in the order of asking, whatever the order of the mapping.
    """
    begun = Started("opening", HERE, NEVER, AUTHOR, opening, language=language)
    conversation, _ = step(None, begun, lexicon)
    for topic in (each for each in Topic if each in answers):
        conversation = _answered(conversation, topic, answers[topic], lexicon)
    return with_objective(conversation.phase.brief, Mode.PRO)


def _answered(conversation: Conversation, topic: Topic, text: str, lexicon: Lexicon) -> Conversation:
    """The conversation after one question and its answer. What it would have asked next is not waited for."""
    brief, question = conversation.phase.brief, OpenQuestion(topic)
    if not text.strip():
        brief = without_answer(brief, question, Said(AUTHOR, topic), skipped=True)
        return replace(conversation, phase=Interviewing(brief))
    facing = replace(conversation, phase=Interviewing(brief, open=question))
    after, _ = step(facing, Spoke(topic, HERE, NEVER, AUTHOR, text), lexicon)
    return after
