"""How two answers to one topic become one.

An addition keeps what was known and gives way in numbers only; a correction gives way in all that it speaks of. No
signal stands twice, and a word that a reading was quoted from is never lost from the text beside it.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.brief import Answer, Assumed, Conflict, FoundIn, Known, Origin, Quantity, Signal, SignalKind
from bot.core.sharing import quotes_of


def merged(old: Answer | None, new: Known) -> Known:
    """Two answers to one topic; a number given twice keeps its later value, and an assumption gives way."""
    if not isinstance(old, Known) or isinstance(old.origin, Assumed):
        return new
    return Known(
        _both(old.text, new.text, new.origin),
        old.signals + tuple(each for each in new.signals if not _in(each, old.signals)),
        _latest(old.quantities, new.quantities),
        old.origin,
        old.also if new.origin in (old.origin, *old.also) else (*old.also, new.origin),
    )


def corrected(old: Known, new: Known, kinds: frozenset[SignalKind]) -> Known:
    """The new answer in place of the old one, as far as these kinds go; other numbers stay."""
    stay = tuple(each for each in old.signals if each.kind not in kinds)
    quantities = _latest(old.quantities, new.quantities)
    kept, places = quotes_of(stay, quantities), [each.at for each in stay]
    return Known(
        "; ".join(_unsaid(new.text, kept)),
        stay + tuple(each for each in new.signals if not _in(each, stay)),
        quantities,
        new.origin,
        tuple(dict.fromkeys(at for at in (*places, *(each.at for each in quantities)) if at)),
    )


def settled(old: Known, new: Known, conflict: Conflict) -> Known:
    """The answer that settles a contradiction, in place of all that was said of its kind. What else files tell of that
    kind stays: nobody was asked about it."""
    found = corrected(old, new, frozenset({conflict.later.kind}))
    sides = (conflict.earlier.meaning, conflict.later.meaning)
    more = [
        (each, each.at)
        for each in old.signals
        if each.at is not None and each.meaning not in sides and not _in(each, found.signals)
    ]
    origins = dict.fromkeys((*found.also, *(at for _, at in more)))
    return replace(found, signals=(*found.signals, *(each for each, _ in more)), also=tuple(origins))


def adds(old: Answer | None, new: Known) -> bool:
    """Whether an answer says something that the old one does not."""
    if not isinstance(old, Known):
        return True
    known = {(each.metric, each.value) for each in old.quantities}
    return any(not _in(each, old.signals) for each in new.signals) or any(
        (each.metric, each.value) not in known for each in new.quantities
    )


def _in(signal: Signal, signals: Iterable[Signal]) -> bool:
    return any(each.meaning == signal.meaning for each in signals)


def _latest(old: tuple[Quantity, ...], new: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    given = {each.metric for each in new}
    return tuple(each for each in old if each.metric not in given) + new


def _both(old: str, new: str, origin: Origin) -> str:
    """Two texts in one; a file is named, since the entry keeps the first origin."""
    if new.casefold() in old.casefold():
        return old
    place = f" ({origin.file}:{origin.line})" if isinstance(origin, FoundIn) else ""
    return f"{old}; {new}{place}" if old else f"{new}{place}"


def _unsaid(text: str, quotes: Iterable[str]) -> list[str]:
    """The text, and the quotes that it does not contain."""
    out = [text]
    for quote in quotes:
        if not any(quote.casefold() in said.casefold() for said in out):
            out.append(quote)
    return out
