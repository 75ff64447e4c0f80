"""Slack on the bench: the whole adapter, over real connections to the Slack of the tests.

Only the last metre is shortened: what Slack delivers is handed to Bolt without an HTTP server between, and time passes
when somebody sleeps.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pydantic import SecretStr

from adapters.slack import listening_of
from adapters.slack.client import SlackClient
from adapters.slack.incoming.bolt import bolt
from adapters.slack.incoming.door import handed_to
from adapters.slack.installing.identity import Identity
from adapters.slack.installing.leaving import nothing_to_remove
from adapters.slack.outgoing import Times, platform_of
from adapters.slack.outgoing.posting import SlackPlatform
from bot.core.events import Key
from bot.settings.slack import Http, OneWorkspace, SlackSettings
from bot.wording import wording
from tests.contracts.platforms.bench import BOT, Bench, Shown, Trouble
from tests.contracts.platforms.slack_line import FAULTS, Carried, Mortal, shows
from tests.slack.outgoing.world import Watch
from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack, Person, Post, labels
from tests.slack.server.channels import Channel
from tests.slack.server.faults import Plan
from tests.slack.server.looking import words
from tests.slack.server.wire import listed, mapped

CHANNEL = "C0PLATFORM"
TEAMS = ("T0ACME", "T0GLOBEX")
CONTROLS = frozenset({"actions", "context_actions"})
CALLS = frozenset({"user", "usergroup", "broadcast", "channel", "team"})
IN_TEXT = re.compile(r"<[@!#][^>]*>")


@dataclass
class SlackBench(Bench):
    """`slack` holds two workspaces with the app in them."""

    slack: FakeSlack = field(kw_only=True)
    client: SlackClient = field(kw_only=True)
    watch: Watch = field(default_factory=Watch)
    _api: Mortal = field(init=False)
    _plan: Plan | None = None
    _platform: SlackPlatform = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._api = Mortal(self.client)
        self._begin()

    def _begin(self) -> None:
        times = Times(self.slack.world.now, self.watch, self.watch.sleep)
        self._platform = platform_of(self._api, self.store, wording(), times)

    async def listen(self) -> None:
        """Slack delivers here."""
        identity = Identity(self._token, nothing_to_remove, ())
        mode, one = Http(SecretStr("")), OneWorkspace(SecretStr(""))
        listening = listening_of(
            SlackSettings(mode, one, self.slack.api_url), self.host, self.client, identity
        )
        self.slack.deliveries.courier = Carried(handed_to(bolt(listening, self._token)))

    async def _token(self, workspace: str) -> str | None:
        return self.slack.team(workspace).token

    @property
    def platform(self) -> SlackPlatform:
        return self._platform

    # ---- what people do

    @property
    def person(self) -> str:
        return "U0ANA"

    async def opens(self, words: str, workspace: int = 0) -> Key:
        post = await self._ana(TEAMS[workspace]).mention(CHANNEL, words)
        await self.slack.deliveries.settled()
        return Key("slack", TEAMS[workspace], f"{CHANNEL}:{post.ts}")

    async def says(self, key: Key, words: str) -> None:
        await self._ana(key.workspace).say(CHANNEL, words, root_of(key))
        await self.slack.deliveries.settled()

    async def presses(self, key: Key, label: str) -> None:
        offers = [each for each in self._posts(key) if label in labels(each)]
        await self._ana(key.workspace).press(offers[-1], label)
        await self.slack.deliveries.settled()

    async def told_again(self) -> None:
        courier = self.slack.deliveries.courier
        for kind, payload, *_ in list(self.slack.deliveries.attempts):
            assert courier is not None
            assert (await courier.bring(kind, payload, 1, "http_timeout")).ok

    def _ana(self, team: str) -> Person:
        return self.slack.person(self.person, team)

    # ---- what shows

    def _channel(self, key: Key) -> Channel:
        return self.slack.team(key.workspace).channels[CHANNEL]

    def _posts(self, key: Key) -> list[Post]:
        return self._channel(key).thread(root_of(key))

    def thread(self, key: Key) -> tuple[Shown, ...]:
        return tuple(self._shown(each, key) for each in self._posts(key))

    def _shown(self, post: Post, key: Key) -> Shown:
        team = self.slack.team(key.workspace)
        said = [each for each in post.blocks if each["type"] not in CONTROLS]
        files = tuple(
            (str(each["name"]), (team.files[str(each["id"])].content or b"").decode()) for each in post.files
        )
        called = (*IN_TEXT.findall(post.text), *(str(each) for each in alive(post.blocks)))
        author = BOT if post.bot_id else post.user
        return Shown(author, words(said) if said else post.text, tuple(labels(post)), files, called)

    def alone(self, key: Key) -> tuple[str, ...]:
        return tuple(self._ana(key.workspace).whispers(CHANNEL))

    async def settled(self) -> None:
        await self._platform.displays.settled()

    # ---- what goes wrong

    def trouble(self, kind: Trouble, skip: int = 0) -> None:
        self._plan, self._api.end = None, None
        if kind in FAULTS:
            self._plan = Plan("*", FAULTS[kind], 1, skip, shows)
            self.slack.faults.plans[:] = [self._plan]
        else:
            self._api.end, self._api.skip = kind, skip

    @property
    def struck(self) -> bool:
        return self._plan not in self.slack.faults.plans and self._api.end is None

    async def restart(self) -> None:
        await self._platform.displays.close()
        self._begin()

    def vanish(self, key: Key) -> None:
        self._channel(key).archived = True


def root_of(key: Key) -> str:
    return key.thread.partition(":")[2]


def alive(blocks: object) -> list[Payload]:
    """The elements of blocks that call somebody."""
    told = mapped(blocks)
    found = [told] if told.get("type") in CALLS else []
    return found + [each for inside in [*listed(blocks), *told.values()] for each in alive(inside)]


@asynccontextmanager
async def slack_bench() -> AsyncGenerator[SlackBench]:
    """Two workspaces, each with a channel of the same id."""
    async with FakeSlack.start() as slack:
        for team in TEAMS:
            slack.team(team).channel(CHANNEL, ["U0ANA"])

        async def token(workspace: str) -> str | None:
            return slack.team(workspace).token

        client = SlackClient(token, slack.api_url)
        bench = SlackBench(slack=slack, client=client)
        await bench.listen()
        try:
            yield bench
        finally:
            await bench.platform.displays.close()
            await slack.deliveries.settled()
            await client.close()
