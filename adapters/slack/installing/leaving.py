"""When the app is removed from a workspace: its tokens go, and all that was kept of its conversations.

Two events tell of it, in any order, and late ones may arrive after the app has come back. So Slack is asked whether
the token still serves; only when it does not, everything goes. One of the two comes alone when somebody has the tokens
revoked, as one does with a token that leaked; then the tokens go, and conversations stay. All may be done again.
"""

import logging
from collections.abc import Awaitable, Callable

from adapters.slack.calls import Api
from adapters.slack.incoming.parse import Left
from bot.hosting.answers import Lost, Refused, Said
from bot.ports import Tenant

log = logging.getLogger(__name__)

# What auth.test says of a token that no longer serves; anything else says nothing about the installation.
GONE = frozenset(
    {"account_inactive", "invalid_auth", "no_token", "not_authed", "token_expired", "token_revoked"}
)

Forget = Callable[[Tenant], Awaitable[None]]
Remove = Callable[[str], Awaitable[None]]


async def nothing_to_remove(_: str) -> None:
    """For the one workspace whose token is a setting."""


def leaving(
    api: Api, forget: Forget, remove: Remove = nothing_to_remove
) -> Callable[[Left], Awaitable[None]]:
    """What to do when a workspace's events say that the app was removed. Raises `Lost` or `Later` when Slack
    cannot be asked for now: the event is to come again."""

    async def left(told: Left) -> None:
        workspace = told.workspace
        answer = await api.call(workspace, "auth.test", {})
        if isinstance(answer, Said):
            log.warning(
                "%s told that its app or its tokens went, but the token serves: nothing was deleted",
                workspace,
            )
            return
        if not isinstance(answer, Refused) or answer.error not in GONE:
            raise Lost("auth.test")
        if told.removed:
            await forget(Tenant("slack", workspace))
        await remove(workspace)

    return left
