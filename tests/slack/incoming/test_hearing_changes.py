"""Edits and deletions, in the conversations whose messages they change."""

from collections.abc import Callable

import pytest

from bot.core.events import (
    Deleted,
    Edited,
    Spoke,
)
from tests.slack.incoming.ear import ANA, BEA, LATER, LATEST, ROOT, Ear, key
from tests.slack.payloads import (
    Payload,
    Place,
    app_mention,
    message,
    message_changed,
    message_deleted,
    message_sent,
    tombstoned,
)

Told = Callable[..., Payload]  # what Slack tells of a message; the arguments are those of `payloads`
THREAD = f"C0PLATFORM:{ROOT}"
ASKS = "<@U0BOT> we run Lambda"


@pytest.fixture
def ear() -> Ear:
    return Ear()


async def opened(ear: Ear, place: Place = ANA) -> None:
    """A conversation that Ana opened by a mention; what was taken in for it is put aside."""
    await ear.hear(app_mention(place, ASKS, ROOT))
    ear.taken.clear()


async def test_an_edit_names_the_message_and_when_it_was_edited(ear: Ear) -> None:
    await opened(ear)
    sent = message_sent(BEA, "three million", LATER, ROOT)
    told = message_changed(BEA, sent, "four million", "1795000160.000000")
    await ear.hear(told, told)
    (event,) = ear.taken
    assert isinstance(event, Edited)
    assert event.id == f"e:C0PLATFORM:{LATER}:1795000160.000000"
    assert (event.message, event.text) == (f"m:C0PLATFORM:{LATER}", "four million")


async def test_two_edits_of_one_message_are_two(ear: Ear) -> None:
    await opened(ear)
    sent = message_sent(BEA, "three million", LATER, ROOT)
    edits = (
        message_changed(BEA, sent, text, at) for text, at in (("four", LATEST), ("five", "1795000300.0"))
    )
    await ear.hear(*edits)
    assert len(ear.taken) == 2


async def test_an_edited_opening_is_an_edit_and_the_mention_that_is_told_again_no_opening(ear: Ear) -> None:
    await opened(ear)
    text = "<@U0BOT> we run Fargate"
    again = app_mention(ANA, text, ROOT)
    again["event"]["edited"] = {"user": "U0ANA", "ts": LATER}
    await ear.hear(message_changed(ANA, message_sent(ANA, ASKS, ROOT), text, LATER), again)
    assert [(each.kind, each.conversation) for each in ear.taken] == [("edited", key(THREAD))]


async def test_a_mention_that_is_edited_in_opens(ear: Ear) -> None:
    """Slack tells it as a change, which nobody waits for, and as a mention."""
    sent = message_sent(ANA, "we run Lambda", ROOT)
    mentioned = app_mention(ANA, ASKS, ROOT)
    mentioned["event"]["edited"] = {"user": "U0ANA", "ts": LATER}
    await ear.hear(message(ANA, "we run Lambda", ROOT), message_changed(ANA, sent, ASKS, LATER), mentioned)
    assert [(each.kind, each.id) for each in ear.taken] == [("started", f"m:{THREAD}")]


@pytest.mark.parametrize("told", [message_deleted, tombstoned])
async def test_a_deletion_names_the_message(ear: Ear, told: Told) -> None:
    await opened(ear)
    await ear.hear(told(ANA, message_sent(ANA, ASKS, ROOT)), told(ANA, message_sent(ANA, ASKS, ROOT)))
    (event,) = ear.taken
    assert isinstance(event, Deleted)
    assert (event.id, event.message, event.conversation) == (f"d:{THREAD}", f"m:{THREAD}", key(THREAD))


async def test_a_message_that_is_told_after_its_deletion_is_not_heard(ear: Ear) -> None:
    """Slack keeps no order: what somebody took back must not be kept because it came late."""
    await opened(ear)
    gone = message_deleted(ANA, message_sent(ANA, "three million", LATER, ROOT))
    await ear.hear(gone, message(ANA, "three million", LATER, ROOT), message(ANA, "two", LATEST, ROOT))
    assert [each.kind for each in ear.taken] == ["deleted", "spoke"]


async def test_changes_in_threads_that_nobody_follows_are_left_alone(ear: Ear) -> None:
    sent = message_sent(ANA, "three million", LATER, ROOT)
    await ear.hear(message_changed(ANA, sent, "four million"), message_deleted(ANA, sent))
    assert (ear.taken, ear.store.threads) == ([], {})


async def test_side_talk_into_which_the_bot_is_edited_is_heard_then(ear: Ear) -> None:
    await opened(ear)
    aside, called = "<@U0CARL> three million?", "<@U0CARL> <@U0BOT> three million!"
    mentioned = app_mention(BEA, called, LATER, ROOT)
    mentioned["event"]["edited"] = {"user": "U0BEA", "ts": LATEST}
    await ear.hear(
        message(BEA, aside, LATER, ROOT),
        message_changed(BEA, message_sent(BEA, aside, LATER, ROOT), called, LATEST),
        mentioned,
    )
    heard = [each for each in ear.taken if isinstance(each, Spoke) and not each.addressed_elsewhere]
    assert [(each.id, each.text) for each in heard] == [(f"m:C0PLATFORM:{LATER}", "@U0CARL  three million!")]
