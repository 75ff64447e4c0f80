"""The Basic and Pro prompts, filled with what a team said, to be taken to any assistant.

People's words go in as JSON strings on one line, so that no line break or quotation mark of theirs can look like
a heading of ours.
"""

import json

from bot.core.brief import Brief, Known, Topic
from bot.core.document import Code, Document, File
from bot.core.events import Mode
from bot.core.notices import PromptShown
from bot.presenter.voice import Voice
from bot.presenter.worded import words
from bot.wording import Wording

SLOTS = (Topic.INFRASTRUCTURE, Topic.PROBLEM, Topic.OBJECTIVE)


def filled_prompt(brief: Brief, mode: Mode, language: str, wording: Wording) -> str:
    """The prompt of a mode with its context block filled; what is not known says so."""
    voice = Voice(wording, language)
    template = wording.prompt(language, mode.value)
    if mode is Mode.BASIC:
        technology, application = (
            _slot(brief, each, voice) for each in (Topic.INFRASTRUCTURE, Topic.APPLICATION)
        )
        return template.render(technology=technology, application=application)
    infrastructure, problem, objective = (_slot(brief, each, voice) for each in SLOTS)
    return template.render(
        infrastructure=infrastructure, problem=problem, objective=objective, details=_details(brief, voice)
    )


def prompt_shown(notice: PromptShown, voice: Voice) -> Document:
    """The filled prompt as text to copy, and as a file."""
    text = filled_prompt(notice.brief, notice.mode, voice.language, voice.wording)
    name = voice.text("prompt_shown.file", mode=notice.mode)
    said = voice.say(f"prompt_shown.{notice.mode}")
    return Document((*said, Code("markdown", text, name), File(name, text)))


def _slot(brief: Brief, topic: Topic, voice: Voice) -> str:
    answer = brief.answer(topic)
    if isinstance(answer, Known):
        return _quoted(words(topic, answer, voice.wording, voice.language))
    if topic is Topic.OBJECTIVE:
        return _quoted(voice.text("assumption.default_objective"))
    return voice.text("prompt_shown.unknown")


def _details(brief: Brief, voice: Voice) -> list[tuple[str, str]]:
    """Everything else that is known, by the names of its topics."""
    return [
        (voice.topic(topic), _quoted(words(topic, answer, voice.wording, voice.language)))
        for topic, answer in brief.known()
        if topic not in SLOTS
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
