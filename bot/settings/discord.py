"""Discord's settings: one token. The two addresses are for proxies and for tests; each may be given alone."""

import re
from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings.environment import Environment
from bot.settings.refusals import WEBSOCKET, WrongSetting, address_trouble

# Whose it is, when it was made, and a signature: three parts in the alphabet of base64.
TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
PREFIX = "Bot "  # as examples of the API write it before a token


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """All that the adapter needs. `api_url` (with its version, without a slash at the end) and `gateway_url` are None
    for Discord's own."""

    token: SecretStr
    api_url: str | None = None
    gateway_url: str | None = None


def discord_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """Everything that is wrong with Discord's settings; nothing when none of them is there."""
    found: list[WrongSetting | None] = []
    because = "DISCORD_API_URL" if raw.discord_api_url else "DISCORD_GATEWAY_URL"
    if raw.discord_token and not TOKEN.fullmatch(bare(raw.discord_token)):
        found.append(WrongSetting("DISCORD_TOKEN", "discord_token"))
    if not raw.discord_token and (raw.discord_api_url or raw.discord_gateway_url):
        found.append(WrongSetting("DISCORD_TOKEN", "discord_no_token", because))
    if raw.discord_api_url:
        found.append(address_trouble("DISCORD_API_URL", raw.discord_api_url))
    if raw.discord_gateway_url:
        found.append(address_trouble("DISCORD_GATEWAY_URL", raw.discord_gateway_url, WEBSOCKET))
    return tuple(each for each in found if each)


def discord_of(raw: Environment) -> DiscordSettings | None:
    """The settings of an environment in which nothing is wrong; None when it speaks of no Discord."""
    if not raw.discord_token:
        return None
    api_url = raw.discord_api_url.rstrip("/") if raw.discord_api_url else None
    return DiscordSettings(SecretStr(bare(raw.discord_token)), api_url, raw.discord_gateway_url)


def bare(secret: SecretStr) -> str:
    """Without the blanks and the prefix that come along when a token is pasted."""
    return secret.get_secret_value().strip().removeprefix(PREFIX).strip()
