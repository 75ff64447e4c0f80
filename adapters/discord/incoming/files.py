"""Files on their way in: what may be fetched, from where, and what of it is text.

Discord's addresses run out, so a file is read at once. They come from outside, so only Discord's own hosts are asked,
by https, without any token, and no redirection is followed. Whoever shared the file waits: the whole takes ten seconds
at most.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from adapters.discord.incoming.parse import Offered
from bot.core.events import FileTrouble
from bot.hosting.files import Taken, limit_of, taken, unwanted

TIME = 10.0  # seconds for one file
CHUNK = 64 * 1024
HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})


def refusal(file: Offered, api_url: str | None) -> FileTrouble | None:
    """Why a file is not even asked for; None when it is. A type that tells nothing is looked at."""
    if trouble := unwanted(file.name, file.mimetype, file.size):
        return trouble
    if not file.url:
        return FileTrouble.MISSING
    return None if discords(file.url, api_url) else FileTrouble.UNREADABLE


def discords(url: str, api_url: str | None) -> bool:
    """Whether an address is that of a file of Discord's, or on the host that was set in its place."""
    try:
        asked, ours = urlsplit(url), urlsplit(api_url or "")
        if api_url and (asked.scheme, asked.hostname, asked.port) == (ours.scheme, ours.hostname, ours.port):
            return True
        return asked.scheme == "https" and asked.hostname in HOSTS and asked.port in {None, 443}
    except ValueError:  # no port, or no host, that there can be
        return False


def judged(status: int, length: int, limit: int) -> FileTrouble | None:
    """What a reply's head means; None when the file follows. Both in bytes, `length` 0 where it is not told."""
    if status in {403, 404, 410}:  # 403: the address has run out
        return FileTrouble.MISSING
    if status != 200:
        return FileTrouble.UNREADABLE
    return FileTrouble.TOO_LARGE if length > limit else None


@dataclass(frozen=True, slots=True)
class Downloads:
    """`session` gives the connections; `api_url` is the API's where it is not Discord's own."""

    session: Callable[[], aiohttp.ClientSession]
    api_url: str | None = None
    time: float = TIME

    async def fetched(self, file: Offered) -> Taken:
        """A shared file as text or as an archive of texts, or why it was not read."""
        if trouble := refusal(file, self.api_url):
            return trouble
        try:
            async with asyncio.timeout(self.time):
                content = await self._content(file.url, limit_of(file.name))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return FileTrouble.UNREADABLE
        if isinstance(content, FileTrouble):
            return content
        return await asyncio.to_thread(taken, file.name, content)

    async def _content(self, url: str, limit: int) -> bytes | FileTrouble:
        """The file's bytes, at most one chunk more than the limit."""
        headers = {"Accept-Encoding": "identity"}
        async with self.session().get(url, headers=headers, allow_redirects=False) as response:
            trouble = judged(response.status, response.content_length or 0, limit)
            return trouble or await read(response, limit)


async def read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """As much of a body as shows that it is too large (`limit` in bytes). One that comes packed, though it should not,
    counts unpacked."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > limit:
            break
    return bytes(content)
