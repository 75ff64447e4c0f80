"""What listens to Discord, put together from the bot and from Discord's REST API."""

from typing import Protocol

import aiohttp

from adapters.discord.calls import Api
from adapters.discord.client import App
from adapters.discord.incoming.acting import Acting
from adapters.discord.incoming.attending import Attending
from adapters.discord.incoming.catching_up import CatchingUp
from adapters.discord.incoming.earlier import Surroundings
from adapters.discord.incoming.files import Downloads
from adapters.discord.incoming.forms import Forms
from adapters.discord.incoming.hearing import Hearing
from adapters.discord.incoming.inquiries import Inquiries
from adapters.discord.incoming.known import Conversations
from adapters.discord.incoming.lanes import Lanes
from adapters.discord.incoming.listening import Listening
from adapters.discord.incoming.reading import Reading, Seen
from adapters.discord.incoming.replies import Replies
from bot.hosting import Host


class Rest(Api, Protocol):
    """Discord's REST API, with who the bot is and connections for its files."""

    async def app(self) -> App: ...

    def session(self) -> aiohttp.ClientSession: ...


def listening_of(host: Host, rest: Rest, seen: Seen, api_url: str | None) -> Listening:
    """What hears Discord; `seen` is what the gateway was told, `api_url` the API's where it is not Discord's own."""
    context = host.wording.line(host.language, "messages", "edge.context_file")
    conversations = Conversations(host.memory)
    surroundings = Surroundings(rest, Downloads(rest.session, api_url))
    hearing = Hearing(host.front, conversations, surroundings, context, host.now)
    attending = Attending(host, conversations, Acting(hearing), Inquiries(host), Forms(host.wording))
    catching_up = CatchingUp(rest, host.memory, Lanes(), host.now)
    return Listening(Reading(rest.app, seen, rest), hearing, attending, Replies(rest), catching_up)
