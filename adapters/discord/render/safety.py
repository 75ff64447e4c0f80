"""Text that stays text in Discord's Markdown.

A backslash before any sign makes it literal there, so every sign that can begin a mark is escaped, at the cost of
one more character, wherever it stands and wherever the text is cut. A mention of all is broken by a zero-width space
as well, as discord.py does it, and so is an invitation, which Discord finds without any mark. Inside fences nothing is
live save the fence's own end. What hides or turns round what is read is taken out.
"""

import re
from collections.abc import Iterator

from bot.presenter.visible import visible

JOINER = "\u200b"

UNIT = re.compile(
    r"""
      (?P<hidden> @(?=everyone|here)
                | (?<=discord)\.(?:gg|com|new|gift)(?=/) | (?<=discordapp)\.com(?=/) | (?<=dis)\.gd(?=/) )
    | (?P<mark>   [\\*_~|`<>\[\]\#] | :(?=\S)
                | (?<!\S)[-+](?=\s|\Z) )                    # at the start of a line it would begin a list,
    | (?P<number> (?<!\S)[0-9]{1,9} ) \. (?=\s|\Z)          # and so would a number
    | .
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
TICKS = re.compile("`(?=`)")

NAME_LENGTH = 100
NOT_IN_NAMES = re.compile(r"[^\w.+ -]+|\s+", re.ASCII)


def units(text: str) -> Iterator[str]:
    """Visible text as pieces that are literal in Markdown, and in which nothing may be cut."""
    for found in UNIT.finditer(text):
        match found.lastgroup:
            case "hidden":
                yield found[0] + JOINER
            case "mark":
                yield "\\" + found[0]
            case "number":
                yield found["number"] + "\\."
            case _:
                yield found[0]


def literal(text: str) -> str:
    """Visible text as Markdown in which it reads as it stands."""
    return "".join(units(text))


def fenced(text: str) -> str:
    """Visible text for the inside of a fence; copied out of it, code without fences of its own is as it was."""
    return TICKS.sub("`" + JOINER, text)


def file_name(name: str) -> str:
    """A file name of plain letters without a folder, at most 100 characters, its ending kept."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, ending = NOT_IN_NAMES.sub("-", last).strip("-. ").rpartition(".")
    if not dot:
        stem, ending = ending, "txt"
    ending = ending[:10]
    return f"{stem.strip('-. ')[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"
