"""Paths → texts by their names, with what could not be opened. Secrets are taken out here, before anybody sees a text.

A folder is walked without leaving it, an archive is read in memory, a file is read as far as any reader would.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from adapters.files import folder
from bot.assessing.refusals import Refused
from bot.assessment.evidence.gather import wanted
from bot.assessment.manifests.bundle import LARGEST_BUNDLE, Unpacked, is_bundle, unpacked
from bot.assessment.manifests.shapes import Spot, Unread
from bot.assessment.manifests.sieve import LARGEST, Sieve
from bot.core.redaction import clean_file

ALONE: Final = ""


def opened(paths: tuple[Path, ...]) -> Unpacked:
    """Everything below the paths; of several, each behind its own name. Raises Refused for one that cannot be read."""
    texts: list[tuple[str, str]] = []
    unread: list[Unread] = []
    for path in paths:
        found = _opened(path)
        under = f"{path.name or path.resolve().name}/" if len(paths) > 1 and path.is_dir() else ALONE
        texts += [(under + name, text) for name, text in found.texts]
        unread += [replace(each, at=Spot(under + each.at.file, each.at.line)) for each in found.unread]
    return Unpacked(tuple(texts), tuple(unread))


def _opened(path: Path) -> Unpacked:
    try:
        if path.is_dir():
            below = folder(path, wanted)
            return Unpacked(tuple((each.name, each.text) for each in below.files), below.unread)
        if path.exists() and not path.is_file():  # a pipe would wait for whoever writes into it
            raise Refused("unreadable", {"path": str(path)})
        with path.open("rb") as file:
            content = file.read(LARGEST_BUNDLE + 1)
    except FileNotFoundError:
        raise Refused("missing", {"path": str(path)}) from None
    except OSError:
        raise Refused("unreadable", {"path": str(path)}) from None
    found = unpacked(path.name, content, wanted) if is_bundle(content) else _alone(path.name, content)
    return Unpacked(tuple((name, clean_file(text, LARGEST)[0]) for name, text in found.texts), found.unread)


def _alone(name: str, content: bytes) -> Unpacked:
    sieve = Sieve(wanted)
    if sieve.asks_for(name):
        sieve.take(name, content[: LARGEST + 1])
    return Unpacked(tuple(sieve.texts.items()), tuple(sieve.unread))
