"""What the words around a mention make of it.

A language may be known to the team ("sabemos Rust") or a plan for later ("reescribir en Rust"), and a place where code
may run one day may be the one where it runs ("corremos en Workers").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.brief import SignalKind
from bot.core.phrases import Found, within
from bot.core.reading.ground import Ground, Mention, places
from bot.core.talk import supposes

CLOSE = 3  # words between "we run on" and what is run on


def coloured(ground: Ground, span: tuple[int, int], made: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence as its words colour them, without what is only planned; a planned language stays."""
    supposed = supposes(" ".join(ground.texts[slice(*span)]), ground.lexicon)
    colours = _Colours(ground, made, places(made), within(ground.cues, *span), supposed)
    return [each for each in map(colours.coloured, made) if each is not None]


@dataclass(frozen=True, slots=True)
class _Colours:
    """The mentions of a sentence, the words that they use, and the cues around them. `supposed`: it is a what-if."""

    ground: Ground
    made: Sequence[Mention]
    taken: set[int]
    cues: Sequence[Found]
    supposed: bool

    def coloured(self, mention: Mention) -> Mention | None:
        """A language that the team knows is a skill; what is only planned is not there; what runs today is."""
        if mention.kind is SignalKind.LANGUAGE and self._known(mention):
            return replace(mention, kind=SignalKind.SKILL)
        if mention.kind in {SignalKind.LANGUAGE, SignalKind.PLATFORM, SignalKind.FRAMEWORK}:
            if not self._led_by("cue.future", mention):
                return mention
            return replace(mention, planned=True) if mention.kind is SignalKind.LANGUAGE else None
        runs = mention.kind is SignalKind.TARGET and not self.supposed
        if runs and self._led_by("cue.present", mention):
            return replace(mention, kind=SignalKind.PLATFORM)
        return mention

    def _known(self, mention: Mention) -> bool:
        """ "sabemos Python y algo de Rust", "Go developers": up to a platform or a part of the system."""
        stops = {SignalKind.PLATFORM, SignalKind.ROLE, SignalKind.DATASTORE, SignalKind.SYMPTOM}
        for cue in self.cues:
            if not cue.means("cue.skill"):
                continue
            apart = range(mention.end, cue.first)
            little = all(self.ground.says(at, "negation", "pronouns") for at in apart)
            if cue.first >= mention.end and (len(apart) <= 1 or little):
                return True
            between = range(cue.end, mention.first)
            if cue.end <= mention.first and not (
                any(each.kind in stops and each.first in between for each in self.made)
                or any(self.ground.says(at, "barrier") for at in between)
            ):
                return True
        return False

    def _led_by(self, family: str, mention: Mention) -> bool:
        """Whether a cue stands shortly before a mention, or before one that it is listed with."""
        for cue in self.cues:
            if not cue.means(family) or cue.end > mention.first:
                continue
            between = range(cue.end, mention.first)
            loose = [at for at in between if at not in self.taken]
            listed = all(self.ground.connects(at) for at in loose)
            if listed or (len(between) <= CLOSE and len(loose) == len(between)):
                return True
        return False
