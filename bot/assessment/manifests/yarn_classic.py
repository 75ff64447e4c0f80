"""Yarn's own notation (`yarn.lock` version 1): indented lines, a name and its value with a space between."""

import re
from typing import Final

from bot.assessment.manifests.growing import MOST_TROUBLES, TABLE, Grown
from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Node, Scalar

_WORD: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)"|([^\s,"]++)')
_SEPARATORS: Final = re.compile(r"[\s,]*+")
STEP: Final = "  "
DEEPEST: Final = 2  # entry, list of an entry, what stands in it


def classic_tree(source: Source) -> tuple[tuple[Node, ...], tuple[Unread, ...]]:
    """The entries as one table; an entry's key is all its descriptors, without quotes, with ", " between."""
    root = Grown(1, TABLE)
    places = [root]
    unread: list[Unread] = []
    for number, line in enumerate(source.lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        depth = _depth(line)
        said = _words(text.removesuffix(":"))
        opens = text.endswith(":")
        if (
            depth is None
            or depth >= len(places)
            or not said
            or (not opens and (depth == 0 or len(said) != 2))
        ):
            unread.append(source.missed(Why.SYNTAX, Scalar(number, text)))
            if len(unread) >= MOST_TROUBLES:
                break
            continue
        del places[depth + 1 :]
        grown = Grown(number, TABLE) if opens else Grown(number, "", said[1])
        places[depth].pairs[", ".join(said) if opens else said[0]] = (number, grown)
        if opens:
            places.append(grown)
    return (root.done(),), tuple(unread)


def _depth(line: str) -> int | None:
    """How far a line is indented, in steps; None where nothing is indented like that."""
    indent = line[: len(line) - len(line.lstrip())]
    steps = len(indent) // len(STEP)
    return steps if indent == STEP * steps and steps <= DEEPEST else None


def _words(text: str) -> tuple[str, ...]:
    """The words of a line, with or without quotes; none where a quote is left open."""
    words: list[str] = []
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            return ()
        words.append(found[1] if found[1] is not None else found[2])
        separator = _SEPARATORS.match(text, found.end())
        at = separator.end() if separator else len(text)
    return tuple(words)
