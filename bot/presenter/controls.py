"""Buttons beside a message, for platforms that have them: thread words, and "was this helpful?".

What a button does can always be said in words, so a platform without buttons leaves them out.
"""

from bot.core.brief import Topic
from bot.core.document import COMMAND, FEEDBACK, Choice, Choices
from bot.presenter.voice import Voice

OF_A_QUESTION = ("why", "skip", "back", "plan_now")
RATINGS = ("helpful", "unhelpful")


def controls(voice: Voice, *words: str) -> Choices:
    """Thread words as buttons; "plan_now=again" is labelled as `[control] again`."""
    pairs = (each.partition("=") for each in words)
    return Choices(
        COMMAND, tuple(Choice(word, voice.text(f"control.{label or word}")) for word, _, label in pairs)
    )


def corrections(voice: Voice, topics: tuple[Topic, ...]) -> Choices:
    """One button a topic that can be corrected."""
    return Choices(COMMAND, tuple(Choice(f"change:{each}", voice.topic(each)) for each in topics))


def ratings(voice: Voice) -> Choices:
    """Whether a plan was of use."""
    return Choices(FEEDBACK, tuple(Choice(each, voice.text(f"control.{each}")) for each in RATINGS))
