"""Installation by OAuth: out with a state in hand, back with a code, and the workspace is one of ours.

    /slack/install         → Slack, with a state: on our disk, and in a cookie of this browser
    /slack/oauth_redirect  ← Slack: the same browser, the same state, once; then the code becomes a token

Whoever is sent back with somebody else's code has another cookie; whoever finds an old address finds the state used.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.slack.installing.grants import Granted, Grants
from adapters.slack.installing.installations import Installation
from adapters.slack.installing.scopes import SCOPES
from adapters.slack.installing.states import LIFE, States
from adapters.slack.installing.tokens import said
from bot.hosting.answers import Refused, Unsure
from bot.ports import Later
from bot.wording import Wording

log = logging.getLogger(__name__)

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
COOKIE = "wasm-architect-state"
# Nothing is loaded, nothing is framed, and the address with its code goes nowhere.
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:17px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1em;color:#1d1c1d}}</style>
<h1>{title}</h1>
<p>{text}</p>
{link}"""


@dataclass(frozen=True, slots=True)
class Installing:
    """`add` keeps what was granted; `language` is spoken to browsers that ask for none of ours."""

    grants: Grants
    states: States
    add: Callable[[Granted], Awaitable[Installation]]
    wording: Wording
    language: str

    def pages(self) -> tuple[Route, ...]:
        """The two addresses."""
        return Route(INSTALL, self.out), Route(BACK, self.back)

    async def out(self, _: Request) -> Response:
        """To Slack."""
        state = await asyncio.to_thread(self.states.issue)
        query = {"client_id": self.grants.client_id, "scope": ",".join(SCOPES), "state": state}
        answer = RedirectResponse(f"{AUTHORIZE}?{urlencode(query)}", 302, HEADERS)
        # Lax: Slack sends the person back by a link, and then the cookie must come along.
        answer.set_cookie(COOKIE, state, LIFE, path="/slack", secure=True, httponly=True, samesite="lax")
        return answer

    async def back(self, request: Request) -> Response:
        """From Slack."""
        answer = await self._returned(request)
        answer.delete_cookie(COOKIE, path="/slack", secure=True, httponly=True, samesite="lax")
        return answer

    async def _returned(self, request: Request) -> Response:
        state, code = request.query_params.get("state", ""), request.query_params.get("code", "")
        if not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), state.encode()) or not state:
            return self._page(request, "stale", 400)
        if not await asyncio.to_thread(self.states.consume, state):
            return self._page(request, "stale", 400)
        if not code:  # `error=access_denied`: the person thought better of it
            return self._page(request, "declined", 200)
        return await self._installed(request, code)

    async def _installed(self, request: Request, code: str) -> Response:
        try:
            answer = await self.grants.of_code(code)
        except Later:
            answer = Unsure("429")
        if isinstance(answer, Refused | Unsure):
            log.warning("an installation came to nothing: %s", said(answer))
            return self._page(request, "failed", 502)
        made = await self.add(answer)
        return self._page(request, "done", 200, made)

    def _page(self, request: Request, what: str, status: int, made: Installation | None = None) -> Response:
        language = spoken(request.headers.get("accept-language", ""), self.wording.languages, self.language)

        def line(key: str, **values: object) -> str:
            return escape(self.wording.line(language, "slack", f"install.{key}", **values))

        where, label = (INSTALL, "again") if made is None else (opened(made), "open")
        link = f'<p><a href="{escape(where)}">{line(label)}</a></p>'
        text = line(f"{what}_text", name=made.name if made else "")
        page = PAGE.format(language=language, title=line(f"{what}_title"), text=text, link=link)
        return HTMLResponse(page, status, HEADERS)


def opened(made: Installation) -> str:
    """Where Slack shows the app."""
    query = {"app": made.app} | ({"team": made.team} if made.team else {})
    return f"https://slack.com/app_redirect?{urlencode(query)}"


def spoken(accepted: str, languages: tuple[str, ...], otherwise: str) -> str:
    """The first language of `Accept-Language` that is one of ours."""
    asked = (each.partition(";")[0].strip().lower()[:2] for each in accepted[:200].split(","))
    return next((each for each in asked if each in languages), otherwise)
