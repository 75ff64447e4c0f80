"""`/wasm` as Discord is told of it, in every language that it knows a name for. Pure.

Registered with one call for the whole app (`PUT /applications/{id}/commands`), which may be repeated.
"""

from collections.abc import Mapping

from adapters.discord.render.labels import TABLE
from adapters.discord.render.message import Json
from bot.wording import FALLBACK, Wording

NAME = "wasm"
TEXT, FILE = 3, 11  # kinds of options
IN_SERVERS, IN_DIRECT_MESSAGES = 0, 1  # contexts
BY_SERVER = 0  # how it is installed
TEXT_LIMIT = 6_000  # characters, Discord's
LOCALES: Mapping[str, tuple[str, ...]] = {"en": ("en-US", "en-GB"), "es": ("es-ES", "es-419")}


def commands(wording: Wording) -> tuple[Json, ...]:
    """The commands of the app."""
    text = {"type": TEXT, "max_length": TEXT_LIMIT, **_said(wording, "text"), "required": False}
    file = {"type": FILE, **_said(wording, "file"), "required": False}
    command = {
        "type": 1,
        "name": NAME,
        "description": _line(wording, FALLBACK, "description"),
        "description_localizations": _each(wording, "description"),
        "options": [text, file],
        "contexts": [IN_SERVERS, IN_DIRECT_MESSAGES],
        "integration_types": [BY_SERVER],
    }
    return (command,)


def _said(wording: Wording, option: str) -> Json:
    """An option's name and description, in every language."""
    return {
        "name": _line(wording, FALLBACK, f"{option}.name"),
        "name_localizations": _each(wording, f"{option}.name"),
        "description": _line(wording, FALLBACK, f"{option}.description"),
        "description_localizations": _each(wording, f"{option}.description"),
    }


def _each(wording: Wording, key: str) -> Mapping[str, str]:
    return {
        locale: _line(wording, language, key)
        for language in wording.languages
        for locale in LOCALES.get(language, ())
    }


def _line(wording: Wording, language: str, key: str) -> str:
    return wording.line(language, TABLE, f"command.{key}")
