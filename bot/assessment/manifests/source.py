"""A file on its way to a manifest: its lines, the words that stand there, and what was found in it.

A reader tells one finding after the other; they are gathered into a manifest here, once and within bounds. What people
keep secret is taken out of every word that is kept.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Final, TypeAlias, TypeVar

from bot.assessment.manifests.shapes import Dependency, Figure, Manifest, Part, Spot, Trait, Unread, Why
from bot.assessment.manifests.tree import MASKED, Scalar
from bot.core.brief import Metric, SignalKind
from bot.core.redaction import clean

MOST_TEXT: Final = (
    2_000_000  # characters of a file: the locks of large repositories have one million and more
)
MOST_FOUND: Final = 10_000  # findings of a file
MOST_UNREAD: Final = 200
LONGEST_WORDS: Final = 160  # characters of a quote
LONGEST_NAME: Final = 500  # of a package; no registry knows a longer one
LONGEST_TERMS: Final = 200  # of a version, and of a condition
ILLEGIBLE: Final = 20  # one character in so many that could not be decoded makes a file binary

Finding: TypeAlias = Dependency | Part | Trait | Figure | Unread
Sort = TypeVar("Sort")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with "\\n" between its lines, without what no text holds; `unread` is what was left out."""

    file: str
    text: str
    lines: tuple[str, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether the file goes on behind the text."""
        return any(each.why is Why.TOO_LARGE for each in self.unread)

    def at(self, line: int) -> Spot:
        """A line of this file, whatever a parser counted."""
        return Spot(self.file, min(max(line, 1), len(self.lines)))

    def line(self, number: int) -> str:
        """The words of a line, shortened."""
        return words(self.lines[min(max(number, 1), len(self.lines)) - 1])

    def trait(self, kind: SignalKind, value: str, said: Scalar, part: str | None = None) -> Trait:
        """What `said` tells of the system, or of a part."""
        return Trait(kind, value, self.at(said.line), words(said.text), part)

    def figure(self, metric: Metric, value: Decimal, said: Scalar, part: str | None = None) -> Figure:
        """The number that `said` gives, in the metric's unit."""
        return Figure(metric, value, self.at(said.line), words(said.text), part)

    def missed(self, why: Why, said: Scalar) -> Unread:
        """What `said` does not tell; of a template the line as it is written."""
        text = self.line(said.line) if MASKED in said.text else said.text
        return Unread(self.at(said.line), why, words(text))


def words(text: str) -> str:
    """Words as they are kept: one line, shortened, without secrets."""
    shown = " ".join(text[: 4 * LONGEST_WORDS].replace(MASKED, "{{…}}").split())
    return clean(shown, LONGEST_WORDS)[0]


def opened(file: str, text: str) -> Source:
    """The text as it is read: no byte-order mark, one sort of line end, no more than is read of a file."""
    window = text[: MOST_TEXT + 2].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    undecoded = window.count("\ufffd")
    if "\0" in window or undecoded * ILLEGIBLE > len(window):
        return Source(file, "", ("",), (Unread(Spot(file, 1), Why.BINARY),))
    unread: list[Unread] = []
    if len(text) > MOST_TEXT + 1:
        window = _whole_lines(window[:MOST_TEXT])
        unread = [Unread(Spot(file, window.count("\n") + 1), Why.TOO_LARGE)]
    if undecoded:
        line = window.count("\n", 0, window.index("\ufffd")) + 1 if "\ufffd" in window else 1
        unread.append(Unread(Spot(file, line), Why.ENCODING))
    return Source(file, window, tuple(window.split("\n")), tuple(unread))


def _whole_lines(text: str) -> str:
    kept, end, _ = text.rpartition("\n")
    return kept if end else text


def told(file: str, text: str, form: str, tell: Callable[[Source], Iterable[Finding]]) -> Manifest:
    """The manifest of what `tell` finds in the text; `form` is the reader's id."""
    source = opened(file, text)
    found = () if any(each.why is Why.BINARY for each in source.unread) else tell(source)
    return gathered(source, form, found)


def gathered(source: Source, form: str, findings: Iterable[Finding]) -> Manifest:
    """The findings by their sort, each once."""
    rest = iter(findings)
    once = dict.fromkeys(_within_bounds(each) for each in islice(rest, MOST_FOUND))
    unread = dict.fromkeys((*source.unread, *_of(Unread, once)))
    shown = tuple(islice(unread, MOST_UNREAD))
    if len(unread) > MOST_UNREAD or next(rest, None) is not None:
        shown = (*shown, Unread(source.at(len(source.lines)), Why.TOO_MANY))
    return Manifest(
        source.file,
        form,
        dependencies=tuple(_of(Dependency, once)),
        parts=tuple(_of(Part, once)),
        traits=tuple(_of(Trait, once)),
        figures=tuple(_of(Figure, once)),
        unread=shown,
    )


def _within_bounds(each: Finding) -> Finding:
    """The finding with short words on one line, whatever its reader took; what has no legible name is unread."""
    match each:
        case Dependency() if not _fits(each.name, LONGEST_NAME):
            return Unread(each.at, Why.SYNTAX, words(each.name))
        case Dependency():
            version, only = (_short(text, LONGEST_TERMS) for text in (each.version, each.only))
            through = tuple(_short(name, LONGEST_NAME) for name in each.through)
            if (version, only, through) == (each.version, each.only, each.through):
                return each
            return replace(each, version=version, only=only, through=through)
        case Part():
            image, folder = (text if text is None else _short(text) for text in (each.image, each.folder))
            needs = tuple(_short(name) for name in each.needs)
            return replace(
                each, name=_short(each.name), image=image, folder=folder, runs=_short(each.runs), needs=needs
            )
        case Trait() | Figure():
            quote = _short(each.quote)
            return each if quote == each.quote else replace(each, quote=quote)
        case unread:
            what = _short(unread.what)
            return unread if what == unread.what else replace(unread, what=what)


def _fits(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable()


def _short(text: str, longest: int = LONGEST_WORDS) -> str:
    """The text as it is, if it is short and on one line."""
    return text if not text or _fits(text, longest) else words(text)


def _of(sort: type[Sort], findings: Iterable[Finding]) -> Iterator[Sort]:
    return (each for each in findings if isinstance(each, sort))
