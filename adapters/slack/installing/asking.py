"""What the doctor asks of Slack: with a token, once, without the machinery that keeps a bot going.

A token is used as it lies there. It is never refreshed here: a refresh token is good once, and belongs to the bot that
may be running beside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import body_of, loopback, refused
from bot.hosting.answers import Refused
from bot.hosting.fields import text
from bot.ports import Later

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SECONDS = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How a token stands. `trouble` is Slack's code, "unreachable" or "ratelimited", empty when all is well; `scopes`
    is None when Slack did not say."""

    team: str = ""
    bot: str = ""
    workspace: str = ""
    scopes: frozenset[str] | None = None
    trouble: str = ""


async def bot_standing(token: str, base_url: str) -> Standing:
    """Whose token it is, and what it may do."""
    reply = await asked("auth.test", token, base_url)
    if isinstance(reply, str):
        return Standing(trouble=reply)
    said = body_of(reply)
    whole = said.get("is_enterprise_install") is True
    return Standing(
        team=text(said, "team"),
        bot=text(said, "user"),
        workspace=text(said, "enterprise_id" if whole else "team_id"),
        scopes=scopes_of(getattr(reply, "headers", {})),
    )


async def app_standing(token: str, base_url: str) -> Standing:
    """Whether Slack gives a connection for Socket Mode. None is opened."""
    reply = await asked("apps.connections.open", token, base_url)
    return Standing(trouble=reply if isinstance(reply, str) else "")


async def asked(method: str, token: str, base_url: str) -> object | str:
    """Slack's reply, or the trouble as a code."""
    client = AsyncWebClient(token=token, base_url=base_url, timeout=SECONDS, retry_handlers=[])
    if loopback(base_url):
        client.proxy = None
    api_call = cast("Callable[[str], Awaitable[object]]", client.api_call)  # pyright: ignore[reportUnknownMemberType] - the SDK leaves replies untyped
    try:
        return await api_call(method)
    except SlackApiError as error:
        return code_of(error)
    except (aiohttp.ClientError, TimeoutError, OSError, AttributeError, TypeError, ValueError):
        return "unreachable"


def code_of(error: SlackApiError) -> str:
    """Slack's code for it."""
    try:
        answer = refused(error)
    except Later:
        return "ratelimited"
    return answer.error if isinstance(answer, Refused) else "unreachable"


def scopes_of(headers: Mapping[str, str]) -> frozenset[str] | None:
    """The granted scopes, from the header of any reply."""
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    return None if said is None else frozenset(each.strip() for each in said.split(",") if each.strip())
