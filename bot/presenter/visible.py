"""Text that everybody sees as it is: nothing hides in it, turns round, or breaks what is read. Pure."""

import re

NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
LONE = re.compile("[\ud800-\udfff]")  # half a character: it has no UTF-8


def visible(text: str) -> str:
    """Without characters that hide, turn round or break what is read; every line break is a newline."""
    return LONE.sub("\ufffd", UNSEEN.sub("", NEWLINES.sub("\n", text)))


def one_line(text: str) -> str:
    """Visible words on one line."""
    return " ".join(visible(text).split())


def size(text: str) -> int:
    """Characters as a platform may count them: UTF-16 units."""
    return len(text) if text.isascii() else len(text) + len(ASTRAL.findall(text))


def shortened(text: str, room: int) -> str:
    """A text of at most `room` characters; what does not fit ends in an ellipsis. Only for labels of what is said in
    full elsewhere."""
    if size(text) <= room:
        return text
    kept = text[: room - 1]
    while size(kept) >= room:
        kept = kept[:-1]
    return kept + "…"
