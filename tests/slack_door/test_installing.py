"""A person installs the app: out to Slack, back with a code, in the same browser, once. Against a Slack of our own."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from adapters.slack.client import SlackClient
from adapters.slack.grants import Grants
from adapters.slack.installations import Installations
from adapters.slack.installing import COOKIE, Installing, spoken
from adapters.slack.leaving import leaving
from adapters.slack.scopes import SCOPES
from adapters.slack.states import LIFE, States
from adapters.slack.tokens import Installed
from adapters.slack.vault import Vault
from bot.ports import Tenant
from bot.wording import wording
from tests.slack.server import FakeSlack
from tests.slack_door.standing import standing_door


@dataclass
class Clock:
    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Office:
    """The door, with a browser before it and Slack behind it."""

    slack: FakeSlack
    url: str
    browser: aiohttp.ClientSession
    installed: Installed
    clock: Clock

    async def out(self) -> tuple[str, str]:
        """Follow the link: the state in the address, and the cookie."""
        async with self.browser.get(f"{self.url}/slack/install", allow_redirects=False) as answer:
            assert answer.status == 302
            query = parse_qs(urlsplit(answer.headers["location"]).query)
            return query["state"][0], answer.cookies[COOKIE].value

    async def back(self, cookie: str, language: str = "en", **query: str) -> tuple[int, str]:
        headers = {"cookie": f"{COOKIE}={cookie}", "accept-language": language}
        address = f"{self.url}/slack/oauth_redirect"
        async with self.browser.get(address, params=query, headers=headers) as answer:
            assert answer.headers["referrer-policy"] == "no-referrer"
            return answer.status, await answer.text()


@asynccontextmanager
async def office(folder: Path, language: str = "es") -> AsyncGenerator[Office]:
    clock, path = Clock(), folder / "slack.sqlite"
    async with (
        FakeSlack.start() as slack,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser,
    ):
        grants = Grants(slack.oauth.client_id, slack.oauth.client_secret, slack.api_url)
        rows = Installations(path, Vault((b"k" * 32,)), slack.oauth.client_id)
        installed = Installed(rows, grants.of_refresh, clock)
        installing = Installing(grants, States(path, clock), installed.add, wording(), language)
        async with standing_door(pages=installing.pages()) as url:
            yield Office(slack, url, browser, installed, clock)


async def test_out_goes_what_the_app_needs_and_a_cookie_that_only_we_read(tmp_path: Path) -> None:
    async with (
        office(tmp_path) as it,
        it.browser.get(f"{it.url}/slack/install", allow_redirects=False) as answer,
    ):
        where = urlsplit(answer.headers["location"])
        query = parse_qs(where.query)
        cookie = answer.headers["set-cookie"]
    assert f"{where.scheme}://{where.netloc}{where.path}" == "https://slack.com/oauth/v2/authorize"
    assert query["client_id"] == [it.slack.oauth.client_id]
    assert set(query["scope"][0].split(",")) == set(SCOPES)
    assert all(
        word in cookie for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/slack", f"Max-Age={LIFE}")
    )


@pytest.mark.parametrize(("language", "said"), [("en-GB,en;q=0.9", "Installed"), ("es", "Instalado")])
async def test_back_with_a_code_the_workspace_is_one_of_ours(
    tmp_path: Path, language: str, said: str
) -> None:
    async with office(tmp_path) as it:
        state, cookie = await it.out()
        code = it.slack.oauth.code(it.slack.team(), "U0ANA")
        status, page = await it.back(cookie, language, code=code, state=state)
        assert (status, said in page) == (200, True)
        assert "https://slack.com/app_redirect?app=A0WASM&amp;team=T0ACME" in page
        token = await it.installed.token("T0ACME")
        assert token
        assert it.slack.world.grants[token].team == "T0ACME"


async def test_a_whole_organisation_is_kept_by_its_enterprise(tmp_path: Path) -> None:
    async with office(tmp_path) as it:
        team = it.slack.team("T0GRID", enterprise="E0GRID", org_install=True)
        state, cookie = await it.out()
        await it.back(cookie, code=it.slack.oauth.code(team, "U0ANA"), state=state)
        assert await it.installed.token("E0GRID")
        assert await it.installed.token("T0GRID") is None


async def test_a_state_is_good_once(tmp_path: Path) -> None:
    async with office(tmp_path) as it:
        state, cookie = await it.out()
        code = it.slack.oauth.code(it.slack.team(), "U0ANA")
        assert (await it.back(cookie, code=code, state=state))[0] == 200
        again = it.slack.oauth.code(it.slack.team(), "U0EVE")
        assert (await it.back(cookie, code=again, state=state))[0] == 400
        assert again in it.slack.oauth.codes  # nobody asked Slack for it


@pytest.mark.parametrize("broken", ["another browser", "no cookie", "no state", "made up", "too late"])
async def test_whoever_did_not_go_out_does_not_come_in(tmp_path: Path, broken: str) -> None:
    async with office(tmp_path) as it:
        state, cookie = await it.out()
        other = (await it.out())[1]
        given = {
            "another browser": (other, state),
            "no cookie": ("", state),
            "no state": ("", ""),
            "made up": ("guess", "guess"),
            "too late": (cookie, state),
        }
        it.clock.ahead = LIFE if broken == "too late" else 0.0
        brought, said = given[broken]
        code = it.slack.oauth.code(it.slack.team(), "U0EVE")
        assert (await it.back(brought, code=code, state=said))[0] == 400
        assert code in it.slack.oauth.codes
        it.clock.ahead = 0.0
        assert await it.installed.token("T0ACME") is None


async def test_a_person_may_think_better_of_it(tmp_path: Path) -> None:
    async with office(tmp_path) as it:
        state, cookie = await it.out()
        status, page = await it.back(cookie, error="access_denied<script>", state=state)
    assert status == 200
    assert "Not installed" in page
    assert "script" not in page


async def test_a_code_that_slack_does_not_take_installs_nothing_and_is_not_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(tmp_path) as it:
        state, cookie = await it.out()
        status, page = await it.back(cookie, code="c0de-of-somebody", state=state)
        assert await it.installed.token("T0ACME") is None
    assert status == 502
    assert "another try" in page
    assert "invalid_code" in caplog.text
    assert "c0de-of-somebody" not in caplog.text


async def test_tokens_rotate_with_slack(tmp_path: Path) -> None:
    async with office(tmp_path) as it:
        it.slack.oauth.rotation = True
        state, cookie = await it.out()
        await it.back(cookie, code=it.slack.oauth.code(it.slack.team(), "U0ANA"), state=state)
        first = await it.installed.token("T0ACME")
        assert await it.installed.token("T0ACME") == first
        it.clock.ahead = it.slack.world.skew = 43_200 - 7_200
        second = await it.installed.token("T0ACME")
        assert second
        assert second != first
        it.clock.ahead = it.slack.world.skew = 43_200
        api = SlackClient(it.installed.token, it.slack.api_url)
        assert "Said" in repr(await api.call("T0ACME", "auth.test", {}))
        await api.close()


async def test_an_uninstalled_app_leaves_nothing_behind(tmp_path: Path) -> None:
    forgotten: list[Tenant] = []

    async def forget(tenant: Tenant) -> None:
        forgotten.append(tenant)

    async with office(tmp_path) as it:
        state, cookie = await it.out()
        await it.back(cookie, code=it.slack.oauth.code(it.slack.team(), "U0ANA"), state=state)
        api = SlackClient(it.installed.token, it.slack.api_url)
        left = leaving(api, forget, it.installed.remove)
        await left("T0ACME")  # a late event: the app is there again
        assert await it.installed.token("T0ACME")
        assert forgotten == []
        for grant in it.slack.world.grants.values():
            grant.revoked = True
        await left("T0ACME")
        await left("T0ACME")  # the second of the two events
        assert await it.installed.token("T0ACME") is None
        assert set(forgotten) == {Tenant("slack", "T0ACME")}
        await api.close()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "es"), ("de-DE,de;q=0.9", "es"), ("en", "en"), ("fr, EN-us;q=0.5, es;q=0.4", "en"), (";;,,", "es")],
)
def test_a_browser_is_answered_in_its_language(accepted: str, language: str) -> None:
    assert spoken(accepted, ("es", "en"), "es") == language
