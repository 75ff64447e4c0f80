"""A payload as what happened, with what it does not say itself: who the bot is, and what kind of place its channel is.

The library knows the channels that it was told of; of another one Discord is asked, once.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, assert_never

from adapters.discord.calls import Api, look_at_channel
from adapters.discord.client import App
from adapters.discord.incoming.parse import Arrival, Me, Surface, Written, arrivals
from adapters.discord.incoming.parse.arrivals import DIRECT
from adapters.discord.incoming.parse.fields import number, snowflake
from adapters.discord.incoming.parse.messages import guild_of
from bot.hosting.answers import Lost, Refused, Said, Unsure
from bot.hosting.fields import Json

TYPE = "channel_type"


class Seen(Protocol):
    """What the gateway was told of servers and channels."""

    def kind_of(self, channel_id: str) -> int | None: ...

    def roles_in(self, guild_id: str) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """`app` says who the bot is."""

    app: Callable[[], Awaitable[App]]
    seen: Seen
    api: Api
    _kinds: dict[str, int] = field(default_factory=dict[str, int])

    def kind_of(self, told: Json) -> int | None:
        """What kind of place an event's channel is, as far as it is known without asking."""
        channel = snowflake(told, "channel_id")
        told_kind = number(told, TYPE)
        if told_kind >= 0:
            return told_kind
        kind = self.seen.kind_of(channel)
        return self._kinds.get(channel) if kind is None else kind

    async def arrivals(self, event: str, told: Json) -> tuple[Arrival, ...]:
        """What happened. A message without anything in it is none, unless Discord withheld what it says."""
        app = await self.app()
        me = Me(app.user, self.seen.roles_in(guild_of(told)))
        found = arrivals(event, await self._placed(event, told), me)
        return tuple(self._meant(found, reads=app.reads_content))

    async def _placed(self, event: str, told: Json) -> Json:
        """With the kind of its channel, where that matters."""
        if event not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} or guild_of(told) == DIRECT:
            return told
        kind = self.kind_of(told)
        return {**told, TYPE: await self._asked(snowflake(told, "channel_id")) if kind is None else kind}

    async def _asked(self, channel: str) -> int:
        """Discord's word on it; −1 where it says none. Raises Lost or Later, since without it a message is lost."""
        answer = await self.api.call(look_at_channel(channel))
        match answer:
            case Said(told):
                return self._kinds.setdefault(channel, number(told, "type"))
            case Refused():
                return -1
            case Unsure(why):
                raise Lost(why)
            case _:
                assert_never(answer)

    def _meant(self, found: tuple[Arrival, ...], *, reads: bool) -> Iterator[Arrival]:
        for each in found:
            if isinstance(each, Written) and each.unread and (reads or each.surface is Surface.DIRECT):
                continue  # nothing was withheld: there is nothing in it
            yield each
