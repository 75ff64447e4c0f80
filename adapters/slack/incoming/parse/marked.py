"""Slack's escaped text → plain text, and who is addressed in it.

`<@U1>`, `<#C1|general>`, `<!here>`, `<https://…|label>` become what people see; `&lt; &gt; &amp;` the characters.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"<([^<>\n]{1,3000})>([ \t]*[,:;](?=\s|$))?")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
SPECIAL = {"here": "@here", "channel": "@channel", "everyone": "@everyone"}


@dataclass(frozen=True, slots=True)
class Plain:
    """Text as people see it, without the mention of the bot; `people` are the ids of everybody who is mentioned."""

    text: str
    people: tuple[str, ...]


def plain(escaped: str, bot: str) -> Plain:
    """Read a message's text; `bot` is the bot's user id, empty when it is not known."""
    people: list[str] = []
    begin = len(escaped) - len(escaped.lstrip())

    def seen(match: re.Match[str]) -> str:
        """A token with the mark behind it; in "@bot: basic" the mark belongs to the mention, and goes with it."""
        body, _, label = match[1].partition("|")
        mark = match[2] or ""
        if body.startswith("@"):
            people.append(body[1:])
        if bot and body == f"@{bot}":
            return "" if match.start() == begin else mark
        return _shown(body, label) + mark

    words = TOKEN.sub(seen, escaped)
    for entity, character in ENTITIES:
        words = words.replace(entity, character)
    return Plain(words.strip(), tuple(people))


def _shown(body: str, label: str) -> str:
    """A token as people see it."""
    match body[:1]:
        case "@" | "#":
            return f"{body[0]}{label or body[1:]}"
        case "!":
            return SPECIAL.get(body[1:], label or body[1:].replace("subteam^", "@"))
        case _:
            return _link(body, label)


def _link(address: str, label: str) -> str:
    """A link as its address, with the label where it says something else."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in address:
        return label if bare == label else bare
    return f"{label} ({bare})"
