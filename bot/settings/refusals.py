"""What is wrong with the environment, as a value.

A refusal names the setting, the reason and an example, all at once rather than one by one. No value is
ever shown: it may be a secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass

EXAMPLES: Mapping[str, str] = {
    "OPENAI_API_KEY": "OPENAI_API_KEY=sk-…",
    "OPENAI_BASE_URL": "OPENAI_BASE_URL=http://localhost:11434/v1",
    "LLM_MODEL": "LLM_MODEL=gpt-6-luna",
    "WASM_ARCHITECT_HOME": "WASM_ARCHITECT_HOME=~/wasm-architect",
    "WASM_ARCHITECT_LANG": "WASM_ARCHITECT_LANG=es",
    "WASM_ARCHITECT_REMINDER_HOURS": "WASM_ARCHITECT_REMINDER_HOURS=24",
    "WASM_ARCHITECT_EXPIRY_DAYS": "WASM_ARCHITECT_EXPIRY_DAYS=14",
    "WASM_ARCHITECT_KEYS": "WASM_ARCHITECT_KEYS=$(openssl rand -base64 32)",
    "SLACK_BOT_TOKEN": "SLACK_BOT_TOKEN=xoxb-…",
    "SLACK_SIGNING_SECRET": "SLACK_SIGNING_SECRET=8f742231b10e…",
    "SLACK_APP_TOKEN": "SLACK_APP_TOKEN=xapp-1-…",
    "SLACK_CLIENT_ID": "SLACK_CLIENT_ID=1234567890.1234567890",
    "SLACK_CLIENT_SECRET": "SLACK_CLIENT_SECRET=0cb6…",
    "SLACK_API_URL": "SLACK_API_URL=https://slack.com/api/",
    "DISCORD_TOKEN": "DISCORD_TOKEN=MTE4….GhX2Yb.vQ9…",
    "DISCORD_API_URL": "DISCORD_API_URL=https://discord.com/api/v10",
    "DISCORD_GATEWAY_URL": "DISCORD_GATEWAY_URL=wss://gateway.discord.gg/",
    "HOST": "HOST=0.0.0.0",
    "PORT": "PORT=3000",
    ".env": "iconv -f latin1 -t utf-8",
}

WEB, WEBSOCKET = ("http", "https"), ("ws", "wss")  # schemes


@dataclass(frozen=True, slots=True)
class WrongSetting:
    """`reason` is a key of `[setting]` in cli.toml; `because` another setting that makes this one wrong."""

    name: str
    reason: str
    because: str = ""

    @property
    def example(self) -> str:
        return EXAMPLES[self.name]


class SettingsRefused(Exception):
    """The environment does not make a valid configuration."""

    def __init__(self, wrong: tuple[WrongSetting, ...]) -> None:
        super().__init__(", ".join(f"{each.name}: {each.reason}" for each in wrong))
        self.wrong = wrong


def address_trouble(name: str, address: str, schemes: tuple[str, ...] = WEB) -> WrongSetting | None:
    """An address is complete, and holds no user or password: it may stand in a log."""
    scheme, _, rest = address.partition("://")
    authority = rest.partition("/")[0]
    if scheme not in schemes or not authority:
        return WrongSetting(name, "url" if schemes == WEB else "websocket")
    return WrongSetting(name, "userinfo") if "@" in authority else None
