"""`setup.cfg`: what setuptools was told before `pyproject.toml`, in sections of names and indented lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.pypi import requirement
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.written import Terms, for_developers
from bot.core.brief import SignalKind

FORMAT: Final = "setup.cfg"
_SECTION: Final = re.compile(r"\[([^\]\n]+)\]\s*$")
_OPTION: Final = re.compile(r"([^=:\s][^=:\n]*+)[=:](.*)", re.DOTALL)
_COMMENT: Final = re.compile(r"\s#.*", re.DOTALL)
_FOLLOWED: Final = ("file:", "attr:")
_RUNS: Final = ("options", "install_requires")
_FOR_DEVELOPERS: Final = (("options", "setup_requires"), ("options", "tests_require"))


@dataclass(frozen=True, slots=True)
class _Option:
    """A line of a section's option."""

    section: str
    name: str
    value: Scalar


def matches(path: str) -> bool:
    """Whether a file of that path, in lower case, is one."""
    return path.rpartition("/")[2] == FORMAT


def read(file: str, text: str) -> Manifest:
    """A `setup.cfg`."""
    return told(file, text, FORMAT, lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    for each in _options(source):
        if isinstance(each, Scalar):
            yield source.missed(Why.SYNTAX, each)
        elif (each.section, each.name) == ("metadata", "name"):
            yield Part(
                words(each.value.text), PartKind.PACKAGE, source.at(each.value.line), "python", folder="."
            )
            yield source.trait(
                SignalKind.LANGUAGE, "python", Scalar(each.value.line, f"name = {each.value.text}")
            )
        elif (each.section, each.name) == ("options", "python_requires"):
            said = Scalar(each.value.line, f"python_requires = {each.value.text}")
            yield source.trait(SignalKind.LANGUAGE, "python", said)
        else:
            yield from _asked(source, each)


def _asked(source: Source, option: _Option) -> Iterator[Finding]:
    terms = _terms(option.section, option.name)
    if terms is not None and option.value.text.startswith(_FOLLOWED):
        yield source.missed(Why.UNRESOLVED, option.value)
    elif terms is not None:
        yield from requirement(source, option.value, terms)


def _terms(section: str, name: str) -> Terms | None:
    if (section, name) == _RUNS:
        return Terms()
    if (section, name) in _FOR_DEVELOPERS:
        return Terms(development=True)
    if section == "options.extras_require":
        return Terms(for_developers(name), f"extra == '{name}'")
    return None


def _options(source: Source) -> Iterator[_Option | Scalar]:
    """Each line with its section and option; a line that belongs to none as it is."""
    section = name = ""
    for number, line in enumerate(source.lines, start=1):
        text = _COMMENT.sub("", f" {line}").strip()
        if not text or text.startswith(";"):
            continue
        if line[0].isspace() and name:
            yield _Option(section, name, Scalar(number, text))
        elif found := _SECTION.fullmatch(text):
            section, name = found[1].strip().lower(), ""
        elif found := _OPTION.fullmatch(text):
            name = found[1].strip().lower()
            if value := found[2].strip():
                yield _Option(section, name, Scalar(number, value))
        else:
            yield Scalar(number, text)
