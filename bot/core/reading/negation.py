"""What a text denies: "sin GPU", "GPU: no", "Rust no lo conoce nadie".

A "no" reaches forward within its clause, over commas only along a list, and never past a word that turns the sentence
("pero", "but"). It reaches less far to a complaint, because there it is often part of it ("no escala").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.core.brief import SignalKind
from bot.core.phrases import Found, within
from bot.core.reading.ground import Ground, Mention
from bot.core.words import COMMA

REACH = 8  # words over which a "no" reaches forward
SYMPTOM_REACH = 5
NOBODY = 4  # words from a skill to the "nadie" that denies it


def denied(
    ground: Ground, span: tuple[int, int], mentions: Sequence[Mention], taken: set[int]
) -> list[Mention]:
    """The mentions of a sentence, negated where something denies them. `taken`: the words that all mentions use."""
    here = within(ground.found, *span)
    stops = [each for each in here if each.means("cue.negation") or each.means("cue.unwanted")]
    denials = _Denials(ground, span, stops, taken)
    said = [denials.negated(each) for each in mentions]
    return [each for each in said if each.negated or not denials.only_denied(each)]


@dataclass(frozen=True, slots=True)
class _Denials:
    """The words of a sentence that deny something."""

    ground: Ground
    span: tuple[int, int]
    stops: Sequence[Found]
    taken: set[int]

    def negated(self, mention: Mention) -> Mention:
        """The mention, negated if something denies it."""
        if self.ground.says(mention.first, "negation"):
            return mention  # "no guarda ningún estado": two denials are one
        denied = any(self._reaches(each, mention) for each in self.stops) or self._denied_after(mention)
        return replace(mention, negated=True) if denied else mention

    def only_denied(self, mention: Mention) -> bool:
        """ "procesos" alone may mean anything; "sin procesos" does not."""
        one = mention.end == mention.first + 1
        return one and self.ground.says(mention.first, "only-denied")

    def _reaches(self, cue: Found, mention: Mention) -> bool:
        """Forward within its clause; over commas only along a list ("no hilos, GPU ni procesos")."""
        if cue.means("cue.unwanted") and mention.kind in {SignalKind.SYMPTOM, SignalKind.GOAL}:
            return False
        if mention.first < cue.first < mention.end:
            return True  # inside the gap of a phrase: "la base de datos no va dentro"
        reach = SYMPTOM_REACH if mention.kind is SignalKind.SYMPTOM else REACH
        between = range(cue.end, mention.first)
        if cue.end > mention.first or len(between) > reach or self._colon(cue.end - 1, mention.first):
            return False
        if any(self.ground.says(at, "barrier", "contrast") for at in between):
            return False
        if not any(self.ground.texts[at] == COMMA for at in between):
            return True
        return self._along_a_list(cue, mention)

    def _colon(self, first: int, last: int) -> bool:
        return ":" in self.ground.text[self.ground.words[first].end : self.ground.words[last].start]

    def _along_a_list(self, cue: Found, mention: Mention) -> bool:
        comma = next(at for at in range(cue.end, mention.first) if self.ground.texts[at] == COMMA)
        listed = all(at in self.taken or self.ground.connects(at) for at in range(comma, mention.first))
        rest = range(comma, min(mention.first + REACH, len(self.ground.texts)))
        return comma > cue.end and listed and any(self.ground.says(at, "also-negated") for at in rest)

    def _denied_after(self, mention: Mention) -> bool:
        """ "GPU: no", "hilos no usamos"."""
        at = mention.end
        near = range(at, min(at + NOBODY, self.span[1]))
        clause = takewhile(lambda each: self.ground.texts[each] != COMMA, near)
        if mention.kind is SignalKind.SKILL and any(self.ground.says(each, "nobody") for each in clause):
            return True  # "Rust no lo conoce nadie"
        if at >= self.span[1] or self.ground.texts[at] not in self.ground.lexicon.answers["no"]:
            return False
        return (
            at + 1 >= self.span[1] or self.ground.texts[at + 1] == COMMA or self.ground.says(at + 1, "denies")
        )
