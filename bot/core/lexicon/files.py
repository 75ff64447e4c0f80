"""The shapes of `prompts/lexicon.toml` and `prompts/<lang>/lexicon.toml`, checked when they are loaded.

A misspelt section is refused, so that a word cannot fall silent. What the sections mean stands in the files.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from bot.core.brief import SignalKind

Aliases = dict[str, list[str]]
_STRICT = ConfigDict(extra="forbid")
_NONE: Mapping[str, list[str]] = {}


@dataclass(frozen=True, slots=True, config=_STRICT, kw_only=True)
class SharedFile:
    """What is alike in all languages."""

    platform: Aliases
    language: Aliases
    means: dict[str, str]
    display: dict[str, str]
    framework: Aliases
    written_in: dict[str, str]
    package: dict[str, list[str]]
    datastore: Aliases
    datastores: Aliases
    target: Aliases
    role: Aliases
    use: Aliases
    compliance: Aliases
    guarded: Aliases
    plain: Aliases
    foreign: Aliases
    units: Aliases
    magnitude: dict[str, Decimal]
    form: Aliases
    nameless: list[str]

    def kind(self, kind: SignalKind) -> Mapping[str, list[str]]:
        """Ids and aliases of a kind; packages are written otherwise."""
        tables = {
            SignalKind.PLATFORM: self.platform,
            SignalKind.LANGUAGE: self.language,
            SignalKind.FRAMEWORK: self.framework,
            SignalKind.DATASTORE: self.datastore,
            SignalKind.TARGET: self.target,
            SignalKind.ROLE: self.role,
            SignalKind.USE: self.use,
            SignalKind.COMPLIANCE: self.compliance,
        }
        return tables.get(kind, _NONE)

    def names(self) -> Iterator[str]:
        """Every name of a technology."""
        for kind in (SignalKind.PLATFORM, SignalKind.LANGUAGE, SignalKind.FRAMEWORK, SignalKind.DATASTORE):
            for value, aliases in self.kind(kind).items():
                yield from (value, *aliases)
        for value, aliases in self.target.items():
            yield from (value, *aliases)
        for lines in self.package.values():
            for line in lines:
                yield from (each.strip() for each in line.split("|"))


@dataclass(frozen=True, slots=True, config=_STRICT, kw_only=True)
class LanguageFile:
    """What one language says."""

    decimal_comma: bool
    platform: Aliases = Field(default_factory=dict)
    symptom: Aliases = Field(default_factory=dict)
    goal: Aliases = Field(default_factory=dict)
    use: Aliases = Field(default_factory=dict)
    state: Aliases = Field(default_factory=dict)
    role: Aliases = Field(default_factory=dict)
    load: Aliases = Field(default_factory=dict)
    compliance: Aliases = Field(default_factory=dict)
    cues: Aliases
    measures: Aliases
    units: Aliases
    magnitude: dict[str, Decimal]
    numerals: dict[str, Decimal]
    answers: Aliases
    talk: Aliases
    commands: Aliases
    command_words: Aliases
    language_names: Aliases
    topics: Aliases
    orders: Aliases
    stop: Aliases
    labels: dict[str, str]

    def kind(self, kind: SignalKind) -> Mapping[str, list[str]]:
        """Ids and phrases of a kind."""
        tables = {
            SignalKind.PLATFORM: self.platform,
            SignalKind.SYMPTOM: self.symptom,
            SignalKind.GOAL: self.goal,
            SignalKind.USE: self.use,
            SignalKind.STATE: self.state,
            SignalKind.ROLE: self.role,
            SignalKind.LOAD: self.load,
            SignalKind.COMPLIANCE: self.compliance,
        }
        return tables.get(kind, _NONE)
