"""The same over real connections, against the Discord of the tests: its limits, its permissions, and its trouble."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest

from adapters.discord.client import DiscordRest
from adapters.discord.outgoing import Times, platform_of
from adapters.discord.outgoing.posting import DiscordPlatform
from bot.core.document import Document, paragraph
from bot.core.events import Key
from bot.ports import Later, Posting, Undeliverable
from bot.wording import wording
from tests.discord.outgoing.test_once import EXPECTED, talk
from tests.discord.outgoing.world import PLAN, Watch, plan, question, said
from tests.discord.payloads import ANA, CHANNEL, GUILD
from tests.discord.server import Asked, Banned, Broken, Cut, FakeDiscord, Message, RateLimited, Slow, words
from tests.discord.server.client import instead
from tests.discord.server.faults import Fault
from tests.fakes_store import MemoryStore


@dataclass
class Scene:
    discord: FakeDiscord
    client: DiscordRest
    store: MemoryStore
    platform: DiscordPlatform
    watch: Watch

    async def mentioned(self) -> Key:
        """Ana mentions the bot in the channel, and it was heard."""
        asked = await self.discord.person(ANA).mention(CHANNEL, "Move our Lambdas?")
        key = Key("discord", GUILD, asked.id)
        await self.store.trace(key, "opener", ANA)
        await self.store.trace(key, "opening", asked.id)
        await self.store.trace(key, "parent", CHANNEL)
        return key

    async def commanded(self) -> Key:
        """Ana writes `/wasm` in the channel, and it was heard."""
        id_ = self.discord.world.id()
        key = Key("discord", GUILD, f"{CHANNEL}:/{id_}")
        await self.store.trace(key, "opener", ANA)
        await self.store.trace(key, "opening", id_)
        return key

    async def insist(self, posting: Posting, tries: int = 100) -> None:
        for attempt in range(tries):
            try:
                await self.platform.post(replace(posting, inherited=attempt > 0))
            except Undeliverable:
                raise
            except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
                continue
            return
        raise AssertionError(f"not posted after {tries} tries")

    async def held(self, key: Key) -> list[Message]:
        """What the bot said in the conversation's thread."""
        traces = await self.store.traces(key)
        place = traces.get("root") or key.thread
        return [each for each in self.discord.world.channels[place].seen() if each.author != ANA]

    def roots(self) -> list[Message]:
        return [each for each in self.discord.world.channels[CHANNEL].seen() if each.author != ANA]


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with instead(monkeypatch) as discord:

        async def at_once(_: float) -> None:
            await asyncio.sleep(0)

        client = DiscordRest(discord.token, discord.api_url, sleep=at_once)
        store, watch = MemoryStore(), Watch()
        times = Times(discord.world.now, watch, watch.sleep)
        yield Scene(discord, client, store, platform_of(client, client.app, store, wording(), times), watch)
        await client.close()


def short(messages: list[Message]) -> list[str]:
    """What is out, as `EXPECTED` writes it."""
    return [marked(each) for each in messages]


def marked(message: Message) -> str:
    if message.flags & 1 << 15:
        return "card"
    if message.files:
        return ",".join(each.name for each in message.files)
    text = words(message)
    return "one" if "First" in text else "two" if "Second" in text else text


@pytest.mark.parametrize("command", [False, True], ids=["mention", "command"])
async def test_a_whole_conversation_comes_as_it_should(scene: Scene, command: bool) -> None:
    key = await (scene.commanded() if command else scene.mentioned())
    for each in talk(key):
        await scene.platform.post(each)
    assert short(await scene.held(key)) == EXPECTED
    assert scene.discord.doubled() == []
    assert scene.discord.unexpected == []
    assert {each.status for each in scene.discord.asked} <= {200, 201, 204}


async def test_files_arrive_whole(scene: Scene) -> None:
    key = await scene.mentioned()
    await scene.platform.post(plan(key=key))
    held = await scene.held(key)
    assert [each.content for each in held[-1].files] == [b"# The plan\n"]


async def test_only_who_asked_is_called_and_only_by_the_root(scene: Scene) -> None:
    key = await scene.commanded()
    await scene.platform.post(said(f"<@{ANA}> and @everyone", key=key))
    (root,) = scene.roots()
    assert root.pinged == [ANA]
    assert [each.pinged for each in await scene.held(key)] == [[]]


FAULTS: dict[str, tuple[Fault, float]] = {
    "cut before": (Cut(after=False), 300.0),
    "cut before, no nonce": (Cut(after=False), 0.0),
    "cut after": (Cut(after=True), 300.0),
    "503": (Broken(503), 0.0),
    "503 after": (Broken(503, after=True), 300.0),
    "banned": (Banned(), 0.0),
}


