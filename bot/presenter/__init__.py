"""From what the bot means to what it says: a notice, in a language, as a neutral document.

Pure. The words stand in `prompts/<lang>/messages.toml`; what people wrote enters as text and never as markup or
template. A notice that nobody words is a type error.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bot.assessment.catalogue import Knowledge
from bot.core.document import Document, Heading
from bot.core.notices import (
    AnswerPosted,
    CannotRead,
    ChangeWhat,
    CleanedUp,
    FactsShown,
    FileNotRead,
    FileRead,
    LanguageChanged,
    Noted,
    Notice,
    Plain,
    PlanningBegan,
    PlanPosted,
    PromptShown,
    Question,
    QuestionClosed,
    Resumed,
    Sheet,
    StatusShown,
    TakenBack,
    Understood,
    WhyAsked,
    WorkFailed,
)
from bot.presenter import asking, happenings, sheets
from bot.presenter.controls import controls
from bot.presenter.facts import facts_shown
from bot.presenter.filled import filled_prompt, prompt_shown
from bot.presenter.forms import form_fields, question_text
from bot.presenter.voice import Voice
from bot.presenter.worded import worded
from bot.wording import Wording

__all__ = ["Library", "Presented", "filled_prompt", "form_fields", "present", "question_text", "worded"]

OFFERS = {  # thread words that help after a plain notice
    "reminder": ("plan_now", "stop"),
    "stopped": ("plan_now", "start_over"),
    "expired": ("plan_now", "start_over"),
    "closed_hint": ("plan_now", "start_over"),
}


@dataclass(frozen=True, slots=True)
class Library:
    """What is known of Wasm, and the day on which it is read."""

    knowledge: Knowledge
    today: date


@dataclass(frozen=True, slots=True)
class Presented:
    """What a message says. `topic` is the id of the question that it asks; `headline` is a plan's verdict in one line,
    empty for anything else."""

    document: Document
    topic: str | None = None
    headline: str = ""


def present(notice: Notice, language: str, wording: Wording, library: Library) -> Presented:
    """A notice in words."""
    voice = Voice(wording, language)
    return Presented(document(notice, voice, library), topic_of(notice), headline_of(notice))


def document(  # noqa: C901, PLR0912 - a table: one arm a notice
    notice: Notice, voice: Voice, library: Library
) -> Document:
    """One arm a notice."""
    match notice:
        case PlanPosted():
            return happenings.plan_posted(notice, voice)
        case AnswerPosted():
            return notice.document
        case Question():
            return asking.question(notice, voice)
        case QuestionClosed():
            return asking.closed(notice, voice)
        case TakenBack():
            return sheets.taken_back(notice, voice)
        case WhyAsked():
            return asking.why(notice, voice)
        case Resumed():
            return asking.resumed(notice, voice)
        case ChangeWhat():
            return asking.change_what(notice, voice)
        case Understood():
            return sheets.understood(notice, voice)
        case Noted():
            return sheets.noted(notice, voice)
        case Sheet():
            return sheets.sheet(notice, voice)
        case StatusShown():
            return sheets.status(notice, voice)
        case PlanningBegan():
            return happenings.planning_began(notice, voice)
        case WorkFailed():
            return happenings.work_failed(notice, voice)
        case CleanedUp():
            return happenings.cleaned_up(notice, voice)
        case FileRead():
            return happenings.file_read(notice, voice)
        case FileNotRead():
            return happenings.file_not_read(notice, voice)
        case CannotRead():
            return happenings.cannot_read(notice, voice)
        case LanguageChanged():
            return happenings.language_changed(notice, voice)
        case PromptShown():
            return prompt_shown(notice, voice)
        case FactsShown():
            return facts_shown(notice.about, voice, library.knowledge, library.today)
        case Plain():
            offered = OFFERS.get(notice.what)
            said = voice.say(f"plain.{notice.what}")
            return Document((*said, controls(voice, *offered)) if offered else said)
        case _:
            assert_never(notice)


def headline_of(notice: Notice) -> str:
    """A plan's first heading: its verdict, in its own words."""
    if not isinstance(notice, PlanPosted):
        return ""
    return next((node.text for node in notice.document.nodes if isinstance(node, Heading)), "")


def topic_of(notice: Notice) -> str | None:
    """The id of the question that a notice asks; None when it asks nothing."""
    match notice:
        case Question(topic=topic) | Resumed(topic=topic):
            return topic
        case _:
            return None
