"""The WIT of a composed plan: one interface for each part that moves, named after the part.

A part's role gives its function and records; the entry part (the one that hears HTTP) imports the
interfaces of the others, so that calls between parts are typed function calls and never HTTP. Every part
also exports its own interface, so that its logic can be called in a test without a server. Exports stand
inside interfaces: a world-level export named like a libc symbol breaks componentize-py's linker.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.planning.phrases import Phrases
from bot.planning.signatures import BY_ROLE, HANDLE, RUN, Fields, Signature

# the words of WIT that cannot be a name, and the interface that every package here has
RESERVED = frozenset(
    """
    as async bool borrow char constructor enum export f32 f64 flags from func future import include interface list
    option own package record resource result s16 s32 s64 s8 static stream string tuple type types u16 u32 u64 u8
    use variant with world
    """.split()  # noqa: SIM905 - a list of sixty words in sixty lines is read by nobody
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that moves, as code names it: `name` is the plan's, `interface` the WIT name made from it."""

    name: str
    interface: str
    world: str
    language: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts, the entry first; `package` is "namespace:name" and `version` its version.

    `hosted`: the team's own program loads each part as an extension, all of one interface.
    """

    package: str
    version: str
    entry: Part
    inner: tuple[Part, ...]
    hosted: bool = False

    @property
    def called(self) -> tuple[Part, ...]:
        """The parts that the entry calls: none where a host calls each part by itself."""
        return () if self.hosted else self.inner

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, the entry first."""
        return (self.entry, *self.inner)

    def qualified(self, part: Part) -> str:
        """`namespace:name/interface@version`."""
        return f"{self.package}/{part.interface}@{self.version}"


def part(name: str, role: str | None, language: str) -> Part:
    """The names that a part has in code; a role that is not known gets the plainest function."""
    interface = identifier(name)
    return Part(name, interface, f"{interface}-component", language, BY_ROLE.get(role or "", HANDLE))


def identifier(name: str) -> str:
    """A WIT name: words of letters and digits that begin with a letter, none of them a keyword."""
    words: list[str] = []
    for word in "".join(each if each.isascii() and each.isalnum() else "-" for each in name.lower()).split(
        "-"
    ):
        if word and words and word[0].isdigit():
            words[-1] += word  # "service-2" is no name in WIT, "service2" is
        elif word:
            words.append(word if word[0].isalpha() else f"n{word}")
    joined = "-".join(words) or "part"
    return f"{joined}-part" if joined in RESERVED else joined


def wit(composition: Composition, phrases: Phrases, entry: str) -> str:
    """The whole package in one file; `entry` is said of the entry's world: who adds the export that hears HTTP."""
    inner = [part.interface for part in composition.called]
    shown = tuple({part.interface: part for part in composition.parts}.values())
    blocks = [
        f"package {composition.package}@{composition.version};",
        comment(phrases.say("code.wit_types")) + FAILURE,
        *(interface(part, composition, phrases) for part in shown),
        *(
            world(part, inner, entry) if part.name == composition.entry.name else world(part, (), "")
            for part in shown
        ),
    ]
    return "\n\n".join(blocks) + "\n"


FAILURE = """interface types {
  variant failure {
    invalid-input(string),
    unavailable(string),
    internal(string),
  }
}"""


def extension(name: str, language: str) -> Part:
    """A part that a host loads: all of them offer the same interface."""
    return Part(name, "extension", "extension-component", language, RUN)


def interface(part: Part, composition: Composition, phrases: Phrases) -> str:
    """One part's interface."""
    signature = part.signature
    key = "wit_extension" if composition.hosted else "wit_interface"
    lines = [
        comment(phrases.say(f"code.{key}", component=part.name)) + f"interface {part.interface} {{",
        "  use types.{failure};",
        *record(signature.request, signature.takes),
        *record(signature.reply, signature.gives),
        (
            f"  {signature.function}: func({signature.request}: {signature.request}) "
            f"-> result<{signature.reply}, failure>;"
        ),
        "}",
    ]
    return "\n".join(lines)


def record(name: str, fields: Fields) -> list[str]:
    """A record's lines, indented once."""
    return [f"  record {name} {{", *(f"    {field}: {kind}," for field, kind in fields), "  }"]


def world(part: Part, imports: Iterable[str], note: str) -> str:
    """What a part is built against."""
    lines = [f"  import {each};" for each in imports]
    return "\n".join([f"{comment(note)}world {part.world} {{", *lines, f"  export {part.interface};", "}"])


def comment(text: str) -> str:
    """Documentation lines of WIT; nothing for no text."""
    return "".join(f"/// {line.strip()}\n" for line in text.splitlines() if line.strip())
