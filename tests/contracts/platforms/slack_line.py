"""The line between the adapter and Slack: where it breaks on the way out, and what carries deliveries in."""

from dataclasses import dataclass

from adapters.slack.client import SlackClient
from adapters.slack.incoming.door import Handle
from bot.hosting.answers import Answer
from bot.hosting.fields import Json
from tests.contracts.platforms.bench import PAUSE, Killed, Trouble
from tests.slack.payloads import Payload
from tests.slack.server import Ack, Cut, RateLimited
from tests.slack.server.deliveries import Kind, encoded
from tests.slack.server.faults import Fault

SHOWING = frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral", "files.completeUploadExternal"})
FAULTS: dict[Trouble, Fault] = {
    Trouble.LOST_BEFORE: Cut(after=False),
    Trouble.LOST_AFTER: Cut(after=True),
    Trouble.PAUSE: RateLimited(int(PAUSE)),
}


def shows(args: Payload) -> bool:
    """Whether people see something of a call: a message, a change of one, a file."""
    return "text" in args or "files" in args


@dataclass(slots=True)
class Mortal:
    """Slack's Web API, called by a process that may be killed at it."""

    client: SlackClient
    end: Trouble | None = None
    skip: int = 0

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        end = self._end() if method in SHOWING else None
        if end is Trouble.KILLED_BEFORE:
            raise Killed
        answer = await self.client.call(workspace, method, arguments)
        if end is Trouble.KILLED_AFTER:
            raise Killed
        return answer

    async def upload(self, url: str, content: bytes) -> Answer:
        return await self.client.upload(url, content)

    async def respond(self, url: str, body: Json) -> Answer:
        return await self.client.respond(url, body)

    def _end(self) -> Trouble | None:
        self.skip -= 1
        if self.skip >= 0:
            return None
        end, self.end = self.end, None
        return end


@dataclass(frozen=True, slots=True)
class Carried:
    """Slack's deliveries, carried to Bolt by hand."""

    handle: Handle

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack:
        body, content_type = encoded(kind, payload)
        answer = await self.handle(body.decode(), {"content-type": content_type})
        return Ack(answer.status, text=answer.body)
