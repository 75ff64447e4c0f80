"""How far a message has come, as a short string in the store: the heart of posting once.

Before each part it is written down that this part is being tried, and after it where it is. A message handed out again
knows from that which parts are out, and whether one is in doubt; only then is the thread looked up. One such trace a
conversation is enough: its messages leave in order, so the next one begins when the last is settled.
"""

import json
from dataclasses import dataclass, replace

from bot.hosting.fields import EMPTY, Json, inner, text, texts

SENT = "sent"  # the trace's name


@dataclass(frozen=True, slots=True)
class Sent:
    """`parts`: the platform's id of each part that is out. `tried`: when the next one was tried, in seconds since the
    epoch, so that it may be out too; 0 when it surely is not. `before`: the id of the last message known to be older
    than the part in doubt, empty when none is known."""

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

    def out(self, part: str, before: str) -> "Sent":
        """The next part is out, and nothing up to `before` is the one after it."""
        return Sent(self.effect, (*self.parts, part), 0.0, before)

    def read_to(self, before: str) -> "Sent":
        """Nothing up to there is the part in doubt."""
        return replace(self, before=before)


def sent(stored: str | None, effect: str) -> Sent:
    """What is known of a message; of the one before it, only where it ended."""
    said = loaded(stored)
    tried = said.get("tried")
    known = Sent(
        text(said, "effect"),
        texts(said, "parts"),
        float(tried) if isinstance(tried, int | float) else 0.0,
        text(said, "before"),
    )
    return known if known.effect == effect else Sent(effect, before=known.before)


def stored_sent(known: Sent) -> str:
    return dumped(
        {"effect": known.effect, "parts": list(known.parts), "tried": known.tried, "before": known.before}
    )


def loaded(stored: str | None) -> Json:
    """A trace that is an object; empty for one that cannot be read, which is as good as none."""
    try:
        said: object = json.loads(stored or "{}")
    except ValueError:
        return EMPTY
    return inner({"said": said}, "said")


def dumped(said: Json) -> str:
    """An object as a trace."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
