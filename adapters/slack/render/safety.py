"""Text that stays text.

`rich_text`, `plain_text` and table cells are literal in Slack, so there a text only loses what nobody can see:
control, direction and zero-width characters. mrkdwn is markup: `& < >` are escaped, and a word joiner (U+2060,
invisible) stands beside every other mark, so that no mention, emoji, link, fence or quote comes out of a text, wherever
the text is cut and whatever stands before or after it.
"""

import re

JOINER = "\u2060"
NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
LONE = re.compile("[\ud800-\udfff]")  # half a character: it has no UTF-8
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
PROSE = str.maketrans(
    {mark: mark + JOINER for mark in "*_~`@#"}
    | ENTITIES
    | {">": f"{JOINER}&gt;"}  # no line may begin as a quote
)
COLON = re.compile(r":(?=\S|$)")  # before a space it begins no emoji and no address
COSTS = {":": 2} | {chr(each): len(str(mapped)) for each, mapped in PROSE.items()}
FENCED = str.maketrans(ENTITIES | {"`": "`" + JOINER})
ALL = re.compile("@(?=channel|here|everyone)")

NAME_LENGTH = 100
NOT_IN_NAMES = re.compile(r"[^\wÀ-ɏ.+ -]+|\s+", re.ASCII)  # Latin letters: none that turns the direction
ENDING = re.compile(r"[^A-Za-z0-9]+")


def visible(text: str) -> str:
    """Without characters that hide, turn round or break what is read; every line break is a newline."""
    return LONE.sub("\ufffd", UNSEEN.sub("", NEWLINES.sub("\n", text)))


def mrkdwn(text: str) -> str:
    """Visible text for a mrkdwn field, where it is read as it stands."""
    return COLON.sub(f":{JOINER}", visible(text).translate(PROSE))


def fenced(text: str) -> str:
    """Visible text for the inside of a fence in mrkdwn: copied out of it, code still compiles."""
    return ALL.sub(f"@{JOINER}", visible(text).translate(FENCED))


def size(text: str) -> int:
    """Characters as Slack may count them: UTF-16 units."""
    return len(text) if text.isascii() else len(text) + len(ASTRAL.findall(text))


def weight(text: str) -> int:
    """The size of a text where it takes the most room: in mrkdwn."""
    return size(mrkdwn(text))


def cost(character: str) -> int:
    """The most that one visible character may weigh."""
    return COSTS.get(character) or (2 if character > "\uffff" else 1)


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
    """A file name of Latin letters without a folder, at most 100 characters, its ending kept."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, after = last.rpartition(".")
    ending = (ENDING.sub("", after)[:10] if dot else "") or "txt"
    plain = NOT_IN_NAMES.sub("-", stem if dot else last).strip("-. ")
    return f"{plain[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"
