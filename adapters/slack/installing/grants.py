"""What Slack grants an app: a token for a code that a person brought, and a new token for a refresh token.

Neither is asked twice by itself: a code and a refresh token are good once, so a second try after a lost answer could
only be refused. What the SDK raises is translated; it may quote tokens.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import body_of, loopback, refused
from adapters.slack.fields import number
from bot.hosting.answers import Refused, Unsure
from bot.hosting.fields import Json, text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

METHOD_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Granted:
    """A bot token and whose it is. `team` is empty for a whole organisation; `lasts` in seconds, with rotation."""

    enterprise: str
    team: str
    app: str
    bot_user: str
    name: str
    scopes: tuple[str, ...]
    token: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    lasts: float | None = None


@dataclass(frozen=True, slots=True)
class Grants:
    """One app, by the credentials that Slack gave it."""

    client_id: str
    client_secret: str = field(repr=False)
    base_url: str = "https://slack.com/api/"

    async def of_code(self, code: str) -> Granted | Refused | Unsure:
        """The installation that a person has just allowed. Raises `Later` on a 429."""
        return await self._asked(code=code)

    async def of_refresh(self, token: str) -> Granted | Refused | Unsure:
        """The token that follows. Raises `Later` on a 429."""
        return await self._asked(grant_type="refresh_token", refresh_token=token)

    async def _asked(self, **wanted: str) -> Granted | Refused | Unsure:
        client = AsyncWebClient(base_url=self.base_url, timeout=METHOD_SECONDS, retry_handlers=[])
        if loopback(self.base_url):
            client.proxy = None
        # The SDK's types say nothing of what it returns. Its own method for this hands the credentials to aiohttp in a
        # form that aiohttp is giving up.
        api_call = cast("Callable[..., Awaitable[object]]", client.api_call)  # pyright: ignore[reportUnknownMemberType]
        known = {"client_id": self.client_id, "client_secret": self.client_secret}
        try:
            said = await api_call("oauth.v2.access", data={**known, **wanted})
        except SlackApiError as error:
            answer = refused(error)
            return answer if isinstance(answer, Refused) else Unsure("no answer")
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Unsure(type(error).__name__)
        return granted(body_of(said)) or Unsure("no bot token")


def granted(said: Json) -> Granted | None:
    """What `oauth.v2.access` answered; None when it holds no bot token or nobody whose it is."""
    whole = said.get("is_enterprise_install") is True
    team = "" if whole else text(said, "team", "id")
    enterprise, token, lasts = (
        text(said, "enterprise", "id"),
        text(said, "access_token"),
        number(said, "expires_in"),
    )
    if not token or not (team or enterprise):
        return None
    return Granted(
        enterprise=enterprise,
        team=team,
        app=text(said, "app_id"),
        bot_user=text(said, "bot_user_id"),
        name=text(said, "enterprise" if whole else "team", "name"),
        scopes=tuple(text(said, "scope").split(",")),
        token=token,
        refresh=text(said, "refresh_token") or None,
        lasts=float(lasts) if lasts else None,
    )
