"""Files on their way in: what may be fetched, from where, and what of it is text.

The bot's token goes with the request, so only Slack's own hosts are asked, redirects included. A token without the
right to read files is not refused: Slack sends its log-in page, which is no file. Whoever shared the file waits for our
answer, so the whole takes at most 2.5 seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import aiohttp

from adapters.slack.client import ours
from adapters.slack.incoming.parse import Offered
from bot.core.events import FileTrouble
from bot.hosting.files import Taken, limit_of, taken, unwanted

TIME = 2.5  # seconds for one file; Slack waits three for an answer to the event
HOPS = 3
CHUNK = 64 * 1024

PAGE = "text/html"

Token = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host said: the status, where it points to, what kind of content it is."""

    status: int
    location: str
    kind: str


def refusal(offered: Offered, base_url: str) -> FileTrouble | None:
    """Why a file is not even asked for; None when it is. A type that tells nothing is looked at."""
    if trouble := unwanted(offered.name, offered.mimetype, offered.size):
        return trouble
    if not offered.url:
        return FileTrouble.MISSING
    return None if ours(offered.url, base_url) else FileTrouble.UNREADABLE


def judged(reply: Reply, offered: Offered, hops: int) -> FileTrouble | str | None:
    """What a reply means: trouble, the address to ask next (as the host put it), or None when the file follows."""
    if reply.status in {301, 302, 303, 307, 308}:
        return reply.location if reply.location and hops < HOPS else FileTrouble.UNREADABLE
    if reply.status in {404, 410}:
        return FileTrouble.MISSING
    page = reply.kind.startswith(PAGE) and (hops > 0 or not offered.mimetype.startswith(PAGE))
    return FileTrouble.UNREADABLE if reply.status != 200 or page else None


@dataclass(frozen=True, slots=True)
class Downloads:
    """`session` gives the connections; `base_url` is the API's, whose host counts as Slack's."""

    session: Callable[[], aiohttp.ClientSession]
    token: Token
    base_url: str
    time: float = TIME

    async def fetched(self, workspace: str, file: Offered) -> Taken:
        """A shared file as text or as an archive of texts, or why it was not read."""
        trouble = refusal(file, self.base_url)
        token = None if trouble else await self.token(workspace)
        if trouble or token is None:
            return trouble or FileTrouble.UNREADABLE
        try:
            async with asyncio.timeout(self.time):
                headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
                content = await self._content(file, headers)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return FileTrouble.UNREADABLE
        if isinstance(content, FileTrouble):
            return content
        return await asyncio.to_thread(taken, file.name, content)

    async def _content(self, file: Offered, headers: Mapping[str, str]) -> bytes | FileTrouble:
        """The file's bytes, at most one more than the limit."""
        url, hops = file.url, 0
        while True:
            async with self.session().get(url, headers=headers, allow_redirects=False) as response:
                reply = Reply(response.status, response.headers.get("Location", ""), response.content_type)
                verdict = judged(reply, file, hops)
                if verdict is None:
                    return await read(response, limit_of(file.name))
            if isinstance(verdict, FileTrouble):
                return verdict
            url, hops = urljoin(url, verdict), hops + 1
            if not ours(url, self.base_url):
                return FileTrouble.UNREADABLE


async def read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """As much of a body as shows that it is too large (`limit` in bytes). One that comes packed, though it should not,
    counts unpacked."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > limit:
            break
    return bytes(content)
