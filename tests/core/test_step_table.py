"""Every phase × event and every phase × thread word: given, when, then. The docs' diagram is drawn from these rows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from bot.core.commands import Word
from bot.core.conversation import Phase
from bot.core.events import AnswerMade, Event, Timer
from tests.core.talking import DOCUMENT, Talk

OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara"
Given = Callable[[], Talk]
When = Callable[[Talk], object]


def interviewing() -> Talk:
    """The opening told infrastructure, application and problem; traffic is asked."""
    talk = Talk()
    talk.open(OPENING)
    return talk


def planning() -> Talk:
    talk = interviewing()
    talk.say("plan ya")
    return talk


def delivered() -> Talk:
    talk = planning()
    talk.finish()
    return talk


def closed() -> Talk:
    talk = interviewing()
    talk.say("parar")
    return talk


GIVEN: dict[str, Given] = {
    "interviewing": interviewing,
    "planning": planning,
    "delivered": delivered,
    "closed": closed,
}


@dataclass(frozen=True)
class Row:
    """Given a phase, when something happens, then another phase and these effects."""

    given: str
    event: str
    label: str
    when: When
    then: str
    effects: tuple[str, ...]


def answered(talk: Talk) -> object:
    """A follow-up is asked, and its answer arrives."""
    talk.say("¿Qué es WIT?")
    return talk.finish(talk.job, AnswerMade(DOCUMENT))


def failed(talk: Talk) -> object:
    talk.say("¿Qué es WIT?")
    return talk.fail(talk.job)


def e(given: str, event: str, label: str, when: When, then: str, *effects: str) -> Row:
    return Row(given, event, label, when, then, effects)


SHEET = ("sheet", "planning_began", "make_plan")
REQUIREMENTS = ("requirements.txt", "numpy==2.1\n")

EVENTS = (
    e("interviewing", "started", "opened again", lambda t: t.open("hola"), "interviewing", "question"),
    e("interviewing", "spoke", "answer", lambda t: t.say("3M req/mes"), "interviewing", "question"),
    e(
        "interviewing",
        "pressed",
        "quick pick",
        lambda t: t.press("traffic", "bursty"),
        "interviewing",
        "question",
    ),
    e(
        "interviewing",
        "pressed",
        "old button",
        lambda t: t.press("state", "x"),
        "interviewing",
        "stale_button",
    ),
    e("interviewing", "file_shared", "file", lambda t: t.attach(*REQUIREMENTS), "interviewing", "file_read"),
    e("interviewing", "file_refused", "file refused", lambda t: t.refuse(), "interviewing", "file_not_read"),
    e(
        "interviewing",
        "filled",
        "form",
        lambda t: t.fill(("traffic", "3M req/mes")),
        "interviewing",
        "noted",
        "question",
    ),
    e(
        "interviewing",
        "filled",
        "form, other topic",
        lambda t: t.fill(("state", "no guarda estado")),
        "interviewing",
        "noted",
    ),
    e(
        "interviewing",
        "edited",
        "message edited",
        lambda t: t.edit("e1", "Kubernetes con Go, y mucha latencia"),
        "interviewing",
        "taken_back",
    ),
    e("interviewing", "deleted", "message deleted", lambda t: t.delete("e1"), "interviewing", "taken_back"),
    e("interviewing", "withheld", "unread words", lambda t: t.murmur(), "interviewing", "cannot_read"),
    e("interviewing", "returned", "came back", lambda t: t.come_back(), "interviewing", "resumed"),
    e("interviewing", "job_finished", "late result", lambda t: t.finish("x"), "interviewing"),
    e("interviewing", "job_failed", "late failure", lambda t: t.fail("x"), "interviewing"),
    e(
        "interviewing",
        "time_passed",
        "a day of silence",
        lambda t: t.wait(Timer.REMINDER),
        "interviewing",
        "reminder",
    ),
    e(
        "interviewing",
        "time_passed",
        "two weeks of silence",
        lambda t: t.wait(Timer.EXPIRY),
        "closed",
        "expired",
    ),
    e("interviewing", "feedback_given", "rated", lambda t: t.rate(), "interviewing", "thanks_for_feedback"),
    e("planning", "started", "opened again", lambda t: t.open("¿y Spin?"), "planning", "held_until_plan"),
    e("planning", "spoke", "message", lambda t: t.say("¿y Spin?"), "planning", "held_until_plan"),
    e(
        "planning",
        "pressed",
        "old button",
        lambda t: t.press("traffic", "bursty"),
        "planning",
        "stale_button",
    ),
    e(
        "planning",
        "file_shared",
        "file",
        lambda t: t.attach(*REQUIREMENTS),
        "planning",
        "file_read",
        "cancel",
        *SHEET,
    ),
    e("planning", "file_refused", "file refused", lambda t: t.refuse(), "planning", "file_not_read"),
    e(
        "planning",
        "filled",
        "form",
        lambda t: t.fill(("traffic", "3M req/mes")),
        "planning",
        "noted",
        "cancel",
        *SHEET,
    ),
    e("planning", "filled", "empty form", lambda t: t.fill(), "planning"),
    e(
        "planning",
        "edited",
        "message edited",
        lambda t: t.edit("e1", "Kubernetes con Go, y mucha latencia"),
        "planning",
        "taken_back",
        "cancel",
        *SHEET,
    ),
    e("planning", "deleted", "other message deleted", lambda t: t.delete("e9"), "planning"),
    e("planning", "withheld", "unread words", lambda t: t.murmur(), "planning", "cannot_read"),
    e("planning", "returned", "came back", lambda t: t.come_back(), "planning", "resumed"),
    e("planning", "job_finished", "plan made", lambda t: t.finish(), "delivered", "plan_posted"),
    e("planning", "job_finished", "late result", lambda t: t.finish("x"), "planning"),
    e("planning", "job_failed", "no plan came of it", lambda t: t.fail(), "interviewing", "work_failed"),
    e("planning", "job_failed", "late failure", lambda t: t.fail("x"), "planning"),
    e("planning", "time_passed", "time", lambda t: t.wait(Timer.EXPIRY), "planning"),
    e("planning", "feedback_given", "rated", lambda t: t.rate(), "planning", "thanks_for_feedback"),
    e(
        "delivered",
        "started",
        "opened again",
        lambda t: t.open("¿Qué es WIT?"),
        "delivered",
        "answer_question",
    ),
    e("delivered", "spoke", "follow-up", lambda t: t.say("¿Qué es WIT?"), "delivered", "answer_question"),
    e(
        "delivered",
        "spoke",
        "what-if",
        lambda t: t.say("¿y si fueran 800M de peticiones al mes?"),
        "planning",
        "noted",
        *SHEET,
    ),
    e(
        "delivered",
        "spoke",
        "correction",
        lambda t: t.say("en realidad son 800M de peticiones al mes"),
        "planning",
        "noted",
        *SHEET,
    ),
    e(
        "delivered",
        "pressed",
        "old button",
        lambda t: t.press("traffic", "bursty"),
        "delivered",
        "stale_button",
    ),
    e(
        "delivered",
        "file_shared",
        "file",
        lambda t: t.attach(*REQUIREMENTS),
        "planning",
        "file_read",
        "noted",
        *SHEET,
    ),
    e("delivered", "file_refused", "file refused", lambda t: t.refuse(), "delivered", "file_not_read"),
    e(
        "delivered",
        "filled",
        "form",
        lambda t: t.fill(("traffic", "3M req/mes")),
        "planning",
        "noted",
        *SHEET,
    ),
    e("delivered", "filled", "empty form", lambda t: t.fill(), "delivered"),
    e(
        "delivered",
        "edited",
        "message edited",
        lambda t: t.edit("e1", "Kubernetes con Go, y mucha latencia"),
        "delivered",
        "taken_back",
    ),
    e("delivered", "deleted", "message deleted", lambda t: t.delete("e1"), "delivered", "taken_back"),
    e("delivered", "withheld", "unread words", lambda t: t.murmur(), "delivered", "cannot_read"),
    e("delivered", "returned", "came back", lambda t: t.come_back(), "delivered", "resumed"),
    e("delivered", "job_finished", "answer made", answered, "delivered", "answer_posted"),
    e("delivered", "job_finished", "late result", lambda t: t.finish("x"), "delivered"),
    e("delivered", "job_failed", "no answer came of it", failed, "delivered", "work_failed"),
    e("delivered", "job_failed", "late failure", lambda t: t.fail("x"), "delivered"),
    e("delivered", "time_passed", "time", lambda t: t.wait(Timer.REMINDER), "delivered"),
    e("delivered", "feedback_given", "rated", lambda t: t.rate(), "delivered", "thanks_for_feedback"),
    e("closed", "started", "opened again", lambda t: t.open("hola"), "closed", "closed_hint"),
    e("closed", "spoke", "nothing new", lambda t: t.say("hola"), "closed", "closed_hint"),
    e("closed", "spoke", "something new", lambda t: t.say("3M req/mes"), "interviewing", "noted", "question"),
    e("closed", "pressed", "old button", lambda t: t.press("traffic", "bursty"), "closed", "stale_button"),
    e(
        "closed",
        "file_shared",
        "file",
        lambda t: t.attach(*REQUIREMENTS),
        "interviewing",
        "file_read",
        "noted",
        "question",
    ),
    e("closed", "file_refused", "file refused", lambda t: t.refuse(), "closed", "file_not_read"),
    e(
        "closed",
        "filled",
        "form",
        lambda t: t.fill(("traffic", "3M req/mes")),
        "interviewing",
        "noted",
        "question",
    ),
    e(
        "closed",
        "edited",
        "message edited",
        lambda t: t.edit("e1", "Kubernetes con Go, y mucha latencia"),
        "closed",
        "taken_back",
    ),
    e("closed", "deleted", "message deleted", lambda t: t.delete("e1"), "closed", "taken_back"),
    e("closed", "withheld", "unread words", lambda t: t.murmur(), "closed", "cannot_read"),
    e("closed", "returned", "came back", lambda t: t.come_back(), "closed", "resumed"),
    e("closed", "job_finished", "late result", lambda t: t.finish("x"), "closed"),
    e("closed", "job_failed", "late failure", lambda t: t.fail("x"), "closed"),
    e("closed", "time_passed", "time", lambda t: t.wait(Timer.EXPIRY), "closed"),
    e("closed", "feedback_given", "rated", lambda t: t.rate(), "closed", "thanks_for_feedback"),
)

SHOWN = {
    Word.HELP: "help",
    Word.STATUS: "status_shown",
    Word.PROMPT: "prompt_shown",
    Word.FACTS: "facts_shown",
    Word.WHY_PROMPTS: "why_prompts",
}
AGAIN = ("cancel", *SHEET)
# phase → word → (phase after, effects)
WORDS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "interviewing": {
        "back": ("interviewing", ("nothing_to_undo",)),
        "skip": ("interviewing", ("question",)),
        "why": ("interviewing", ("why_asked",)),
        "change": ("interviewing", ("change_what",)),
        "change:problem": ("interviewing", ("question",)),
        "plan_now": ("planning", SHEET),
        "stop": ("closed", ("stopped",)),
        "start_over": ("interviewing", ("started_over", "question")),
        "basic": ("planning", SHEET),
        "pro": ("interviewing", ("question",)),
        "forget": ("closed", ("forgotten", "forget")),
        "language": ("interviewing", ("third_language",)),
        "language:en": ("interviewing", ("language_changed", "question")),
    },
    "planning": {
        "back": ("planning", ("nothing_open",)),
        "skip": ("planning", ("nothing_open",)),
        "why": ("planning", ("nothing_open",)),
        "change": ("planning", ("change_what",)),
        "change:problem": ("interviewing", ("cancel", "question")),
        "plan_now": ("planning", ("status_shown",)),
        "stop": ("closed", ("cancel", "stopped")),
        "start_over": ("interviewing", ("cancel", "started_over", "question")),
        "basic": ("planning", AGAIN),
        "pro": ("interviewing", ("cancel", "question")),
        "forget": ("closed", ("cancel", "forgotten", "forget")),
        "language": ("planning", ("third_language",)),
        "language:en": ("planning", ("language_changed", *AGAIN)),
    },
    "delivered": {
        "back": ("delivered", ("nothing_open",)),
        "skip": ("delivered", ("nothing_open",)),
        "why": ("delivered", ("nothing_open",)),
        "change": ("delivered", ("change_what",)),
        "change:problem": ("delivered", ("question",)),
        "plan_now": ("planning", SHEET),
        "stop": ("closed", ("stopped",)),
        "start_over": ("interviewing", ("started_over", "question")),
        "basic": ("planning", SHEET),
        "pro": ("interviewing", ("question",)),
        "forget": ("closed", ("forgotten", "forget")),
        "language": ("delivered", ("third_language",)),
        "language:en": ("delivered", ("language_changed",)),
    },
    "closed": {
        "back": ("closed", ("closed_hint",)),
        "skip": ("closed", ("closed_hint",)),
        "why": ("closed", ("closed_hint",)),
        "change": ("closed", ("closed_hint",)),
        "change:problem": ("interviewing", ("question",)),
        "plan_now": ("planning", SHEET),
        "stop": ("closed", ("closed_hint",)),
        "start_over": ("interviewing", ("started_over", "question")),
        "basic": ("planning", SHEET),
        "pro": ("interviewing", ("question",)),
        "forget": ("closed", ("forgotten", "forget")),
        "language": ("closed", ("closed_hint",)),
        "language:en": ("closed", ("language_changed",)),
    },
}


def word_rows() -> list[Row]:
    rows = [
        Row(given, "command", word.replace("_", " "), _saying(word), then, effects)
        for given, words in WORDS.items()
        for word, (then, effects) in words.items()
    ]
    shown = [
        Row(given, "command", word.replace("_", " "), _saying(word), given, (effect,))
        for given in WORDS
        for word, effect in SHOWN.items()
    ]
    return rows + shown


def _saying(word: str) -> When:
    return lambda talk: talk.press("command", word)


ROWS = (*EVENTS, *word_rows())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.given}-{row.label.replace(' ', '_')}")
def test_given_when_then(row: Row) -> None:
    talk = GIVEN[row.given]()
    assert talk.phase.kind == row.given
    row.when(talk)
    assert (talk.phase.kind, tuple(talk.names)) == (row.then, row.effects)


def kinds(union: object) -> set[str]:
    """The `kind`s of an annotated union's members: a new member is a new kind, and fails the tests below."""
    members = get_args(get_args(union)[0])
    return {next(iter(get_args(each.__annotations__["kind"]))) for each in members}


