"""What is remembered of a conversation in Slack between one post and the next, beside how far a message has come."""

from dataclasses import dataclass

from bot.hosting.fields import Json, listed, text
from bot.hosting.sent import dumped, loaded

QUESTION, PROGRESS, PLAN = "question", "progress", "plan"
RESPONSE_URL, REFUSED, AGENT, RECIPIENT = "response_url", "refused", "agent", "recipient"
ROOTING = "rooting"  # when the root message was last tried: seconds since the epoch
ROOTING_IN = "rooting_in"  # the channel, as long as nobody knows whether the root is there


def later(one: str, other: str) -> str:
    """The later of two ts; what is no ts counts as before all."""
    return max(one, other, key=seconds)


def seconds(ts: str) -> float:
    """A ts as seconds since the epoch; −1 for what is none."""
    whole, _, part = ts.partition(".")
    return float(f"{whole}.{part}") if whole.isdecimal() and part.isdecimal() else -1.0


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The last question's message: its topic, and how it reads without its controls."""

    ts: str
    topic: str
    text: str
    blocks: tuple[Json, ...]


def open_question(stored: str | None) -> OpenQuestion | None:
    said = loaded(stored)
    if not text(said, "ts"):
        return None
    return OpenQuestion(text(said, "ts"), text(said, "topic"), text(said, "text"), listed(said, "blocks"))


def stored_question(asked: OpenQuestion) -> str:
    return dumped(
        {
            "ts": asked.ts,
            "topic": asked.topic,
            "text": asked.text,
            "blocks": [dict(each) for each in asked.blocks],
        }
    )


@dataclass(frozen=True, slots=True)
class ProgressAt:
    """The message in which progress shows, empty when it has ended; and the conversation's language."""

    ts: str
    language: str


def progress_at(stored: str | None) -> ProgressAt | None:
    said = loaded(stored)
    return ProgressAt(text(said, "ts"), text(said, "language")) if text(said, "language") else None


def stored_progress(shown: ProgressAt) -> str:
    return dumped({"ts": shown.ts, "language": shown.language})


def stored_plan(ts: str, permalink: str) -> str:
    """The last plan's first message, and the link to it (may be empty)."""
    return dumped({"ts": ts, "permalink": permalink})


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a stream is shown live."""

    user: str
    team: str


def recipient(stored: str | None) -> Recipient | None:
    user, _, team = (stored or "").partition(":")
    return Recipient(user, team) if user and team else None


def stored_recipient(whom: Recipient) -> str:
    return f"{whom.user}:{whom.team}"
