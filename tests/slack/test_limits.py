"""The fake refuses what Slack refuses: every row at its limit and one over, and every wrong shape."""

import pytest

from tests.slack.payloads import Payload
from tests.slack.server.limits import LIMITS
from tests.slack.shapes import SHAPES
from tests.slack.talking import App
from tests.slack.vectors import VECTORS


async def sent(app: App, row: str, size: int) -> Payload:
    method, args = VECTORS[row](size)
    if method in ("chat.update", "chat.startStream"):
        first = await app.post("a root")
        args |= {"ts": first["ts"], "thread_ts": first["ts"]}
    if method == "views.open":
        args |= {"trigger_id": app.slack.world.trigger("U0ANA")}
    return await app.call(method, **args)


def test_every_row_has_a_vector() -> None:
    assert sorted(VECTORS) == sorted(LIMITS)


@pytest.mark.parametrize("row", LIMITS)
async def test_a_limit_is_taken_and_one_more_is_not(app: App, row: str) -> None:
    limit = LIMITS[row]
    at = await sent(app, row, limit.most)
    over = await sent(app, row, limit.most + 1)
    assert (at["ok"], over["ok"], over.get("error")) == (True, False, limit.error)
    assert over["response_metadata"]["messages"][0].startswith("[ERROR] ")


@pytest.mark.parametrize("what", SHAPES)
async def test_a_wrong_shape_is_refused(app: App, what: str) -> None:
    error, args = SHAPES[what]
    answer = await app.call("chat.postMessage", channel="C0PLATFORM", **args)
    assert (answer["ok"], answer.get("error")) == (False, error)
    assert app.slack.team().posts() == []


async def test_what_is_too_much_is_named_with_its_place(app: App) -> None:
    answer = await sent(app, "section.text", 3_001)
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
