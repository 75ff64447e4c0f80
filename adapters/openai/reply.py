"""What a server said, put together: pieces of a stream, or one body.

Servers end replies in many ways. A finish reason is the only proof that a reply is whole: without one it
is cut, however cleanly the stream ended. A body without choices is no completion, whatever its status.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_of

from adapters.openai.fields import field, first, number, text
from adapters.openai.trouble import refused
from bot.ports import Completion, Finish, Trouble, TroubleKind, Usage

FINISHES: Mapping[str, Finish] = {
    "length": Finish.LENGTH,
    "max_tokens": Finish.LENGTH,
    "content_filter": Finish.REFUSAL,
    "refusal": Finish.REFUSAL,
    "safety": Finish.REFUSAL,
}
"""Any other reason ("stop", "end_turn" …) means that the model had finished."""


LONGEST = 512 * 1024
"""Characters of a reply; what goes on for longer is no answer to anything that is asked here."""

MOST_TOKENS = 10_000_000
"""In one request or its reply."""


@dataclass(slots=True)
class Hearing:
    """A reply as it comes in. `pieces` counts what came, `spoken` whether any of it was part of a completion;
    `size` is in characters."""

    parts: list[str] = made_of(default_factory=list[str])
    pieces: int = 0
    size: int = 0
    told: int = 0
    spoken: bool = False
    finish: Finish | None = None
    usage: Usage | None = None

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def take(self, piece: object) -> bool:
        """Add a chunk, or a whole completion; True when there is more text than before."""
        self.pieces += 1
        self.usage = usage(piece) or self.usage
        choice = first(field(piece, "choices"))
        if choice is None:
            return False
        self.spoken = True
        said = field(choice, "delta") or field(choice, "message")
        if reason := field(choice, "finish_reason"):
            self.finish = self.finish or FINISHES.get(str(reason).lower(), Finish.STOP)
        if field(said, "refusal"):  # a refusal in words ends with an ordinary "stop"
            self.finish = Finish.REFUSAL
        more = text(field(said, "content"))
        self.parts.append(more)
        self.size += len(more)
        if self.size > LONGEST:
            self.finish = Finish.LENGTH
        return bool(more)

    def tell(self) -> bool:
        """Whether there is a sixteenth more than was told last, so that the telling costs no more than the text."""
        if self.size - self.told < self.told // 16:
            return False
        self.told = self.size
        return True

    def outcome(self) -> Completion | Trouble:
        """What to make of it, now that nothing more comes."""
        if self.pieces and not self.spoken:
            return Trouble(TroubleKind.NOT_AN_API, "no choices")
        return Completion(self.text, self.finish or Finish.CUT, self.usage)


def usage(piece: object) -> Usage | None:
    """The provider's own count; comes once, in the last chunk. None for one that cannot be true."""
    counted = field(piece, "usage")
    tokens = Usage(number(field(counted, "prompt_tokens")), number(field(counted, "completion_tokens")))
    true = all(0 <= each <= MOST_TOKENS for each in (tokens.input, tokens.output))
    return tokens if true and (tokens.input or tokens.output) else None


def whole(body: str, droppable: tuple[str, ...]) -> Completion | Trouble:
    """A reply of status 200 that came in one piece, though a stream may have been asked for."""
    try:
        said: object = json.loads(body)
    except (ValueError, RecursionError):
        return Trouble(TroubleKind.NOT_AN_API, "no JSON")
    if field(said, "error"):
        return refused(200, said, droppable)
    hearing = Hearing()
    hearing.take(said)
    return hearing.outcome()
