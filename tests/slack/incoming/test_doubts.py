"""A reply under a root that is out and not found yet: it is told again, until it is known whose it is."""

import pytest

from adapters.slack.doubts import NotYet
from tests.slack.incoming.ear import ANA, BEA, LATER, ROOT, Ear, key
from tests.slack.payloads import Payload, app_mention, message, slash_command

THREAD = f"C0PLATFORM:{ROOT}"
ASKS = "<@U0BOT> we run Lambda"
COMMANDED = "C0PLATFORM:/13345.77.8088"
TRIED = f"{float(ROOT) + 2:.3f}"


@pytest.fixture
def ear() -> Ear:
    return Ear()


async def rooting(ear: Ear, channel: str = "C0PLATFORM", tried: str = TRIED) -> None:
    """`/wasm` was taken in, and its root is out, perhaps: the answer was lost."""
    await ear.command(slash_command(ANA, "we run Lambda", trigger_id="13345.77.8088"))
    for name, value in (("rooting", tried), ("rooting_in", channel)):
        await ear.store.trace(key(COMMANDED), name, value)
    ear.taken.clear()


@pytest.mark.parametrize("reply", [message(BEA, "3M", LATER, ROOT), app_mention(BEA, ASKS, LATER, ROOT)])
async def test_a_reply_under_a_root_that_is_not_found_yet_is_to_come_again(ear: Ear, reply: Payload) -> None:
    await rooting(ear)
    with pytest.raises(NotYet):
        await ear.hear(reply)
    await ear.store.trace(key(COMMANDED), "root", THREAD)
    await ear.hear(reply)
    (event,) = ear.taken
    assert event.conversation == key(COMMANDED)


@pytest.mark.parametrize(
    ("channel", "tried", "reply"),
    [
        ("C0OTHER", TRIED, message(BEA, "3M", LATER, ROOT)),
        ("C0PLATFORM", f"{float(ROOT) + 600:.3f}", message(BEA, "3M", LATER, ROOT)),
        ("C0PLATFORM", TRIED, message(BEA, "lunch?", ROOT)),
    ],
    ids=["in another channel", "in an older thread", "in no thread"],
)
async def test_what_others_say_meanwhile_is_nobody_s_and_comes_once(
    ear: Ear, channel: str, tried: str, reply: Payload
) -> None:
    await rooting(ear, channel, tried)
    await ear.hear(reply)
    assert ear.taken == []
