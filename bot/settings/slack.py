"""Slack's settings: how events come in, and whose token goes out.

Two choices, each a type, so that half a configuration cannot exist: events come over HTTP (a signing secret)
or over Socket Mode (an app token), never both; the bot lives in one workspace (its token) or in many (OAuth).
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.settings.environment import Environment
from bot.settings.refusals import WrongSetting, address_trouble

SLACK_API = "https://slack.com/api/"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Http:
    """Slack posts events to us and signs them."""

    signing_secret: SecretStr


@dataclass(frozen=True, slots=True)
class Socket:
    """We open a websocket to Slack: no public address is needed."""

    app_token: SecretStr


@dataclass(frozen=True, slots=True)
class OneWorkspace:
    """The bot token of the workspace into which the app was installed by hand."""

    bot_token: SecretStr


@dataclass(frozen=True, slots=True)
class ManyWorkspaces:
    """People install the app by OAuth. `keys`: 32 bytes each; the first encrypts tokens, all decrypt; when empty,
    a key derives from the client secret."""

    client_id: str
    client_secret: SecretStr
    keys: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """All that the adapter needs. `api_url` ends in a slash."""

    mode: Http | Socket
    identity: OneWorkspace | ManyWorkspaces
    api_url: str = SLACK_API


def slack_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """Everything that is wrong with Slack's settings; nothing when none of them is there."""
    because = any_of(raw)
    if because is None:
        return ()
    return (*mode_trouble(raw, because), *identity_trouble(raw, because), *form_trouble(raw))


def any_of(raw: Environment) -> str | None:
    """The first Slack setting that is there: whoever sets one wants Slack."""
    given = {
        "SLACK_BOT_TOKEN": raw.slack_bot_token,
        "SLACK_CLIENT_ID": raw.slack_client_id,
        "SLACK_CLIENT_SECRET": raw.slack_client_secret,
        "SLACK_APP_TOKEN": raw.slack_app_token,
        "SLACK_SIGNING_SECRET": raw.slack_signing_secret,
        "SLACK_API_URL": raw.slack_api_url,
    }
    return next((name for name, each in given.items() if each), None)


def mode_trouble(raw: Environment, because: str) -> tuple[WrongSetting, ...]:
    """HTTP or Socket Mode: one of them."""
    if raw.slack_signing_secret and raw.slack_app_token:
        return (WrongSetting("SLACK_APP_TOKEN", "slack_two_modes", "SLACK_SIGNING_SECRET"),)
    if not raw.slack_signing_secret and not raw.slack_app_token:
        return (WrongSetting("SLACK_APP_TOKEN", "slack_no_mode", because),)
    return ()


def identity_trouble(raw: Environment, because: str) -> tuple[WrongSetting, ...]:
    """One workspace or many: one of them, and the latter whole."""
    client = raw.slack_client_id or raw.slack_client_secret
    if raw.slack_bot_token and client:
        other = "SLACK_CLIENT_ID" if raw.slack_client_id else "SLACK_CLIENT_SECRET"
        return (WrongSetting("SLACK_BOT_TOKEN", "slack_two_identities", other),)
    if raw.slack_bot_token:
        return ()
    if not client:
        return (WrongSetting("SLACK_BOT_TOKEN", "slack_no_identity", because),)
    if not raw.slack_client_secret:
        return (WrongSetting("SLACK_CLIENT_SECRET", "slack_half_client", "SLACK_CLIENT_ID"),)
    if not raw.slack_client_id:
        return (WrongSetting("SLACK_CLIENT_ID", "slack_half_client", "SLACK_CLIENT_SECRET"),)
    return ()


def form_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """Tokens that are of another kind, an address that is none, keys of another length."""
    found: list[WrongSetting | None] = []
    if raw.slack_bot_token:
        found.append(bot_token_trouble(raw.slack_bot_token.get_secret_value().strip()))
    if raw.slack_app_token and not raw.slack_app_token.get_secret_value().strip().startswith("xapp-"):
        found.append(WrongSetting("SLACK_APP_TOKEN", "slack_app_token"))
    if raw.slack_api_url:
        found.append(address_trouble("SLACK_API_URL", raw.slack_api_url))
    if raw.wasm_architect_keys and keys_of(raw) is None:
        found.append(WrongSetting("WASM_ARCHITECT_KEYS", "keys"))
    return tuple(each for each in found if each)


def bot_token_trouble(token: str) -> WrongSetting | None:
    """A token that rotates would be dead within hours, with nobody to refresh it: that is what OAuth is for."""
    if token.startswith("xoxe."):
        return WrongSetting("SLACK_BOT_TOKEN", "slack_rotating")
    return None if token.startswith("xoxb-") else WrongSetting("SLACK_BOT_TOKEN", "slack_bot_token")


def keys_of(raw: Environment) -> tuple[bytes, ...] | None:
    """The keys, separated by commas; None when one of them is not 32 bytes in base64."""
    if raw.wasm_architect_keys is None:
        return ()
    try:
        texts = raw.wasm_architect_keys.get_secret_value().split(",")
        keys = tuple(b64decode(each.strip(), validate=True) for each in texts)
    except (binascii.Error, ValueError):
        return None
    return keys if all(len(each) == KEY_BYTES for each in keys) else None


def slack_of(raw: Environment) -> SlackSettings | None:
    """The settings of an environment in which nothing is wrong; None when it speaks of no Slack."""
    if any_of(raw) is None:
        return None
    mode = Socket(bare(raw.slack_app_token)) if raw.slack_app_token else Http(bare(raw.slack_signing_secret))
    one = OneWorkspace(bare(raw.slack_bot_token)) if raw.slack_bot_token else None
    many = ManyWorkspaces(raw.slack_client_id or "", bare(raw.slack_client_secret), keys_of(raw) or ())
    address = raw.slack_api_url or SLACK_API
    return SlackSettings(mode, one or many, address if address.endswith("/") else f"{address}/")


def bare(secret: SecretStr | None) -> SecretStr:
    """Without the blanks that come along when a secret is pasted."""
    return SecretStr(secret.get_secret_value().strip() if secret else "")
