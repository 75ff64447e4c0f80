"""Environment (and a `.env` beside the command) → one frozen Settings; wrong ones are refused at start."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from platformdirs import user_data_path
from pydantic import ValidationError

from bot.cli_words import languages
from bot.settings.discord import DiscordSettings, discord_of, discord_trouble
from bot.settings.environment import Environment, blank
from bot.settings.model import ModelSettings, model_of, model_trouble
from bot.settings.refusals import SettingsRefused, WrongSetting
from bot.settings.slack import SlackSettings, slack_of, slack_trouble

__all__ = [
    "DiscordSettings",
    "ModelSettings",
    "Settings",
    "SettingsRefused",
    "SlackSettings",
    "WrongSetting",
    "load_settings",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the parts list needs. `model` is None when the code is to compose plans itself, a platform when the
    bot does not live there. `host` and `port`: where it listens; port 0 is whichever is free."""

    model: ModelSettings | None
    home: Path
    language: str | None
    reminder: timedelta
    expiry: timedelta
    slack: SlackSettings | None = None
    discord: DiscordSettings | None = None
    host: str = "127.0.0.1"
    port: int = 3000

    @property
    def platforms(self) -> tuple[str, ...]:
        """The names of those that are configured."""
        known = {"slack": self.slack, "discord": self.discord}
        return tuple(name for name, each in known.items() if each)

    @property
    def log(self) -> Path:
        return self.home / "wasm-architect.log"


def load_settings() -> Settings:
    """The settings; raises SettingsRefused with everything that is wrong."""
    raw = environment()
    platforms = (*slack_trouble(raw), *discord_trouble(raw))
    wrong = (*blank(raw), *model_trouble(raw), *conversation_trouble(raw), *platforms)
    if wrong:
        raise SettingsRefused(wrong)
    given = raw.wasm_architect_home
    return Settings(
        model=model_of(raw),
        home=Path(given).expanduser() if given else user_data_path("wasm-architect"),
        language=raw.wasm_architect_lang,
        reminder=timedelta(hours=raw.wasm_architect_reminder_hours),
        expiry=timedelta(days=raw.wasm_architect_expiry_days),
        slack=slack_of(raw),
        discord=discord_of(raw),
        host=raw.host,
        port=raw.port,
    )


def environment() -> Environment:
    """The raw variables; raises SettingsRefused for what cannot even be read."""
    try:
        return Environment()
    except UnicodeDecodeError:
        raise SettingsRefused((WrongSetting(".env", "encoding"),)) from None
    except ValidationError as error:
        names = sorted({str(each["loc"][0]).upper() for each in error.errors()})
        wrong = tuple(WrongSetting(each, "port" if each == "PORT" else "number") for each in names)
        raise SettingsRefused(wrong) from None


def conversation_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """Language and patience."""
    found: list[WrongSetting] = []
    if raw.wasm_architect_lang and raw.wasm_architect_lang not in languages():
        found.append(WrongSetting("WASM_ARCHITECT_LANG", "language"))
    if raw.wasm_architect_expiry_days * 24 <= raw.wasm_architect_reminder_hours:
        found.append(WrongSetting("WASM_ARCHITECT_EXPIRY_DAYS", "order"))
    return tuple(found)
