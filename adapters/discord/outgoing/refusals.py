"""What Discord's error codes mean for what was to be done. A table; what is not in it is tried again.

Codes as Discord documents them under "JSON error codes" (November 2026).
"""

from enum import Enum, StrEnum

from bot.hosting.answers import Answer, Lost, Odd, Refused, Said, Unsure
from bot.hosting.fields import Json
from bot.ports import Later, Undeliverable

UNKNOWN_BOT = "http_401"  # its token is refused: nothing was decided about what it said
UNTIL_KNOWN = 60.0  # seconds after which it is asked again
UNKNOWN_MESSAGE = "10008"
MISSING_ACCESS = "50001"
MISSING_PERMISSIONS = "50013"
THREAD_EXISTS = "160004"
ARCHIVED, LOCKED, FULL, WRONG_PLACE = "50083", "160005", "160006", "50024"


class Meaning(Enum):
    """What to do about a refusal."""

    GONE = "gone"  # it will never work: no channel, nobody who takes it
    BARRED = "barred"  # somebody may change that: it is told whom it concerns
    FORM = "form"  # Discord does not take this form of it; a plainer one it may
    CLOSED = "closed"  # the message that was to be changed is not there, or cannot be changed any more
    ODD = "odd"  # to be tried again


MEANINGS = {
    Meaning.GONE: {
        "10003",  # unknown channel
        "10004",  # unknown server
        "10013",  # unknown user
        "50007",  # the person takes no direct messages
        "50033",  # no such recipient
        "50278",  # no server in common with the person
    },
    Meaning.BARRED: {MISSING_ACCESS, MISSING_PERMISSIONS, LOCKED, FULL, WRONG_PLACE, ARCHIVED},
    Meaning.FORM: {
        "200000",  # blocked by the server's own filter
        "200001",  # the same, of a thread's name
        "240000",  # blocked for a link
        "40005",  # too large
        "50006",  # empty
        "50035",  # the body is not as Discord wants it
        "50045",  # the file is too large
        "http_400",
        "http_413",
    },
    Meaning.CLOSED: {
        UNKNOWN_MESSAGE,
        "30046",  # older than an hour, and edited too often
        "50005",  # not ours
        "50021",  # Discord's own
    },
}
TABLE = {error: meaning for meaning, errors in MEANINGS.items() for error in errors}


def meaning(error: str) -> Meaning:
    """What a refusal means."""
    return TABLE.get(error, Meaning.ODD)


class Deed(StrEnum):
    """What the bot may not do."""

    OPEN = "open"  # a thread
    SPEAK = "speak"  # in the conversation's thread
    WRITE = "write"  # in the channel, where the root of a `/wasm` stands


class Barred(Exception):
    """The bot may not do that there. `error` is Discord's code, which is the message."""

    def __init__(self, error: str, deed: Deed) -> None:
        super().__init__(error)
        self.error = error
        self.deed = deed


SENTENCES = {
    (Deed.OPEN, MISSING_ACCESS): "see",
    (Deed.OPEN, MISSING_PERMISSIONS): "threads",
    (Deed.OPEN, FULL): "full",
    (Deed.OPEN, WRONG_PLACE): "place",
    (Deed.SPEAK, MISSING_ACCESS): "outside",
    (Deed.SPEAK, MISSING_PERMISSIONS): "speak",
    (Deed.SPEAK, FULL): "full",
    (Deed.WRITE, MISSING_ACCESS): "absent",
    (Deed.WRITE, MISSING_PERMISSIONS): "write",
    (Deed.WRITE, WRONG_PLACE): "place",
}


def sentence(barred: Barred) -> str:
    """Which sentence of `[refused]` in discord.toml says it; empty where there is nothing to say."""
    if barred.error in {LOCKED, ARCHIVED}:
        return "locked"
    return SENTENCES.get((barred.deed, barred.error), "")


def done(answer: Answer, deed: Deed) -> Json:
    """What was said of it; raises `Lost`, `Barred`, `Undeliverable`, `Later` or `Odd` when it was not done."""
    match answer:
        case Said(body):
            return body
        case Unsure(why):
            raise Lost(why)
        case Refused(error) if error == UNKNOWN_BOT:
            raise Later(UNTIL_KNOWN)
        case Refused(error) if meaning(error) is Meaning.BARRED:
            raise Barred(error, deed)
        case Refused(error) if meaning(error) in {Meaning.GONE, Meaning.FORM}:
            raise Undeliverable(error)
        case Refused(error):
            raise Odd(error)
