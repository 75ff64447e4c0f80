"""Whatever comes in is without secrets, within bounds, and still about whom and when it was."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.core.events import (
    Cleaning,
    Edited,
    Event,
    FeedbackGiven,
    FileRefused,
    FileShared,
    FileTrouble,
    Filled,
    Filling,
    Happened,
    Key,
    Pressed,
    Spoke,
    Started,
    TextFile,
)
from bot.hosting.entering import TEXT_LIMIT, edited, filled, pressed, shared, spoke, started
from bot.hosting.files import NAME_LIMIT

KEY = Key("anywhere", "W1", "T1")
ABOUT = Happened("m:1", KEY, datetime(2026, 11, 22, tzinfo=UTC), "ana")
SECRET = "AKIA" + "IOSFODNN7EXAMPLE"

IN_WORDS: dict[str, Callable[[str], Event]] = {
    "opening": lambda text: started(ABOUT, text),
    "message": lambda text: spoke(ABOUT, text),
    "change": lambda text: edited(ABOUT, "m:0", text),
    "form": lambda text: filled(ABOUT, [Filling("state", text)]),
}
every_way = pytest.mark.parametrize("way", IN_WORDS)


@every_way
def test_a_secret_never_comes_in(way: str) -> None:
    event = IN_WORDS[way](f"the key is {SECRET}")
    assert SECRET not in repr(event)
    assert isinstance(event, Started | Spoke | Edited | Filled)
    assert event.cleaning == Cleaning(secrets=1)


@every_way
def test_what_is_over_the_bound_is_cut_and_said(way: str) -> None:
    event = IN_WORDS[way]("x" * (TEXT_LIMIT + 7))
    assert isinstance(event, Started | Spoke | Edited | Filled)
    assert event.cleaning == Cleaning(characters_cut=7)


@every_way
def test_it_keeps_whose_it_is_and_when(way: str) -> None:
    event = IN_WORDS[way]("hello")
    assert (event.id, event.conversation, event.at) == (ABOUT.id, KEY, ABOUT.at)
    assert isinstance(event, Happened)
    assert event.author == "ana"


def test_what_was_taken_out_of_a_form_is_said_of_all_of_it() -> None:
    event = filled(ABOUT, [Filling("state", SECRET), Filling("traffic", f"{SECRET} a day"), Filling("x", "")])
    assert event.cleaning == Cleaning(secrets=2)
    assert [each.topic for each in event.fields] == ["state", "traffic", "x"]


def test_a_button_is_a_press_and_a_rating_is_one_of_its_own() -> None:
    assert pressed(ABOUT, "state", "redis", "Redis") == Pressed(
        ABOUT.id, KEY, ABOUT.at, "ana", "state", "redis", "Redis"
    )
    ratings = [pressed(ABOUT, "feedback", each, "") for each in ("helpful", "unhelpful")]
    assert ratings == [FeedbackGiven(ABOUT.id, KEY, ABOUT.at, "ana", each) for each in (True, False)]


def test_a_file_comes_in_or_the_reason_why_it_does_not() -> None:
    file = TextFile("app.py", "print()")
    assert shared(ABOUT, "app.py", file) == FileShared(ABOUT.id, KEY, ABOUT.at, "ana", file)
    refused = shared(ABOUT, f"{SECRET} {'x' * NAME_LIMIT}.zip", FileTrouble.BINARY)
    assert isinstance(refused, FileRefused)
    assert refused.trouble is FileTrouble.BINARY
    assert SECRET not in refused.name
    assert len(refused.name) <= NAME_LIMIT
