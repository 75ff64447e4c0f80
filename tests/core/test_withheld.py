"""What the platform kept from the bot: it is told so, and nothing else comes of it."""

from dataclasses import replace

import pytest

from bot.core.brief import Brief, Topic
from bot.core.conversation import Closed
from bot.core.events import EVENT, Withheld
from bot.core.notices import CannotRead
from tests.core.talking import DAWN, KEY, Talk, asked_traffic
from tests.core.test_step_table import GIVEN


@pytest.mark.parametrize("phase", GIVEN)
def test_nothing_changes(phase: str) -> None:
    talk = GIVEN[phase]()
    before = talk.now
    talk.murmur()
    assert replace(talk.now, transcript=before.transcript) == before
    assert talk.closed == []


def test_an_open_question_is_named_and_can_still_be_answered() -> None:
    talk = asked_traffic()
    talk.murmur()
    assert talk.notices == [CannotRead(Topic.TRAFFIC)]
    assert talk.press("traffic", "bursty") == ["question"]


def test_a_change_that_is_awaited_is_an_open_question_too() -> None:
    talk = GIVEN["delivered"]()
    talk.press("command", "change:problem")
    talk.murmur()
    assert talk.notices == [CannotRead(Topic.PROBLEM)]


@pytest.mark.parametrize("phase", ["planning", "delivered", "closed"])
def test_elsewhere_there_is_no_question_to_name(phase: str) -> None:
    talk = GIVEN[phase]()
    talk.murmur()
    assert talk.notices == [CannotRead(None)]


def test_where_there_is_no_conversation_none_begins() -> None:
    talk = Talk()
    assert talk.murmur() == []
    assert isinstance(talk.phase, Closed)
    assert talk.phase.brief == Brief()
    assert talk.now.transcript == ()


def test_it_is_stored_as_other_events_are() -> None:
    event = Withheld("u:t1:2026-11-22", KEY, DAWN, "ana")
    assert EVENT.validate_json(EVENT.dump_json(event)) == event
