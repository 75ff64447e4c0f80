"""No body is kept that never ends.

The SDK collects a stream's event until its blank line comes, and a refusal's body to its end, however long either is.
So the bytes are counted before the SDK sees them, in a hook of the client: a transport of our own would cost the
proxies of the environment.
"""

from collections.abc import AsyncIterator, Mapping

import httpx2
import openai

from adapters.openai.reply import LONGEST

MOST = 8 * LONGEST
"""Bytes of an event, or of a body that is no stream: the longest reply in one piece, six bytes a character escaped."""

_BLANK = (b"\n\n", b"\r\r", b"\n\r\n")


class Endless(httpx2.DecodingError):
    """There is no end to it, so there is nothing to decode."""


class Bounded(httpx2.AsyncByteStream):
    """A body that is given up when more than MOST comes, of a stream of events between two blank lines."""

    def __init__(self, body: httpx2.AsyncByteStream, *, events: bool) -> None:
        self._body = body
        self._events = events

    async def __aiter__(self) -> AsyncIterator[bytes]:
        held, before = 0, b""
        async for part in self._body:
            end = max((before + part).rfind(blank) for blank in _BLANK) if self._events else -1
            held = held + len(part) if end < 0 else len(before) + len(part) - end
            if held > MOST:
                raise Endless("endless")
            before = part[-2:] if len(part) > 1 else (before + part)[-2:]
            yield part

    async def aclose(self) -> None:
        await self._body.aclose()


async def bound(response: httpx2.Response) -> None:
    """The hook: from here on the body is counted."""
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = Bounded(response.stream, events=response.is_success and streams(response.headers))


def client() -> httpx2.AsyncClient:
    """The SDK's own client with the hook."""
    return openai.DefaultAsyncHttpxClient(event_hooks={"response": [bound]})


def streams(headers: Mapping[str, str]) -> bool:
    """Whether the reply is what was asked for; a page or a JSON body has no events in it, and raises nothing."""
    return not headers.get("content-type", "").startswith(("application/json", "text/html"))
