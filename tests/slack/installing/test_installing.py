"""A person installs the app: out to Slack, back with a code, in the same browser, once. Against a Slack of our own."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack.client import SlackClient
from adapters.slack.installing.grants import granted
from adapters.slack.installing.pages import spoken
from adapters.slack.installing.scopes import SCOPES
from adapters.slack.installing.states import LIFE
from tests.slack.installing.office import office
from tests.slack.server.faults import Broken, Cut, Fault, RateLimited


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


@pytest.mark.parametrize("fault", [RateLimited(1), Broken(503), Cut(after=False), Cut(after=True)])
async def test_when_slack_is_in_trouble_nothing_is_installed_and_another_try_does(
    tmp_path: Path, fault: Fault
) -> None:
    async with office(tmp_path) as it:
        it.slack.fault("oauth.v2.access", fault)
        for status in (502, 200):
            state, cookie = await it.out()
            code = it.slack.oauth.code(it.slack.team(), "U0ANA")
            assert (await it.back(cookie, code=code, state=state))[0] == status
            assert (await it.installed.token("T0ACME") is not None) is (status == 200)
        assert len(it.slack.calls("oauth.v2.access")) == 2  # a code is good once: no try of our own accord


def test_an_answer_without_a_bot_token_is_no_installation() -> None:
    assert granted({"ok": True, "authed_user": {"access_token": "xoxp-1"}, "team": {"id": "T1"}}) is None
    assert granted({"ok": True, "access_token": "xoxb-1", "team": None, "enterprise": None}) is None


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


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "es"), ("de-DE,de;q=0.9", "es"), ("en", "en"), ("fr, EN-us;q=0.5, es;q=0.4", "en"), (";;,,", "es")],
)
def test_a_browser_is_answered_in_its_language(accepted: str, language: str) -> None:
    assert spoken(accepted, ("es", "en"), "es") == language
