"""A paragraph of a plan with the facts that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and the facts behind it; empty when it does not apply."""

    text: str
    facts: tuple[str, ...] = ()


def passages(found: Iterable[Passage]) -> tuple[str, list[str]]:
    """Paragraphs joined, and their facts once each."""
    kept = [each for each in found if each.text]
    facts = dict.fromkeys(fact for each in kept for fact in each.facts)
    return "\n\n".join(each.text for each in kept), list(facts)
