"""What a control's id says, both ways. Pure.

`q:{topic}:{choice}` answers a question, gives a thread word or rates a plan; `s:{page}` opens a page of the sheet;
`o:{topic}` and `f:{page}` are the forms themselves. A press is read from its id alone, so a control works after a
restart and a day later. After a `#` stands a number that only tells two equal ones in a message apart.
"""

from dataclasses import dataclass
from zlib import crc32

from adapters.discord.render import limits
from bot.presenter.visible import size

OTHER = "other"  # the choice that opens a form for an answer of one's own
ROOM = limits.CUSTOM_ID - len("#000")


@dataclass(frozen=True, slots=True)
class Press:
    """A quick pick, a thread word or a rating; `choice` is empty for a list, whose values carry it."""

    topic: str
    choice: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page of the assumption sheet, from 1: what opens it, and the form that it is."""

    page: int


@dataclass(frozen=True, slots=True)
class OtherForm:
    """The form for an answer of one's own to a topic."""

    topic: str


Code = Press | SheetPage | OtherForm


def press_id(topic: str, choice: str) -> str:
    """The id of a button. A topic holds no colon, a choice no "#": both are ids of ours, and short."""
    code = f"q:{topic}:{choice}"
    if ":" in topic or "#" in code or size(code) > ROOM:
        raise ValueError(f"no button can carry {topic!r} {choice!r}")
    return code


def page_id(page: int) -> str:
    """The id of the button that opens a page of the sheet, and of that page's form."""
    return f"s:{page}"


def other_id(topic: str) -> str:
    """The id of the form for an answer of one's own."""
    return f"o:{topic}"


def read(custom_id: str) -> Code | None:
    """What an id means; None for one that is not ours."""
    kind, _, rest = custom_id.partition("#")[0].partition(":")
    match kind:
        case "q" if rest.partition(":")[0]:
            topic, _, choice = rest.partition(":")
            return Press(topic, choice)
        case "s" if rest.isdecimal() and rest.isascii() and len(rest) < 4:
            return SheetPage(int(rest))
        case "o" if rest:
            return OtherForm(rest)
        case _:
            return None


def field_id(topic: str, shown: str) -> str:
    """The id of a form's field, with a mark of what it shows: Discord does not hand that back."""
    return f"{topic}#{_mark(shown)}"


def field_of(custom_id: str) -> tuple[str, str]:
    """(topic, mark) of a form's field."""
    topic, _, mark = custom_id.partition("#")
    return topic, mark


def unchanged(mark: str, text: str) -> bool:
    """Whether a field still holds what it showed."""
    return mark == _mark(text)


def _mark(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
