"""How parts of a system that were named twice become one.

A part is known by its name, or by its role when nobody said more; a part that only has a language gives way to
one that has a role in that language. Whatever a later mention adds (language, packages) is kept.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.brief import Component

DATABASE = "database"
NOT_CODE = frozenset({DATABASE, "frontend"})  # parts to which the system's one language does not apply unsaid
UMBRELLAS = frozenset({"backend", "microservices"})  # what may stand for all parts together
# What a managed service may run: "Postgres en RDS" is one database, also when the two are named apart.
HOSTED = {
    "rds": frozenset({"postgresql", "mysql", "mariadb", "sqlserver", "oracle-db"}),
    "aurora": frozenset({"postgresql", "mysql"}),
    "cloud-sql": frozenset({"postgresql", "mysql", "sqlserver"}),
    "elasticache": frozenset({"redis", "memcached"}),
    "supabase": frozenset({"postgresql"}),
    "neon": frozenset({"postgresql"}),
    "planetscale": frozenset({"mysql"}),
}
WHOLE = "microservices"  # what is surely the name of all parts together
SCRIPTS = frozenset({"javascript", "typescript"})

Parts = tuple[Component, ...]


def joined(old: Parts, new: Sequence[Component], *, one_text: bool = False) -> Parts:
    """Both lists. `one_text`: the text goes on, and only its end tells whether it speaks of one language."""
    parts = list(old)
    for part in new:
        at = _place(parts, part)
        if at is None:
            parts.append(replace(part, name=_free(part, parts)))
            continue
        for place in at:
            parts[place] = _completed(parts[place], part)
    return tuple(parts) if one_text else settled(tuple(parts))


def settled(parts: Parts) -> Parts:
    """In a system of one language the parts without one are in it, and need no part for the language beside."""
    parts = _without_hosts(_without_umbrellas(parts))
    languages = {each.language for each in parts if each.language is not None}
    unsaid = [
        each for each in parts if each.language is None and each.role not in NOT_CODE and each.at is None
    ]
    if len(languages) != 1 or not unsaid:
        return parts
    language = next(iter(languages))
    lone = [each for each in parts if each.role is None and each.at is None]
    packages = tuple(each for part in lone for each in part.packages)
    return tuple(
        replace(each, language=language, packages=_both(each.packages, packages)) if each in unsaid else each
        for each in parts
        if each not in lone
    )


def _without_hosts(parts: Parts) -> Parts:
    names = {each.name for each in parts if each.role == DATABASE}
    return tuple(
        each for each in parts if each.role != DATABASE or not names & HOSTED.get(each.name, frozenset())
    )


def _without_umbrellas(parts: Parts) -> Parts:
    """ "El backend: la API en Node y el ETL en Python": the whole is no part beside its parts.

    What it is written in, and what it uses, is theirs; a backend in Node beside an ETL in Python is a part.
    """
    for whole in (each for each in parts if each.role in UMBRELLAS and each.at is None):
        named = [each for each in parts if each.role not in {None, *UMBRELLAS, *NOT_CODE}]
        unsaid = [each for each in named if each.language is None]
        same = [each for each in named if _alike(each.language, whole.language)]
        if whole.language is None:
            covered = [] if whole.packages else named
        else:
            covered = [*same, *unsaid] if whole.role == WHOLE or same else []
        if covered:
            parts = tuple(
                replace(
                    each,
                    language=each.language or whole.language,
                    packages=_both(each.packages, whole.packages),
                )
                if each in covered
                else each
                for each in parts
                if each is not whole
            )
    return parts


def _place(parts: Sequence[Component], part: Component) -> list[int] | None:
    """Where the list has a part already; several places for packages that any of them may use."""
    if part.role is None:
        same = [at for at, each in enumerate(parts) if _alike(each.language, part.language)]
        return same or None
    for at, each in enumerate(parts):
        called = each.name == part.name or (each.role == part.role and part.role in {each.name, part.name})
        clash = each.language and part.language and not _alike(each.language, part.language)
        if called and not (clash and part.role != DATABASE):
            return [at]
    lone = [at for at, each in enumerate(parts) if each.role is None and _alike(each.language, part.language)]
    declared = [at for at in lone if parts[at].at is not None]
    if len(declared) > 1:  # nobody tells which of them is meant
        lone = [at for at in lone if at not in declared]
    return lone[:1] or None


def _completed(old: Component, new: Component) -> Component:
    """The old part with what the new mention adds; a role, and a name of its own, replace a makeshift."""
    language = new.language if old.language is None or new.language == "typescript" else old.language
    packages = _both(old.packages, new.packages)
    renamed = new.role is not None and (old.role is None or old.name == old.role)
    if renamed and old.at is not None:  # what its files tell goes by its name
        return replace(old, label=new.label, language=language, role=new.role, packages=packages)
    if renamed:
        return Component(new.name, new.label, language, new.role, packages, old.today)
    return replace(old, language=language, packages=packages)


def _alike(one: str | None, other: str | None) -> bool:
    return one is not None and (one == other or {one, other} <= SCRIPTS)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _free(part: Component, parts: Sequence[Component]) -> str:
    """A name that no part has: the language in front tells two of a role apart."""
    names = {each.name for each in parts}
    if part.name not in names:
        return part.name
    candidate = f"{part.language}-{part.name}"
    number = 2
    while candidate in names:
        candidate, number = f"{part.language}-{part.name}-{number}", number + 1
    return candidate
