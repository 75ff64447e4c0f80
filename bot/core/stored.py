"""A conversation as bytes and back, across versions of its shape.

Pydantic does the coding from the shapes themselves. What is written carries the number of its schema; what was
written under an older one is brought up step by step, each step a function from JSON to JSON that is never
changed once it has shipped. A newer number than ours is refused: an old program must not lose what it cannot read.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pydantic_core
from pydantic import TypeAdapter

from bot.core.conversation import Conversation

SCHEMA: Final = 3
CONVERSATION: Final[TypeAdapter[Conversation]] = TypeAdapter(Conversation)

Json = dict[str, Any]  # Any: the JSON of an older shape, which has no type any more


class TooNew(Exception):
    """Written by a newer version of the program."""


def dump(conversation: Conversation) -> bytes:
    """The conversation as JSON, with its schema's number."""
    return b'{"schema":%d,"conversation":%b}' % (SCHEMA, CONVERSATION.dump_json(conversation))


def load(stored: bytes) -> Conversation:
    """A conversation of this or any earlier schema. TooNew for a later one; ValueError for anything else."""
    return CONVERSATION.validate_python(upgraded(pydantic_core.from_json(stored)), strict=False)


def upgraded(stored: Json) -> Json:
    """A stored conversation's JSON brought up to the present schema."""
    version: int = stored["schema"]
    if version > SCHEMA:
        raise TooNew(version)
    conversation: Json = stored["conversation"]
    for step in range(version, SCHEMA):
        conversation = MIGRATIONS[step](conversation)
    return conversation


def _open_the_last_asked(old: Json) -> Json:
    """1 → 2: the open question became a shape of its own; it used to be the last one asked."""
    phase: Json = old["phase"]
    if phase["kind"] != "interviewing":
        return old
    last = phase["asked"][-1] if phase["asked"] else None
    return old | {"phase": phase | {"open": None if last is None else {"topic": last}}}


def _without_manifests(old: Json) -> Json:
    """2 → 3: parts, signals and numbers tell their lines, and a brief which manifests were read; there were none."""
    return old


MIGRATIONS: Final[Mapping[int, Callable[[Json], Json]]] = {1: _open_the_last_asked, 2: _without_manifests}
