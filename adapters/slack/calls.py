"""What comes of asking Slack for something: done, refused, or nobody knows.

The three lead different ways. What Slack refused was surely not done; after a cut connection or a 5xx it may have
been done, and whoever asked must look before asking again. A 429 is neither: it was not done, it is known when it
may be, and nothing is to be decided, so it is an exception (`Later`) that goes up to whoever keeps the times.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.ports import Later

Json = Mapping[str, object]
Sleep = Callable[[float], Awaitable[None]]

IN_PLACE = 5.0  # seconds of a 429 that are waited out where they are met; a lease outlasts them


@dataclass(frozen=True, slots=True)
class Said:
    """Slack did it, and this is what it said."""

    body: Json


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack did not do it. `error` is its code; `why` its own words on it, safe to log."""

    error: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The answer was lost: it may have been done. `why` names the trouble and quotes nobody."""

    why: str


Answer = Said | Refused | Unsure


class Api(Protocol):
    """Slack's Web API, and the two addresses beside it."""

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        """One call with the workspace's token; raises `Later` on a 429."""
        ...

    async def upload(self, url: str, content: bytes) -> Answer:
        """Bytes to an address that `files.getUploadURLExternal` gave."""
        ...

    async def respond(self, url: str, body: Json) -> Answer:
        """An answer to a command's `response_url`."""
        ...


class Lost(Exception):
    """Slack's answer was lost, or Slack is in trouble: to be tried again, after a look at what is there."""


class Odd(Exception):
    """Slack refused for a reason that nobody foresaw; its code is the message."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Waits a short 429 out, once; a longer one is somebody else's."""

    api: Api
    sleep: Sleep

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        try:
            return await self.api.call(workspace, method, arguments)
        except Later as later:
            if later.seconds > IN_PLACE:
                raise
            await self.sleep(later.seconds)
        return await self.api.call(workspace, method, arguments)

    async def upload(self, url: str, content: bytes) -> Answer:
        return await self.api.upload(url, content)

    async def respond(self, url: str, body: Json) -> Answer:
        return await self.api.respond(url, body)
