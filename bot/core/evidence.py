"""What manifests tell, put beside what people said.

People are believed before files: their language of a part, their number, their role. What a file tells is kept all the
same; where the two cannot both hold, `conflicts` finds them. A file that is handed over again takes the place of its
former self. A number that several files give is the largest of them, or for instances the sum: one system has one
number here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bot.core.brief import (
    Answer,
    Brief,
    Component,
    Entry,
    FoundIn,
    Known,
    Manifests,
    Metric,
    Quantity,
    Requirement,
    Signal,
    SignalKind,
    Topic,
)
from bot.core.declared import bare, together
from bot.core.homes import HOME, home_of_number

ADDED_UP: Final = frozenset({Metric.INSTANCES})
MOST_NAMED: Final = 6  # packages in the words of an answer
JOINT: Final = ", "
BY_NAME: Final = frozenset(
    {SignalKind.PLATFORM, SignalKind.LANGUAGE, SignalKind.FRAMEWORK, SignalKind.DATASTORE, SignalKind.TARGET}
)


def with_manifests(brief: Brief, found: Manifests) -> Brief:
    """The brief of a team that also handed over these files."""
    said = without_files(brief, files_of(found))
    parts = together(said.components, found.parts)
    found = replace(found, signals=tuple(_renamed(each, parts.renamed) for each in found.signals))
    out = replace(said, components=parts.parts, covered=(*said.covered, found.covered))
    for topic in Topic:
        known = _told(topic, found, said)
        if known is not None:
            out = out.with_answer(topic, beside(said.answer(topic), known))
    return out


def files_of(found: Manifests) -> frozenset[str]:
    """The files that these tell of, and the name under which they were handed over."""
    places = [each.at for each in found.signals] + [each.at for each in found.quantities]
    places += [at for each in found.parts for at in _lines(each)]
    return frozenset({found.covered.name, *(each.file for each in places if each is not None)})


def without_files(brief: Brief, files: frozenset[str]) -> Brief:
    """The brief as if these files had never been read. A part that somebody may have spoken of stays."""

    def theirs(at: FoundIn | None) -> bool:
        return at is not None and at.file in files

    entries = (_answer_without(each, files) for each in brief.entries)
    spoken = frozenset(each.value for each in brief.signals(SignalKind.PACKAGE) if each.at is None)
    parts = (
        replace(
            each,
            packages=_packages_without(each, files, spoken),
            requires=tuple(one for one in each.requires if not theirs(one.at)),
            at=None if theirs(each.at) else each.at,
            language_at=None if theirs(each.language_at) else each.language_at,
        )
        for each in brief.components
    )
    covered = tuple(each for each in brief.covered if each.name not in files)
    return Brief(tuple(each for each in entries if each is not None), tuple(parts), covered)


def beside(said: Answer | None, known: Known) -> Known:
    """What files tell behind what was known: those words and that origin first, and its numbers last, which count."""
    if not isinstance(said, Known):
        return known
    there = {(each.meaning, each.part) for each in said.signals}
    more = tuple(each for each in known.signals if (each.meaning, each.part) not in there)
    read = tuple(each for each in said.quantities if each.at is not None)
    spoken = tuple(each for each in said.quantities if each.at is None)
    origins = tuple(each for each in (*said.also, known.origin, *known.also) if each != said.origin)
    return Known(
        "; ".join(filter(None, (said.text, _unsaid(known.text, said.text)))),
        (*said.signals, *more),
        (*numbers_together((*read, *known.quantities)), *spoken),
        said.origin,
        tuple(dict.fromkeys(origins)),
    )


def numbers_together(numbers: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """One number for each metric, of those that files give."""
    found: dict[Metric, Quantity] = {}
    for each in numbers:
        old = found.get(each.metric)
        if old is None:
            found[each.metric] = each
        elif each.metric in ADDED_UP:
            both = f"{old.quote} + {each.quote}"
            found[each.metric] = replace(old, value=old.value + each.value, quote=both)
        elif each.value > old.value:
            found[each.metric] = each
    return tuple(found.values())


def declared_by(parts: Iterable[Component], found: Manifests) -> tuple[Component, ...]:
    """Those of the parts of which these files tell, without their packages."""
    files = files_of(found)
    return bare([each for each in parts if any(at.file in files for at in _lines(each))])


def _told(topic: Topic, found: Manifests, said: Brief) -> Known | None:
    """What files tell of a topic; None for nothing."""
    signals = tuple(each for each in found.signals if HOME[each.kind] is topic)
    numbers = tuple(each for each in found.quantities if _home(each, said) is topic)
    quotes = [*(_term(each) for each in signals), *(each.quote for each in numbers)]
    told = (*(each.at for each in signals), *(each.at for each in numbers))
    spots = [each for each in told if each is not None]
    if topic is Topic.DEPENDENCIES:
        direct = [each for each in _required(found.parts) if each.direct]
        quotes += [each.name for each in direct[:MOST_NAMED]]
        spots += [each.at for each in direct[:1]]
    if not spots:
        return None
    origins = tuple(dict.fromkeys(spots))
    return Known(JOINT.join(dict.fromkeys(quotes)), signals, numbers, origins[0], origins[1:])


def _home(number: Quantity, said: Brief) -> Topic:
    """Where the same number was given already, so that of both the one that counts is found there; else its home."""
    held = (
        topic for topic, known in said.known() for each in known.quantities if each.metric is number.metric
    )
    return next(held, home_of_number(number.metric))


def _term(signal: Signal) -> str:
    """A technology by its name, whatever word of a file shows it ("services" is Docker); a use as it stands there."""
    return signal.value if signal.kind in BY_NAME else signal.quote


def _unsaid(terms: str, text: str) -> str:
    """Those of the terms that a text does not hold."""
    return JOINT.join(each for each in terms.split(JOINT) if each.casefold() not in text.casefold())


def _renamed(signal: Signal, names: Mapping[str, str]) -> Signal:
    return replace(signal, part=names.get(signal.part, signal.part)) if signal.part else signal


def _lines(part: Component) -> Iterator[FoundIn]:
    """Every line that tells of a part."""
    for each in (part.at, part.language_at, *(one.at for one in part.requires)):
        if each is not None:
            yield each


def _required(parts: Iterable[Component]) -> tuple[Requirement, ...]:
    return tuple(each for part in parts for each in part.requires)


def _packages_without(part: Component, files: frozenset[str], spoken: frozenset[str]) -> tuple[str, ...]:
    """A part's packages without those that only these files ask for, and nobody spoke of."""
    theirs = {each.name for each in part.requires if each.at.file in files} - spoken
    others = {each.name for each in part.requires if each.at.file not in files}
    return tuple(each for each in part.packages if each in others or each not in theirs)


def _answer_without(entry: Entry, files: frozenset[str]) -> Entry | None:
    """An answer without what these files told; None where nothing else did."""
    answer = entry.answer
    if not isinstance(answer, Known):
        return entry
    origins = [answer.origin, *answer.also]
    stay = [each for each in origins if not (isinstance(each, FoundIn) and each.file in files)]
    if len(stay) == len(origins):
        return entry
    if not stay:
        return None
    signals = tuple(each for each in answer.signals if each.at is None or each.at.file not in files)
    numbers = tuple(each for each in answer.quantities if each.at is None or each.at.file not in files)
    return Entry(entry.topic, Known(answer.text, signals, numbers, stay[0], tuple(stay[1:])))
