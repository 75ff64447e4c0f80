"""All that listens, behind the library's own gateway and REST, on the Discord of the tests."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.discord.incoming.assembled import listening_of
from adapters.discord.incoming.gateway import Gateway
from adapters.discord.incoming.listening import Listening
from adapters.discord.incoming.raw import Places
from bot.core.events import Event, FileRefused, FileTrouble, ManifestFile, Spoke, Started, TextFile
from bot.hosting import Host
from bot.hosting.fields import Json
from bot.wording import wording
from tests.discord.incoming.desk import LEXICON, STEP, WORDING, Front, key, presented
from tests.discord.incoming.live_gateway import Live, live_gateway
from tests.discord.payloads import ANA, CHANNEL, LUIS
from tests.discord.server.things import Ack, Channel
from tests.fakes_store import MemoryStore

ASKS = "we run AWS Lambda, with cold starts"
MANIFEST = ("package.json", '{"dependencies": {"sharp": "1"}}')


class House:
    """What listens, over a store of its own."""

    def __init__(self, live: Live) -> None:
        self.live, self.fake = live, live.fake
        self.store = MemoryStore()
        self.front = Front(self.store)
        self.listening = self.enter()

    def enter(self) -> Listening:
        """What listens is put together, as after a start."""
        host = Host(
            self.front, self.store, STEP, presented, WORDING, LEXICON, "es", lambda: datetime.now(UTC)
        )
        places = Places()
        listening = listening_of(host, self.live.rest, places, self.fake.api_url)

        def hear(event: str, told: Json) -> None:
            self.live.hear(event, told)
            listening.hear(event, told)

        self.live.gateway = Gateway(self.live.rest, hear, wording(), places, self.live.sleep)
        return listening

    async def taken(self, count: int) -> list[Event]:
        """What was taken in, when it is so much."""
        await self.fake.wait_for(lambda: len(self.front.taken) >= count)
        await self.listening.settled()
        return self.front.taken

    async def thread(self) -> Channel:
        """A thread in the channel, made by Luis on a message of his."""
        return self.fake.stage.thread(await self.fake.person(LUIS).write(CHANNEL, "our system"), "ours", LUIS)


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """At work, and connected."""
    async with live_gateway(monkeypatch) as live:
        house = House(live)
        await live.begin()
        yield house
        await house.listening.close()


async def test_a_mention_opens_with_its_file(house: House) -> None:
    said = await house.fake.person(ANA).mention(CHANNEL, ASKS, [MANIFEST, ("a.png", b"\0")])
    began, refused = await house.taken(2)
    assert isinstance(began, Started)
    assert (began.conversation, began.author, began.text) == (key(said.id), ANA, ASKS)
    (manifest,) = began.files
    assert isinstance(manifest, ManifestFile)
    assert [each.packages for each in manifest.found.parts] == [("sharp",)]
    assert isinstance(refused, FileRefused)
    assert refused.trouble is FileTrouble.BINARY


async def test_in_a_thread_it_knows_what_was_said_there_and_hears_what_is_said_after(house: House) -> None:
    thread, ana = await house.thread(), house.fake.person(ANA)
    await ana.write(thread, "three million requests")
    await ana.mention(thread, ASKS)
    await house.fake.person(LUIS).write(thread, "and Redis")
    began, said = await house.taken(2)
    assert isinstance(began, Started)
    assert [each.text for each in began.files if isinstance(each, TextFile)] == [
        "A: our system\nB: three million requests"
    ]
    assert isinstance(said, Spoke)
    assert (said.conversation, said.text) == (key(thread.id), "and Redis")


async def test_direct_messages_edits_and_deletions_come_in(house: House) -> None:
    ana = house.fake.person(ANA)
    await ana.direct(ASKS)
    said = await ana.direct("three million")
    await ana.edit(said, "four million")
    await ana.delete(said)
    taken = await house.taken(4)
    assert [each.kind for each in taken] == ["started", "spoke", "edited", "deleted"]
    assert len({each.conversation for each in taken}) == 1


async def test_a_command_is_answered_in_time_to_whoever_gave_it(house: House) -> None:
    await house.fake.wait_for(lambda: house.fake.world.commands)
    done = await house.fake.person(ANA).command(CHANNEL, ASKS, MANIFEST)
    assert await house.fake.answered(done) is Ack.MESSAGE
    (began,) = await house.taken(1)
    assert isinstance(began, Started)
    assert began.conversation == key(f"{CHANNEL}:/{done.id}")
    assert [each.name for each in began.files] == [MANIFEST[0]]
    shown = house.fake.shown(house.fake.channel(), ANA)[-1]
    assert shown.text == WORDING.line("es", "discord", "edge.thread_opens")
    assert house.fake.shown(house.fake.channel()) == []


async def test_an_answer_of_several_messages_shows_to_one_person_only(house: House) -> None:
    await house.fake.wait_for(lambda: house.fake.world.commands)
    done = await house.fake.person(ANA).command(CHANNEL, "prompt")
    assert await house.fake.answered(done) is Ack.MESSAGE
    await house.listening.settled()
    assert len(done.replies) > 1
    assert house.fake.shown(house.fake.channel()) == []
    assert house.fake.unexpected == []


async def test_what_was_written_while_the_bot_was_away_is_read_when_it_is_back(house: House) -> None:
    ana = house.fake.person(ANA)
    thread = await house.thread()
    await ana.mention(thread, ASKS)
    await ana.mention(CHANNEL, "we run ECS")
    await house.taken(2)
    house.fake.gateway.drop(forget=True)
    missed = [await ana.write(thread, f"line {each}") for each in range(3)]
    called = await house.fake.person(LUIS).mention(CHANNEL, "we run Fargate")
    await house.live.connected(sessions=2)
    await ana.write(thread, "and now")
    taken = (await house.taken(7))[2:]
    there = [each for each in taken if each.conversation == key(thread.id)]
    assert [each.text for each in there if isinstance(each, Spoke)] == [
        *(each.content for each in missed),
        "and now",
    ]
    assert [each.conversation for each in taken if isinstance(each, Started)] == [key(called.id)]


async def test_a_session_that_goes_on_tells_everything_once(house: House) -> None:
    ana, thread = house.fake.person(ANA), await house.thread()
    house.fake.gateway.copies = 2
    await ana.mention(thread, ASKS)
    await house.taken(1)
    house.fake.gateway.drop()
    await ana.write(thread, "line 1")
    await ana.write(thread, "line 2")
    taken = await house.taken(3)
    assert [each.text for each in taken if isinstance(each, Spoke)] == ["line 1", "line 2"]


async def test_of_a_server_that_the_bot_is_removed_from_nothing_is_kept(house: House) -> None:
    await house.fake.person(ANA).mention(CHANNEL, ASKS)
    await house.taken(1)
    house.fake.stage.kick(house.fake.guild())
    await house.fake.wait_for(lambda: not house.store.threads)
