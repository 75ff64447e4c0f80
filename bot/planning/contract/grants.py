"""What code and manifests actually grant or use, found by reading them.

Readers exist for WIT worlds, spin.toml, wrangler and fastly manifests, the resources of wasmCloud and SpinKube,
and wasmtime's flags; in source code only the plain marks of a capability are looked for. A grant that names a
component counts for it; one that names none counts for any of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.planning.contract.hosts import (
    FILES,
    NETWORK,
    OUT,
    SETTINGS,
    SQL,
    STORE,
    Kinds,
    needs,
)
from bot.planning.contract.manifests import Grant, of_manifest
from bot.planning.contract.naming import plain_path
from bot.planning.contract.parsing import Parsed
from bot.planning.plan import PlanComponent

Components = tuple[PlanComponent, ...]

REMARK = re.compile(r"^\s*(?:#|//).*$", re.MULTILINE)
# What a capability looks like in source code, with the words of which one is in every match: they are sooner found.
MARKS: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], Kinds], ...]] = (
    (
        ("std::net", "socket", "net."),
        re.compile(r"std::net::|^import socket\b|^from socket\b|\bnet\.(?:Dial|Listen)\(", re.MULTILINE),
        NETWORK,
    ),
    (
        ("std::fs", "open(", "os.", "node:fs"),
        re.compile(r"std::fs::|(?<![\w.])open\(|\bos\.(?:Open|ReadFile|WriteFile|Create)\(|node:fs\b"),
        FILES,
    ),
    (
        ("std::env", "os.", "process.env"),
        re.compile(r"std::env::var|\bos\.environ|\bos\.getenv|\bos\.Getenv|\bprocess\.env\b"),
        SETTINGS,
    ),
    (
        ("outgoing_handler", "reqwest", "requests.", "urllib", "httpx", "fetch("),
        re.compile(
            r"\boutgoing_handler\b|\breqwest::|\brequests\.\w+\(|\burllib\.request|\bhttpx\.|\bfetch\("
        ),
        OUT,
    ),
    (("key_value", "spinkv", "spin-kv"), re.compile(r"\bkey_value\b|\bspinkv\b|@fermyon/spin-kv"), STORE),
    (
        ("sqlite", "pg::", "spin-"),
        re.compile(r"\bsqlite3?::|\bimport sqlite\b|\bpg::|@fermyon/spin-(?:sqlite|postgres|mysql)"),
        SQL,
    ),
)
FLAGS: Final[tuple[tuple[re.Pattern[str], Kinds, bool], ...]] = (
    (re.compile(r"--dir[= ](?P<scope>[^\s:]+)"), FILES, False),
    (re.compile(r"--env[= ](?P<scope>\w+)"), SETTINGS, False),
    (re.compile(r"-S\s?(?:tcp|udp|allow-ip-name-lookup)\b"), NETWORK, False),
    (re.compile(r"-S\s?inherit-network\b"), NETWORK, True),
    (re.compile(r"-S\s?inherit-env\b"), SETTINGS, True),
)


def grants(code: Iterable[Parsed]) -> Iterator[Grant]:
    """All grants of a plan's code, in its order."""
    for each in code:
        if each.wit is not None:
            yield from of_worlds(each)
        elif each.unread or each.file.language == "python":
            yield from of_source(each)
        elif each.trouble is None:
            yield from of_manifest(each)


def meant(granted: Iterable[Grant], components: Sequence[PlanComponent]) -> Mapping[str, Components]:
    """The components that each name in code and manifests stands for: the same words, apart from hyphens."""
    own = [(f" {plain} ", each) for each in components if not (plain := plain_path(each.name)).isspace()]
    called = {each.component for each in granted if each.component is not None}
    spoken = {name: f" {plain_path(name)} " for name in called}
    return {name: tuple([each for plain, each in own if plain in text]) for name, text in spoken.items()}


def of_worlds(parsed: Parsed) -> Iterator[Grant]:
    """What the worlds of a WIT document import and export of the host."""
    for world in parsed.wit.worlds if parsed.wit else ():
        for extern in (*world.imports, *world.exports):
            name = str(extern.path)
            kinds = needs(name)
            if kinds:
                yield Grant(f"{parsed.where}.text", name, kinds, component=world.name)


def of_source(parsed: Parsed) -> Iterator[Grant]:
    """Marks of capabilities in source code, and wasmtime's flags in a script."""
    where, text = f"{parsed.where}.text", parsed.file.text
    if parsed.file.language == "bash":
        bare = REMARK.sub("", text)
        for pattern, kinds, wide in FLAGS if "wasmtime" in bare else ():
            for match in pattern.finditer(bare):
                scope = match.groupdict().get("scope")
                yield Grant(where, match[0], kinds, scope, wide=wide)
        return
    likely = [mark for mark in MARKS if [sign for sign in mark[0] if sign in text]]
    bare = REMARK.sub("", text) if likely else ""
    for _, pattern, kinds in likely:
        found = pattern.search(bare)
        if found:
            yield Grant(where, found[0].strip(), kinds, component=parsed.file.path)
