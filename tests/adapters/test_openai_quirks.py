"""Every quirk of a server, and what people see of it: always a plan, and the reason when code wrote it.

The whole way is real: planner, ladder, adapter, SDK and sockets; only the server is a script.
"""

import asyncio

import pytest

from adapters import openai
from adapters.openai.client import connect
from adapters.openai.limits import Limits
from adapters.openai.reply import usage
from bot.core.events import PlanMade
from bot.planning.ladder import Reason
from bot.ports import Completion, Prompt, Shaped
from bot.wording import wording
from tests.cases import lambda_team
from tests.loopback import (
    DONE,
    STREAM,
    Loopback,
    Wire,
    error,
    event,
    http,
    hung_up,
    page,
    piece,
    pieces,
    reply,
    serving,
    streamed,
)
from tests.planning.desk import Desk, good_plan, shown

KEY = "sk-verySecretKey0123456789"
TEAM = lambda_team()
SUMMARY = "Este resumen lo redactó el modelo: conviene mover la API y el ETL, sin parar el servicio."
PLAN = good_plan(TEAM).model_copy(update={"summary": SUMMARY}).model_dump_json()
HALF = PLAN[: len(PLAN) // 2]
QUICK = Limits(connect=5, silence=1, whole=5)  # of a machine that is busy with other tests


async def posted(*script: Wire) -> tuple[PlanMade, Loopback, Desk]:
    """What a team gets from a planner whose server plays this script; its last reply serves all that follow."""
    async with serving(*script) as loopback:
        model = openai.create(KEY, loopback.url, "m-1", QUICK)
        desk = Desk(model)
        made = await desk.plan(TEAM)
        await model.close()
    return made, loopback, desk


def because(reason: Reason) -> str:
    return wording().line("es", "pages", f"because.{reason}").replace("`", "").replace("**", "").strip()


JSON = "application/json"
DEEP = b'data: {"choices":' + b"[" * 100_000 + b"\n\n"


def head(kind: str, length: int) -> bytes:
    """The head of a reply that promises this many bytes."""
    return f"HTTP/1.1 200 -\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n".encode()


def packed(kind: str) -> Wire:
    """A reply that says it is gzip and is not."""
    return Wire(http(200, b"no gzip at all", kind, content_encoding="gzip"))


whole = streamed(PLAN)
answer = {"role": "assistant", "content": PLAN}
body = {"id": "c", "choices": [{"index": 0, "message": answer, "finish_reason": "stop"}]}

# ---- the plan comes from the model all the same ----------------------------------------------------------

ALL_THE_SAME: tuple[tuple[str, tuple[Wire, ...], int], ...] = (
    ("nothing odd", (whole,), 1),
    ("no finish reason, but the plan is whole", (streamed(PLAN, finish=None),), 1),
    ("no [DONE]", (streamed(PLAN, end=b""),), 1),
    ("one JSON body instead of a stream", (reply(200, body),), 1),
    ("thoughts and a fence around it", (streamed(f"<think>hm {{}}</think>```json\n{PLAN}\n```"),), 1),
    ("a clean end without finish reason, then whole", (Wire(STREAM + pieces(HALF) + DONE), whole), 2),
    ("cut by length, then whole", (streamed(HALF, "length"), whole), 2),
    ("the connection breaks off, then whole", (hung_up(HALF), whole), 2),
    (
        "an error inside the stream, then whole",
        (Wire(STREAM + piece("{") + event({"error": {"message": "x"}})), whole),
        2,
    ),
    ("malformed JSON in the stream, then whole", (Wire(STREAM + b"data: {oops\n\n"), whole), 2),
    ("a rate limit, then whole", (error(429, "slow", retry_after="1"), whole), 2),
    ("a failure, then whole", (error(500, "oops"), whole), 2),
    ("the connection is refused once", (Wire(b""), whole), 2),
    ("no stream_options", (error(400, "Unrecognized request argument supplied: stream_options"), whole), 2),
    ("no max_completion_tokens", (error(422, "x", param="max_completion_tokens"), whole), 2),
    ("no streams", (error(400, "no stream_options"), error(400, "no stream"), reply(200, body)), 3),
    ("no JSON schemas", (error(400, "response_format json_schema is not supported"), whole), 2),
    ("no JSON schemas, with a 500", (error(500, "json_schema is not supported"), whole), 2),
    ("no JSON at all", (error(400, "json_schema"), error(400, "json_object"), whole), 3),
    ("the schema is silently ignored", (streamed("# Plan\n\nMigren."), whole), 2),
    ("a 500 for every schema, without a word", (error(500, "x"), error(500, "x"), whole), 3),
)


@pytest.mark.parametrize(
    ("script", "requests"), [row[1:] for row in ALL_THE_SAME], ids=[row[0] for row in ALL_THE_SAME]
)
async def test_the_model_s_plan_is_posted(script: tuple[Wire, ...], requests: int) -> None:
    made, loopback, _ = await posted(*script)

    assert SUMMARY in shown(made)
    assert "m-1" in made.provenance
    assert len(loopback.asked) == requests


# ---- the plan comes from code, and says why --------------------------------------------------------------

INSTEAD: tuple[tuple[str, Wire, Reason, int], ...] = (
    ("a web page: the address lacks /v1", page(), Reason.NOT_AN_API, 1),
    ("a page that is not found", page(404), Reason.NOT_AN_API, 1),
    ("200 with an error", reply(200, {"error": {"message": "oops", "code": 401}}), Reason.AUTH, 1),
    ("200 with choices null", reply(200, {"choices": None}), Reason.NOT_AN_API, 1),
    (
        "a redirect that never ends",
        Wire(http(302, b"", "text/plain", location="/v1/chat/completions")),
        Reason.NOT_AN_API,
        21,
    ),
    ("a wrong key", error(401, f"Incorrect API key: {KEY}", code="invalid_api_key"), Reason.AUTH, 1),
    ("a key without the right", error(403, "no"), Reason.AUTH, 1),
    (
        "no such model",
        error(404, "The model does not exist", code="model_not_found"),
        Reason.MODEL_NOT_FOUND,
        1,
    ),
    ("no money left", error(429, "quota", code="insufficient_quota"), Reason.QUOTA, 1),
    ("a rate limit of an hour", error(429, "slow", retry_after="3600"), Reason.RATE, 1),
    ("a rate limit without end", error(429, "slow", retry_after="1"), Reason.RATE, 3),
    ("too long for the model", error(400, "x", code="context_length_exceeded"), Reason.CONTEXT, 1),
    ("a refusal", Wire(STREAM + piece(refusal="no") + piece(finish="stop") + DONE), Reason.REFUSAL, 1),
    ("a content filter", Wire(STREAM + piece("{", "content_filter") + DONE), Reason.REFUSAL, 1),
    ("truncated twice", streamed(HALF, "length"), Reason.TRUNCATED, 2),
    ("a reply without end", Wire(STREAM + piece("A" * 100_000) * 8), Reason.TRUNCATED, 2),
    ("cut twice", hung_up(HALF), Reason.TRUNCATED, 2),
    ("prose on every rung", streamed("Migren, y ya."), Reason.UNREADABLE, 3),
    ("no format at all", error(400, "response_format"), Reason.FORMAT, 3),
    ("silence before the first word", Wire(STREAM, gap=5), Reason.TIMEOUT, 1),
    ("silence in the middle", Wire(STREAM + pieces(HALF), gap=5), Reason.TIMEOUT, 1),
    ("malformed JSON every time", Wire(STREAM + b"data: {oops\n\n"), Reason.GARBLED, 4),
    ("failures without end", error(500, "oops"), Reason.SERVER, 4),
    ("errors inside the stream without end", Wire(STREAM + event({"error": "oops"})), Reason.SERVER, 4),
    ("a JSON body that is cut", Wire(head(JSON, 5000) + b'{"a":'), Reason.UNREACHABLE, 2),
    ("a web page that is cut", Wire(head("text/html", 5000) + b"<html"), Reason.UNREACHABLE, 2),
    ("a JSON body that hangs", Wire(head(JSON, 5000) + b"{", gap=5), Reason.TIMEOUT, 1),
    ("a body that is not packed as it says", packed(JSON), Reason.GARBLED, 4),
    ("a stream that is not packed as it says", packed("text/event-stream"), Reason.GARBLED, 4),
    ("a body nested without end", Wire(http(200, b'{"a":' * 100_000, JSON)), Reason.NOT_AN_API, 1),
    ("a refusal nested without end", Wire(http(400, b'{"error":' * 100_000, JSON)), Reason.SERVER, 4),
    ("a chunk nested without end", Wire(STREAM + DEEP), Reason.GARBLED, 4),
    ("a code of 5 000 digits", reply(200, {"error": {"code": "9" * 5000}}), Reason.SERVER, 4),
    ("the same in the stream", Wire(STREAM + event({"error": {"code": "9" * 5000}})), Reason.SERVER, 4),
    ("a connection that is closed every time", Wire(b""), Reason.UNREACHABLE, 2),
)


@pytest.fixture(scope="module")
def own() -> str:
    """What code writes when there is no model at all."""
    return shown(asyncio.run(Desk(None).plan(TEAM)))


@pytest.mark.parametrize(
    ("wire", "reason", "requests"), [row[1:] for row in INSTEAD], ids=[row[0] for row in INSTEAD]
)
async def test_the_composed_plan_is_posted_with_the_reason(
    wire: Wire, reason: Reason, requests: int, own: str
) -> None:
    made, loopback, _ = await posted(wire)

    assert because(reason) in shown(made)
    assert shown(made).split("\n")[:20] == own.split("\n")[:20]
    assert len(loopback.asked) == requests
    for never_shown in (KEY, "oops", "Error code", "HTTP 4"):
        assert never_shown not in shown(made)


async def test_an_address_where_nobody_listens() -> None:
    desk = Desk(openai.create(KEY, "http://127.0.0.1:9/v1", "m-1", QUICK))
    made = await desk.plan(TEAM)

    assert because(Reason.UNREACHABLE) in shown(made)
    assert desk.slept == [1.0]


async def test_an_empty_key_is_a_plan_with_a_reason_and_no_crash() -> None:
    async with serving(error(401, "You didn't provide an API key")) as loopback:
        made = await Desk(openai.create("", loopback.url, "m-1", QUICK)).plan(TEAM)

    assert because(Reason.AUTH) in shown(made)


async def test_a_truncated_plan_is_asked_for_again_with_twice_the_room() -> None:
    _, loopback, _ = await posted(streamed(HALF, "length"), whole)

    budgets = [asked["max_completion_tokens"] for asked in loopback.asked]
    assert budgets == [budgets[0], 2 * budgets[0]]


async def test_the_wait_that_the_server_asks_for_is_kept() -> None:
    _, _, desk = await posted(error(429, "slow", retry_after="7"), whole)

    assert desk.slept == [7.0]


async def test_no_request_ever_names_a_temperature_and_the_key_is_in_no_body() -> None:
    _, loopback, _ = await posted(error(400, "json_schema"), error(400, "no stream_options"), whole)

    for asked in loopback.asked:
        assert "temperature" not in asked
        assert KEY not in str(asked)


async def test_a_reply_in_very_many_pieces_is_read_whole_and_told_seldom() -> None:
    told: list[str] = []
    async with serving(Wire(STREAM + pieces("a" * 20_000, 2) + piece(finish="stop"))) as at:
        model = openai.create(KEY, at.url, "m-1", Limits())
        said = await model.complete(Prompt("s", "u", Shaped.TEXT, "", "", 9), told.append)
        await model.close()

    assert isinstance(said, Completion)
    assert said.text == "a" * 20_000
    assert len(told) < 300


@pytest.mark.parametrize("count", [-5, 10_000_001, 10**30, "7"])
def test_a_count_of_tokens_that_cannot_be_true_is_none(count: object) -> None:
    assert usage({"usage": {"prompt_tokens": count, "completion_tokens": 0}}) is None


async def test_a_reply_is_asked_for_unpacked() -> None:
    client = connect(KEY, "http://127.0.0.1:9/v1", QUICK)

    assert client.default_headers["Accept-Encoding"] == "identity"
