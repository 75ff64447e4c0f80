"""Discord on the bench: the whole adapter, over real connections to the REST API of the Discord of the tests.

Only the last metre is shortened: events are heard without a websocket between, and time passes when somebody sleeps.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from adapters.discord.client import DiscordRest, point_at
from adapters.discord.incoming.assembled import listening_of
from adapters.discord.incoming.gateway import Places
from adapters.discord.incoming.listening import Listening
from adapters.discord.outgoing import Times, platform_of
from adapters.discord.outgoing.posting import DiscordPlatform
from bot.core.events import Key
from bot.hosting.fields import Json
from bot.wording import wording
from tests.contracts.platforms.bench import BOT, Bench, Shown, Trouble
from tests.contracts.platforms.discord_line import Armed, Mortal, Wire
from tests.discord import payloads
from tests.discord.reading import JOINER, tokens
from tests.discord.server import Channel, FakeDiscord, Interaction, Person, Seen
from tests.discord.server.gateway import CONTENT, DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, Session
from tests.slack.outgoing.world import Watch

if TYPE_CHECKING:
    from tests.discord.server.links import Link

GUILDS_OF = (payloads.GUILD, "200000000000000008")
CHANNELS = (payloads.CHANNEL, "300000000000000008")
INTENTS = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES | CONTENT
DOWN = 400.0  # seconds until another process begins: Discord has forgotten every nonce by then
CALLS = frozenset({"person", "mention", "everyone"})


@dataclass
class DiscordBench(Bench):
    """`discord` holds two servers with the bot in them."""

    discord: FakeDiscord = field(kw_only=True)
    rest: DiscordRest = field(kw_only=True)
    watch: Watch = field(default_factory=Watch)
    _api: Mortal = field(init=False)
    _wire: Wire = field(init=False)
    _listening: Listening = field(init=False)
    _platform: DiscordPlatform = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._api, self._wire = Mortal(self.rest), Wire(self._hear)
        link = cast("Link", self._wire)  # all of it that is used here
        self.discord.gateway.sessions["bench"] = Session("bench", INTENTS, 0, 1, link)
        self._begin()

    def _begin(self) -> None:
        times = Times(self.discord.world.now, self.watch, self.watch.sleep)
        self._platform = platform_of(self._api, self.rest.app, self.store, wording(), times)
        self._listen()

    def _hear(self, event: str, told: Json) -> None:
        self._listening.hear(event, told)

    def _listen(self) -> None:
        self._listening = listening_of(self.host, self._api, Places(), self.discord.api_url)

    async def _taken_in(self) -> None:
        """What listens finishes what it has begun, and something new listens in its place."""
        await self._listening.close()
        self._listen()

    @property
    def platform(self) -> DiscordPlatform:
        return self._platform

    # ---- what people do

    @property
    def person(self) -> str:
        return payloads.ANA

    @property
    def _ana(self) -> Person:
        return self.discord.person(self.person)

    async def opens(self, words: str, workspace: int = 0) -> Key:
        post = await self._ana.mention(CHANNELS[workspace], words)
        await self._taken_in()
        return Key("discord", GUILDS_OF[workspace], post.id)

    async def says(self, key: Key, words: str) -> None:
        await self._ana.write(key.thread, words)
        await self._taken_in()

    async def presses(self, key: Key, label: str) -> None:
        offers = [each for each in self.discord.shown(self._channel(key)) if label in each.controls]
        await self.discord.answered(await self._pressed(offers[-1], label))
        await self._taken_in()

    async def _pressed(self, seen: Seen, label: str) -> Interaction:
        try:
            return await self._ana.press(seen.message, label)
        except LookupError:
            return await self._ana.choose(seen.message, label)

    async def told_again(self) -> None:
        for event, told in list(self._wire.told):
            self._listening.hear(event, deepcopy(told))
        await self._taken_in()

    # ---- what shows

    def _channel(self, key: Key) -> Channel:
        return self.discord.world.channels[key.thread]

    def thread(self, key: Key) -> tuple[Shown, ...]:
        if key.thread not in self.discord.world.channels:
            return ()
        return tuple(self._shown(each) for each in self.discord.shown(self._channel(key)))

    def _shown(self, seen: Seen) -> Shown:
        read = [*tokens(seen.text)]
        called = (*seen.message.pinged, *(each.text for each in read if each.kind in CALLS))
        files = tuple((name, content.decode()) for name, content in seen.files.items())
        author = BOT if seen.author == self.discord.world.bot.id else seen.author
        words = "".join(each.text for each in read).replace(JOINER, "")
        return Shown(author, words, seen.controls, files, called)

    def alone(self, key: Key) -> tuple[str, ...]:
        shown = self.discord.shown(self._channel(key), to=self.person)
        return tuple(self._shown(each).words for each in shown if each.private)

    async def settled(self) -> None:
        await self._platform.displays.settled()

    # ---- what goes wrong

    def trouble(self, kind: Trouble, skip: int = 0) -> None:
        self._api.armed = armed = Armed(kind, skip)
        self.discord.faults.rule = armed

    @property
    def struck(self) -> bool:
        return self._api.armed is not None and self._api.armed.struck

    async def restart(self) -> None:
        await self._platform.displays.close()
        self.discord.world.advance(DOWN)
        self._begin()

    async def close(self) -> None:
        await self._platform.displays.close()
        await self._listening.close()

    def vanish(self, key: Key) -> None:
        self.discord.stage.remove(self._channel(key))


@asynccontextmanager
async def discord_bench() -> AsyncGenerator[DiscordBench]:
    """Two servers, each with a channel."""
    async with FakeDiscord.start() as discord:
        discord.channel(CHANNELS[1], GUILDS_OF[1])
        point_at(discord.api_url, discord.gateway_url)
        watch = Watch()
        rest = DiscordRest(discord.token, discord.api_url, sleep=watch.sleep)
        bench = DiscordBench(discord=discord, rest=rest, watch=watch)
        try:
            yield bench
        finally:
            await bench.close()
            await rest.close()
            point_at(None, None)
