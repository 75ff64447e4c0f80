"""A what-if that rewrites: "¿y si reescribimos la API en Rust?".

The parts that are meant get the language that is thought of, and lose the packages of the old one; the sheet shows
what was and what would be. The verb is no aim of its own, so the objective stays.
"""

from dataclasses import replace
from typing import Final

from bot.core.brief import Brief, Component, Known, SignalKind, Topic
from bot.core.heard import Heard
from bot.core.joining import NOT_CODE

TURNS: Final = " → "


def rewritten(brief: Brief, heard: Heard) -> Brief:
    """The brief as if the parts that a text names, or all code, were in the language that it thinks of."""
    new = heard.reading.planned[-1]
    meant = _meant(brief, heard)
    parts = tuple(
        replace(each, language=new.value, packages=()) if each in meant else each for each in brief.components
    )
    brief = supposed(brief, replace(brief, components=parts))
    old = brief.answer(Topic.APPLICATION)
    if not isinstance(old, Known):
        return brief.with_answer(Topic.APPLICATION, Known(new.quote, (new,), (), heard.origin))
    left = {each.language for each in parts}
    technical = {SignalKind.LANGUAGE, SignalKind.FRAMEWORK}
    signals = tuple(each for each in old.signals if each.kind not in technical or each.value in left)
    text = f"{old.text}{TURNS}{new.quote}"
    return brief.with_answer(Topic.APPLICATION, Known(text, (*signals, new), old.quantities, heard.origin))


def supposed(before: Brief, after: Brief) -> Brief:
    """What a what-if changes is not so yet: a part that it puts into another language is still in its own."""
    was = {each.name: each.today or each.language for each in before.components}
    parts = tuple(_still_in(was.get(each.name), each) for each in after.components)
    return replace(after, components=parts)


def _still_in(today: str | None, part: Component) -> Component:
    differs = None not in {today, part.language} and today != part.language
    return replace(part, today=today if differs else None)


def _meant(brief: Brief, heard: Heard) -> tuple[Component, ...]:
    code = tuple(each for each in brief.components if each.role not in NOT_CODE)
    named = {each.name for each in heard.reading.components}
    roles = {each.role for each in heard.reading.components} - {None}
    return tuple(each for each in code if each.name in named or each.role in roles) or code
