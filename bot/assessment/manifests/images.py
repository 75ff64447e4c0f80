"""What an image is by its name: a store, a product, or the ground on which a team's own code stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from bot.assessment.manifests.shapes import Part, PartKind, Trait
from bot.assessment.manifests.source import Source, words
from bot.assessment.manifests.tree import MASKED, Scalar
from bot.core.brief import SignalKind

_TAG: Final = re.compile(r"[@:][^/]*$")
_OPEN: Final = re.compile(rf"\$\{{[^{{}}]*\}}|\$\w+|{MASKED}")
_UNKNOWN: Final = "?"  # stands where a variable stood
_WASM: Final = re.compile(r"\.wasm$|/wasm$|wasi")


@dataclass(frozen=True, slots=True)
class Image:
    """An image's `name`, and the ids of what it is known for; empty where it is not."""

    name: str
    store: str = ""
    language: str = ""
    product: str | None = None  # the role of somebody else's product, which may have none
    use: str = ""

    @property
    def known(self) -> bool:
        """Whether somebody else wrote what runs in it."""
        return self.store != "" or self.product is not None


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("bot.assessment.manifests").joinpath("images.toml").read_text(encoding="utf-8")
    return {
        section: {name: value for value, names in rows.items() for name in names}
        for section, rows in tomllib.loads(text).items()
    }


def name_of(reference: str) -> str:
    """An image's name without registry, tag and digest; "?" where a variable hides it."""
    said = _OPEN.sub(_UNKNOWN, reference.strip().lower()[:1_000])
    bare = _TAG.sub("", said.partition("@")[0])
    first, slash, rest = bare.partition("/")
    if slash and ("." in first or ":" in first or first in ("localhost", _UNKNOWN)):
        bare = rest
    return _UNKNOWN if not bare or bare.endswith(_UNKNOWN) else bare.removeprefix("library/")


def image_of(reference: str) -> Image:
    """What is known of an image, by its whole name or the last part of it."""
    name = name_of(reference)

    def told(section: str) -> str | None:
        rows = _table()[section]
        return next((rows[each] for each in _endings(name) if each in rows), None)

    store, product = told("store") or "", told("product")
    return Image(name, store, told("language") or "", product, told("use") or "")


def _endings(name: str) -> Iterator[str]:
    """The name, and what is left of it without its first parts."""
    parts = name.split("/")[:8]
    return ("/".join(parts[start:]) for start in range(len(parts)))


def system_use(package: str) -> str:
    """The habit that a distribution's package tells of; empty for most."""
    return _table()["system"].get(package, "")


def image_part(source: Source, name: Scalar, said: Scalar) -> Part:
    """The part that runs an image."""
    image = image_of(said.text)
    kind = PartKind.STORE if image.store else PartKind.SERVICE
    if _WASM.search(image.name):
        kind = PartKind.WASM
    return Part(
        words(name.text), kind, source.at(name.line), image.language or None, words(said.text) or None
    )


def image_traits(source: Source, said: Scalar, part: str | None = None) -> Iterator[Trait]:
    """What an image tells of the part that runs it."""
    image = image_of(said.text)
    rows = (
        (SignalKind.DATASTORE, image.store),
        (SignalKind.LANGUAGE, image.language),
        (SignalKind.ROLE, image.product or ""),
        (SignalKind.USE, image.use),
    )
    yield from (source.trait(kind, value, said, part) for kind, value in rows if value)
