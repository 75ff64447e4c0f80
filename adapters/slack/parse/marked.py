"""Slack's escaped text → plain text, and who is addressed in it.

`<@U1>`, `<#C1|general>`, `<!here>`, `<https://…|label>` become what people see; `&lt; &gt; &amp;` the characters.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"<([^<>\n]{1,3000})>")
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

    def seen(match: re.Match[str]) -> str:
        body, _, label = match[1].partition("|")
        if body.startswith("@"):
            people.append(body[1:])
            return "" if bot and body[1:] == bot else f"@{label or body[1:]}"
        if body.startswith("#"):
            return f"#{label or body[1:]}"
        if body.startswith("!"):
            return SPECIAL.get(body[1:], label or body[1:])
        return _link(body, label)

    words = TOKEN.sub(seen, escaped)
    for entity, character in ENTITIES:
        words = words.replace(entity, character)
    return Plain(words.strip(), tuple(people))


def _link(address: str, label: str) -> str:
    """A link as its address, with the label where it says something else."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in address:
        return label if bare == label else bare
    return f"{label} ({bare})"
