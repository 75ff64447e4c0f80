"""A prompt as the arguments of one chat completion.

Only what the compatible servers share: `max_completion_tokens` (reasoning models refuse `max_tokens`,
older servers know nothing else, so it comes second), never `temperature`. A parameter that this server
has refused is in `prompt.without` and is left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ports import Prompt, Shaped

DROPPABLE = ("max_completion_tokens", "max_tokens", "stream_options", "stream")
"""What a request can do without. `stream_options` stands before `stream`, whose name it contains."""


@dataclass(frozen=True, slots=True)
class Request:
    """`messages` in order of speech; `options` are the remaining arguments of the call."""

    messages: Sequence[Mapping[str, str]]
    options: Mapping[str, Any]  # Any: the SDK types each option apart, we send a mapping of them

    @property
    def droppable(self) -> tuple[str, ...]:
        """What this request could do without."""
        return tuple(name for name in DROPPABLE if name in self.options)


def request(prompt: Prompt) -> Request:
    """The request for a prompt; the static system text first, byte for byte, for the providers' prompt caches."""
    return Request(messages(prompt), budget(prompt) | streaming(prompt) | shape(prompt))


def messages(prompt: Prompt) -> list[dict[str, str]]:
    said = [
        {"role": "system", "content": prompt.system},
        {"role": "user", "content": prompt.user},
    ]
    if prompt.repair is not None:
        answer, wrong = prompt.repair
        said += [
            {"role": "assistant", "content": answer},
            {"role": "user", "content": wrong},
        ]
    return said


def budget(prompt: Prompt) -> dict[str, Any]:  # Any: see Request.options
    for name in ("max_completion_tokens", "max_tokens"):
        if name not in prompt.without:
            return {name: prompt.max_tokens}
    return {}


def streaming(prompt: Prompt) -> dict[str, Any]:  # Any: see Request.options
    if "stream" in prompt.without:
        return {}
    if "stream_options" in prompt.without:
        return {"stream": True}
    return {"stream": True, "stream_options": {"include_usage": True}}


def shape(prompt: Prompt) -> dict[str, Any]:  # Any: see Request.options
    if not prompt.schema or prompt.shaped is Shaped.TEXT:
        return {}
    if prompt.shaped is Shaped.JSON_OBJECT:
        return {"response_format": {"type": "json_object"}}
    asked = {"name": prompt.schema_name, "strict": True, "schema": json.loads(prompt.schema)}
    return {"response_format": {"type": "json_schema", "json_schema": asked}}
