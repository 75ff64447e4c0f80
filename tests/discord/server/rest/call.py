"""A request as its handlers see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.discord.payloads import Payload
from tests.discord.server.errors import not_within
from tests.discord.server.stage import Stage
from tests.discord.server.things import Channel, File, Message
from tests.discord.server.wire import mapped
from tests.discord.server.world import World

Answer = Payload | list[Payload] | None
"""JSON, or None for 204."""


@dataclass(frozen=True, slots=True)
class Call:
    """`ids` are those of the path; `body` is JSON."""

    stage: Stage
    ids: Mapping[str, str]
    query: Mapping[str, str]
    body: object
    files: tuple[File, ...] = ()

    @property
    def world(self) -> World:
        return self.stage.world

    @property
    def told(self) -> Payload:
        """The body, where it is an object."""
        return mapped(self.body)

    def channel(self) -> Channel:
        return self.world.channel(self.ids["channel"])

    def message(self, channel: Channel) -> Message:
        return self.world.message(channel, self.ids["message"])

    def number(self, name: str, least: int, most: int, default: int) -> int:
        """A number of the query, within its bounds."""
        given = self.query.get(name, str(default))
        if not given.isdecimal() or not least <= int(given) <= most:
            raise not_within(name, least, most)
        return int(given)


Handler = Callable[[Call], Answer]
Route = tuple[str, str, Handler, bool]
"""Method, path, who answers, and whether the bot's token is needed."""
