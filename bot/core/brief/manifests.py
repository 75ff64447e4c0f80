"""What code read in manifests that a team handed over: ready to be put beside what people said.

Reading them is not done here (`bot/assessment/manifests` does); a conversation keeps only what can change an answer, so
that a lock of ten thousand packages makes no conversation that nobody can store.
"""

from dataclasses import dataclass

from bot.core.brief.readings import FoundIn, Quantity, Signal


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package that a part asks for. `direct` is false for what only a lock names; `through` is then the chain from a
    direct one, as far as the lock tells it. `ecosystem` is whose name it is: "pypi", "npm", "go" …"""

    ecosystem: str
    name: str
    version: str
    at: FoundIn
    direct: bool = True
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the system, as the team speaks of it: "API" in node, "ETL" in python.

    `name` is kebab-case ASCII and unique in its brief; `label` is how the team called it. `today` is the language
    that it is in, where a what-if has given it another. `at` is the line that declares it, `language_at` the one that
    tells its language; `requires` are those of its packages that a file names.
    """

    name: str
    label: str
    language: str | None
    role: str | None
    packages: tuple[str, ...] = ()
    today: str | None = None
    at: FoundIn | None = None
    language_at: FoundIn | None = None
    requires: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that was not read, or not understood. `why` is an id of `[unread]` in messages.toml; `what` are its own
    words, shortened to a line."""

    at: FoundIn
    why: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """How far one file or archive was understood.

    `formats` counts its files by the id of their format, `strangers` those of which nothing was recognised. `packages`
    counts what runs; of `unknown` of them nobody knows what they need, `unknown_names` are the first. `gaps` are the
    first places that were not understood, of `missed` in all.
    """

    name: str
    formats: tuple[tuple[str, int], ...]
    strangers: int
    packages: int
    unknown: int
    unknown_names: tuple[str, ...]
    missed: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Manifests:
    """What manifests tell. Each signal and number has its line, and names its part, or none for the system."""

    covered: Covered
    parts: tuple[Component, ...] = ()
    signals: tuple[Signal, ...] = ()
    quantities: tuple[Quantity, ...] = ()
