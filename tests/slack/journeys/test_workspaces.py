"""Many workspaces in one process, installed by OAuth: the same ids everywhere, and nobody sees anybody else."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.slack.journeys.houses import House, Houses
from tests.slack.journeys.scene import Scene, Talk
from tests.slack.server.deliveries import Http
from tests.talking.words import EN, ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

APP = {"SLACK_CLIENT_ID": "1111.2222", "SLACK_CLIENT_SECRET": "client-secret"}


async def install(house: House, team: str) -> None:
    """An administrator installs the app into a workspace, in a browser."""
    courier = house.slack.deliveries.courier
    assert isinstance(courier, Http)
    base = courier.url.removesuffix("/slack/events")
    async with house.slack.session.get(f"{base}/slack/install", allow_redirects=False) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        state = parse_qs(urlsplit(answer.headers["Location"]).query)["state"][0]
    code = house.slack.oauth.code(house.slack.team(team), "U0ADMIN")
    back = f"{base}/slack/oauth_redirect?code={code}&state={state}"
    async with house.slack.session.get(back, headers={"Cookie": cookie}) as answer:
        assert answer.status == 200, await answer.text()


def scene(house: House, team: str) -> Scene:
    """The same channel and the same people in every workspace, by their ids."""
    ana, ben = (house.slack.person(name, team) for name in ("U0ANA", "U0BEN"))
    return Scene(house.slack, house.bot, house.slack.team(team).channel("C0SAME", [ana.id, ben.id]), ana, ben)


async def test_two_workspaces_never_see_each_other(houses: Houses) -> None:
    house = await houses.house("many", more=APP)
    teams = ("T0ACME", "T0OTHER")
    for team in teams:
        await install(house, team)
    here, there = (scene(house, team) for team in teams)
    mine, theirs = await here.command(ES.opening), await there.command(EN.opening)
    question = await mine.sees("Pregunta 1")
    await theirs.sees("Question 1")
    await mine.says("77 millones de peticiones al mes")
    await mine.settles(question, "✓ 77 millones")
    (status, *_) = await there.asked("status")
    assert "77 millones" not in status
    await forgotten(here, mine)
    await theirs.says("plan now")
    await theirs.plan("Verdict:")
    for talk, foreign in ((mine, EN), (theirs, ES)):
        assert foreign.opening not in talk.shown
    assert "77 millones" not in theirs.shown
    await removed(house, here, theirs)


async def forgotten(scene: Scene, talk: Talk) -> None:
    """Somebody in one workspace has everything forgotten."""
    await scene.asked("olvidar")
    await talk.sees("borré todo")


async def removed(house: House, here: Scene, theirs: Talk) -> None:
    """One workspace removes the app; in the other one everything goes on."""
    await house.slack.uninstall(here.ana.team)
    await house.slack.deliveries.settled()
    before = len(here.channel.seen())
    await here.ana.mention(here.channel.id, ES.opening)
    await theirs.says("How long does phase 1 take?")
    await theirs.sees("Phase 1")
    assert [post for post in here.channel.seen()[before:] if post.bot_id] == []
