"""The raw variables, as pydantic-settings reads them: types and ranges only, no sense between them."""

from typing import Annotated, Any

from pydantic import Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.refusals import WrongSetting

Text = Annotated[str, StringConstraints(strip_whitespace=True)]


class Environment(BaseSettings):
    """One field a variable; absent ones are None or their default."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    openai_api_key: SecretStr | None = None
    openai_base_url: Text | None = None
    llm_model: Text | None = None
    wasm_architect_home: Text | None = None
    wasm_architect_lang: Text | None = None
    wasm_architect_reminder_hours: float = Field(default=24, gt=0, le=8_760, allow_inf_nan=False)
    wasm_architect_expiry_days: float = Field(default=14, gt=0, le=3_650, allow_inf_nan=False)
    wasm_architect_keys: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_client_id: Text | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: Text | None = None
    discord_token: SecretStr | None = None
    discord_api_url: Text | None = None
    discord_gateway_url: Text | None = None
    # Nobody outside this machine: a proxy that speaks TLS stands in front. A container has no such neighbour
    # and sets 0.0.0.0 itself.
    host: Text = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65_535)  # 0: whichever is free


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
