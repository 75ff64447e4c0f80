"""Trouble on demand: before the call, after it, and only where it was asked for."""

import time

import aiohttp
import pytest

from tests.slack.server import Broken, Cut, FakeSlack, RateLimited, Says, Slow, seen
from tests.slack.talking import App


def shown(slack: FakeSlack) -> list[str]:
    return [seen(post) for post in slack.team().posts()]


async def test_a_rate_limit_says_when_to_come_back(slack: FakeSlack, app: App) -> None:
    slack.fault("chat.postMessage", RateLimited(7))
    answer = await app.ask("chat.postMessage", '{"channel": "C0PLATFORM", "text": "x"}')
    assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
    assert (await answer.json())["error"] == "ratelimited"
    assert shown(slack) == []
    assert (await app.post("again"))["ok"]


@pytest.mark.parametrize(("after", "left"), [(False, []), (True, ["hello"])])
async def test_a_cut_loses_the_answer_and_only_before_the_call_the_message(
    slack: FakeSlack, app: App, after: bool, left: list[str]
) -> None:
    slack.fault("chat.postMessage", Cut(after=after))
    with pytest.raises(aiohttp.ClientError):
        await app.post("hello")
    assert shown(slack) == left


@pytest.mark.parametrize(("after", "left"), [(False, []), (True, ["hello"])])
async def test_a_server_error_may_have_taken_the_message(
    slack: FakeSlack, app: App, after: bool, left: list[str]
) -> None:
    slack.fault("chat.postMessage", Broken(503, after=after))
    answer = await app.ask("chat.postMessage", '{"channel": "C0PLATFORM", "text": "hello"}')
    assert answer.status == 503
    assert shown(slack) == left


async def test_a_slow_answer_comes_late(slack: FakeSlack, app: App) -> None:
    slack.fault("chat.postMessage", Slow(0.2))
    began = time.monotonic()
    assert (await app.post("hello"))["ok"]
    assert time.monotonic() - began >= 0.2


async def test_a_fault_strikes_as_often_and_where_it_was_asked_for(slack: FakeSlack, app: App) -> None:
    slack.fault(
        "chat.postMessage", Says("fatal_error"), times=2, skip=1, when=lambda a: a["text"] != "spared"
    )
    answers = [await app.post(text) for text in ("one", "spared", "two", "three", "four")]
    assert [answer.get("error") for answer in answers] == [None, None, "fatal_error", "fatal_error", None]
    assert shown(slack) == ["one", "spared", "four"]


async def test_a_fault_for_any_method_lasts_until_it_is_taken_away(slack: FakeSlack, app: App) -> None:
    slack.fault("*", Says("service_unavailable"), times=None)
    assert [(await app.post())["error"] for _ in range(3)] == ["service_unavailable"] * 3
    slack.faults.plans.clear()
    assert (await app.post())["ok"]
