"""All vocabularies, and what is looked up in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.core.lexicon.files import SharedFile
from bot.core.lexicon.spelling import Spelling, Words
from bot.core.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written in a language: units, magnitudes and numerals, by folded words."""

    decimal_comma: bool
    units: Mapping[tuple[str, ...], str]
    magnitudes: Mapping[tuple[str, ...], Decimal]
    numerals: Mapping[str, Decimal]
    per: Words  # "al", "per": between an amount and its period
    links: Words  # "de", "of": between an amount and its unit
    rates: Words  # "a", "at": between weeks of work and what one costs


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All vocabularies. `phrases` are signals with what negates them; `cues` colour and measure."""

    languages: tuple[str, ...]
    shared: SharedFile
    phrases: Phrases
    cues: Phrases
    unsure: Phrases
    numbers: Mapping[str, Numbers]
    cue_words: Mapping[str, Words]
    answers: Mapping[str, Words]
    talks: Mapping[str, Words]
    stop: Mapping[str, Words]
    foreign: Mapping[str, Words]
    commands: Mapping[str, str]
    command_languages: Mapping[str, tuple[str, ...]]  # the languages that have a command
    command_words: Mapping[str, Words]
    topics: Mapping[str, str]
    language_names: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    package_language: Mapping[str, str]
    spelling: Spelling

    def spelled(self, word: str) -> str:
        """The folded word as it was meant: a known one that is a slip or two away, or the word itself."""
        known = self.phrases.knows(word) or self.cues.knows(word)
        return word if known else self.spelling.meant(word)

    def talk(self, name: str) -> Words:
        """The phrases of `[talk]` under a name, in all languages, as `words.bare` folds them."""
        return self.talks[name]

    def guard(self, word: str) -> tuple[str, ...] | None:
        """When a name that is an everyday word too counts; None for a name that always does."""
        rules = self.shared.guarded.get(word)
        return None if rules is None else tuple(rules)

    def displayed(self, name: str) -> str:
        """How a technology is spelled where nobody has spelled it: "JavaScript"."""
        return self.shared.display.get(name, name.capitalize())
