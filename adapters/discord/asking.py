"""One request to Discord through its library: how it is put, what its answer or its error says, how rates are counted.

The library waits short 429s out and repeats what ended in 500, 502 or 504. After 503 or a cut connection it gives up at
once: `repeatable` says what may be sent again. What it raises quotes addresses that have tokens in them, and Discord's
sentences quote the request, so only codes, first lines and the names of fields go on.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import discord
from discord.http import HTTPClient, Ratelimit, Route

from adapters.discord.calls import ITEMS, Ask, Attachment
from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json, is_object
from bot.ports import Later

PATIENCE = 30.0  # seconds of a 429 that the library waits out, the fewest that it takes as a limit
LONGEST = 3600.0  # seconds
TIMES = aiohttp.ClientTimeout(total=20, sock_connect=5)
UPLOAD_TIMES = aiohttp.ClientTimeout(total=60, sock_connect=5)
ONCE = ("/typing", "/threads", "/users/@me/channels", "/callback")  # they do no harm when they come twice
OLD_EDITS = 30046  # a 429 about old messages, which no waiting cures
WRONG_TOKEN = frozenset(
    {0, 40001}
)  # the codes of a 401 about the bot; others are about an interaction's token

TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError, KeyError, ValueError)
"""What the library raises, also over replies that are not as documented."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the library is called with."""

    route: Route
    rest: Mapping[str, Any]  # Any: what the library hands on

    async def sent(self, http: HTTPClient) -> object:
        """JSON, or a text. Raises TROUBLE."""
        answer: object = await http.request(self.route, **self.rest)
        return answer


def put(ask: Ask, body: Json | None, files: Sequence[Attachment]) -> Request:
    """A request as the library takes it."""
    content = body[ITEMS] if body is not None and [*body] == [ITEMS] else body
    route = Route(ask.method, ask.path, **ask.ids)
    query = dict(ask.query)
    if files:
        return Request(route, {"form": form_of(content, files), "params": query, "timeout": UPLOAD_TIMES})
    held = {} if content is None else {"json": content}
    return Request(route, {**held, "params": query, "timeout": TIMES})


def form_of(body: object, files: Sequence[Attachment]) -> list[dict[str, object]]:
    """A message with files, as the parts of a form."""
    kind = {"content_type": "application/octet-stream"}
    parts: list[dict[str, object]] = [{"name": "payload_json", "value": json.dumps(body or {})}]
    for number, file in enumerate(files):
        parts.append({"name": f"files[{number}]", "value": file.content, "filename": file.name, **kind})
    return parts


def repeatable(ask: Ask, body: Json | None) -> bool:
    """Whether asking twice does what asking once does. With a nonce Discord takes a message once."""
    nonce = body is not None and bool(body.get("nonce")) and body.get("enforce_nonce") is True
    return ask.method != "POST" or nonce or ask.path.endswith(ONCE)


def passing(error: Exception) -> bool:
    """Whether an error may be over in a moment; with the others the library has been patient, and whoever met with
    silence has waited for long enough."""
    if isinstance(error, discord.HTTPException):
        return error.status == 503
    return isinstance(error, aiohttp.ClientError | OSError) and not isinstance(error, TimeoutError)


def said(told: object) -> Answer:
    """What was said, as an object."""
    if is_object(told):
        return Said(told)
    if isinstance(told, list):
        return Said({ITEMS: cast("list[object]", told)})
    return Unsure("no JSON") if told else Said({})


def answer_to(error: Exception) -> Answer:
    """What an error says; raises Later on a 429."""
    match error:
        case discord.RateLimited():
            raise Later(min(error.retry_after, LONGEST)) from None
        case discord.HTTPException() if error.status == 429 and error.code != OLD_EDITS:
            raise Later(pause(error.response.headers)) from None
        case discord.HTTPException() if error.status >= 500:
            return Unsure(f"HTTP {error.status}")
        case discord.HTTPException() if not error.code or (error.status == 401 and error.code in WRONG_TOKEN):
            return Refused(f"http_{error.status}")
        case discord.HTTPException():
            return Refused(str(error.code), why(error.text))
        case _:
            return Unsure(type(error).__name__)


def why(text: str) -> str:
    """Discord's sentence, and which fields are at fault; what it says of those may quote the request."""
    fields = re.findall(r"^In ([\w.]{1,80}):", text, re.MULTILINE)
    return " ".join([text.partition("\n")[0][:200], *dict.fromkeys(fields)])


def pause(headers: Mapping[str, str]) -> float:
    """How long a 429 asks for, in seconds."""
    asked = headers.get("Retry-After", "")
    return min(float(asked), LONGEST) if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", asked) else PATIENCE


class Window(Ratelimit):
    """A rate as the library counts it, but for two things. It puts a request off because a window is long, though there
    is room in it: threads are counted by minutes. And those who wait are handed errors that nobody looks at."""

    async def acquire(self) -> None:
        if self.is_expired():
            self.reset()  # type: ignore[no-untyped-call]  # the library says no types
        if self.remaining <= 0:
            await super().acquire()
            return
        self._last_request = self._loop.time()
        self.remaining -= 1
        self.outgoing += 1

    def _wake(self, count: int = 1, *, exception: discord.RateLimited | None = None) -> None:
        super()._wake(count)


def count_fairly(http: HTTPClient) -> None:
    """Let a client count rates by `Window`."""
    kept = http._buckets  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the library has no setting for it

    def window(key: str) -> Ratelimit:
        if key not in kept:
            http._try_clear_expired_ratelimits()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - as it does
            kept[key] = Window(http.max_ratelimit_timeout)
        return kept[key]

    http.get_ratelimit = window  # type: ignore[method-assign]  # the library has no setting for it
