"""Slack's Web API as the adapter asks for it, and what is done about a short 429."""

from dataclasses import dataclass
from typing import Protocol

from bot.hosting.answers import Answer, Sleep
from bot.hosting.fields import Json
from bot.ports import Later

IN_PLACE = 5.0  # seconds of a 429 that are waited out where they are met; a lease outlasts them


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
