"""Installing by OAuth: codes and refresh tokens are good once, tokens of a rotation expire, an uninstall ends all."""

from urllib.parse import parse_qs, urlsplit

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack
from tests.slack.talking import App

CLIENT = {"client_id": "1111.2222", "client_secret": "client-secret"}


async def installed(slack: FakeSlack) -> Payload:
    code = slack.oauth.code(slack.team(), "U0ADMIN")
    return await App(slack, "").form("oauth.v2.access", code=code, **CLIENT)


async def test_the_page_sends_the_person_back_with_code_and_state(slack: FakeSlack) -> None:
    back = "http://127.0.0.1:3000/slack/oauth_redirect"
    url = f"{slack.url}/oauth/v2/authorize?client_id=1111.2222&state=s1&redirect_uri={back}"
    async with slack.session.get(url, allow_redirects=False) as answer:
        told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told["state"] == ["s1"]
    access = await App(slack, "").form("oauth.v2.access", code=told["code"][0], redirect_uri=back, **CLIENT)
    assert access["team"] == {"id": "T0ACME", "name": "t0acme"}
    assert (await App(slack, access["access_token"]).call("auth.test"))["ok"]


async def test_a_code_is_good_once_and_for_who_knows_the_secret(slack: FakeSlack) -> None:
    app, code = App(slack, ""), slack.oauth.code(slack.team(), "U0ADMIN")
    wrong = await app.form("oauth.v2.access", code=code, client_id="1111.2222", client_secret="guess")
    first = await app.form("oauth.v2.access", code=code, **CLIENT)
    again = await app.form("oauth.v2.access", code=code, **CLIENT)
    assert (wrong["error"], first["ok"], again["error"]) == ("bad_client_secret", True, "invalid_code")


async def test_a_rotated_token_expires_and_is_refreshed_once(slack: FakeSlack) -> None:
    slack.oauth.rotation = True
    told = await installed(slack)
    slack.world.skew += told["expires_in"] + 1
    assert (await App(slack, told["access_token"]).call("auth.test"))["error"] == "token_expired"
    again = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"], **CLIENT}
    fresh = await App(slack, "").form("oauth.v2.access", **again)
    assert (await App(slack, fresh["access_token"]).call("auth.test"))["ok"]
    twice = await App(slack, "").form("oauth.v2.access", **again)
    assert twice["error"] == "invalid_refresh_token"


async def test_an_install_for_an_organisation_names_no_team(slack: FakeSlack) -> None:
    org = slack.team("T0ORG", enterprise="E0GRID", org_install=True)
    code = slack.oauth.code(org, "U0ADMIN")
    told = await App(slack, "").form("oauth.v2.access", code=code, **CLIENT)
    assert (told["team"], told["enterprise"]["id"], told["is_enterprise_install"]) == (None, "E0GRID", True)


async def test_an_uninstall_ends_every_token(slack: FakeSlack) -> None:
    told = await installed(slack)
    await slack.uninstall(slack.team())
    assert (await App(slack, told["access_token"]).call("auth.test"))["error"] == "token_revoked"
