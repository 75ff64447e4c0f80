"""Evidence → what a brief says: signals, numbers and parts, each from a file, beside what people said.

People are believed before files: their language of a part, their number, their role. What a file tells is kept all the
same; where the two cannot both hold, `core.conflicts` finds them. A number that several modules give is the largest of
them, or for instances the sum: one system has one number here.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.assessment.evidence.shapes import Evidence, Module
from bot.assessment.manifests.shapes import Figure, Trait
from bot.core.brief import (
    Answer,
    Brief,
    Component,
    FoundIn,
    Known,
    Metric,
    Quantity,
    Signal,
    SignalKind,
    Topic,
)
from bot.core.homes import HOME, home_of_number
from bot.core.lexicon import Lexicon

Telling = Callable[[int, Trait], Signal | None]  # a trait, by its number, as a signal
ADDED_UP: Final = frozenset({Metric.INSTANCES})
MOST_NAMED: Final = 6  # packages in the words of an answer
IMPLIED: Final = (
    ("embedded", "embedded-db"),
    ("managed", "external-state"),
)  # lists of the lexicon, and states


def signal_of(_: int, trait: Trait) -> Signal:
    """A trait as it is read: quoted by its own words, in a sentence that names its module."""
    sentence = f"{trait.part}: {trait.quote}" if trait.part else ""
    return Signal(trait.kind, trait.value, trait.quote, sentence=sentence)


def briefing(evidence: Evidence, said: Brief, lexicon: Lexicon, telling: Telling = signal_of) -> Brief:
    """The brief of a team that said `said` and handed over these files."""
    brief = said
    traits = with_implied(evidence.traits, lexicon)
    for topic in Topic:
        signals = [
            (signal, trait)
            for number, trait in enumerate(traits)
            if HOME[trait.kind] is topic and (signal := telling(number, trait)) is not None
        ]
        numbers = [each for each in numbers_of(evidence.figures) if home_of(each, said) is topic]
        known = read(topic, signals, numbers, evidence)
        if known is not None:
            brief = brief.with_answer(topic, beside(said.answer(topic), known))
    return replace(brief, components=parts(evidence.modules, said.components))


def with_implied(traits: Iterable[Trait], lexicon: Lexicon) -> tuple[Trait, ...]:
    """The traits, and after each datastore what it tells of the state, as when people name it."""
    found: list[Trait] = []
    for each in traits:
        found.append(each)
        if each.kind is SignalKind.DATASTORE:
            found += [
                replace(each, kind=SignalKind.STATE, value=state)
                for name, state in IMPLIED
                if each.value in lexicon.shared.datastores[name]
            ]
    return tuple(found)


def numbers_of(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure for each metric."""
    found: dict[Metric, Figure] = {}
    for each in figures:
        old = found.get(each.metric)
        if old is None:
            found[each.metric] = each
        elif each.metric in ADDED_UP:
            found[each.metric] = replace(
                old, value=old.value + each.value, quote=f"{old.quote} + {each.quote}"
            )
        elif each.value > old.value:
            found[each.metric] = each
    return tuple(found.values())


def home_of(figure: Figure, said: Brief) -> Topic:
    """Where people gave the same number, so that theirs stands behind it and wins; else where it is at home."""
    held = (
        topic for topic, known in said.known() for each in known.quantities if each.metric is figure.metric
    )
    return next(held, home_of_number(figure.metric))


def read(
    topic: Topic, signals: list[tuple[Signal, Trait]], numbers: list[Figure], evidence: Evidence
) -> Known | None:
    """What files tell of a topic; None for nothing."""
    spots = [trait.at for _, trait in signals] + [each.at for each in numbers]
    quotes = [signal.quote for signal, _ in signals] + [each.quote for each in numbers]
    if topic is Topic.DEPENDENCIES:
        asked = [each for module in evidence.modules for each in module.own if each.direct]
        quotes += [each.name for each in asked[:MOST_NAMED]]
        spots += [each.at for each in asked[:1]]
    if not spots:
        return None
    origins = tuple(dict.fromkeys(FoundIn(each.file, each.line) for each in spots))
    quantities = tuple(Quantity(each.metric, Decimal(each.value), each.quote) for each in numbers)
    text = ", ".join(dict.fromkeys(quotes))
    return Known(text, tuple(signal for signal, _ in signals), quantities, origins[0], origins[1:])


def beside(said: Answer | None, known: Known) -> Known:
    """What files tell behind what people said: their words and their origin first, their numbers last, which count."""
    if not isinstance(said, Known):
        return known
    there = {each.meaning for each in said.signals}
    more = tuple(each for each in known.signals if each.sentence or each.meaning not in there)
    origins = tuple(each for each in (*said.also, known.origin, *known.also) if each != said.origin)
    return Known(
        f"{said.text}; {known.text}",
        (*said.signals, *more),
        (*known.quantities, *said.quantities),
        said.origin,
        tuple(dict.fromkeys(origins)),
    )


def parts(modules: Iterable[Module], said: tuple[Component, ...]) -> tuple[Component, ...]:
    """The modules as parts, each with what people said of it; and the parts that only people named."""
    found: list[Component] = []
    left = list(said)
    for each in modules:
        packages = tuple(one.name for one in each.own)
        part = Component(each.name, each.name, each.language, each.role, packages)
        same = next(
            (one for one in left if one.name == each.name or (one.role and one.role == each.name)), None
        )
        if same is not None:
            left.remove(same)
            part = Component(
                each.name,
                same.label,
                same.language or each.language,
                same.role or each.role,
                tuple(dict.fromkeys((*same.packages, *packages))),
                same.today,
            )
        found.append(part)
    languages = {each.language for each in found}
    rest = [each for each in left if each.role is not None or each.language not in languages]
    return (*found, *rest)
