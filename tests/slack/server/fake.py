"""A Slack of our own: the Web API, the limits, the events, the people. One object drives it.

    async with FakeSlack.start() as slack:
        team = slack.team("T0ACME")
        team.channel("C0PLATFORM")
        slack.deliver_to("http://127.0.0.1:3000/slack/events")      # or: Socket Mode, `slack.over_sockets()`
        ana = slack.person("U0ANA")
        post = await ana.mention("C0PLATFORM", "Move our Lambdas?")
        answer = await slack.until(lambda: slack.replies(post))

It keeps what was asked (`slack.asked`), what people see (`team.channels[…].thread(root)`), and makes trouble on demand
(`slack.fault`). It holds to what Slack documents; where Slack is lenient and people would lose by it, it refuses.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import aiohttp
from aiohttp import web

from tests.slack import payloads
from tests.slack.payloads import Payload, Place
from tests.slack.server.channels import Channel, Post, Whisper
from tests.slack.server.deliveries import Deliveries, Http
from tests.slack.server.entering import OAuth
from tests.slack.server.faults import Fault, Faults, Plan
from tests.slack.server.hooks import Hooks
from tests.slack.server.http import Doors
from tests.slack.server.people import Person
from tests.slack.server.record import Asked
from tests.slack.server.sockets import Sockets
from tests.slack.server.world import Team, World

T = TypeVar("T")


@dataclass(
    slots=True, repr=False
)  # asyncio and pytest write down what they are given, and this is everything
class FakeSlack:
    """Slack, with one app in it."""

    world: World
    hooks: Hooks
    sockets: Sockets
    oauth: OAuth
    session: aiohttp.ClientSession
    deliveries: Deliveries = field(default_factory=Deliveries)
    signing_secret: str = "signing-secret"
    app_token: str = "xapp-1-A0WASM"
    url: str = ""
    echoes: bool = True
    _doors: Doors = field(init=False)

    def __post_init__(self) -> None:
        self._doors = Doors(self.world, self.oauth, self.sockets, self.hooks, self._echo)

    @classmethod
    @asynccontextmanager
    async def start(cls, port: int = 0) -> "AsyncGenerator[FakeSlack]":
        """A running one, with the workspace T0ACME in it; `port` 0 takes any."""
        world = World()
        async with aiohttp.ClientSession() as session:
            slack = cls(world, Hooks(world), Sockets("xapp-1-A0WASM"), OAuth(world), session)
            runner = web.AppRunner(slack._doors.app(), access_log=None, shutdown_timeout=0.5)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", port)
            await site.start()
            slack.url = slack._doors.base = slack.hooks.base = f"http://127.0.0.1:{_port(runner)}"
            slack.team("T0ACME")
            try:
                yield slack
            finally:
                await slack.deliveries.close()
                await slack.sockets.drop()
                await runner.cleanup()

    # ---- setting the scene ---------------------------------------------------------------------------

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is to be."""
        return f"{self.url}/api/"

    def team(self, id: str = "T0ACME", enterprise: str | None = None, org_install: bool = False) -> Team:  # noqa: A002
        """A workspace, made on first need; its bot token is `team.token`."""
        if id not in self.world.teams:
            bot = "" if id == "T0ACME" else id.removeprefix("T0")
            self.world.teams[id] = Team(id, f"U0BOT{bot}", f"B0BOT{bot}", enterprise, org_install)
            self.world.grant(self.world.teams[id], token=self.world.teams[id].token)
        return self.world.teams[id]

    def person(self, id: str = "U0ANA", team: str = "T0ACME") -> Person:  # noqa: A002
        return Person(self, self.team(team), id)

    def deliver_to(self, url: str, patience: float = 3.0) -> None:
        """Deliver over HTTP to this address, which has so many seconds to answer."""
        self.deliveries.courier = Http(url, self.signing_secret, self.session, patience)

    def over_sockets(self) -> None:
        """Deliver over Socket Mode."""
        self.deliveries.courier = self.sockets

    def fault(
        self,
        method: str,
        fault: Fault,
        times: int | None = 1,
        skip: int = 0,
        when: Callable[[Payload], bool] = lambda args: True,
    ) -> None:
        """Let `method` ("*": any; also "upload", "download", "response_url") fail `times` times, after `skip` calls."""
        self.faults.plans.append(Plan(method, fault, times, skip, when))

    @property
    def faults(self) -> Faults:
        return self._doors.faults

    # ---- what happens --------------------------------------------------------------------------------

    def place(self, team: Team) -> Place:
        """The ids that every payload of a workspace repeats."""
        return Place(
            team=team.id,
            enterprise=team.enterprise,
            org_install=team.org_install,
            bot_user=team.bot_user,
            bot=team.bot,
        )

    def tell(self, team: Team, payload: Payload) -> None:
        """Deliver an event of the Events API, as the schedule says."""
        self.deliveries.send("events_api", payload)

    def _echo(self, team_id: str, event: Payload) -> None:
        if self.echoes and self.deliveries.courier is not None:
            self.tell(self.team(team_id), payloads.event_callback(self.place(self.team(team_id)), event))

    def whisper(self, channel: Channel, to: str, text: str) -> None:
        """Something that only one person sees."""
        channel.whispers.append(Whisper(self.world.tick(), channel.id, to, text))

    async def uninstall(self, team: Team) -> None:
        """Somebody removes the app: tokens stop, and two events say so (tokens_revoked may come first or last)."""
        for grant in self.world.grants.values():
            grant.revoked = grant.revoked or grant.team == team.id
        at = self.world.tick()
        self.tell(team, payloads.tokens_revoked(self.place(team), bot=[team.bot_user], at=at))
        self.tell(team, payloads.app_uninstalled(self.place(team), self.world.tick()))

    # ---- what is to be seen --------------------------------------------------------------------------

    @property
    def asked(self) -> list[Asked]:
        """Every request, in order."""
        return self._doors.asked

    def calls(self, method: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method]

    def replies(self, post: Post, team: str = "T0ACME") -> list[Post]:
        """What the bot wrote in the thread of a message, oldest first."""
        found = self.team(team).channels[post.channel].thread(post.root)
        return [one for one in found if one.bot_id]

    def doubled(self) -> list[str]:
        """Effects that people see more than once, by the metadata of the messages (and files by their name)."""
        shown = [post for team in self.world.teams.values() for post in team.posts() if post.bot_id]
        names = [str(post.payload.get("effect")) for post in shown if "effect" in post.payload]
        names += [f"{post.channel}/{post.root}/{file['name']}" for post in shown for file in post.files]
        return [name for name, times in Counter(names).items() if times > 1]

    async def until(self, found: Callable[[], T], seconds: float = 10.0) -> T:
        """What `found` gives as soon as it is true in the sense of `bool`; TimeoutError after `seconds`."""
        deadline = time.monotonic() + seconds
        while not (value := found()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not within {seconds} s")
            await asyncio.sleep(0.01)
        return value


def _port(runner: web.AppRunner) -> int:
    port: int = runner.addresses[0][1]
    return port
