"""The answers of a file: `opening`, and a text for each topic of the interview, read as if people said them.

A file that cannot be read is refused whole, with the line: a verdict on half of the answers would mislead.
"""

import re
import tomllib
from pathlib import Path
from typing import Final

from bot.assessing.refusals import Refused
from bot.core.answered import AUTHOR, brief_from
from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.lexicon import Lexicon
from bot.core.redaction import clean

OPENING: Final = "opening"
LONGEST: Final = 20_000  # characters of an answer
_LINE: Final = re.compile(r"at line (\d+)")


def told(path: Path | None, language: str, lexicon: Lexicon) -> Brief:
    """What people say in an answers file; without one, that they say nothing. Raises Refused."""
    if path is None:
        return unasked(Brief())
    texts = _texts(path)
    topics = {Topic(name): text for name, text in texts.items() if name != OPENING}
    return unasked(brief_from(texts.get(OPENING, ""), topics, lexicon, language))


def unasked(said: Brief) -> Brief:
    """The brief of people whom nobody can ask any more: a problem that they do not tell is not known, where in a
    conversation it would be asked next. Manifests never tell it, and without it no verdict to stay is earned."""
    if said.answer(Topic.PROBLEM) is not None:
        return said
    return said.with_answer(Topic.PROBLEM, Unknown(Said(AUTHOR, Topic.PROBLEM), skipped=True))


def _texts(path: Path) -> dict[str, str]:
    text = _read(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        found = _LINE.search(str(broken))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Refused("answers_syntax", {"path": str(path), "line": line}) from None
    topics = ", ".join((OPENING, *Topic))
    for name, value in table.items():
        where = {"path": str(path), "line": _line_of(name, text), "name": clean(name, 60)[0]}
        if name != OPENING and name not in set(Topic):
            raise Refused("answers_topic", {**where, "topics": topics})
        if not isinstance(value, str):
            raise Refused("answers_value", where)
    return {name: clean(value, LONGEST)[0] for name, value in table.items()}


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused("missing", {"path": str(path)}) from None
    except OSError:
        raise Refused("unreadable", {"path": str(path)}) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
        raise Refused("answers_encoding", {"path": str(path), "line": line}) from None


def _line_of(name: str, text: str) -> int:
    """The line on which a name is given its value, or opens a table."""
    form = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[.=\]]""")
    return next((number for number, each in enumerate(text.split("\n"), start=1) if form.match(each)), 1)
