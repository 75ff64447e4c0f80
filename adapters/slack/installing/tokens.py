"""Whose token to speak with: that of the one workspace, or of whichever installation, refreshed before it runs out.

With token rotation a token lives for twelve hours and the refresh token is good once. It is asked for two hours ahead:
while Slack cannot be reached the old one still serves. Two refreshes at once would waste a refresh token, so there
is one at a time for a workspace.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from adapters.slack.installing.grants import Granted
from adapters.slack.installing.installations import Installation, Installations
from adapters.slack.installing.vault import Unreadable
from bot.hosting.answers import Lost, Refused, Unsure
from bot.ports import Later

log = logging.getLogger(__name__)

AHEAD = 7_200.0  # seconds before a token runs out
PAUSE = 60.0  # seconds until a refresh that failed is tried again, as long as the old token serves

Token = Callable[[str], Awaitable[str | None]]
Refresh = Callable[[str], Awaitable[Granted | Refused | Unsure]]


def one(token: str) -> Token:
    """The token of the only workspace, whatever a request calls it: Slack signed the request for this app."""

    async def of(_: str) -> str | None:
        return token

    return of


class Installed:
    """All workspaces that installed the app. What was read once stays in memory: this process alone writes."""

    def __init__(self, rows: Installations, refresh: Refresh, clock: Callable[[], float]) -> None:
        self._rows = rows
        self._refresh = refresh
        self._clock = clock
        self._known: dict[str, Installation | None] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._paused: dict[str, float] = {}

    async def token(self, workspace: str) -> str | None:
        """The bot token, None where the app is not installed (any more). Raises `Lost` or `Later` when an expired
        one could not be refreshed for now."""
        found = await self._find(workspace)
        if found is None or not self._due(found):
            return found.token if found else None
        async with self._locks.setdefault(workspace, asyncio.Lock()):
            found = await self._find(workspace)  # somebody else may have been faster
            if found is None or not self._due(found):
                return found.token if found else None
            return await self._refreshed(found)

    async def add(self, granted: Granted) -> Installation:
        """Keep an installation; it replaces an earlier one of the same workspace."""
        made = Installation(
            **{name: getattr(granted, name) for name in ("enterprise", "team", "app", "bot_user", "name")},
            scopes=granted.scopes,
            at=self._clock(),
            token=granted.token,
            refresh=granted.refresh,
            expires=self._until(granted.lasts),
        )
        await self._keep(made)
        return made

    async def remove(self, workspace: str) -> None:
        """Forget the workspace's tokens."""
        await asyncio.to_thread(self._rows.remove, workspace)
        self._known.pop(workspace, None)

    async def _find(self, workspace: str) -> Installation | None:
        if workspace not in self._known:
            try:
                found = await asyncio.to_thread(self._rows.find, workspace)
            except Unreadable:
                log.error("no key opens the tokens of %s: it has to install the app again", workspace)
                self._known[workspace] = None
            else:
                if found is None:
                    return None  # not remembered: it may be installed any moment
                self._known[workspace] = found
        return self._known[workspace]

    def _until(self, lasts: float | None) -> float | None:
        """When a token that lasts so long runs out; None when it does not."""
        return None if lasts is None else self._clock() + lasts

    def _due(self, found: Installation) -> bool:
        """Whether it is time for a new token, and not just after a failure."""
        if found.refresh is None or found.expires is None:
            return False
        now = self._clock()
        paused = now < self._paused.get(found.workspace, 0.0) and now < found.expires
        return now >= found.expires - AHEAD and not paused

    async def _refreshed(self, found: Installation) -> str | None:
        """The new token; the old one while it serves; None when Slack will give no more."""
        try:
            answer = await self._refresh(found.refresh or "")
        except Later:
            return self._old(found)
        if isinstance(answer, Granted):
            made = replace(
                found, token=answer.token, refresh=answer.refresh, expires=self._until(answer.lasts)
            )
            await self._keep(made)
            return made.token
        log.warning("the token of %s was not refreshed: %s", found.workspace, said(answer))
        if isinstance(answer, Refused) and self._clock() >= (found.expires or 0.0):
            self._known[found.workspace] = None  # for good: only a new installation helps
            return None
        return self._old(found)

    def _old(self, found: Installation) -> str:
        """The old token, for a while; raises Lost when it is of no use any more."""
        self._paused[found.workspace] = self._clock() + PAUSE
        if self._clock() >= (found.expires or 0.0):
            raise Lost(f"no token for {found.workspace} for now")
        return found.token

    async def _keep(self, installed: Installation) -> None:
        """On the disk first: a refresh token that is lost cannot be had again."""
        await asyncio.to_thread(self._rows.save, installed)
        self._known[installed.workspace] = installed
        self._paused.pop(installed.workspace, None)


def said(answer: Refused | Unsure) -> str:
    """The trouble, safe to log."""
    return answer.error if isinstance(answer, Refused) else answer.why
