"""What servers send over a real socket, and the value that comes of it. Nothing is ever raised, nothing secret kept."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import httpx2
import pytest

from adapters import openai
from adapters.openai.bounded import MOST, Bounded, Endless
from adapters.openai.limits import Limits
from bot.ports import Completion, Finish, Prompt, Shaped, Trouble, TroubleKind, Usage
from tests.loopback import (
    CHUNKED,
    DONE,
    STREAM,
    Wire,
    counted,
    error,
    event,
    http,
    hung_up,
    page,
    piece,
    reply,
    serving,
    streamed,
)

KEY = "sk-verySecretKey0123456789"
PROMPT = Prompt("rules", "data", Shaped.JSON_SCHEMA, "plan", '{"type":"object"}', max_tokens=100)
QUICK = Limits(connect=1, silence=0.3, whole=1)


async def answer(*script: Wire, prompt: Prompt = PROMPT, limits: Limits = QUICK) -> Completion | Trouble:
    async with serving(*script) as loopback:
        model = openai.create(KEY, loopback.url, "m-1", limits)
        try:
            return await model.complete(prompt, lambda _: None)
        finally:
            await model.close()


def stream(*events: bytes) -> Wire:
    return Wire(STREAM + b"".join(events))


def body(text: str | None, finish: str | None = "stop", **more: object) -> dict[str, object]:
    message = {"role": "assistant", "content": text}
    return {"id": "c", "choices": [{"index": 0, "message": message, "finish_reason": finish}], **more}


COMPLETIONS: tuple[tuple[str, Wire, Completion], ...] = (
    ("a stream with its count", streamed("hola"), Completion("hola", Finish.STOP, Usage(2000, 900))),
    ("a stream without [DONE]", streamed("hola", end=b""), Completion("hola", Finish.STOP, Usage(2000, 900))),
    ("cut by length", streamed("ho", "length"), Completion("ho", Finish.LENGTH, Usage(2000, 900))),
    (
        "cut by length, as Anthropic says it",
        streamed("ho", "max_tokens"),
        Completion("ho", Finish.LENGTH, Usage(2000, 900)),
    ),
    (
        "ended by a reason we do not know",
        streamed("ho", "eos"),
        Completion("ho", Finish.STOP, Usage(2000, 900)),
    ),
    ("a clean end without a reason", stream(piece("ho"), DONE), Completion("ho", Finish.CUT, None)),
    ("a clean end without [DONE] or reason", stream(piece("ho")), Completion("ho", Finish.CUT, None)),
    ("an end before the first word", stream(), Completion("", Finish.CUT, None)),
    ("a connection lost in the middle", hung_up("ho"), Completion("ho", Finish.CUT, None)),
    ("a connection lost before the first chunk", Wire(CHUNKED), Completion("", Finish.CUT, None)),
    (
        "a refusal in words",
        stream(piece(refusal="no"), piece(finish="stop"), DONE),
        Completion("", Finish.REFUSAL, None),
    ),
    ("a content filter", stream(piece(finish="content_filter"), DONE), Completion("", Finish.REFUSAL, None)),
    (
        "thoughts beside the answer",
        stream(piece(reasoning_content="mmm"), piece("a", "stop")),
        Completion("a", Finish.STOP, None),
    ),
    (
        "an answer in parts",
        stream(
            event(
                {
                    "choices": [
                        {"delta": {"content": [{"type": "text", "text": "a"}]}, "finish_reason": "stop"}
                    ]
                }
            )
        ),
        Completion("a", Finish.STOP, None),
    ),
    (
        "chunks without delta",
        stream(event({"choices": [{"delta": None}]}), piece("a", "stop")),
        Completion("a", Finish.STOP, None),
    ),
    (
        "the count alone, with no choices",
        stream(piece("a", "stop"), counted(3, 4)),
        Completion("a", Finish.STOP, Usage(3, 4)),
    ),
    (
        "one JSON body though a stream was asked for",
        reply(200, body("hola")),
        Completion("hola", Finish.STOP, None),
    ),
    (
        "one JSON body with its count",
        reply(200, body("hola", usage={"prompt_tokens": 5, "completion_tokens": 6})),
        Completion("hola", Finish.STOP, Usage(5, 6)),
    ),
    ("one JSON body without a reason", reply(200, body("hola", None)), Completion("hola", Finish.CUT, None)),
    ("an empty answer", reply(200, body(None)), Completion("", Finish.STOP, None)),
)


@pytest.mark.parametrize(
    ("wire", "expected"), [row[1:] for row in COMPLETIONS], ids=[row[0] for row in COMPLETIONS]
)
async def test_an_answer_is_read_however_it_comes(wire: Wire, expected: Completion) -> None:
    assert await answer(wire) == expected


NOT_AN_API = TroubleKind.NOT_AN_API
TROUBLES: tuple[tuple[str, Wire, TroubleKind], ...] = (
    # this is no API
    ("a web page with status 200", page(), NOT_AN_API),
    ("a web page that calls itself JSON", Wire(http(200, b"<html>", "application/json")), NOT_AN_API),
    ("an empty body", Wire(http(200, b"", "application/json")), NOT_AN_API),
    ("JSON that is no completion", reply(200, {"hello": "world"}), NOT_AN_API),
    ("choices that are null", reply(200, {"choices": None}), NOT_AN_API),
    ("a stream of other things", stream(event([1]), event("a"), event(None)), NOT_AN_API),
    ("chunks whose choices are null", stream(event({"choices": None})), NOT_AN_API),
    ("a page that is not found", page(404), NOT_AN_API),
    ("a path that is not found", reply(404, {"detail": "Not Found"}), NOT_AN_API),
    ("a method that is not allowed", page(405), NOT_AN_API),
    (
        "a redirect that never ends",
        Wire(http(302, b"", "text/plain", location="/v1/chat/completions")),
        NOT_AN_API,
    ),
    # 200 with an error in it
    ("status 200 with an error", reply(200, {"error": {"message": "oops"}}), TroubleKind.SERVER),
    ("status 200 with an error as text", reply(200, {"error": "oops"}), TroubleKind.SERVER),
    (
        "status 200 with a status inside",
        reply(200, {"error": {"message": "slow", "code": 429}}),
        TroubleKind.RATE,
    ),
    (
        "an error inside the stream",
        stream(piece("a"), event({"error": {"message": "oops"}})),
        TroubleKind.SERVER,
    ),
    ("an error inside the stream, as text", stream(piece("a"), event({"error": "oops"})), TroubleKind.SERVER),
    (
        "an overload inside the stream",
        stream(event({"error": {"message": "busy", "type": "overloaded_error"}})),
        TroubleKind.RATE,
    ),
    # bytes that nobody understands
    ("JSON that breaks off", stream(piece("a"), b'data: {"choices": [\n\n'), TroubleKind.GARBLED),
    ("bytes that are no text", stream(b'data: {"a": "\xff\xfe"}\n\n'), TroubleKind.GARBLED),
    # keys and money
    (
        "a wrong key",
        error(401, f"Incorrect API key provided: {KEY}", code="invalid_api_key"),
        TroubleKind.AUTH,
    ),
    ("a key without the right", error(403, "Country not supported"), TroubleKind.AUTH),
    (
        "a wrong key, as Gemini says it",
        error(400, "API key not valid. Please pass a valid API key."),
        TroubleKind.AUTH,
    ),
    ("no money left", error(429, "You exceeded your quota", code="insufficient_quota"), TroubleKind.QUOTA),
    ("no money left, as OpenRouter says it", error(402, "Insufficient credits"), TroubleKind.QUOTA),
    ("no money left, as Anthropic says it", error(400, "Your credit balance is too low"), TroubleKind.QUOTA),
    ("too many requests", error(429, "Rate limit reached", code="rate_limit_exceeded"), TroubleKind.RATE),
    # the model
    (
        "no such model",
        error(404, "The model `m-1` does not exist", code="model_not_found"),
        TroubleKind.MODEL_NOT_FOUND,
    ),
    (
        "no such model, as Ollama says it",
        error(404, 'model "m-1" not found, try pulling it first'),
        TroubleKind.MODEL_NOT_FOUND,
    ),
    (
        "no such model, as OpenRouter says it",
        error(400, "m-1 is not a valid model ID"),
        TroubleKind.MODEL_NOT_FOUND,
    ),
    ("no such model, by its parameter", error(400, "bad", param="model"), TroubleKind.MODEL_NOT_FOUND),
    (
        "no such deployment",
        error(404, "The API deployment does not exist", code="DeploymentNotFound"),
        TroubleKind.MODEL_NOT_FOUND,
    ),
    # size and content
    ("too long", error(400, "too long", code="context_length_exceeded"), TroubleKind.CONTEXT),
    (
        "too long, as llama.cpp says it",
        error(400, "the request exceeds the available context size"),
        TroubleKind.CONTEXT,
    ),
    (
        "too long, as Anthropic says it",
        error(400, "prompt is too long: 9000 tokens > 8000 maximum"),
        TroubleKind.CONTEXT,
    ),
    ("too large a body", page(413), TroubleKind.CONTEXT),
    ("filtered", error(400, "The response was filtered", code="content_filter"), TroubleKind.REFUSAL),
    ("moderated", error(403, "Your input was flagged"), TroubleKind.REFUSAL),
    # the format
    (
        "no schemas",
        error(400, "'response_format' of type 'json_schema' is not supported", param="response_format"),
        TroubleKind.FORMAT,
    ),
    (
        "a schema that it does not like",
        error(400, "Invalid schema", param="response_format.json_schema"),
        TroubleKind.FORMAT,
    ),
    ("no schemas, with a 500", error(500, "json_schema: failed to parse grammar"), TroubleKind.FORMAT),
    # the server
    ("a failure", error(500, "model crashed, not found in any healthy state"), TroubleKind.SERVER),
    ("a gateway's page", page(502), TroubleKind.SERVER),
    ("a gateway that waited in vain", page(504), TroubleKind.TIMEOUT),
    ("a request that is refused without a word", error(400, "bad request"), TroubleKind.SERVER),
    # nobody there
    ("a connection closed at once", Wire(b""), TroubleKind.UNREACHABLE),
    ("no HTTP at all", Wire(b"220 mail.example ESMTP\r\n"), TroubleKind.UNREACHABLE),
    # silence
    ("no first byte", Wire(b"", pause=5), TroubleKind.TIMEOUT),
    ("silence in the middle", Wire(STREAM + piece("a"), gap=5), TroubleKind.TIMEOUT),
)


@pytest.mark.parametrize(("wire", "kind"), [row[1:] for row in TROUBLES], ids=[row[0] for row in TROUBLES])
async def test_a_failure_is_a_value(wire: Wire, kind: TroubleKind) -> None:
    outcome = await answer(wire)

    assert isinstance(outcome, Trouble)
    assert outcome.kind is kind
    assert KEY not in outcome.detail
    assert "oops" not in outcome.detail


async def test_a_reply_that_drips_for_ever_ends_at_the_deadline() -> None:
    drip = Wire(STREAM + piece("a"), tail=piece("b") * 3, gap=0.2)
    outcome = await answer(drip, limits=Limits(connect=1, silence=5, whole=0.1))

    assert outcome == Trouble(TroubleKind.TIMEOUT, "no reply in time")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1:9/v1", TroubleKind.UNREACHABLE),
        ("http://models.invalid/v1", TroubleKind.UNREACHABLE),
        ("not-an-address", TroubleKind.NOT_AN_API),
    ],
)
async def test_an_address_where_nobody_answers(url: str, kind: TroubleKind) -> None:
    model = openai.create(KEY, url, "m-1", QUICK)
    outcome = await model.complete(PROMPT, lambda _: None)

    assert isinstance(outcome, Trouble)
    assert outcome.kind is kind


@pytest.mark.parametrize("key", ["sk-ñandú", "sk-a\nb", "sk-\x00"])
async def test_a_key_that_no_header_can_carry_is_a_wrong_key(key: str) -> None:
    async with serving(streamed("hola")) as loopback:
        outcome = await openai.create(key, loopback.url, "m-1", QUICK).complete(PROMPT, lambda _: None)

    assert isinstance(outcome, Trouble)
    assert outcome.kind is TroubleKind.AUTH


@pytest.mark.parametrize("key", ["", "  "])
async def test_a_local_server_needs_no_key(key: str) -> None:
    async with serving(streamed("hola")) as loopback:
        outcome = await openai.create(key, loopback.url, "m-1", QUICK).complete(PROMPT, lambda _: None)

    assert isinstance(outcome, Completion)


@pytest.mark.parametrize(
    ("said", "wait"),
    [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("soon", None), ("", None)],
)
async def test_how_long_to_wait_is_kept(said: str, wait: float | None) -> None:
    outcome = await answer(error(429, "slow down", retry_after=said))

    assert isinstance(outcome, Trouble)
    assert outcome.retry_after == wait


async def test_a_date_to_wait_for_is_kept_in_seconds() -> None:
    far = await answer(error(429, "slow down", retry_after="Wed, 21 Oct 2065 07:28:00 GMT"))
    past = await answer(error(429, "slow down", retry_after="Wed, 21 Oct 2015 07:28:00 GMT"))

    assert isinstance(far, Trouble)
    assert isinstance(past, Trouble)
    assert far.retry_after is not None
    assert far.retry_after > 1e9
    assert past.retry_after == 0


PARAMETERS: tuple[tuple[str, Wire, frozenset[str], str], ...] = (
    (
        "by its field",
        error(400, "Unsupported parameter", param="stream_options"),
        frozenset(),
        "stream_options",
    ),
    (
        "in the sentence",
        error(400, "Unrecognized request argument supplied: stream_options"),
        frozenset(),
        "stream_options",
    ),
    (
        "as a validation error",
        reply(
            422, {"detail": [{"loc": ["body", "max_completion_tokens"], "msg": "extra fields not permitted"}]}
        ),
        frozenset(),
        "max_completion_tokens",
    ),
    ("no streams", error(400, "`stream` is not supported"), frozenset({"stream_options"}), "stream"),
    (
        "too large a budget, in a sentence about the context",
        error(400, "max_tokens is too large: 16000. This model's maximum context length is 8192 tokens"),
        frozenset({"max_completion_tokens"}),
        "max_tokens",
    ),
)


@pytest.mark.parametrize(
    ("wire", "without", "name"), [row[1:] for row in PARAMETERS], ids=[row[0] for row in PARAMETERS]
)
async def test_a_parameter_that_the_server_refuses_is_named(
    wire: Wire, without: frozenset[str], name: str
) -> None:
    prompt = Prompt("r", "d", Shaped.TEXT, "", "", 100, without)

    assert await answer(wire, prompt=prompt) == Trouble(TroubleKind.PARAMETER, name)


async def test_a_parameter_that_was_not_sent_is_not_blamed() -> None:
    prompt = Prompt("r", "d", Shaped.TEXT, "", "", 100, frozenset({"stream_options"}))
    outcome = await answer(error(400, "Unrecognized request argument: stream_options"), prompt=prompt)

    assert isinstance(outcome, Trouble)
    assert outcome.kind is TroubleKind.SERVER


async def asked(prompt: Prompt, wire: Wire) -> tuple[dict[str, object], Completion | Trouble, Sequence[str]]:
    heard: list[str] = []
    async with serving(wire) as loopback:
        model = openai.create(KEY, loopback.url, "m-1", QUICK)
        outcome = await model.complete(prompt, heard.append)
    return loopback.asked[0], outcome, heard


async def test_the_request_is_what_compatible_servers_share() -> None:
    request, _, heard = await asked(PROMPT, Wire(STREAM + piece("ho") + piece("la", "stop") + DONE))

    assert request == {
        "model": "m-1",
        "messages": [{"role": "system", "content": "rules"}, {"role": "user", "content": "data"}],
        "max_completion_tokens": 100,
        "stream": True,
        "stream_options": {"include_usage": True},
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "plan", "strict": True, "schema": {"type": "object"}},
        },
    }
    assert heard == ["ho", "hola"]


@pytest.mark.parametrize(
    ("shaped", "without", "options"),
    [
        (Shaped.JSON_OBJECT, {"stream_options"}, {"max_completion_tokens", "stream", "response_format"}),
        (Shaped.TEXT, {"max_completion_tokens"}, {"max_tokens", "stream", "stream_options"}),
        (Shaped.TEXT, {"max_completion_tokens", "max_tokens", "stream"}, set[str]()),
    ],
)
async def test_what_a_server_refuses_is_left_out(
    shaped: Shaped, without: set[str], options: set[str]
) -> None:
    prompt = Prompt("r", "d", shaped, "plan", "{}", 100, frozenset(without))
    wire = streamed("hola") if "stream" not in without else reply(200, body("hola"))

    request, outcome, _ = await asked(prompt, wire)

    assert request.keys() - {"model", "messages"} == options
    assert isinstance(outcome, Completion)
    assert outcome.text == "hola"


@pytest.mark.parametrize(
    ("wire", "kind"),
    [
        (page(), TroubleKind.NOT_AN_API),
        (reply(200, {"error": {"message": "slow", "code": "429"}}), TroubleKind.RATE),
        (reply(200, {"choices": None}), TroubleKind.NOT_AN_API),
    ],
)
async def test_without_streams_the_same_troubles_have_the_same_names(wire: Wire, kind: TroubleKind) -> None:
    prompt = Prompt("r", "d", Shaped.TEXT, "", "", 100, frozenset({"stream"}))
    outcome = await answer(wire, prompt=prompt)

    assert isinstance(outcome, Trouble)
    assert outcome.kind is kind


async def test_a_repair_turn_shows_the_model_its_own_answer() -> None:
    prompt = Prompt("r", "d", Shaped.TEXT, "", "", 100, repair=("my plan", "what is wrong"))
    request, _, _ = await asked(prompt, streamed("better"))

    assert request["messages"] == [
        {"role": "system", "content": "r"},
        {"role": "user", "content": "d"},
        {"role": "assistant", "content": "my plan"},
        {"role": "user", "content": "what is wrong"},
    ]


async def test_a_request_that_is_cancelled_hangs_up() -> None:
    gone = asyncio.Event()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(STREAM + piece("a"))
        await writer.drain()
        while await reader.read(1024):
            pass
        gone.set()
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        heard = asyncio.Event()
        model = openai.create(KEY, f"http://127.0.0.1:{port}/v1", "m-1", Limits(silence=30, whole=30))
        task = asyncio.create_task(model.complete(PROMPT, lambda _: heard.set()))
        await asyncio.wait_for(heard.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(gone.wait(), 5)


EVENTS, JSON = b"text/event-stream", b"application/json"


@pytest.mark.parametrize(("status", "kind", "part"), [
    (b"200", EVENTS, b"x" * 65536),
    (b"200", EVENTS, b"data: {}\n" * 8192),
    (b"200", EVENTS, b": waiting\n" * 8192),
    (b"400", JSON, b'{"error": "no" ' * 4096),
    (b"500", EVENTS, b"data: {}\n\n" * 8192),
])  # fmt: skip
async def test_what_never_ends_is_given_up_before_it_fills_the_memory(
    status: bytes, kind: bytes, part: bytes
) -> None:
    sent = 0

    async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 %b -\r\ncontent-type: %b\r\n\r\n" % (status, kind))
        with suppress(ConnectionError):
            while sent < 64 * MOST:
                writer.write(part)
                sent += len(part)
                await writer.drain()
        writer.close()

    async with await asyncio.start_server(endless, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        model = openai.create(
            "sk-1", f"http://127.0.0.1:{port}/v1", "m-1", Limits(connect=5, silence=5, whole=60)
        )
        said = await model.complete(PROMPT, lambda _: None)
        await model.close()
    assert isinstance(said, Trouble)
    assert said.kind is TroubleKind.GARBLED
    assert MOST < sent < 4 * MOST


@pytest.mark.parametrize("cut", [1, 2, 3, 7])
async def test_the_end_of_an_event_is_seen_however_the_stream_is_cut(cut: int) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for end in ("\n\n", "\r\n\r\n", "\r\r"):
            event = f"data: {'x' * 4000}{end}".encode()
            for place in range(0, len(event), cut):
                yield event[place : place + cut]

    class Body(httpx2.AsyncByteStream):
        def __aiter__(self) -> AsyncIterator[bytes]:
            return parts()

    async def read(most: int) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("adapters.openai.bounded.MOST", most)
            return sum([len(part) async for part in Bounded(Body(), events=True)])

    assert await read(4016) > 12_000
    with pytest.raises(Endless):
        await read(3999)
