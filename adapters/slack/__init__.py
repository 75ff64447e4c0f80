"""Slack: a workspace where teams ask, answer in threads, and read the plan.

    request or envelope → guard → Bolt → parse → hearing → the front door
    the outbox → posting → render → Slack's Web API

`create` puts it together. Coming in and going out share nothing but the store: any process can post what another one
took in.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

from prometheus_client import CollectorRegistry
from starlette.routing import Route

from adapters.slack.client import SlackClient
from adapters.slack.incoming.bolt import bolt
from adapters.slack.incoming.door import Events, handed_to
from adapters.slack.incoming.earlier import Surroundings
from adapters.slack.incoming.files import Downloads
from adapters.slack.incoming.forms import Forms
from adapters.slack.incoming.hearing import Hearing
from adapters.slack.incoming.inquiries import Inquiries
from adapters.slack.incoming.listening import Listening
from adapters.slack.incoming.meters import Meters
from adapters.slack.incoming.sockets import Sockets
from adapters.slack.installing.identity import Identity, identity_of
from adapters.slack.installing.leaving import leaving
from adapters.slack.outgoing import Times, platform_of
from adapters.slack.outgoing.posting import SlackPlatform
from bot.hosting import Host
from bot.settings.slack import Http, SlackSettings, Socket

__all__ = ["Slack", "create"]


@dataclass(frozen=True, slots=True)
class Slack:
    """The platform, and its process part. `routes` are what Slack and those who install the app may call, `registry`
    holds what is counted there; `sockets` is None over HTTP."""

    platform: SlackPlatform
    client: SlackClient
    routes: Sequence[Route]
    registry: CollectorRegistry
    sockets: Sockets | None

    @property
    def mode(self) -> Literal["slack_http", "slack_socket"]:
        """How events come in: a key of `[serve]`."""
        return "slack_socket" if self.sockets else "slack_http"

    async def ready(self) -> Mapping[str, bool]:
        """Whether events can come in. Over HTTP that is up to Slack: nothing here knows more."""
        return {"slack": self.sockets is None or self.sockets.connected}

    async def run(self) -> None:
        """Until cancelled; then what is being taken in is finished."""
        await (self.sockets.run() if self.sockets else asyncio.Event().wait())

    async def close(self) -> None:
        """Leave progress as it shows, and give connections back."""
        await self.platform.displays.close()
        await self.client.close()


def create(settings: SlackSettings, host: Host, home: Path) -> Slack:
    """Slack in one workspace or many, over HTTP or a websocket. Needs a running loop."""
    identity = identity_of(settings, home, host.wording, host.language)
    client = SlackClient(identity.token, settings.api_url)
    times = Times(time.time, time.monotonic, asyncio.sleep)
    platform = platform_of(client, host.memory, host.wording, times)
    handler = bolt(listening_of(settings, host, client, identity), identity.token)
    meters, sockets, routes = Meters(), None, identity.pages
    match settings.mode:
        case Socket(app_token):
            sockets = Sockets(handler, app_token.get_secret_value(), settings.api_url)
        case Http(secret):
            events = Events(secret.get_secret_value().encode(), handed_to(handler), time.time, meters)
            routes = (*routes, events.route)
        case _:
            assert_never(settings.mode)
    return Slack(platform, client, routes, meters.registry, sockets)


def listening_of(settings: SlackSettings, host: Host, client: SlackClient, identity: Identity) -> Listening:
    """What hears Slack."""
    memory, wording = host.memory, host.wording
    downloads = Downloads(client.session, identity.token, settings.api_url)
    context = wording.line(host.language, "messages", "edge.context_file")
    hearing = Hearing(host.front, memory, Surroundings(client, downloads), context, host.now)
    left = leaving(client, memory.forget, identity.remove)
    return Listening(hearing, Inquiries(host), Forms(wording), memory, client, wording, host.language, left)
