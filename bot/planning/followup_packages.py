"""Packages that a question names, and what they need.

Registries hold a package for many a plain word: `requests`, `ms`, `which`, `once`. A name that is a word people use
counts as a package only when it is written as code, stands beside a word such as "package" or "npm", or is what an
install command installs; a name that is a word of grammar, not even beside one ("which library do we drop?").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.assessment.catalogue import Package
from bot.assessment.packages import ANY
from bot.core.brief import Brief
from bot.core.document import Node
from bot.planning.followup_answers import Asked, say, sources
from bot.planning.followup_match import plain, words

REGISTRIES: Final = ("pypi", "npm")
EVIDENCE: Final = {"pypi": ("lang-py", "pyodide-lock"), "npm": ("lang-js",)}
CODE: Final = re.compile(r"[`\"'“«‘]\s?([^\s`\"'”»’]{1,80})\s?[`\"'”»’]")
SCOPED: Final = re.compile(r"@[\w.-]+/[\w.-]+")
INSTALLED: Final = re.compile(
    r"\b(?:npm|pnpm|yarn|bun|pip3?|pipx|uv|poetry|pipenv)\s+(?:pip\s+)?(?:install|add|i)((?:\s+[@\w./=<>~\[\]-]+)+)"
)
VERSION: Final = re.compile(r"(?<=.)(?:[=<>~\[]|@).*")


@dataclass(frozen=True, slots=True)
class Guarded:
    """Names that are words, plain: `everyday` ones count beside a word of `beside`, those of `grammar` do not."""

    everyday: frozenset[str]
    grammar: frozenset[str]
    beside: frozenset[str]


def packages_in(question: str, asked: Asked, brief: Brief, common: frozenset[str]) -> list[Package]:
    """The packages that a question names; a word that other questions ask by is left to them, unless it is code."""
    guarded = guarded_in(asked)
    held = common | guarded.everyday | guarded.grammar
    said = words(SCOPED.sub(" ", question))
    names = [*written(question), *installed(question), *told_beside(said, guarded)]
    names += [each for each in said if each not in held]
    spoken = {each.language for each in brief.components}
    own = "npm" if spoken & {"javascript", "typescript"} and "python" not in spoken else "pypi"
    registries = sorted(REGISTRIES, key=lambda each: each != own)
    found = (_known(name, registries, asked.knowledge.packages) for name in dict.fromkeys(names))
    return list(dict.fromkeys(each for each in found if each is not None))


def guarded_in(asked: Asked) -> Guarded:
    """The guarded names of every language, since people mix them."""
    wording = asked.phrases.wording
    tables = [wording.table(language, "faq")["package"] for language in wording.languages]

    def joined(key: str) -> frozenset[str]:
        lists = (table[key] for table in tables if isinstance(table, Mapping))
        return frozenset(plain(each) for every in lists if isinstance(every, list) for each in every)

    return Guarded(joined("everyday"), joined("grammar"), joined("beside"))


def written(question: str) -> Iterator[str]:
    """The names that are written as code: in backticks or quotes, or with a scope."""
    for pattern in (CODE, SCOPED):
        yield from (each.strip(".,;:?!") for each in pattern.findall(question.lower()))


def installed(question: str) -> Iterator[str]:
    """What the install commands of a question install, without versions and options."""
    for listed in INSTALLED.findall(question.lower()):
        for each in listed.split():
            if not each.startswith("-"):
                yield VERSION.sub("", each).rstrip(".")


def told_beside(said: tuple[str, ...], guarded: Guarded) -> Iterator[str]:
    """The everyday names with a word on either side that says what they are."""
    for before, each, after in zip(("", *said), said, (*said[1:], ""), strict=False):
        if each in guarded.everyday and {before, after} & guarded.beside:
            yield each


def _known(
    name: str, registries: Sequence[str], packages: Mapping[tuple[str, str], Package]
) -> Package | None:
    plain_name = re.sub(r"[-_.]+", "-", name)  # as PyPI normalises
    keys = [(each, plain_name if each == "pypi" else name) for each in registries]
    return next((packages[each] for each in keys if each in packages), None)


def about_packages(named: list[Package], asked: Asked, *, drops: bool) -> list[Node]:
    """What each package needs, whether it holds this plan back, and how to have the plan made without it."""
    if not named:
        return []
    lines = [asked.phrases.say(f"package.{each.needs.value}", name=each.name) for each in named]
    nodes: list[Node] = [say(line) for line in lines]
    held = ((each.name, held_back(each.name, asked)) for each in named)
    nodes += [
        say(asked.phrases.say("package.holds", name=name, parts=parts)) for name, parts in held if parts
    ]
    if drops:
        nodes.append(say(asked.phrases.say("package.without")))
    nodes += [say(line) for line in since_when(named, asked)]
    facts = dict.fromkeys(fact for each in named for fact in EVIDENCE.get(each.ecosystem, ()))
    return [*nodes, *sources(list(facts), asked)]


def since_when(named: list[Package], asked: Asked) -> Iterator[str]:
    """The days on which registries were looked at; and of which packages none was asked."""
    if days := sorted({each.as_of.isoformat() for each in named if each.version != ANY}):
        yield asked.phrases.say("package.looked", date=asked.phrases.listing(days))
    if known := [f"`{each.name}`" for each in named if each.version == ANY]:
        yield asked.phrases.say("package.does", names=asked.phrases.listing(known), many=len(known) > 1)


def held_back(package: str, asked: Asked) -> str:
    """The parts that a package keeps from moving, listed; "" for none."""
    parts = [
        f"`{each.component}`"
        for each in asked.assessment.findings
        if each.component and package in words(dict(each.params).get("packages", ""))
    ]
    return asked.phrases.listing(dict.fromkeys(parts))
