"""Text that stays text.

`rich_text`, `plain_text` and table cells are literal in Slack, so there a text only loses what nobody can see:
control, direction and zero-width characters. mrkdwn is markup: `& < >` are escaped, and a word joiner (U+2060,
invisible) stands beside every other mark, so that no mention, emoji, link, fence or quote comes out of a text, wherever
the text is cut and whatever stands before or after it.
"""

import re

from bot.presenter.visible import size, visible

JOINER = "\u2060"
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


def mrkdwn(text: str) -> str:
    """Visible text for a mrkdwn field, where it is read as it stands."""
    return COLON.sub(f":{JOINER}", visible(text).translate(PROSE))


def fenced(text: str) -> str:
    """Visible text for the inside of a fence in mrkdwn: copied out of it, code still compiles."""
    return ALL.sub(f"@{JOINER}", visible(text).translate(FENCED))


def weight(text: str) -> int:
    """The size of a text where it takes the most room: in mrkdwn."""
    return size(mrkdwn(text))


def cost(character: str) -> int:
    """The most that one visible character may weigh."""
    return COSTS.get(character) or (2 if character > "\uffff" else 1)


def file_name(name: str) -> str:
    """A file name of Latin letters without a folder, at most 100 characters, its ending kept."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, after = last.rpartition(".")
    ending = (ENDING.sub("", after)[:10] if dot else "") or "txt"
    plain = NOT_IN_NAMES.sub("-", stem if dot else last).strip("-. ")
    return f"{plain[: NAME_LENGTH - len(ending) - 1] or 'file'}.{ending}"
