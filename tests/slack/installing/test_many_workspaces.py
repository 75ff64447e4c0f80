"""The bot in two workspaces at once, as a process: each installs, talks and leaves without touching the other."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from adapters import sqlite
from adapters.slack.installing.pages import COOKIE
from bot.core.events import Key
from tests.journeys.shell import environment
from tests.slack.server import FakeSlack, Post, Team

OPENING = "Tenemos el backend en AWS Lambda con Python y los arranques en frío tardan 900 ms. ¿Conviene WebAssembly?"


@asynccontextmanager
async def serving(slack: FakeSlack, home: Path) -> AsyncGenerator[str]:
    """The bot's address while it runs; then it is told to stop, and does."""
    env = environment(
        home,
        {
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_CLIENT_ID": slack.oauth.client_id,
            "SLACK_CLIENT_SECRET": slack.oauth.client_secret,
            "SLACK_API_URL": slack.api_url,
            "PORT": "0",
        },
    )
    command = (sys.executable, "-m", "bot", "serve", "--lang", "en")
    running = await asyncio.create_subprocess_exec(
        *command, env=env, cwd=home, stderr=asyncio.subprocess.PIPE
    )
    assert running.stderr
    try:
        ready = (await asyncio.wait_for(running.stderr.readline(), 30)).decode()
        address = next(each for each in ready.split() if each.startswith("http://")).rpartition("/")[0]
        slack.deliver_to(f"{address}/slack/events")
        yield address
    finally:
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 15) == 0


async def install(slack: FakeSlack, address: str, team: Team) -> int:
    """What a person does who may install apps."""
    async with slack.session.get(f"{address}/slack/install", allow_redirects=False) as out:
        state = parse_qs(urlsplit(out.headers["location"]).query)["state"][0]
    query = {"code": slack.oauth.code(team, "U0BOSS"), "state": state}
    cookie = {"cookie": f"{COOKIE}={state}"}
    async with slack.session.get(f"{address}/slack/oauth_redirect", params=query, headers=cookie) as back:
        return back.status


def key_of(team: Team, post: Post) -> Key:
    return Key("slack", team.id, f"{post.channel}:{post.root}")


async def test_two_workspaces_come_talk_and_go(tmp_path: Path) -> None:
    async with FakeSlack.start() as slack:
        acme, other = slack.team(), slack.team("T0OTHER")
        for team in (acme, other):
            team.channel(f"C0{team.id[2:]}", ["U0ANA"])
            slack.world.grants[team.token].revoked = True  # only what OAuth grants will do
        async with serving(slack, tmp_path) as address:
            early = await slack.person("U0ANA").mention("C0ACME", OPENING)
            await slack.deliveries.settled()
            assert slack.calls("chat.postMessage") == []
            assert [await install(slack, address, each) for each in (acme, other)] == [200, 200]
            here = await slack.person("U0ANA").mention("C0ACME", OPENING)
            there = await slack.person("U0ANA", "T0OTHER").mention("C0OTHER", OPENING)
            await slack.until(lambda: slack.replies(here) and slack.replies(there, "T0OTHER"), 20)
            await slack.deliveries.settled()
            await slack.uninstall(acme)
            await slack.deliveries.settled()
            assert slack.deliveries.attempts[-1][-1].ok
        store = sqlite.create(tmp_path / "conversations.sqlite", lambda: datetime.now(UTC))
        assert await store.load(key_of(acme, early)) is None
        assert await store.load(key_of(acme, here)) is None
        assert await store.load(key_of(other, there)) is not None
        store.close()
        log = (tmp_path / "wasm-architect.log").read_text(encoding="utf-8")
        assert "arranques" not in log
        assert "xoxb" not in log
