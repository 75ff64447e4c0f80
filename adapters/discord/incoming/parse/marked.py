"""Discord's marks → plain text, and who is addressed in it.

`<@1>`, `<#1>`, `<@&1>`, `<:name:1>`, `</wasm:1>`, `<t:1760000000>` become what people see, as far as it is told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

TOKEN = re.compile(
    r"<(?:@!?(?P<person>[0-9]{1,20})|@&(?P<role>[0-9]{1,20})|(?P<channel>\#[0-9]{1,20})"
    r"|a?(?P<emoji>:\w{1,64}:)[0-9]{1,20}|(?P<command>/[^<>:\n]{1,100}):[0-9]{1,20}"
    r"|t:(?P<time>-?[0-9]{1,11})(?::[A-Za-z])?|(?P<address>https?://[^<>\s]{1,2000}))>"
    r"(?P<after>[ \t]*[,:;](?=\s|$))?"
)
KINDS = ("person", "role", "channel", "emoji", "command", "time", "address")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as people mention it: its user id, and the ids of roles that are its own."""

    user: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plain:
    """Text as people see it, without the mention of the bot. `mentioned`: it was there; `others`: somebody else was."""

    text: str
    mentioned: bool
    others: bool


def plain(marked: str, me: Me, names: Mapping[str, str]) -> Plain:
    """Read a message's text; `names` of people by id, as far as the message tells them."""
    mentions: list[bool] = []  # of each, whether it is the bot's
    begin = len(marked) - len(marked.lstrip())

    def seen(found: re.Match[str]) -> str:
        """A token with the mark behind it; in "@bot: basic" the mark belongs to the mention, and goes with it."""
        person, role, after = found["person"], found["role"], found["after"] or ""
        ours = person == me.user if person else role in me.roles
        mentions.extend([ours] if person or role else [])
        if ours:
            return "" if found.start() == begin else after
        return _shown(found, names) + after

    words = TOKEN.sub(seen, marked).strip()
    return Plain(words, any(mentions), not all(mentions))


def _shown(found: re.Match[str], names: Mapping[str, str]) -> str:
    """A token as people see it, as far as it can be told."""
    kind = next(each for each in KINDS if found[each] is not None)
    match kind:
        case "person" | "role":
            return f"@{names.get(found[kind]) or found[kind]}"
        case "time":
            return _moment(int(found[kind]))
        case _:
            return found[kind]


def _moment(seconds: int) -> str:
    """A time as words; as it was written where no calendar holds it."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (OverflowError, OSError, ValueError):
        return str(seconds)
