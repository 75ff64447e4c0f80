"""Text that stays text in Discord's Markdown.

A backslash before any sign makes it literal there, so every sign that can begin a mark is escaped, at the cost of
one more character, wherever it stands and wherever the text is cut. A mention of all is broken by a zero-width space
as well, as discord.py does it, and so is an invitation, which Discord finds without any mark. Inside fences nothing is
live save the fence's own end. What hides or turns round what is read is taken out.
"""

import re
from collections.abc import Iterator

JOINER = "\u200b"
NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
LONE = re.compile("[\ud800-\udfff]")  # half a character: it has no UTF-8

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


def visible(text: str) -> str:
    """Without characters that hide, turn round or break what is read; every line break is a newline."""
    return LONE.sub("\ufffd", UNSEEN.sub("", NEWLINES.sub("\n", text)))


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


def size(text: str) -> int:
    """Characters as Discord may count them: UTF-16 units."""
    return len(text) if text.isascii() else len(text) + len(ASTRAL.findall(text))


def one_line(text: str) -> str:
    """Visible words on one line."""
    return " ".join(visible(text).split())


def shortened(text: str, room: int) -> str:
    """A text of at most `room` characters; what does not fit ends in an ellipsis. Only for labels of what is said in
    full elsewhere."""
    if size(text) <= room:
        return text
    kept = text[: room - 1]
    while size(kept) >= room:
        kept = kept[:-1]
    return kept + "…"


def file_name(name: str) -> str:
    """A file name of plain letters without a folder, at most 100 characters, its ending kept."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, ending = NOT_IN_NAMES.sub("-", last).strip("-. ").rpartition(".")
    if not dot:
        stem, ending = ending, "txt"
    ending = ending[:10]
    return f"{stem.strip('-. ')[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"
