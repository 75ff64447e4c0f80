"""What a manifest says, before anybody judges it.

Lines count from 1. Names are normalised as their registry does it; versions stay as they are written, and may be empty.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.core.brief import Metric, SignalKind


class Ecosystem(StrEnum):
    """Whose names they are."""

    PYPI = "pypi"
    NPM = "npm"
    GO = "go"
    CARGO = "cargo"
    MAVEN = "maven"  # group:artifact
    NUGET = "nuget"
    PACKAGIST = "packagist"  # vendor/package
    HEX = "hex"
    RUBYGEMS = "rubygems"
    DEBIAN = "debian"  # system packages, of any distribution, as a Dockerfile installs them


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A line of a file; `file` is its path as it was handed over."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Dependency:
    """`direct` is false for what only a lock names; `through` is then the chain from a direct one, as far as the lock
    tells it. `only` is a condition on which it counts (an environment marker, a build tag), `development` says that
    it is not part of what runs."""

    ecosystem: Ecosystem
    name: str
    version: str
    at: Spot
    direct: bool = True
    development: bool = False
    through: tuple[str, ...] = ()
    only: str = ""


class PartKind(StrEnum):
    """What sort of part of a system a file declares."""

    SERVICE = "service"  # runs for long, and is reached by others
    FUNCTION = "function"  # runs for a request
    JOB = "job"  # runs at its time, and ends
    PACKAGE = "package"  # code with a manifest of its own
    STORE = "store"  # a database, cache, queue or bucket that somebody else wrote
    WASM = "wasm"  # a component or module already


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system. `language` and `image` where the file tells them; `folder` is where its code is, relative
    to the file's own. `runs` is its command or handler."""

    name: str
    kind: PartKind
    at: Spot
    language: str | None = None
    image: str | None = None
    folder: str | None = None
    runs: str = ""
    needs: tuple[str, ...] = ()  # other parts, by name


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that holds of the system or of a part. `value` is an id of `prompts/lexicon.toml` of that kind."""

    kind: SignalKind
    value: str
    at: Spot
    quote: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the metric's unit."""

    metric: Metric
    value: Decimal
    at: Spot
    quote: str
    part: str | None = None


class Why(StrEnum):
    """Why something in a file was not read."""

    SYNTAX = "syntax"
    TOO_LARGE = "too_large"  # more than is read of a file
    TOO_DEEP = "too_deep"  # nested, or expanding, beyond all use
    TOO_MANY = "too_many"
    BINARY = "binary"
    ENCODING = "encoding"
    UNRESOLVED = "unresolved"  # a variable, an include, a template: only running it would tell
    NOT_RECOGNISED = "not_recognised"
    LEFT_OUT = "left_out"  # fetched, generated, or told better by another file: node_modules, go.sum
    OUTSIDE = "outside"  # leads out of what was handed over: a link, an absolute name, "../"
    LOCKED = "locked"  # encrypted, or not ours to open
    UNLISTED = "unlisted"  # a part of which no file tells what packages it asks for
    REPEATED = "repeated"  # another file of the same name was read


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not read, and why; `what` are its own words, shortened to a line."""

    at: Spot
    why: Why
    what: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A file as its reader understood it; `format` is the reader's id."""

    file: str
    format: str
    dependencies: tuple[Dependency, ...] = ()
    parts: tuple[Part, ...] = ()
    traits: tuple[Trait, ...] = ()
    figures: tuple[Figure, ...] = ()
    unread: tuple[Unread, ...] = ()
