"""A door with a browser before it and a Slack of our own behind it."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp

from adapters.slack.installing.grants import Grants
from adapters.slack.installing.installations import Installations
from adapters.slack.installing.pages import COOKIE, Installing
from adapters.slack.installing.states import States
from adapters.slack.installing.tokens import Installed
from adapters.slack.installing.vault import Vault
from bot.wording import wording
from tests.slack.installing.standing import standing_door
from tests.slack.server import FakeSlack


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
