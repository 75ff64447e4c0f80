"""The app is removed: on Slack's word everything goes, on a doubt nothing does."""

from pathlib import Path

import pytest

from adapters.slack.client import SlackClient
from adapters.slack.incoming.parse import Left
from adapters.slack.installing.leaving import leaving
from adapters.slack.installing.tokens import one
from bot.hosting.answers import Lost
from bot.ports import Later, Tenant
from tests.slack.installing.office import office
from tests.slack.server.faults import Broken, Cut, Fault, RateLimited, Says


async def test_an_uninstalled_app_leaves_nothing_behind(tmp_path: Path) -> None:
    forgotten: list[Tenant] = []

    async def forget(tenant: Tenant) -> None:
        forgotten.append(tenant)

    async with office(tmp_path) as it:
        state, cookie = await it.out()
        await it.back(cookie, code=it.slack.oauth.code(it.slack.team(), "U0ANA"), state=state)
        api = SlackClient(it.installed.token, it.slack.api_url)
        left = leaving(api, forget, it.installed.remove)
        await left(Left("T0ACME", removed=True))  # a late event: the app is there again
        assert await it.installed.token("T0ACME")
        assert forgotten == []
        for grant in it.slack.world.grants.values():
            grant.revoked = True
        await left(Left("T0ACME", removed=False))
        assert await it.installed.token("T0ACME") is None
        assert forgotten == []  # tokens that were revoked are no removal
        await left(Left("T0ACME", removed=True))
        await left(Left("T0ACME", removed=False))
        assert set(forgotten) == {Tenant("slack", "T0ACME")}
        await api.close()


@pytest.mark.parametrize(
    "fault", [RateLimited(60), Broken(500), Cut(after=False), Says("org_login_required")]
)
async def test_an_uninstallation_that_slack_cannot_confirm_for_now_comes_again(
    tmp_path: Path, fault: Fault
) -> None:
    async def forget(_: Tenant) -> None:
        raise AssertionError("nothing may be deleted on a doubt")

    async with office(tmp_path) as it:
        api = SlackClient(one(it.slack.team().token), it.slack.api_url)
        it.slack.fault("auth.test", fault, times=None)
        with pytest.raises((Lost, Later)):
            await leaving(api, forget)(Left("T0ACME", removed=True))
        await api.close()
