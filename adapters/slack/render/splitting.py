"""Text too long for one place, in pieces: at a line's end if there is one, else between words, else anywhere.

Sizes are of the text in mrkdwn, character by character, so a piece fits wherever it goes. Put together, the pieces
are the text again, save for the white space at which it was cut.
"""

from itertools import accumulate

from adapters.slack.render.safety import cost, weight


def pieces(text: str, room: int) -> tuple[str, ...]:
    """The text in pieces that weigh at most `room` (over 20); none for a blank text."""
    out: list[str] = []
    rest = text
    while not _fits(rest, room):
        end = _fitting(rest, room)
        end = _break(rest, end, end // 2) or end
        out.append(rest[:end].rstrip())
        rest = rest[end:].lstrip("\n")
    out.append(rest)
    return tuple(each for each in out if each.strip())


def head(text: str, room: int, *, cut_words: bool) -> tuple[str, str]:
    """The text up to `room`, its last white space included, and the rest. Where no word fits the head is empty,
    unless words may be cut."""
    if _fits(text, room):
        return text, ""
    fits = _fitting(text, room)
    end = _break(text, fits, fits // 2) or _break(text, fits, 0) or (fits if cut_words else 0)
    return text[:end], text[end:]


def _fits(text: str, room: int) -> bool:
    """Whether a text weighs at most `room`; one that is longer than that already is not weighed."""
    return len(text) <= room and weight(text) <= room


def _fitting(text: str, room: int) -> int:
    """How many characters fit."""
    return next((at for at, used in enumerate(accumulate(map(cost, text))) if used > room), len(text))


def _break(text: str, end: int, start: int) -> int:
    """The place after the last break between `start` and `end`: a line's, else a word's; 0 for none."""
    return text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1
