"""What is remembered of a conversation in Discord between one post and the next, beside how far a message has come."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.hosting.fields import text
from bot.hosting.sent import dumped, loaded

OPENING = "opening"  # the id of the message or interaction that opened it: all of ours come after it
PARENT = "parent"  # the channel in which a mention opened it; its thread is made by the first post
THREAD = "thread"  # set when that thread is there
LIVE = "live"  # set as long as the conversation may be spoken in: after a restart its messages are read again
HEARD = "heard"  # the last message that was taken in
QUESTION, PROGRESS, PLAN, REFUSED = "question", "progress", "plan", "refused"
WAITING = "waiting"  # since when what is to be said in a thread is refused there: seconds since the epoch
ROOTING = "rooting"  # when the root of a `/wasm` was last tried: seconds since the epoch

TOKEN_LIFE = 14 * 60  # seconds for which an interaction can be answered, of the fifteen minutes


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The last question's message: its topic, and its words without controls."""

    id: str
    topic: str
    content: str


def open_question(stored: str | None) -> OpenQuestion | None:
    said = loaded(stored)
    if not text(said, "id"):
        return None
    return OpenQuestion(text(said, "id"), text(said, "topic"), text(said, "content"))


def stored_question(asked: OpenQuestion) -> str:
    return dumped({"id": asked.id, "topic": asked.topic, "content": asked.content})


@dataclass(frozen=True, slots=True)
class ProgressAt:
    """The message in which progress shows, empty when it has ended; and the conversation's language."""

    id: str
    language: str


def progress_at(stored: str | None) -> ProgressAt | None:
    said = loaded(stored)
    return ProgressAt(text(said, "id"), text(said, "language")) if text(said, "language") else None


def stored_progress(shown: ProgressAt) -> str:
    return dumped({"id": shown.id, "language": shown.language})


def token_name(person: str) -> str:
    """The trace under which the last interaction of a person can be answered for some minutes more."""
    return f"token:{person}"


def stored_token(token: str, at: datetime) -> str:
    return f"{int(at.timestamp())}:{token}"


def live_token(stored: str | None, now: datetime) -> str | None:
    """The token, as long as Discord takes it. It may be from a moment that is still to come: Discord's clock is another
    one."""
    since, _, token = (stored or "").partition(":")
    if not (since.isdecimal() and token):
        return None
    age = (now - datetime.fromtimestamp(int(since), UTC)).total_seconds()
    return token if age < TOKEN_LIFE else None
