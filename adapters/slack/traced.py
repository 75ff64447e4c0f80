"""What is remembered of a conversation between one post and the next, as short strings in the store.

`sent` is the heart of posting once. Slack has no idempotency key for a post, so before each part it is written down
that this part is being tried, and after it where it is. A message handed out again knows from that which parts are
out, and whether one is in doubt; only then is the thread looked up, a call that Slack allows some apps once a minute.
One such trace is enough: messages of a conversation leave in order, so the next one begins when the last is settled.
"""

import json
from dataclasses import dataclass, replace
from typing import cast

from adapters.slack.fields import EMPTY, Json, inner, listed, text

SENT, QUESTION, PROGRESS, PLAN = "sent", "question", "progress", "plan"
OPENER, RESPONSE_URL, REFUSED, AGENT, RECIPIENT = "opener", "response_url", "refused", "agent", "recipient"
ROOTING = "rooting"  # when the root message was last tried: seconds since the epoch
ROOTING_IN = "rooting_in"  # the channel, as long as nobody knows whether the root is there


@dataclass(frozen=True, slots=True)
class Sent:
    """How far a message has come. `parts`: the ts of each part that is out. `tried`: when the next one was tried, in
    seconds since the epoch, so that it may be out too; 0 when it surely is not. `before`: the ts of the last message
    known to be older than the part in doubt, empty when none is known."""

    effect: str
    parts: tuple[str, ...] = ()
    tried: float = 0.0
    before: str = ""

    def begun(self, at: float) -> "Sent":
        """The next part is being tried."""
        return replace(self, tried=at)

    def undone(self) -> "Sent":
        """The next part is surely not out."""
        return replace(self, tried=0.0)

    def out(self, ts: str) -> "Sent":
        """The next part is out."""
        return replace(self, parts=(*self.parts, ts), tried=0.0, before=later(self.before, ts))

    def read_to(self, ts: str) -> "Sent":
        """Nothing up to this ts is the part in doubt."""
        return replace(self, before=later(self.before, ts))


def later(one: str, other: str) -> str:
    """The later of two ts; what is no ts counts as before all."""
    return max(one, other, key=seconds)


def seconds(ts: str) -> float:
    """A ts as seconds since the epoch; −1 for what is none."""
    whole, _, part = ts.partition(".")
    return float(f"{whole}.{part}") if whole.isdecimal() and part.isdecimal() else -1.0


def sent(stored: str | None, effect: str) -> Sent:
    """What is known of a message; of the one before it, only where it ended."""
    said = _object(stored)
    parts = _texts(said.get("parts"))
    known = Sent(text(said, "effect"), parts, _number(said.get("tried")), text(said, "before"))
    return known if known.effect == effect else Sent(effect, before=known.before)


def stored_sent(known: Sent) -> str:
    return _json(
        {
            "effect": known.effect,
            "parts": list(known.parts),
            "tried": known.tried,
            "before": known.before,
        }
    )


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The last question's message: its topic, and how it reads without its controls."""

    ts: str
    topic: str
    text: str
    blocks: tuple[Json, ...]


def open_question(stored: str | None) -> OpenQuestion | None:
    said = _object(stored)
    if not text(said, "ts"):
        return None
    return OpenQuestion(text(said, "ts"), text(said, "topic"), text(said, "text"), listed(said, "blocks"))


def stored_question(asked: OpenQuestion) -> str:
    return _json(
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
    said = _object(stored)
    return ProgressAt(text(said, "ts"), text(said, "language")) if text(said, "language") else None


def stored_progress(shown: ProgressAt) -> str:
    return _json({"ts": shown.ts, "language": shown.language})


def stored_plan(ts: str, permalink: str) -> str:
    """The last plan's first message, and the link to it (may be empty)."""
    return _json({"ts": ts, "permalink": permalink})


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


def _object(stored: str | None) -> Json:
    """A stored object; empty for one that cannot be read, which is as good as none."""
    try:
        said: object = json.loads(stored or "{}")
    except ValueError:
        return EMPTY
    return inner({"said": said}, "said")


def _number(found: object) -> float:
    return float(found) if isinstance(found, int | float) else 0.0


def _texts(found: object) -> tuple[str, ...]:
    every = cast("list[object]", found) if isinstance(found, list) else []
    return tuple(each for each in every if isinstance(each, str))


def _json(said: Json) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
