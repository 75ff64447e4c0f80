"""A call of the Web API, as the methods see it, and how they refuse."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.slack.payloads import Payload
from tests.slack.server.channels import Channel, Post
from tests.slack.server.limits import Breaches
from tests.slack.server.wire import listed, mapped
from tests.slack.server.world import Grant, Team, World


class Refused(Exception):
    """`{"ok": false, "error": …}` with what else the answer says."""

    def __init__(self, error: str, messages: tuple[str, ...] = (), **more: str) -> None:
        super().__init__(error)
        self.error = error
        said = [f"[ERROR] {message}" for message in messages]
        self.answer: Payload = {"ok": False, "error": error, **more}
        if messages:
            self.answer |= {"errors": list(messages), "response_metadata": {"messages": said}}


def hold(found: Breaches) -> None:
    """Refuse with the first breach's error, and name all breaches that share it."""
    if found.found:
        error = found.found[0][0]
        raise Refused(error, tuple(says for one, says in found.found if one == error))


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks (`team`, `grant`) and for what (`args`: JSON values; a form's strings stay strings)."""

    world: World
    team: Team
    grant: Grant
    args: Payload
    base: str

    def text(self, name: str) -> str:
        """A required string."""
        found = self.args.get(name)
        if not isinstance(found, str) or not found:
            raise Refused("invalid_arguments", (f"missing required field: {name}",))
        return found

    def maybe(self, name: str) -> str | None:
        found = self.args.get(name)
        return str(found) if found else None

    def yes(self, name: str) -> bool:
        return self.args.get(name) in (True, "true", "1", 1)

    def json(self, name: str, error: str) -> object:
        """An argument that is JSON, in a form as a string."""
        found = self.args.get(name)
        if not isinstance(found, str):
            return found
        try:
            decoded: object = json.loads(found)
        except ValueError:
            raise Refused(error) from None
        return decoded

    def items(self, name: str, error: str) -> list[Payload]:
        return [mapped(item) for item in listed(self.json(name, error))]

    def channel(self, name: str = "channel") -> Channel:
        """The channel that is meant, if it may be known to the bot at all."""
        told = self.text(name)
        found = self.team.channels.get(told)
        if found is None or (found.kind != "channel" and self.team.bot_user not in found.members):
            raise Refused("channel_not_found")
        return found

    def joined(self, name: str = "channel") -> Channel:
        """A channel that the bot is in."""
        found = self.channel(name)
        if self.team.bot_user not in found.members:
            raise Refused("not_in_channel")
        return found

    def writable(self, name: str = "channel") -> Channel:
        """A channel that the bot may write to."""
        found = self.joined(name)
        if found.archived:
            raise Refused("is_archived")
        return found

    def post(self, channel: Channel, name: str = "ts", error: str = "message_not_found") -> Post:
        found = channel.posts.get(str(self.args.get(name)))
        if found is None or found.deleted:
            raise Refused(error)
        return found

    def own(self, channel: Channel, error: str) -> Post:
        """A message of the bot's."""
        found = self.post(channel)
        if found.bot_id != self.team.bot:
            raise Refused(error)
        return found


Handler = Callable[[Call], Payload]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API. `scopes`: any one of them is enough. `json`: whether a JSON body is read at all
    (write methods; others take a form or a query, and to them a JSON body has no arguments)."""

    handler: Handler
    scopes: tuple[str, ...] = ()
    json: bool = False
