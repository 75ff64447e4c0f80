"""A payload as what happened, with what it does not say itself: who the bot is, and what kind of place its channel is.

The library knows the channels that it was told of; of another one Discord is asked, once; where it says nothing of
one, again after some minutes.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol, TypeVar, assert_never

from adapters.discord.calls import Api, look_at_channel
from adapters.discord.client import App
from adapters.discord.incoming.parse import Arrival, Me, Surface, Written, arrivals
from adapters.discord.incoming.parse.arrivals import DIRECT
from adapters.discord.incoming.parse.fields import number, snowflake
from adapters.discord.incoming.parse.messages import guild_of
from bot.hosting.answers import Lost, Refused, Said, Unsure
from bot.hosting.fields import Json

TYPE = "channel_type"
MOST = 1_000  # channels that are remembered
SILENT = 300.0  # seconds for which Discord is not asked again of a channel of which it says nothing


Value = TypeVar("Value", int, float)


def noted(kept: dict[str, Value], channel: str, value: Value) -> Value:
    """Remember it, and forget what has been remembered longest where that is too much."""
    kept[channel] = value
    while len(kept) > MOST:
        del kept[next(iter(kept))]
    return value


class Seen(Protocol):
    """What the gateway was told of servers and channels."""

    def kind_of(self, channel_id: str) -> int | None: ...

    def roles_in(self, guild_id: str) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """`app` says who the bot is; `clock` counts seconds."""

    app: Callable[[], Awaitable[App]]
    seen: Seen
    api: Api
    clock: Callable[[], float] = monotonic
    _kinds: dict[str, int] = field(default_factory=dict[str, int])
    _silent: dict[str, float] = field(default_factory=dict[str, float])  # until when

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
        if self._silent.get(channel, 0.0) > self.clock():
            return -1
        answer = await self.api.call(look_at_channel(channel))
        match answer:
            case Said(told):
                return noted(self._kinds, channel, number(told, "type"))
            case Refused():
                noted(self._silent, channel, self.clock() + SILENT)
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
