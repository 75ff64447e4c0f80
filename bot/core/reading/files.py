"""What a text file shows, line by line: prose as people speak, or code, settings and logs, which name technologies.

Manifests do not come here: their readers know each format, and what they tell comes ready.
"""

from dataclasses import replace

from bot.core.brief import FoundIn, Meaning, Signal, SignalKind
from bot.core.events import TextFile
from bot.core.homes import topics_answered
from bot.core.lexicon import Lexicon
from bot.core.reading.ground import NAMES
from bot.core.reading.mentions import scan
from bot.core.reading.message import Reading, read, signals_of

LISTED = NAMES | {SignalKind.USE}
MOST_READ = 200_000  # characters of a file; nothing that people write for us is longer
PROSE = (".md", ".txt", ".rst", ".adoc")


def read_file(file: TextFile, lexicon: Lexicon, language: str) -> tuple[tuple[FoundIn, Reading], ...]:
    """What a text file shows, by the first line that shows each thing.

    Prose is read like a message. Anything else (code, settings, a log) names technologies and packages, and its numbers
    are not ours to interpret.
    """
    prose = file.name.lower().endswith(PROSE)
    seen: set[Meaning] = set()
    found: list[tuple[FoundIn, Reading]] = []
    for number, line in enumerate(file.text[:MOST_READ].split("\n"), start=1):
        reading = read(line, lexicon, language) if prose else _listed(line, lexicon)
        fresh = tuple(each for each in reading.signals if each.meaning not in seen)
        seen |= {each.meaning for each in fresh}
        if fresh or reading.quantities:
            found.append(_at(FoundIn(file.name, number), _only(reading, fresh)))
    return tuple(found)


def _listed(line: str, lexicon: Lexicon) -> Reading:
    found = scan(line, lexicon, listing=True)
    signals = [each for each in signals_of(found, lexicon) if each.kind in LISTED]
    clients = lexicon.shared.datastores["clients"]
    signals += [replace(each, kind=SignalKind.PACKAGE) for each in signals if each.value in clients]
    return Reading(tuple(signals))


def _at(place: FoundIn, reading: Reading) -> tuple[FoundIn, Reading]:
    """A reading, each thing of it with its line."""
    signals = tuple(replace(each, at=place) for each in reading.signals)
    quantities = tuple(replace(each, at=place) for each in reading.quantities)
    return place, replace(reading, signals=signals, quantities=quantities)


def _only(reading: Reading, signals: tuple[Signal, ...]) -> Reading:
    return replace(reading, signals=signals, topics=topics_answered(signals, reading.quantities))
