"""Spans → atoms: pieces of Markdown that are never cut, each literal, a link or a person. Pure.

Runs of atoms become text again in `written`, which puts the marks of a style round them line by line, so a run can be
cut between any two atoms and both halves keep their style.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from adapters.discord.render import limits
from adapters.discord.render.safety import literal, units
from bot.core.document import CodeSpan, Link, Person, Span, Spans, Strong, Text
from bot.presenter.visible import one_line, size, visible

ADDRESS = re.compile(
    r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?([/?#][!-;=?-\[\]-{}~]*)?"
)  # a host, no password, no < > | \
PERSON = re.compile(r"[0-9]{17,20}")
PARENTHESES = str.maketrans({"(": "%28", ")": "%29"})
IN_BRACKETS = re.compile(r"[\[\]]|://")  # words that Discord does not take as a link's
PLAIN, STRONG, CODE = "", "**", "`"


@dataclass(frozen=True, slots=True)
class Atom:
    """`style` is the mark that stands on both sides of a run of them. `size` in UTF-16 units."""

    text: str
    style: str
    size: int

    @property
    def breaks(self) -> bool:
        """Whether a text is best cut here."""
        return not self.text.strip()


NEWLINE = Atom("\n", PLAIN, 1)


def atoms(spans: Spans) -> tuple[Atom, ...]:
    """The atoms of some spans; none where there is nothing to read."""
    found: list[Atom] = []
    for style, held in groupby((each for span in spans for each in _parts(span)), key=_style):
        if style is None:
            found += (each for each in held if isinstance(each, Atom))
        else:
            found += _words(style, "".join(each[1] for each in held if isinstance(each, tuple)))
    return tuple(found) if any(not each.breaks for each in found) else ()


def written(run: Iterable[Atom], indent: str = "") -> str:
    """The run as Markdown; `indent` opens every line after the first."""
    out = ""
    for line, held in groupby(run, key=lambda each: each is NEWLINE):
        if line:
            out += "".join(f"\n{indent}" for _ in held)
        else:
            out += "".join(_marked("".join(a.text for a in same), style) for style, same in _styled(held))
    return out


def runs(whole: Sequence[Atom], room: int, indent: str = "") -> Iterator[tuple[Atom, ...]]:
    """The atoms in runs that take at most `room` each and begin and end with a word."""
    rest = list(whole)
    while rest := _from_a_word(rest):
        end = _fitting(rest, room, len(indent))
        cut = end if end == len(rest) else _break(rest, end)
        yield tuple(_from_a_word(rest[cut - 1 :: -1])[::-1])
        rest = rest[cut:]


def _fitting(rest: Sequence[Atom], room: int, indent: int) -> int:
    """How many atoms fit, at least one."""
    taken, style = 0, PLAIN
    for at, each in enumerate(rest):
        taken += each.size + (indent if each is NEWLINE else 0)
        taken += 2 * len(each.style) if each.style != style else 0
        style = PLAIN if each is NEWLINE else each.style
        if taken > room:
            return max(at, 1)
    return len(rest)


def _break(rest: Sequence[Atom], end: int) -> int:
    """After the last white space before `end`, a line's end if there is one in the second half; else `end`."""
    lines = [at for at in range(end // 2, end) if rest[at] is NEWLINE]
    words = [at for at in range(end) if rest[at].breaks] if not lines else []
    return (lines or words or [end - 1])[-1] + 1


def _from_a_word(run: Sequence[Atom]) -> list[Atom]:
    at = next((at for at, each in enumerate(run) if not each.breaks), len(run))
    return list(run[at:])


def _styled(run: Iterable[Atom]) -> Iterator[tuple[str, Iterator[Atom]]]:
    return groupby(run, key=lambda each: each.style)


def _marked(text: str, style: str) -> str:
    """A run in its marks, which stand next to the words."""
    words = text.strip()
    if not words or not style:
        return text
    before, _, after = text.partition(words)
    return f"{before}{style}{words}{style}{after}"


def _style(part: tuple[str, str] | Atom) -> str | None:
    """What parts of one text share; an atom that is whole already is no part of any."""
    return part[0] if isinstance(part, tuple) else None


def _parts(span: Span) -> Iterator[tuple[str, str] | Atom]:
    """A span as texts with their style, and whole atoms."""
    match span:
        case Text():
            yield PLAIN, visible(span.text)
        case Strong():
            yield STRONG, visible(span.text)
        case CodeSpan():
            text = one_line(span.text)
            yield PLAIN if "`" in text else CODE, text
        case Link():
            yield from _link(one_line(span.text), span.url)
        case Person() if PERSON.fullmatch(span.id):
            yield _atom(f"<@{span.id}>", PLAIN)
        case Person():
            yield PLAIN, visible(span.id)
        case _:
            assert_never(span)


def _link(text: str, url: str) -> Iterator[tuple[str, str] | Atom]:
    """A link with its words in it, or after them where Discord would not take them; text for another address."""
    if not ADDRESS.fullmatch(url) or len(url) > limits.LINK:
        yield PLAIN, visible(f"{text} ({url})" if text and text != url else url)
        return
    within = text and not IN_BRACKETS.search(text) and size(literal(text)) <= limits.LINK_TEXT
    if text and text != url and not within:
        yield PLAIN, f"{text} "
    address = url.translate(PARENTHESES)
    yield _atom(f"[{literal(text)}](<{address}>)" if within else f"<{address}>", PLAIN)


def _words(style: str, text: str) -> Iterator[Atom]:
    """A text's words and white space; a long word in several atoms."""
    cut = text if style == CODE else units(text)
    for gap, held in groupby(cut, key=str.isspace):
        if gap:
            yield from _gap("".join(held), style)
            continue
        word = ""
        for unit in held:
            if size(word) + size(unit) > limits.ATOM:
                yield _atom(word, style)
                word = ""
            word += unit
        yield _atom(word, style)


def _gap(space: str, style: str) -> Iterator[Atom]:
    """White space, as much as is read: an empty line at the most."""
    lines = space.count("\n")
    yield from [NEWLINE] * min(lines, 2)
    if not lines:
        yield _atom(space[: limits.GAP], style)


def _atom(text: str, style: str) -> Atom:
    return Atom(text, style, size(text))
