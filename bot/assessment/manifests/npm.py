"""What a name and what stands beside it ask the npm registry for, in `package.json` and in locks.

A name may stand for another (`npm:`), for a folder beside (`workspace:`, `file:`, `link:`), or for a repository; names
keep their case, since old ones differ in nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.shapes import Dependency, Ecosystem, Unread, Why
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.written import LONGEST_VERSION, Terms, address, templated

_NAME: Final = re.compile(r"(?:@[A-Za-z0-9~_.*!'()-]{1,214}/)?[A-Za-z0-9~_.*!'()-]{1,214}")
_BESIDE: Final = ("workspace:", "file:", "link:", "portal:", "./", "../", "/", "~/")
_PATCHED: Final = re.compile(r"patch:[^#]{1,300}@(?:npm(?::|%3A))?([^@#]{1,200})(?:#|$)")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]{0,20}:")


@dataclass(frozen=True, slots=True)
class Spec:
    """What is asked for. `beside` is true for what lies in a folder of the same repository."""

    name: str
    version: str
    beside: bool = False
    unresolved: bool = False


def is_name(text: str) -> bool:
    """Whether the registry could know something by that name."""
    return _NAME.fullmatch(text) is not None


def spec(name: str, text: str) -> Spec:
    """What `name: text` asks for."""
    text = text.strip()
    if text.startswith(_BESIDE):
        return Spec(name, "", beside=True)
    if templated(text) or text.startswith("catalog:"):
        return Spec(name, "", unresolved=True)
    if patched := _PATCHED.match(text):
        return Spec(name, patched[1])
    if text.startswith("npm:"):
        return _alias(name, text.removeprefix("npm:"))
    if _SCHEME.match(text) or "/" in text:
        return Spec(name, address(text))
    return Spec(name, text[:LONGEST_VERSION])


def _alias(name: str, text: str) -> Spec:
    """ "bar@^1", "@scope/bar@^1", or, as Yarn writes it, a version alone."""
    other, mark, version = text.rpartition("@")
    if mark and is_name(other):
        return Spec(other, version[:LONGEST_VERSION])
    return (
        Spec(text, "")
        if is_name(text) and not text[0].isdigit() and text != "*"
        else Spec(name, text[:LONGEST_VERSION])
    )


def asked(source: Source, name: Scalar, text: str, terms: Terms) -> Iterator[Dependency | Unread]:
    """The dependency that `name: text` is, unless it lies beside."""
    found = spec(name.text, text)
    if not is_name(name.text):
        yield source.missed(Why.UNRESOLVED if templated(name.text) else Why.SYNTAX, name)
        return
    if found.unresolved:
        yield source.missed(Why.UNRESOLVED, Scalar(name.line, f"{name.text}: {text}"))
    if not found.beside:
        spot = source.at(name.line)
        yield Dependency(
            Ecosystem.NPM, found.name, found.version, spot, development=terms.development, only=terms.only
        )


def split(descriptor: str) -> tuple[str, str]:
    """ "@scope/name@range" as name and range; the range is empty when there is none."""
    name, mark, text = descriptor[1:].partition("@")
    return (descriptor[:1] + name, text) if mark else (descriptor, "")
