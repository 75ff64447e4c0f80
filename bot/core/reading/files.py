"""What a text file shows, line by line: prose as people speak, or a manifest that names technologies."""

from dataclasses import replace

from bot.core.brief import FoundIn, Meaning, Signal, SignalKind
from bot.core.events import TextFile
from bot.core.homes import topics_answered
from bot.core.lexicon import Lexicon
from bot.core.reading.ground import NAMES
from bot.core.reading.mentions import scan
from bot.core.reading.message import Reading, read, signals_of

IN_A_MANIFEST = NAMES | {SignalKind.USE}
MOST_READ = 200_000  # characters of a file; no manifest that people write is longer
PROSE = (".md", ".txt", ".rst", ".adoc")


def read_file(file: TextFile, lexicon: Lexicon, language: str) -> tuple[tuple[FoundIn, Reading], ...]:
    """What a text file shows, by the first line that shows each thing.

    Prose is read like a message. Anything else is taken for a manifest: it names technologies and packages,
    and its numbers are not ours to interpret (the readers of each format do that).
    """
    name = file.name.lower().rsplit("/", 1)[-1]
    prose = name.endswith(PROSE) and _kind_of(name, lexicon) is None
    seen: set[Meaning] = set()
    found: list[tuple[FoundIn, Reading]] = []
    told = _kind_of(name, lexicon)
    for number, line in enumerate(file.text[:MOST_READ].split("\n"), start=1):
        reading = read(line, lexicon, language) if prose else _listed(line, lexicon)
        if number == 1 and told is not None:
            reading = _with(reading, Signal(*told, file.name))
        fresh = tuple(each for each in reading.signals if each.meaning not in seen)
        seen |= {each.meaning for each in fresh}
        if fresh or reading.quantities:
            found.append((FoundIn(file.name, number), _only(reading, fresh)))
    return tuple(found)


def _kind_of(name: str, lexicon: Lexicon) -> tuple[SignalKind, str] | None:
    """What a file is by its name: "package.json" shows JavaScript."""
    ending = next((each for each in lexicon.shared.files if name.endswith(each)), None)
    if ending is None:
        return None
    kind, value = lexicon.shared.files[ending].split(".", 1)
    return SignalKind(kind), value


def _listed(line: str, lexicon: Lexicon) -> Reading:
    found = scan(line, lexicon, listing=True)
    signals = [each for each in signals_of(found, lexicon) if each.kind in IN_A_MANIFEST]
    clients = lexicon.shared.datastores["clients"]
    signals += [replace(each, kind=SignalKind.PACKAGE) for each in signals if each.value in clients]
    return Reading(tuple(signals))


def _with(reading: Reading, signal: Signal) -> Reading:
    return replace(reading, signals=(signal, *reading.signals))


def _only(reading: Reading, signals: tuple[Signal, ...]) -> Reading:
    return replace(reading, signals=signals, topics=topics_answered(signals, reading.quantities))
