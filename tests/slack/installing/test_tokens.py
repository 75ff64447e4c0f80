"""Tokens that run out are refreshed ahead, once at a time; while Slack cannot be reached the old one serves."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.installing.grants import Granted
from adapters.slack.installing.installations import Installations
from adapters.slack.installing.tokens import AHEAD, PAUSE, Installed, one
from adapters.slack.installing.vault import Vault
from bot.hosting.answers import Lost, Refused, Unsure
from bot.ports import Later

DAY = 86_400.0
FIRST = Granted("", "T1", "A1", "U0BOT", "Acme", ("commands",), "xoxb-1", "xoxe-1", 43_200.0)
SECOND = replace(FIRST, token="xoxb-2", refresh="xoxe-2")
Outcome = Granted | Refused | Unsure | Later


class Slack:
    """Refreshes as the test says."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[str] = []

    async def __call__(self, refresh: str) -> Granted | Refused | Unsure:
        self.asked.append(refresh)
        await asyncio.sleep(0)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Later):
            raise outcome
        return outcome


class Clock:
    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> float:
        return self.now


Begin = Callable[..., Awaitable[Installed]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rows(tmp_path: Path) -> Installations:
    return Installations(tmp_path / "slack.sqlite", Vault((b"k" * 32,)), "1.2")


@pytest.fixture
def begin(rows: Installations, clock: Clock) -> Begin:
    async def begun(slack: Slack, granted: Granted = FIRST) -> Installed:
        installed = Installed(rows, slack, clock)
        await installed.add(granted)
        return installed

    return begun


async def test_the_one_workspace_s_token_serves_whatever_it_is_called() -> None:
    assert await one("xoxb-1")("T1") == "xoxb-1"


async def test_nowhere_installed_means_no_token(rows: Installations, clock: Clock) -> None:
    installed = Installed(rows, Slack(), clock)
    assert await installed.token("T1") is None
    await installed.add(FIRST)
    assert await installed.token("T1") == "xoxb-1"


async def test_an_organisation_s_installation_is_known_by_the_enterprise(begin: Begin) -> None:
    installed = await begin(Slack(), replace(FIRST, enterprise="E1", team=""))
    assert await installed.token("E1") == "xoxb-1"
    assert await installed.token("T1") is None


async def test_a_token_with_time_left_is_not_refreshed(begin: Begin, clock: Clock) -> None:
    installed = await begin(slack := Slack())
    clock.now += 43_200 - AHEAD - 1
    assert await installed.token("T1") == "xoxb-1"
    assert slack.asked == []


async def test_two_hours_ahead_it_is_refreshed_and_kept(
    begin: Begin, clock: Clock, rows: Installations
) -> None:
    installed = await begin(slack := Slack(SECOND))
    clock.now += 43_200 - AHEAD
    assert await installed.token("T1") == "xoxb-2"
    assert await installed.token("T1") == "xoxb-2"
    assert slack.asked == ["xoxe-1"]
    again = await Installed(rows, Slack(), clock).token("T1")  # after a restart
    assert again == "xoxb-2"


async def test_many_at_once_spend_one_refresh_token(begin: Begin, clock: Clock) -> None:
    installed = await begin(slack := Slack(SECOND))
    clock.now += 43_200
    assert await asyncio.gather(*(installed.token("T1") for _ in range(20))) == ["xoxb-2"] * 20
    assert slack.asked == ["xoxe-1"]


@pytest.mark.parametrize("trouble", [Unsure("TimeoutError"), Refused("internal"), Later(30.0)])
async def test_while_the_old_token_serves_a_failed_refresh_does_no_harm(
    begin: Begin, clock: Clock, trouble: Outcome
) -> None:
    installed = await begin(slack := Slack(trouble, SECOND))
    clock.now += 43_200 - AHEAD
    assert await installed.token("T1") == "xoxb-1"
    assert await installed.token("T1") == "xoxb-1"
    assert len(slack.asked) == 1  # not with every message
    clock.now += PAUSE
    assert await installed.token("T1") == "xoxb-2"


@pytest.mark.parametrize("trouble", [Unsure("TimeoutError"), Later(30.0)])
async def test_an_expired_token_that_cannot_be_refreshed_for_now_is_tried_again(
    begin: Begin, clock: Clock, trouble: Outcome
) -> None:
    installed = await begin(Slack(trouble, SECOND))
    clock.now += 43_200
    with pytest.raises(Lost):
        await installed.token("T1")
    assert await installed.token("T1") == "xoxb-2"


async def test_an_expired_token_that_slack_will_not_refresh_is_none_until_installed_again(
    begin: Begin, clock: Clock
) -> None:
    installed = await begin(slack := Slack(Refused("invalid_refresh_token")))
    clock.now += 43_200
    assert await installed.token("T1") is None
    assert await installed.token("T1") is None
    assert len(slack.asked) == 1
    await installed.add(SECOND)
    assert await installed.token("T1") == "xoxb-2"


async def test_a_token_that_comes_without_a_limit_is_not_asked_for_again(begin: Begin, clock: Clock) -> None:
    installed = await begin(slack := Slack(replace(SECOND, lasts=None)))
    clock.now += 43_200
    assert [await installed.token("T1") for _ in range(3)] == ["xoxb-2"] * 3
    assert len(slack.asked) == 1


async def test_what_is_removed_is_gone_from_memory_too(begin: Begin) -> None:
    installed = await begin(Slack())
    assert await installed.token("T1") == "xoxb-1"
    await installed.remove("T1")
    assert await installed.token("T1") is None


async def test_tokens_that_no_key_opens_are_no_tokens(
    begin: Begin, clock: Clock, rows: Installations, caplog: pytest.LogCaptureFixture
) -> None:
    await begin(Slack())
    other = Installed(replace(rows, vault=Vault((b"z" * 32,))), Slack(), clock)
    assert await other.token("T1") is None
    assert await other.token("T1") is None
    assert caplog.text.count("T1") == 1  # said once


async def test_no_log_holds_a_token(begin: Begin, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    installed = await begin(Slack(Refused("invalid_refresh_token")))
    clock.now += 43_200
    await installed.token("T1")
    assert "invalid_refresh_token" in caplog.text
    assert "xox" not in caplog.text
