"""`composer.json` and `composer.lock`: what a PHP project asks for, and what it got.

Extensions and libraries ("ext-gd") stand among the packages, since a host must bring them. PHP itself is the language.
The lock does not say what was asked for: what no other package needs must have been.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.reach import Locked, Need, asked_by_nobody, dependencies
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Node, Scalar, at, entry, every, pairs, word
from bot.core.brief import SignalKind

SECTIONS: Final = (("require", False), ("require-dev", True))
LOCKED: Final = (("packages", False), ("packages-dev", True))
PLATFORM: Final = ("php", "hhvm", "composer", "composer-plugin-api", "composer-runtime-api")


def read(file: str, text: str) -> Manifest:
    """A `composer.json`."""
    return told(file, text, "composer.json", lambda source: with_implied(_found(source)))


def read_lock(file: str, text: str) -> Manifest:
    """A `composer.lock`."""
    return told(file, text, "composer.lock", lambda source: with_implied(_locked(source)))


def _platform(name: str) -> bool:
    """Whether a name is that of PHP or of Composer, not of a package."""
    return name in PLATFORM or name.startswith("php-")


def _found(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    php, name = entry(at(root, "require"), "php"), word(root, "name")
    if name.text:
        yield Part(name.text, PartKind.PACKAGE, source.at(name.line), "php", folder=".")
    if pairs(root):
        yield source.trait(SignalKind.LANGUAGE, "php", php if php.line else pairs(root)[0][0])
    for section, development in SECTIONS:
        for package, version in pairs(at(root, section)):
            if not isinstance(version, Scalar) or not package.text:
                yield source.missed(Why.SYNTAX, package)
            elif not _platform(package.text.lower()):
                yield Dependency(
                    Ecosystem.PACKAGIST,
                    package.text.lower(),
                    version.text,
                    source.at(package.line),
                    development=development,
                )


def _locked(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    for first, _ in pairs(root)[:1]:
        php = entry(at(root, "platform"), "php")
        yield source.trait(SignalKind.LANGUAGE, "php", php if php.line else first)
    locked: dict[str, Locked] = {}
    needs: dict[str, tuple[Need, ...]] = {}
    for section, development in LOCKED:
        for node in every(root, section):
            name, version = word(node, "name"), word(node, "version").text
            key = name.text.lower()
            if key:
                locked.setdefault(key, Locked(key, version, name.line, "", development))
                needs.setdefault(key, tuple(_needs(node)))
            else:
                yield source.missed(Why.SYNTAX, Scalar(node.line, source.line(node.line)))
    asked = asked_by_nobody(locked, needs)
    yield from dependencies(source, Ecosystem.PACKAGIST, locked, asked, needs)
    for section, development in (("platform", False), ("platform-dev", True)):
        for asked_of_host, wanted in pairs(at(root, section)):
            called = asked_of_host.text.lower()
            if called.startswith(("ext-", "lib-")) and isinstance(wanted, Scalar):
                spot = source.at(asked_of_host.line)
                yield Dependency(Ecosystem.PACKAGIST, called, wanted.text, spot, development=development)


def _needs(node: Node) -> Iterator[Need]:
    return (Need(name.text.lower()) for name, _ in pairs(at(node, "require")))
