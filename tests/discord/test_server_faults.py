"""What goes wrong in the Discord of the tests on demand, and what the real discord.py makes of it."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest

from tests.discord.server import Banned, Broken, Cut, FakeDiscord, RateLimited, Says, Slow
from tests.discord.server.client import connected, instead, posted, raw
from tests.discord.server.faults import Fault

CREATE = r"/channels/\d+/messages"


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with instead(monkeypatch) as running:
        yield running


@pytest.mark.parametrize(
    "fault", [Broken(500), Broken(502), RateLimited(0.05), RateLimited(0.05, everywhere=True)]
)
async def test_the_library_tries_again(fake: FakeDiscord, fault: Fault) -> None:
    async with connected(fake) as bot:
        fake.fault("POST", CREATE, fault)
        await bot.at().send("once")
    assert [each.text for each in fake.shown(fake.channel())] == ["once"]
    assert len([each for each in fake.asked if each.method == "POST"]) == 2


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Broken(503), discord.DiscordServerError),
        (Banned(), discord.HTTPException),
        (Says(50013), discord.Forbidden),
        (Cut(after=False), OSError),
        (Cut(after=True), OSError),
        (Broken(503, after=True), discord.DiscordServerError),
    ],
)
async def test_the_library_gives_up_at_once(fake: FakeDiscord, fault: Fault, error: type[Exception]) -> None:
    async with connected(fake) as bot:
        fake.fault("POST", CREATE, fault)
        with pytest.raises(error):
            await bot.at().send("a plan", nonce="same")
        there = len(fake.shown(fake.channel()))
        assert there == (fault in (Cut(after=True), Broken(503, after=True)))
        await bot.at().send("a plan", nonce="same")
    assert len(fake.shown(fake.channel())) == 1


async def test_faults_strike_where_and_when_they_are_told_to(fake: FakeDiscord) -> None:
    fake.fault("POST", CREATE, Broken(503), skip=1, when=lambda asked: "b" in str(asked.body))
    sent = [{"content": each} for each in ("a", "b", "b", "b")]
    assert [(await posted(fake, each))[0] for each in sent] == [200, 200, 503, 200]
    fake.faults.rule = lambda asked: Slow(0.05) if asked.method == "POST" else None
    begin = asyncio.get_running_loop().time()
    assert await posted(fake, {"content": "slow"}) == (200, 0)
    assert asyncio.get_running_loop().time() - begin >= 0.05


async def test_what_nobody_answers_is_kept(fake: FakeDiscord) -> None:
    assert (await raw(fake, "GET", "/voice/regions"))[1]["code"] == 0
    assert [str(each) for each in fake.unexpected] == ["GET /voice/regions 404 "]
