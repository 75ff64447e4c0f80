"""What the doctor says of Slack, asked of a Slack of our own: each trouble by name, with what to do about it."""

import dataclasses
import time
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.slack.installing.asking import Standing
from adapters.slack.installing.checking import checked, scopes
from adapters.slack.installing.identity import installations_of
from adapters.slack.installing.installations import Installation
from adapters.slack.installing.scopes import SCOPES
from bot.cli_words import Words, languages
from bot.doctor import row
from bot.hosting.findings import Finding
from bot.settings.slack import Http, ManyWorkspaces, OneWorkspace, SlackSettings, Socket
from tests.slack.server import FakeSlack
from tests.slack.server.faults import RateLimited

MANY = ManyWorkspaces("1111.2222", SecretStr("client-secret"))
HTTP = Http(SecretStr("signing-secret"))


@pytest.fixture
async def slack() -> AsyncGenerator[FakeSlack]:
    async with FakeSlack.start() as running:
        yield running


async def heard(_: str) -> bool | None:
    return True


async def rows(settings: SlackSettings, home: Path) -> Mapping[str, Finding]:
    """The findings, by what was looked at and, where there are several, by team."""
    found = await checked(settings, home, heard)
    for each in found:
        for language in languages():  # every row has its words
            assert row(each, Words(language)).detail
    return {
        f"{each.what} {each.values['team']}" if "team" in each.values else each.what: each for each in found
    }


def one(slack: FakeSlack, token: str = "xoxb-T0ACME", app_token: str | None = None) -> SlackSettings:
    mode = Socket(SecretStr(app_token)) if app_token else HTTP
    return SlackSettings(mode, OneWorkspace(SecretStr(token)), slack.api_url)


def installation(slack: FakeSlack, team: str) -> Installation:
    granted = slack.world.grants[slack.team(team).token]
    return Installation("", team, "A0WASM", "U0BOT", team, tuple(SCOPES), time.time(), granted.token)


async def test_all_is_well_over_socket_mode(slack: FakeSlack, tmp_path: Path) -> None:
    found = await rows(one(slack, app_token=slack.app_token), tmp_path)
    assert {name: each.state for name, each in found.items()} == {
        "slack": "ok",
        "slack_scopes": "ok",
        "slack_socket": "ok",
        "slack_events": "ok",
    }
    assert found["slack"].values == {"bot": "wasm", "teams": "t0acme"}


async def test_over_http_it_is_told_that_the_address_cannot_be_seen(slack: FakeSlack, tmp_path: Path) -> None:
    found = await rows(one(slack), tmp_path)
    assert found["slack_reach"].state == "warn"
    assert "/slack/events" in row(found["slack_reach"], Words("en")).detail


@pytest.mark.parametrize(
    ("lacks", "state"),
    [
        (("commands", "files:read"), "fail"),
        (("assistant:write", "commands"), "fail"),
        (("assistant:write",), "warn"),  # an app that is no agent
    ],
)
async def test_a_scope_that_is_missing_is_named(
    slack: FakeSlack, tmp_path: Path, lacks: tuple[str, ...], state: str
) -> None:
    slack.world.grants["xoxb-T0ACME"].scopes = frozenset(SCOPES) - set(lacks)
    found = await rows(one(slack), tmp_path)
    lacking = found["slack_scopes t0acme"]
    assert lacking.state == state
    assert f"t0acme lacks {', '.join(lacks)}." in row(lacking, Words("en")).detail


@pytest.mark.parametrize(
    ("token", "revoked", "said"),
    [("xoxb-unknown", False, "it does not know it"), ("xoxb-T0ACME", True, "it was revoked")],
)
async def test_a_token_that_does_not_serve_says_why(
    slack: FakeSlack, tmp_path: Path, token: str, revoked: bool, said: str
) -> None:
    slack.world.grants["xoxb-T0ACME"].revoked = revoked
    found = await rows(one(slack, token), tmp_path)
    assert found["slack "].state == "fail"
    assert said in row(found["slack "], Words("en")).detail
    assert "slack_events" not in found  # nothing to be heard with it anyway
    assert token not in repr(found)


async def test_an_app_token_that_does_not_serve_says_so(slack: FakeSlack, tmp_path: Path) -> None:
    found = await rows(one(slack, app_token="xapp-wrong"), tmp_path)
    assert found["slack_socket "].state == "fail"
    assert "SLACK_APP_TOKEN" in row(found["slack_socket "], Words("en")).detail


async def test_a_slack_that_cannot_be_reached_is_not_the_token_s_fault(tmp_path: Path) -> None:
    nowhere = SlackSettings(HTTP, OneWorkspace(SecretStr("xoxb-1")), "http://127.0.0.1:9/api/")
    said = row((await rows(nowhere, tmp_path))["slack "], Words("en")).detail
    assert "could not be asked" in said
    assert "SLACK_API_URL" in said


async def test_a_slack_that_asks_to_wait_is_told_as_that(slack: FakeSlack, tmp_path: Path) -> None:
    slack.fault("auth.test", RateLimited(30))
    found = await rows(one(slack), tmp_path)
    assert (found["slack "].key, found["slack "].trouble) == ("slack_unasked", "ratelimited")


def test_scopes_that_slack_did_not_tell_are_not_taken_for_granted() -> None:
    (found,) = scopes((Standing(team="Acme", workspace="T1"),))
    assert (found.state, found.key) == ("warn", "slack_scopes_untold")
    assert row(found, Words("en")).detail


async def test_with_oauth_and_nobody_installed_it_says_where_to_begin(
    slack: FakeSlack, tmp_path: Path
) -> None:
    found = await rows(SlackSettings(HTTP, MANY, slack.api_url), tmp_path)
    assert found["slack"].key == "slack_nobody"
    assert "slack_events" not in found
    assert not installations_of(MANY, tmp_path).path.exists()  # a look makes no file


async def test_each_installed_workspace_is_looked_at(slack: FakeSlack, tmp_path: Path) -> None:
    stored, lost = (
        installations_of(MANY, tmp_path),
        dataclasses.replace(MANY, client_secret=SecretStr("former")),
    )
    stored.save(installation(slack, "T0ACME"))
    stored.save(installation(slack, "T0GONE"))
    installations_of(lost, tmp_path).save(installation(slack, "T0LOST"))
    slack.world.grants["xoxb-T0GONE"].revoked = True
    found = await rows(SlackSettings(HTTP, MANY, slack.api_url), tmp_path)
    assert found["slack"].values["teams"] == "t0acme"
    assert found["slack T0GONE"].trouble == "token_revoked"
    assert found["slack T0LOST"].trouble == "unreadable"
    assert found["slack_scopes"].state == "ok"


async def test_the_doctor_spends_no_refresh_token(slack: FakeSlack, tmp_path: Path) -> None:
    fresh = installation(slack, "T0ACME")
    expired = dataclasses.replace(fresh, refresh="xoxe-1", expires=time.time() - 1)
    installations_of(MANY, tmp_path).save(expired)
    await rows(SlackSettings(HTTP, MANY, slack.api_url), tmp_path)
    assert slack.calls("oauth.v2.access") == []
