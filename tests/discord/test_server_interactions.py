"""The Discord of the tests: the command, controls and forms, and how long they can be answered."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from adapters.discord.incoming.parse import Commanded, Me, Submitted, Touched, arrivals
from adapters.discord.installing.commands import commands
from bot.wording import wording
from tests.discord.payloads import ANA, BOT, CHANNEL
from tests.discord.server import Ack, FakeDiscord, Interaction, Message
from tests.discord.server.client import connected, instead, raw


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with instead(monkeypatch) as running:
        yield running


BUTTON = {"type": 2, "style": 1, "label": "Yes", "custom_id": "q:a:yes"}
LIST = {"type": 3, "custom_id": "q:b:", "options": [{"label": "One", "value": "1"}]}
ROWS = [{"type": 1, "components": [BUTTON]}, {"type": 1, "components": [LIST]}]
FORM = {
    "custom_id": "o:a",
    "title": "Yes?",
    "components": [
        {"type": 18, "label": "Why", "component": {"type": 4, "style": 2, "custom_id": f"a#{at}"}}
        for at in range(2)
    ],
}


async def asking(fake: FakeDiscord) -> Message:
    """A message of the bot's with a button and a list."""
    _, told = await raw(
        fake, "POST", f"/channels/{CHANNEL}/messages", json={"content": "?", "components": ROWS}
    )
    return fake.channel().messages[told["id"]]


async def answer(fake: FakeDiscord, done: Interaction, kind: int, **data: object) -> int:
    """Answer as the first; the error's code."""
    path = f"/interactions/{done.id}/{done.token}/callback"
    _, told = await raw(fake, "POST", path, json={"type": kind, "data": data})
    return int(told["code"]) if told else 0


async def test_a_button_opens_a_form_that_is_filled_in(fake: FakeDiscord) -> None:
    ana, message = fake.person(), await asking(fake)
    async with connected(fake) as bot:
        pressed = await ana.press(message, "Yes")
        assert await answer(fake, pressed, 9, **FORM) == 0
        assert await fake.answered(pressed) is Ack.MODAL
        assert await answer(fake, pressed, 6) == 40060
        sent = await ana.submit(pressed, {"a#1": "because"})
        chosen = await ana.choose(message, "One")
        assert await answer(fake, sent, 9, **FORM) == 50035
        await fake.wait_for(lambda: len(bot.pressed) == 3)
        assert bot.pressed[1].filesize_limit == 10 * 2**20
    told = [each.payload for each in fake.told if each.event == "INTERACTION_CREATE"]
    reads = [arrivals("INTERACTION_CREATE", each, Me(BOT))[0] for each in told]
    assert isinstance(reads[0], Touched)
    assert (reads[0].topic, reads[0].choice, reads[0].label) == ("a", "yes", "Yes")
    assert isinstance(reads[1], Submitted)
    assert [each.text for each in reads[1].fields] == ["because"]
    assert isinstance(reads[2], Touched)
    assert (reads[2].choice, reads[2].label, chosen.ack) == ("1", "One", Ack.NONE)


async def test_the_command_is_given_with_a_file_and_answered_by_the_library(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        sent = [*commands(wording())]
        status, _ = await raw(fake, "PUT", f"/applications/{BOT}/commands", json=sent)
        assert status == 200
        given = await fake.person().command(CHANNEL, "move it", ("package.json", "{}"))
        await fake.wait_for(lambda: bot.pressed)
        await bot.pressed[0].response.defer(ephemeral=True, thinking=True)
        await bot.pressed[0].followup.send("for you")
        assert await fake.answered(given) is Ack.DEFERRED
    (seen,) = fake.shown(fake.channel(), to=ANA)
    assert (seen.text, seen.private, fake.shown(fake.channel())) == ("for you", True, [])
    told = next(each.payload for each in fake.told if each.event == "INTERACTION_CREATE")
    (read,) = arrivals("INTERACTION_CREATE", told, Me(BOT))
    assert isinstance(read, Commanded)
    assert (read.text, [each.name for each in read.files]) == ("move it", ["package.json"])
    async with aiohttp.ClientSession() as session, session.get(read.files[0].url) as file:
        assert await file.read() == b"{}"


async def test_answers_come_in_time_or_not_at_all(fake: FakeDiscord) -> None:
    ana, message = fake.person(), await asking(fake)
    late, done = await ana.press(message, "Yes"), await ana.press(message, "Yes")
    hook = f"/webhooks/{BOT}/{done.token}"
    assert (await raw(fake, "POST", hook, json={"content": "early"}))[1]["code"] == 10015
    assert await answer(fake, done, 6) == 0
    assert (await raw(fake, "GET", f"{hook}/messages/@original"))[1]["id"] == message.id
    assert (await raw(fake, "POST", hook, json={"content": "a word", "flags": 64}))[0] == 200
    fake.world.advance(4)
    assert await answer(fake, late, 6) == 10062
    fake.world.advance(900)
    assert (await raw(fake, "POST", hook, json={"content": "late"}))[1]["code"] == 50027
    assert [each.content for each in done.replies] == ["a word"]
