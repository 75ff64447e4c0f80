"""A raw HTTP server on the loopback, for what no well-behaved server can be made to do.

Each request takes the next reply of a script: exact bytes, then the connection is closed; the last one
serves all that follow. What was asked is kept, as the JSON that came.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Wire:
    """Bytes to send; `pause` seconds before them; `tail` is sent after `gap` seconds more."""

    raw: bytes
    pause: float = 0.0
    tail: bytes = b""
    gap: float = 0.0


@dataclass(slots=True)
class Loopback:
    """The server's address and what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])  # Any: the JSON of a request


@asynccontextmanager
async def serving(*script: Wire) -> AsyncGenerator[Loopback]:
    """A server that plays the script."""
    left = list(script)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            loopback.asked.append(await body(reader))
            reply = left.pop(0) if len(left) > 1 else left[0]
            await asyncio.sleep(reply.pause)
            writer.write(reply.raw)
            await writer.drain()
            await asyncio.sleep(reply.gap)
            writer.write(reply.tail)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side has hung up, which some tests are about
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    loopback = Loopback(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
    try:
        yield loopback
    finally:
        server.close()


async def body(reader: asyncio.StreamReader) -> dict[str, Any]:  # Any: the JSON of a request
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    lengths = [int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length")]
    said: dict[str, Any] = json.loads(await reader.readexactly(lengths[0])) if lengths else {}
    return said


# ---- replies -------------------------------------------------------------------------------------------


def http(status: int, content: bytes, kind: str, **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status} -",
        f"content-type: {kind}",
        f"content-length: {len(content)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        "connection: close",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def page(status: int = 200, text: str = "<!doctype html><title>Welcome</title>") -> Wire:
    """A web page."""
    return Wire(http(status, text.encode(), "text/html; charset=utf-8"))


def reply(status: int, said: object, **headers: str) -> Wire:
    """A JSON reply."""
    return Wire(http(status, json.dumps(said).encode(), "application/json", **headers))


def error(status: int, message: str, **more: object) -> Wire:
    """An error as OpenAI words it; `headers` among the rest are the reply's."""
    headers = {name: str(more.pop(name)) for name in ("retry_after",) if name in more}
    return reply(status, {"error": {"message": message, **more}}, **headers)


STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
DONE = b"data: [DONE]\n\n"


def event(said: object) -> bytes:
    return b"data: " + json.dumps(said, ensure_ascii=False).encode() + b"\n\n"


def piece(text: str | None = None, finish: str | None = None, **more: object) -> bytes:
    """One chunk of a stream; `more` goes into its delta."""
    delta: Mapping[str, object] = ({} if text is None else {"content": text}) | more
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return event(
        {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    )


def pieces(text: str, step: int = 400) -> bytes:
    """A text in chunks, with no end."""
    return b"".join(piece(text[at : at + step]) for at in range(0, len(text), step))


def counted(prompt: int, completion: int) -> bytes:
    """The last chunk, which holds the count of tokens and no choice."""
    usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return event(
        {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [],
            "usage": usage,
        }
    )


def streamed(text: str, finish: str | None = "stop", end: bytes = DONE) -> Wire:
    """A text as a stream; `finish` None ends it without a reason."""
    closing = piece(finish=finish) if finish else b""
    return Wire(STREAM + pieces(text) + closing + counted(2000, 900) + end)


def hung_up(text: str) -> Wire:
    """A stream that breaks off in the middle of the transfer."""
    content = pieces(text)
    return Wire(CHUNKED + f"{len(content):x}\r\n".encode() + content + b"\r\n")
