"""Environment (and a `.env` beside the command) → one frozen Settings; wrong ones are refused at start.

A refusal names the setting, the reason and an example, all at once rather than one by one. No value is
ever shown: it may be a secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.cli_words import languages

EXAMPLES: Mapping[str, str] = {
    "OPENAI_API_KEY": "OPENAI_API_KEY=sk-…",
    "OPENAI_BASE_URL": "OPENAI_BASE_URL=http://localhost:11434/v1",
    "LLM_MODEL": "LLM_MODEL=gpt-6-luna",
    "WASM_ARCHITECT_HOME": "WASM_ARCHITECT_HOME=~/wasm-architect",
    "WASM_ARCHITECT_LANG": "WASM_ARCHITECT_LANG=es",
    "WASM_ARCHITECT_REMINDER_HOURS": "WASM_ARCHITECT_REMINDER_HOURS=24",
    "WASM_ARCHITECT_EXPIRY_DAYS": "WASM_ARCHITECT_EXPIRY_DAYS=14",
    ".env": "iconv -f latin1 -t utf-8",
}


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


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model to draft with. `base_url` None is the provider's own default."""

    key: SecretStr
    base_url: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the parts list needs. `model` is None when the code is to compose plans itself."""

    model: ModelSettings | None
    home: Path
    language: str | None
    reminder: timedelta
    expiry: timedelta

    @property
    def log(self) -> Path:
        return self.home / "wasm-architect.log"


Text = Annotated[str, StringConstraints(strip_whitespace=True)]


class Environment(BaseSettings):
    """The raw variables, as pydantic-settings reads them."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    openai_api_key: SecretStr | None = None
    openai_base_url: Text | None = None
    llm_model: Text | None = None
    wasm_architect_home: Text | None = None
    wasm_architect_lang: Text | None = None
    wasm_architect_reminder_hours: float = Field(default=24, gt=0, le=8_760, allow_inf_nan=False)
    wasm_architect_expiry_days: float = Field(default=14, gt=0, le=3_650, allow_inf_nan=False)


def load_settings() -> Settings:
    """The settings; raises SettingsRefused with everything that is wrong."""
    try:
        raw = Environment()
    except UnicodeDecodeError:
        raise SettingsRefused((WrongSetting(".env", "encoding"),)) from None
    except ValidationError as error:
        names = {str(each["loc"][0]).upper() for each in error.errors()}
        raise SettingsRefused(tuple(WrongSetting(name, "number") for name in sorted(names))) from None
    wrong = (*blank(raw), *model_trouble(raw), *conversation_trouble(raw))
    if wrong:
        raise SettingsRefused(wrong)
    home = (
        Path(raw.wasm_architect_home).expanduser()
        if raw.wasm_architect_home
        else user_data_path("wasm-architect")
    )
    return Settings(
        model=model_of(raw),
        home=home,
        language=raw.wasm_architect_lang,
        reminder=timedelta(hours=raw.wasm_architect_reminder_hours),
        expiry=timedelta(days=raw.wasm_architect_expiry_days),
    )


def blank(raw: Environment) -> tuple[WrongSetting, ...]:
    """Settings that are there but empty: nearly always a slip in a deployment file."""
    given: dict[str, Any] = raw.model_dump()  # Any: a heterogeneous dump
    texts = {
        name: each.get_secret_value() if isinstance(each, SecretStr) else each for name, each in given.items()
    }
    return tuple(
        WrongSetting(name.upper(), "blank")
        for name, each in texts.items()
        if isinstance(each, str) and not each.strip()
    )


def model_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """A model needs a name, and a key or a server of one's own."""
    found: list[WrongSetting] = []
    if raw.openai_base_url and not raw.openai_base_url.startswith(("http://", "https://")):
        found.append(WrongSetting("OPENAI_BASE_URL", "url"))
    if raw.openai_base_url and "@" in raw.openai_base_url.partition("://")[2].partition("/")[0]:
        found.append(WrongSetting("OPENAI_BASE_URL", "userinfo"))
    if raw.llm_model is None and (raw.openai_api_key or raw.openai_base_url):
        because = "OPENAI_API_KEY" if raw.openai_api_key else "OPENAI_BASE_URL"
        found.append(WrongSetting("LLM_MODEL", "model_missing", because))
    if raw.llm_model and not raw.openai_api_key and raw.openai_base_url is None:
        found.append(WrongSetting("OPENAI_API_KEY", "key_missing"))
    return tuple(found)


def conversation_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """Language and patience."""
    found: list[WrongSetting] = []
    if raw.wasm_architect_lang and raw.wasm_architect_lang not in languages():
        found.append(WrongSetting("WASM_ARCHITECT_LANG", "language"))
    if raw.wasm_architect_expiry_days * 24 <= raw.wasm_architect_reminder_hours:
        found.append(WrongSetting("WASM_ARCHITECT_EXPIRY_DAYS", "order"))
    return tuple(found)


def model_of(raw: Environment) -> ModelSettings | None:
    """The model's settings; servers of one's own that ask for no key get a placeholder, since the client needs one."""
    if raw.llm_model is None:
        return None
    return ModelSettings(raw.openai_api_key or SecretStr("none"), raw.openai_base_url, raw.llm_model)
