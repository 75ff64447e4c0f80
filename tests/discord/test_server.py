"""The Discord of the tests, as the real discord.py sees its gateway.

What the library itself does (what ends it, what it forgets) is written down here too.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import discord
import pytest

from adapters.discord.incoming.parse import Changed, Me, TakenAway, Written, arrivals
from tests.discord.payloads import ANA, BOT, CHANNEL, GUILD
from tests.discord.server import Broken, FakeDiscord
from tests.discord.server.client import Client, connected, instead


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with instead(monkeypatch) as running:
        yield running


async def test_what_people_write_arrives_and_reads_as_recorded_payloads_do(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        post = await fake.person().mention(CHANNEL, "move our Lambdas?", files=[("a.json", "{}")])
        await fake.wait_for(lambda: bot.messages)
        assert await bot.messages[0].attachments[0].read() == b"{}"
        assert bot.client.get_guild(int(GUILD)).me.guild_permissions.create_public_threads  # type: ignore[union-attr] # it is there, or the test fails
    told = next(each.payload for each in fake.told if each.event == "MESSAGE_CREATE")
    (read,) = arrivals("MESSAGE_CREATE", told | {"channel_type": 0}, Me(BOT))
    assert isinstance(read, Written)
    assert (read.id, read.author, read.text, read.mentioned) == (post.id, ANA, "move our Lambdas?", True)
    assert abs(read.at.timestamp() - fake.world.now()) < 60


async def test_edits_and_deletions_are_told(fake: FakeDiscord) -> None:
    async with connected(fake):
        post = await fake.person().write(CHANNEL, "one")
        await fake.person().edit(post, f"<@{BOT}> two")
        await fake.person().delete(post)
        await fake.wait_for(lambda: fake.told[-1].event == "MESSAGE_DELETE")
    read = [each for told in fake.told[-2:] for each in arrivals(told.event, told.payload, Me(BOT))]
    assert isinstance(read[0], Changed)
    assert (read[0].id, read[0].text, read[0].mentioned) == (post.id, "two", True)
    assert read[1] == TakenAway(GUILD, CHANNEL, post.id)


async def test_without_the_intent_only_what_is_for_the_bot_is_told(fake: FakeDiscord) -> None:
    fake.world.reads_content = False
    ana = fake.person()
    async with connected(fake, content=False) as bot:
        for text in ("between us", f"<@{BOT}> for you"):
            await ana.write(CHANNEL, text, files=[("a.txt", "a")])
        await ana.direct("in private")
        await bot.at().send("my own")
        await fake.wait_for(lambda: len(bot.messages) == 4)
    assert [each.content for each in bot.messages] == ["", f"<@{BOT}> for you", "in private", "my own"]
    assert [len(each.attachments) for each in bot.messages] == [0, 1, 0, 0]


async def test_an_intent_that_is_not_granted_closes_with_4014(fake: FakeDiscord) -> None:
    fake.world.reads_content = False
    intents = discord.Intents(guilds=True, message_content=True)
    client = Client(intents=intents)
    await client.login(fake.token)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.connect()


async def test_another_token_is_not_the_bots(fake: FakeDiscord) -> None:
    async with Client(intents=discord.Intents(guilds=True)) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("another")


async def test_what_was_missed_is_replayed_after_a_drop(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        assert fake.gateway.drop() == 1
        await fake.person().write(CHANNEL, "while you were away")
        await fake.wait_for(lambda: bot.messages)
    assert [each.content for each in bot.messages] == ["while you were away"]
    assert (fake.gateway.identified, fake.gateway.resumed) == (1, 1)
    assert [each.event for each in fake.told if each.again] == ["MESSAGE_CREATE"]


async def test_the_library_forgets_its_session_when_it_cannot_connect_at_once(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        fake.fault("GET", "/gateway", Broken(503))
        fake.gateway.drop()
        await fake.person().write(CHANNEL, "lost")
        await fake.wait_for(lambda: fake.gateway.identified == 2)
        await fake.person().write(CHANNEL, "heard")
        await fake.wait_for(lambda: bot.messages)
    assert [each.content for each in bot.messages] == ["heard"]
    assert fake.gateway.resumed == 0


async def test_a_session_that_is_gone_begins_anew_without_what_was_missed(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        fake.gateway.drop(forget=True)
        await fake.person().write(CHANNEL, "lost")
        await fake.wait_for(lambda: fake.gateway.identified == 2)
        fake.gateway.invalidate()
        await fake.wait_for(lambda: fake.gateway.identified == 3)
        fake.gateway.reconnect()
        await fake.wait_for(lambda: fake.gateway.resumed == 1)
        fake.gateway.copies = 2
        await fake.person().write(CHANNEL, "twice")
        await fake.wait_for(lambda: len(bot.messages) == 2)
    assert [each.content for each in bot.messages] == ["twice", "twice"]


async def test_a_poisoned_event_ends_the_connection(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        fake.gateway.poison()
        with pytest.raises(KeyError):
            await asyncio.wait_for(bot.running, 5)


async def test_servers_come_and_go(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        fake.stage.kick(fake.guild())
        await fake.wait_for(lambda: not bot.client.guilds)
        with pytest.raises(discord.Forbidden):
            await bot.at().send("still here?")
        fake.stage.invite(fake.guild())
        await fake.wait_for(lambda: bot.client.guilds)
        fake.stage.outage(fake.guild())
        await fake.wait_for(lambda: bot.client.guilds[0].unavailable)
        fake.stage.recover(fake.guild())
        await fake.wait_for(lambda: not bot.client.guilds[0].unavailable)


async def test_each_shard_hears_of_its_own(fake: FakeDiscord) -> None:
    fake.world.shards = 2
    other = fake.channel("300000000000000001", guild=str(1 << 22))
    async with connected(fake) as bot:
        await fake.wait_for(lambda: [each.event for each in fake.told].count("READY") == 2)
        for place in (fake.channel(), other, fake.world.direct(ANA)):
            await fake.person().write(place, "hello")
        await fake.wait_for(lambda: len(bot.messages) == 3)
    told = [each for each in fake.told if each.event == "MESSAGE_CREATE"]
    assert sorted(Counter(each.session for each in told).values()) == [1, 2]


async def test_a_client_that_says_goodbye_has_no_session_left(fake: FakeDiscord) -> None:
    async with connected(fake):
        assert len(fake.gateway.sessions) == 1
    await fake.wait_for(lambda: not fake.gateway.sessions)