def test_every_phase_meets_every_event() -> None:
    pairs = {(row.given, row.event) for row in EVENTS}
    assert pairs == {(phase, event) for phase in kinds(Phase) for event in kinds(Event)}


def test_every_phase_meets_every_thread_word() -> None:
    assert GIVEN.keys() == kinds(Phase)
    for given, words in WORDS.items():
        assert {each.partition(":")[0] for each in words} | set(SHOWN) == set(Word), given


# ---- the diagram -----------------------------------------------------------------------------------------

DOCS = Path(__file__).parents[2] / "docs" / "conversation.md"
FENCE = "```"


def diagram() -> str:
    """The rows that lead from one phase to another, as a mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> interviewing: opened"]
    for given in WORDS:
        for then in WORDS:
            labels = [row.label for row in ROWS if (row.given, row.then) == (given, then)]
            stays = given == then
            if labels:
                told = sorted({each.partition(":")[0] for each in labels})
                shown = [each for each in told if each not in {word.replace("_", " ") for word in SHOWN}]
                lines.append(f"    {given} --> {then}: {', '.join(shown if stays else told)}")
    return "\n".join(lines)


def test_the_documented_diagram_is_the_one_that_these_rows_draw() -> None:
    """Write it anew with `python -m tests.core.test_step_table`."""
    _, drawn, _ = DOCS.read_text(encoding="utf-8").split(FENCE, 2)
    assert drawn.removeprefix("mermaid\n").rstrip("\n") == diagram()


if __name__ == "__main__":
    before, _, after = DOCS.read_text(encoding="utf-8").split(FENCE, 2)
    DOCS.write_text(f"{before}{FENCE}mermaid\n{diagram()}\n{FENCE}{after}", encoding="utf-8")
