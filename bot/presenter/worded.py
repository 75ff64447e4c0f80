"""A brief's answers in people's language: what a pressed id or an assumption reads like.

The core keeps ids where nobody wrote words (a numbered pick, an assumption); everything that shows or sends a
brief words it first.
"""

from dataclasses import replace

from bot.core.brief import Assumed, Brief, Entry, Known, Topic
from bot.presenter.voice import MESSAGES
from bot.wording import Wording


def worded(brief: Brief, wording: Wording, language: str) -> Brief:
    """The brief with words in every known answer, and in what is quoted from it."""
    return replace(brief, entries=tuple(_entry(each, wording, language) for each in brief.entries))


def _entry(entry: Entry, wording: Wording, language: str) -> Entry:
    if not isinstance(entry.answer, Known):
        return entry
    return replace(
        entry, answer=replace(entry.answer, text=words(entry.topic, entry.answer, wording, language))
    )


def words(topic: Topic, answer: Known, wording: Wording, language: str) -> str:
    """An answer's own words, an assumption's sentence, or a quick pick's label."""
    if isinstance(answer.origin, Assumed):
        return wording.line(language, MESSAGES, f"assumption.{answer.origin.reason}")
    label = f"topic.{topic}.choices.{answer.text}"
    if answer.text.replace("-", "").replace("_", "").isalnum() and wording.has(language, MESSAGES, label):
        return wording.line(language, MESSAGES, label)
    return answer.text
