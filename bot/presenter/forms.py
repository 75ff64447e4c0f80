"""The assumption sheet as a form: each topic's name with the words of its answer, to be written over."""

from bot.core.brief import Brief, Known, Topic
from bot.presenter.voice import Voice
from bot.presenter.worded import words
from bot.wording import Wording


def form_fields(brief: Brief, language: str, wording: Wording) -> tuple[tuple[str, str, str], ...]:
    """(topic, name, words) of every topic; no words where nothing is known."""
    voice = Voice(wording, language)
    return tuple((topic.value, voice.topic(topic), _words(brief, topic, voice)) for topic in Topic)


def question_text(topic: Topic, language: str, wording: Wording) -> str:
    """A topic's question as plain text."""
    return Voice(wording, language).text(f"topic.{topic}.question")


def _words(brief: Brief, topic: Topic, voice: Voice) -> str:
    answer = brief.answer(topic)
    return words(topic, answer, voice.wording, voice.language) if isinstance(answer, Known) else ""
