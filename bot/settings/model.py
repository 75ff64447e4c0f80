"""The language model's settings: a name, and a key or a server of one's own."""

from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings.environment import Environment
from bot.settings.refusals import WrongSetting, address_trouble


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model to draft with. `base_url` None is the provider's own default."""

    key: SecretStr
    base_url: str | None
    name: str


def model_trouble(raw: Environment) -> tuple[WrongSetting, ...]:
    """A model needs a name, and a key or a server of one's own."""
    found: list[WrongSetting] = []
    if raw.openai_base_url and (wrong := address_trouble("OPENAI_BASE_URL", raw.openai_base_url)):
        found.append(wrong)
    if raw.llm_model is None and (raw.openai_api_key or raw.openai_base_url):
        because = "OPENAI_API_KEY" if raw.openai_api_key else "OPENAI_BASE_URL"
        found.append(WrongSetting("LLM_MODEL", "model_missing", because))
    if raw.llm_model and not raw.openai_api_key and raw.openai_base_url is None:
        found.append(WrongSetting("OPENAI_API_KEY", "key_missing"))
    return tuple(found)


def model_of(raw: Environment) -> ModelSettings | None:
    """The model's settings; servers of one's own that ask for no key get a placeholder, since the client needs one."""
    if raw.llm_model is None:
        return None
    return ModelSettings(raw.openai_api_key or SecretStr("none"), raw.openai_base_url, raw.llm_model)
