"""What a WIT document says, as far as a plan's checks need it.

A scope is an interface or a world: the types it names, the functions it has, what it takes from
elsewhere. Types keep only the names they refer to, since that is what can be wrong about them.
`at` is the index of a token, turned into a line and a column when something is wrong with it. A document has dozens
of these, and a named tuple is made in a third of the time that a frozen dataclass takes.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class WitError:
    """Why a document is not WIT. Lines and columns count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


class Hold(StrEnum):
    """How a type refers to another: by value, or through a handle, which only a resource has."""

    VALUE = "value"
    BORROW = "borrow"
    OWN = "own"


class Ref(NamedTuple):
    """A type's name, where it is used."""

    name: str
    at: int
    hold: Hold = Hold.VALUE


class Path(NamedTuple):
    """An interface or world: bare ("cart") or of a package ("wasi:http/types@0.2.0")."""

    package: str | None
    name: str
    version: str | None
    at: int

    def __str__(self) -> str:
        if self.package is None:
            return self.name
        return f"{self.package}/{self.name}{'@' + self.version if self.version else ''}"


class TypeItem(NamedTuple):
    """A named type. `alias` says that it is just another name for the one type in `refs`."""

    kind: str  # record, variant, enum, flags, resource, type, use
    name: str
    at: int
    refs: tuple[Ref, ...] = ()
    alias: bool = False


class Function(NamedTuple):
    """A function with the types that go in and come out."""

    name: str
    at: int
    params: tuple[Ref, ...]
    results: tuple[Ref, ...]


class Use(NamedTuple):
    """`use path.{name as local}`: types taken from another interface."""

    path: Path
    names: tuple[tuple[str, str, int], ...]  # name there, name here, at


class Extern(NamedTuple):
    """What a world imports or exports: an interface by path, or something written in place."""

    path: Path
    inline: "Scope | Function | None" = None


class Scope(NamedTuple):
    """An interface, or a world (the only one that has imports, exports and includes)."""

    name: str
    at: int
    types: tuple[TypeItem, ...] = ()
    functions: tuple[Function, ...] = ()
    uses: tuple[Use, ...] = ()
    imports: tuple[Extern, ...] = ()
    exports: tuple[Extern, ...] = ()
    includes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Wit:
    """A document. `package` is "namespace:name" without its version; `nested` are `package x:y { … }` in it."""

    package: str
    version: str | None
    interfaces: tuple[Scope, ...]
    worlds: tuple[Scope, ...]
    aliases: tuple[tuple[str, Path], ...] = ()  # `use path as name;` of the whole file
    nested: tuple["Wit", ...] = ()
