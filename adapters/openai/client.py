"""The thin part: ask the SDK, translate what comes back and what is raised.

The SDK's own retries are off: once a stream has begun it retries nothing, and it retries an exhausted
quota for nothing. What to do next is for the caller to decide, who is given a value and no exception.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast

import httpx2
import openai
from openai import BaseModel

from adapters.openai import bounded
from adapters.openai.bounded import streams
from adapters.openai.limits import Limits
from adapters.openai.reply import LONGEST, Hearing, whole
from adapters.openai.request import Request, request
from adapters.openai.trouble import refused
from bot.ports import Completion, Prompt, Trouble, TroubleKind

NO_KEY = "none"  # the SDK refuses to start without one, a local server does not look at it

UNSENDABLE_KEY = Trouble(TroubleKind.AUTH, "the key holds characters that no header can carry")
BREATH = 50
"""Pieces of a reply that are taken at once, when they are all there, before others get their turn."""

UNDECODABLE = Trouble(TroubleKind.GARBLED, "undecodable")


def connect(api_key: str, endpoint: str, limits: Limits) -> openai.AsyncOpenAI:
    """The SDK's client. It is given everything, so that it reads no address or key from the environment."""
    return openai.AsyncOpenAI(
        api_key=api_key.strip() or NO_KEY,
        base_url=endpoint,
        timeout=httpx2.Timeout(limits.silence, connect=limits.connect),
        default_headers={"Accept-Encoding": "identity"},  # a packed reply may be of any size
        max_retries=0,
        http_client=bounded.client(),
    )


class OpenAICompatible:
    """A model at an endpoint."""

    def __init__(self, client: openai.AsyncOpenAI, name: str, endpoint: str, limits: Limits) -> None:
        self._client = client
        self._name = name
        self._endpoint = endpoint
        self._limits = limits

    @property
    def name(self) -> str:
        return self._name

    @property
    def endpoint(self) -> str:
        return self._endpoint

    async def complete(self, prompt: Prompt, hear: Callable[[str], None]) -> Completion | Trouble:
        """One request, no retries."""
        try:
            async with asyncio.timeout(self._limits.whole):
                return await self._answered(request(prompt), hear)
        except (TimeoutError, openai.APITimeoutError, httpx2.TimeoutException):
            return Trouble(TroubleKind.TIMEOUT, "no reply in time")
        except (openai.APIConnectionError, httpx2.RequestError) as error:
            return unreachable(error)
        except UnicodeEncodeError:
            return UNSENDABLE_KEY
        except (
            ValueError,
            RecursionError,
        ):  # JSON or text that cannot be decoded, raised as it is by the SDK
            return UNDECODABLE

    async def close(self) -> None:
        """Give the connections back."""
        await self._client.close()

    async def _answered(self, asked: Request, hear: Callable[[str], None]) -> Completion | Trouble:
        """What the server said, errors included; the connection's own trouble is raised."""
        try:
            return await self._ask(asked, hear)
        except openai.APIStatusError as error:
            return refused(error.status_code, error.body, asked.droppable, patience(error.response))
        except openai.APIConnectionError:
            raise
        except openai.APIError as error:  # an error inside the stream
            return refused(None, error.body, asked.droppable)

    async def _ask(self, asked: Request, hear: Callable[[str], None]) -> Completion | Trouble:
        # The SDK's overloads take one type per role and option; what comes back may be none that they promise.
        create = cast("Callable[..., Awaitable[object]]", self._client.chat.completions.create)
        said = await create(model=self._name, messages=asked.messages, **asked.options)
        if not isinstance(said, openai.AsyncStream):
            return whole(said.to_json() if isinstance(said, BaseModel) else str(said), asked.droppable)
        stream = cast("openai.AsyncStream[object]", said)
        async with stream:
            if not streams(stream.response.headers):
                body = await all_of(stream.response)
                return whole(body.decode(errors="replace"), asked.droppable)
            return await listen(stream, hear)


async def listen(stream: "openai.AsyncStream[object]", hear: Callable[[str], None]) -> Completion | Trouble:
    """All of a stream. A connection that breaks once a reply has begun leaves a cut reply, no unreachable server."""
    hearing = Hearing()
    try:
        async for piece in stream:
            if hearing.take(piece) and hearing.tell():
                hear(hearing.text)
            if hearing.size > LONGEST:
                break
            if hearing.pieces % BREATH == 0:
                await asyncio.sleep(0)
    except openai.APITimeoutError:
        raise
    except openai.APIConnectionError as error:
        if isinstance(error.__cause__, httpx2.DecodingError):
            raise
        # Without a finish reason, the outcome is a reply that was cut.
    return hearing.outcome()


async def all_of(response: httpx2.Response) -> bytes:
    """A body that came in one piece; of one without end as much as is worth reading."""
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > 4 * LONGEST:  # bytes of characters, and JSON around them
            break
    return bytes(body)


def unreachable(error: openai.APIConnectionError | httpx2.RequestError) -> Trouble:
    """A wrong address (it redirects for ever, or is no address) is told apart from one where nobody listens,
    and both from a body that is not what its headers say."""
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    if isinstance(cause, httpx2.DecodingError):
        return UNDECODABLE
    if isinstance(cause, httpx2.LocalProtocolError):
        return UNSENDABLE_KEY
    if isinstance(cause, httpx2.TooManyRedirects | httpx2.UnsupportedProtocol):
        return Trouble(TroubleKind.NOT_AN_API, type(cause).__name__)
    return Trouble(TroubleKind.UNREACHABLE, type(cause).__name__)


def patience(response: httpx2.Response) -> float | None:
    """`Retry-After` in seconds, given as a number or as a date."""
    said = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):  # ValueError: no date; TypeError: one without a zone
        return None
