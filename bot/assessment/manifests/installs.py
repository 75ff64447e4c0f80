"""What a shell's command installs: packages of a distribution, of Python and of npm, each on its line."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.assessment.manifests import npm, pypi
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Unread, Why
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Scalar
from bot.assessment.manifests.written import Terms

Found = Iterator[Dependency | Unread]

_SYSTEM: Final = {
    "apt-get": "install",
    "apt": "install",
    "aptitude": "install",
    "apk": "add",
    "dnf": "install",
    "microdnf": "install",
    "yum": "install",
    "tdnf": "install",
    "zypper": "install",
}
_NODE: Final = frozenset({"npm", "yarn", "pnpm", "bun"})
_ADDS: Final = frozenset({"install", "i", "add"})
# Options whose value is the next word; `-t` and `--virtual` name a set of packages that is taken away again.
_VALUED: Final = frozenset(
    {
        "-t", "--virtual", "--target-release", "-X", "--repository", "-o", "-c", "--constraint", "-i", "--index-url",
        "--extra-index-url", "-f", "--find-links", "--target", "--prefix", "--registry", "--python", "--trusted-host",
        "--config", "--option", "--enablerepo", "--disablerepo", "--cache-dir", "--root", "-r", "--requirement", "-e",
        "--editable",
    }
)  # fmt: skip
_ELSEWHERE: Final = frozenset({"-r", "--requirement", "-c", "--constraint"})
_PACKAGE: Final = re.compile(
    r"([a-z0-9][a-z0-9+._-]*)(?::[a-z0-9]+)?(?:@[\w-]+)?(?:[=~<>]+(\S{1,200}))?", re.IGNORECASE
)
# What only installs others; it stays in the image, and nothing of the team's code asks for it.
_INSTALLERS: Final = frozenset(
    {
        "pip",
        "setuptools",
        "wheel",
        "poetry",
        "pipenv",
        "uv",
        "pdm",
        "hatch",
        "virtualenv",
        "npm",
        "yarn",
        "pnpm",
    }
)
_BEGINS: Final = re.compile(r"[A-Za-z0-9_.-]*")
_SETTING: Final = re.compile(r"\w+=\S*")
_PLACE: Final = re.compile(r"[./~]|[\w+]+://|file:|.*\.(?:whl|deb|rpm|apk|tgz|tar\.gz)$")


def installed(source: Source, command: tuple[Scalar, ...], *, development: bool) -> Found:
    """The packages that a command installs; nothing for any other command."""
    call = _called(command)
    texts = [each.text for each in call[:4]]
    program = texts[0].rpartition("/")[2] if texts else ""
    if program in _SYSTEM:
        yield from _system(source, program, call[1:], development=development)
    elif program in _NODE:
        yield from _node(source, call[1:], development=development)
    elif (skip := _pip(program, texts)) > 0:
        yield from _python(source, call[skip:], development=development)


def _called(command: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    """The command without what stands before its program: settings, `sudo`, mounts."""
    start = 0
    for each in command:
        text = each.text
        if not (
            _SETTING.fullmatch(text)
            or text.startswith("--")
            or text in ("sudo", "env", "exec", "time", "then", "do", "{", "!")
        ):
            break
        start += 1
    return command[start:]


def _pip(program: str, texts: list[str]) -> int:
    """How many words ask pip to install; 0 when they do not."""
    if re.fullmatch(r"pip[\d.]*", program) and texts[1:2] == ["install"]:
        return 2
    if program == "uv" and texts[1:3] == ["pip", "install"]:
        return 3
    if program.startswith("python") and texts[1:4] == ["-m", "pip", "install"]:
        return 4
    return 0


def _system(source: Source, program: str, words: tuple[Scalar, ...], *, development: bool) -> Found:
    verb = next((number for number, each in enumerate(words) if each.text == _SYSTEM[program]), None)
    if verb is None:
        return
    passing = any(each.text.startswith(("--virtual", "-t")) for each in words) and program == "apk"
    for said in _named(words[verb + 1 :]):
        found = _PACKAGE.fullmatch(said.text)
        if said.unresolved or "$" in said.text:
            yield source.missed(Why.UNRESOLVED, said)
        elif found and not _PLACE.match(said.text):
            name, version = found[1].lower(), found[2] or ""
            yield Dependency(
                Ecosystem.DEBIAN, name, version, source.at(said.line), development=development or passing
            )


def _python(source: Source, words: tuple[Scalar, ...], *, development: bool) -> Found:
    for option, value in pairwise(words):
        if option.text in _ELSEWHERE:
            yield source.missed(Why.UNRESOLVED, Scalar(value.line, f"{option.text} {value.text}"))
    for said in _named(words):
        if "$" in said.text:
            yield source.missed(Why.UNRESOLVED, said)
        elif not _PLACE.match(said.text):
            yield from pypi.requirement(source, said, Terms(development or _installs(said.text)))


def _node(source: Source, words: tuple[Scalar, ...], *, development: bool) -> Found:
    verb = next((number for number, each in enumerate(words[:3]) if each.text in _ADDS), None)
    if verb is None:
        return
    development = development or any(each.text in ("-D", "--save-dev", "--dev") for each in words)
    for said in _named(words[verb + 1 :]):
        if "$" in said.text:
            yield source.missed(Why.UNRESOLVED, said)
        elif not _PLACE.match(said.text):
            name, version = npm.split(said.text)
            yield from npm.asked(
                source, Scalar(said.line, name), version, Terms(development or _installs(name))
            )


def _installs(name: str) -> bool:
    found = _BEGINS.match(name)
    return found is not None and found[0].lower() in _INSTALLERS


def _named(words: tuple[Scalar, ...]) -> Iterator[Scalar]:
    """The words that are no options."""
    value = False
    for each in words:
        if value or each.text.startswith(("-", ">", "<")):
            value = not value and each.text in _VALUED
        elif each.text and each.text != "\\":
            yield each
