"""The thin part: ask Slack through its SDK, and translate what comes back and what is raised.

The SDK sends again after a connection error, posts included, which doubles messages; here only reads have its retry.
A body is JSON where the method takes it, else a form in the body: in the URL's query long texts break, and logs keep
them. What the SDK raises quotes the reply, so nothing of it but the error's code and the place of it goes on.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast
from urllib.parse import urlencode, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator
from slack_sdk.web.async_client import AsyncWebClient

from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json, inner, text
from bot.ports import Later

SLACK = "https://slack.com/api/"
TIMES = aiohttp.ClientTimeout(total=25, sock_connect=5, sock_read=20)
UPLOAD_TIMES = aiohttp.ClientTimeout(total=60, sock_connect=5, sock_read=30)

NO_TOKEN = Refused("no_token")
UNREACHED = Refused("unreached")  # nothing was sent

READS = frozenset(
    {
        "auth.test",
        "chat.getPermalink",
        "conversations.history",
        "conversations.replies",
        "files.info",
        "users.info",
    }
)
FORMS = ("auth.", "conversations.", "files.", "users.", "chat.getPermalink")  # the rest takes JSON
AGAIN = AsyncConnectionErrorRetryHandler(1, FixedValueRetryIntervalCalculator(0.2))
MAYBE_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable"})
WAIT = 1.0  # seconds, when a 429 does not say

Token = Callable[[str], Awaitable[str | None]]


class SlackClient:
    """Slack's Web API for many workspaces. `token` gives a workspace's bot token, None where there is none."""

    def __init__(self, token: Token, base_url: str = SLACK) -> None:
        self._token = token
        self._base_url = base_url
        self._opened: aiohttp.ClientSession | None = None

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        token = await self._token(workspace)
        if token is None:
            return NO_TOKEN
        body = encoded(method, arguments)
        try:
            return await self._asked(token, method, body)
        except SlackApiError as error:
            return refused(error)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return UNREACHED
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Unsure(type(error).__name__)
        except (AttributeError, TypeError, ValueError):  # the SDK, over a reply that is no JSON object
            return Unsure("no JSON")

    async def upload(self, url: str, content: bytes) -> Answer:
        return await self._sent(url, UPLOAD_TIMES, data=content)

    async def respond(self, url: str, body: Json) -> Answer:
        """Only to an address of Slack's: it comes from outside, and words go to it."""
        if not ours(url, self._base_url):
            return Refused("foreign_url")
        return await self._sent(url, TIMES, json=dict(body))

    async def close(self) -> None:
        """Give the connections back."""
        if self._opened is not None:
            await self._opened.close()

    def session(self) -> aiohttp.ClientSession:
        """One for all, made in the loop that uses it."""
        if self._opened is None or self._opened.closed:
            self._opened = aiohttp.ClientSession(
                timeout=TIMES, cookie_jar=aiohttp.DummyCookieJar(), trust_env=not loopback(self._base_url)
            )
        return self._opened

    async def _asked(self, token: str, method: str, body: "Body") -> Answer:
        client = AsyncWebClient(
            token=token,
            base_url=self._base_url,
            session=self.session(),
            retry_handlers=[AGAIN] if method in READS else [],
        )
        if loopback(self._base_url):
            client.proxy = None
        # The SDK's types say nothing of what is in its dictionaries, and it takes a body as bytes, which they deny.
        api_call = cast("Callable[..., Awaitable[object]]", client.api_call)  # pyright: ignore[reportUnknownMemberType]
        said = body_of(await api_call(method, data=body.content, headers={"Content-Type": body.kind}))
        return Said(said) if said else Unsure("no JSON")

    async def _sent(self, url: str, times: aiohttp.ClientTimeout, **body: object) -> Answer:
        """A body to an address that needs no token."""
        try:
            async with self.session().post(url, timeout=times, allow_redirects=False, **body) as reply:  # type: ignore[arg-type]  # aiohttp takes data= or json=
                return by_status(reply.status, reply.headers)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Unsure(type(error).__name__)


@dataclass(frozen=True, slots=True)
class Body:
    """A request's body and its content type."""

    kind: str
    content: bytes


def encoded(method: str, arguments: Json) -> Body:
    """Arguments as JSON, or as a form's fields, in which what is no plain text is JSON again."""
    if not method.startswith(FORMS):
        return Body("application/json; charset=utf-8", json.dumps(arguments).encode())
    fields = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in arguments.items()
    }
    return Body("application/x-www-form-urlencoded", urlencode(fields).encode())


def by_status(status: int, headers: Mapping[str, str]) -> Answer:
    """What a bare HTTP status says."""
    if status == 429:
        raise Later(patience(headers))
    if status >= 500:
        return Unsure(f"HTTP {status}")
    return Said({}) if status == 200 else Refused(f"http_{status}")


def refused(error: SlackApiError) -> Answer:
    """What the SDK raises about a reply: of Slack's own, or of the raw connection when the body is no JSON."""
    reply: object = error.response
    body = body_of(reply)
    status = getattr(reply, "status_code", getattr(reply, "status", 0))
    code = text(body, "error")
    if status == 429 or code in {"ratelimited", "rate_limited"}:
        raise Later(patience(getattr(reply, "headers", {})))
    if status >= 500 or code in MAYBE_DONE or not code:
        return Unsure(code or f"HTTP {status}")
    return Refused(code, why(body))


def body_of(reply: object) -> Json:
    """The JSON object of a reply; empty when there is none."""
    return inner({"said": getattr(reply, "data", None)}, "said")


def why(body: Json) -> str:
    """Which scope or which part of the request is at fault. Slack's sentences may quote the request."""
    metadata = body.get("response_metadata")
    pointers = re.findall(r"json-pointer:([\w/]{1,80})", json.dumps(metadata))
    return " ".join([str(body["needed"])] if "needed" in body else dict.fromkeys(pointers))


def patience(headers: Mapping[str, str]) -> float:
    """`Retry-After` in seconds, given as a number or as a date."""
    said = headers.get("Retry-After", "")
    with suppress(ValueError):
        return min(max(float(said), 0.0), 3600.0)
    with suppress(TypeError, ValueError):  # TypeError: a date without a zone
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return WAIT


def ours(url: str, base_url: str) -> bool:
    """Whether an address is Slack's (https), or on the host that was set in its place."""
    base, there = urlsplit(base_url), urlsplit(url)
    if base_url != SLACK and (there.scheme, there.netloc) == (base.scheme, base.netloc):
        return True
    host = there.hostname or ""
    return there.scheme == "https" and (host in SLACK_HOSTS or host.endswith(SLACK_DOMAINS))


SLACK_HOSTS = frozenset({"slack.com", "slack-files.com", "slack-gov.com"})
SLACK_DOMAINS = (".slack.com", ".slack-files.com", ".slack-gov.com")


def loopback(url: str) -> bool:
    """An address on this machine: no proxy stands before it."""
    return (urlsplit(url).hostname or "") in {"127.0.0.1", "localhost", "::1"}