@pytest.mark.parametrize(("fault", "nonces"), FAULTS.values(), ids=FAULTS)
async def test_whatever_happens_to_the_posts_each_comes_once(
    scene: Scene, fault: Fault, nonces: float
) -> None:
    """Five times is more than the client itself tries. Where it may have been done, it counts on the nonce for some
    moments; `nonces` is for how many seconds Discord does."""
    key = await scene.commanded()
    scene.discord.world.nonce_seconds = nonces
    scene.discord.fault("POST", r"/channels/\d+/messages", fault, times=5, skip=3)
    for each in talk(key):
        await scene.insist(each)
    assert short(await scene.held(key)) == EXPECTED
    assert len(scene.roots()) == 1
    assert scene.discord.doubled() == []


@pytest.mark.parametrize("seed", range(6))
async def test_in_any_weather_nothing_is_lost_or_doubled(scene: Scene, seed: int) -> None:
    dice = random.Random(seed)
    kinds: list[Fault] = [
        Cut(after=False),
        Cut(after=True),
        Broken(503),
        Broken(503, after=True),
        RateLimited(0.01),
        Slow(0.01),
    ]

    def rule(asked: Asked) -> Fault | None:
        return dice.choice(kinds) if asked.path != "/users/@me" and dice.random() < 0.3 else None

    key = await (scene.commanded() if seed % 2 else scene.mentioned())
    scene.discord.faults.rule = rule
    for each in talk(key):
        await scene.insist(each)
    assert short(await scene.held(key)) == EXPECTED
    assert scene.discord.doubled() == []


# ---- what Discord permits ------------------------------------------------------------------------------


async def test_an_old_question_is_left_as_it_is(scene: Scene) -> None:
    key = await scene.mentioned()
    await scene.platform.post(question("traffic", key=key))
    scene.discord.world.advance(4_000)
    answer = replace(said("3M", "a1", key=key), amends="traffic", notice="question_closed")
    await scene.platform.post(answer)
    await scene.platform.post(question("region", "q2", key=key))
    assert short(await scene.held(key)) == ["What about traffic?", "What about region?"]


async def test_a_thread_that_sleeps_is_woken_for_an_edit_and_for_a_message(scene: Scene) -> None:
    key = await scene.mentioned()
    await scene.platform.post(question("traffic", key=key))
    thread = scene.discord.world.channels[key.thread]
    scene.discord.stage.change(thread, archived=True)
    answer = replace(said("3M", "a1", key=key), amends="traffic", notice="question_closed")
    await scene.platform.post(answer)
    assert not thread.archived
    scene.discord.stage.change(thread, archived=True)
    await scene.platform.post(said("More.", "e2", key=key))
    assert short(await scene.held(key)) == ["3M", "More."]


PERMISSIONS = {
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}


@pytest.mark.parametrize(("permission", "name"), PERMISSIONS.items())
async def test_a_missing_permission_is_named_once_beside_the_question(
    scene: Scene, permission: str, name: str
) -> None:
    key = await scene.mentioned()
    scene.discord.deny(scene.discord.channel(), permission)
    for effect in ("e1", "e2"):
        with suppress(Later):  # a thread that is there may be opened again
            await scene.platform.post(said("words", effect, key=key))
    (reply,) = scene.roots()
    assert name in reply.content
    assert reply.answers == key.thread


async def test_where_nothing_may_be_written_the_person_is_told_directly(scene: Scene) -> None:
    key = await scene.commanded()
    scene.discord.deny(scene.discord.channel(), "send_messages")
    await scene.platform.post(said("words", key=key))
    (told,) = scene.discord.world.direct(ANA).seen()
    assert "Send Messages" in told.content
    assert f"https://discord.com/channels/{GUILD}/{CHANNEL}" in told.content


async def test_without_files_the_words_stand(scene: Scene) -> None:
    key = await scene.mentioned()
    scene.discord.deny(scene.discord.channel(), "attach_files")
    await scene.platform.post(plan(key=key))
    held = await scene.held(key)
    assert short(held)[:3] == PLAN[:3]
    assert "Attach Files" in held[3].content


async def test_the_longest_message_is_within_limits(scene: Scene) -> None:
    key = await scene.mentioned()
    await scene.platform.post(replace(said("x", key=key), document=Document((paragraph("*word* " * 3_000),))))
    assert all(len(each.content) <= 2_000 for each in await scene.held(key))
    assert sum(each.content.count("word") for each in await scene.held(key)) == 3_000
