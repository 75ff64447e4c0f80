"""The language model: one request, and an answer or a trouble.

Whoever asks decides what to do about a trouble, hence so many kinds of it: each is repaired in another way, or not at
all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol


class Shaped(StrEnum):
    """The rungs on which a structured answer is asked for."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: fixed rules, then data. `schema` is the JSON schema's text, empty for free prose."""

    system: str
    user: str
    shaped: Shaped
    schema_name: str
    schema: str
    max_tokens: int
    without: frozenset[str] = frozenset()  # parameters this server refuses
    repair: tuple[str, str] | None = None  # (the model's last answer, what is wrong with it)


class Finish(StrEnum):
    STOP = "stop"
    LENGTH = "length"
    REFUSAL = "refusal"
    CUT = "cut"  # the stream ended without saying why


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them."""

    input: int
    output: int


@dataclass(frozen=True, slots=True)
class Completion:
    text: str
    finish: Finish
    usage: Usage | None


class TroubleKind(StrEnum):
    """Why a model did not answer."""

    AUTH = "auth"
    QUOTA = "quota"
    RATE = "rate"
    CONTEXT = "context"
    MODEL_NOT_FOUND = "model_not_found"
    PARAMETER = "parameter"  # `detail` is the parameter's name
    FORMAT = "format"  # the response format is not supported
    REFUSAL = "refusal"
    NOT_AN_API = "not_an_api"  # HTML, or JSON that is no completion: the base URL is wrong
    GARBLED = "garbled"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Expected trouble as a value; `detail` is safe to log, never shown. `retry_after` in seconds, if it was said."""

    kind: TroubleKind
    detail: str
    retry_after: float | None = None
    status: Literal["trouble"] = "trouble"


class Model(Protocol):
    """A chat-completions endpoint. `hear` is called with the whole text so far as it streams in."""

    @property
    def name(self) -> str: ...

    @property
    def endpoint(self) -> str: ...

    async def complete(self, prompt: Prompt, hear: Callable[[str], None]) -> Completion | Trouble: ...
