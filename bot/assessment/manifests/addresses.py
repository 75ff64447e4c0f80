"""Stores by the addresses under which they are reached; only the scheme is kept: people write secrets into them."""

import re
from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.shapes import Trait
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Node, Scalar, items, pairs, word
from bot.core.brief import SignalKind

MOST_SETTINGS: Final = 2_000
_SCHEME: Final = re.compile(r"(?:[A-Za-z_]\w{0,100}=)?([a-z][a-z0-9]{1,30})(?:\+[a-z0-9]{1,30})?://")
_SCHEMES: Final = {
    **dict.fromkeys(("postgres", "postgresql", "postgis"), "postgresql"),
    **dict.fromkeys(("mysql", "mysql2"), "mysql"),
    "mariadb": "mariadb",
    **dict.fromkeys(("mongodb",), "mongodb"),
    **dict.fromkeys(("redis", "rediss"), "redis"),
    **dict.fromkeys(("amqp", "amqps"), "rabbitmq"),
    "nats": "nats",
    "kafka": "kafka",
    **dict.fromkeys(("mssql", "sqlserver"), "sqlserver"),
    "clickhouse": "clickhouse",
    "s3": "s3",
}


def reached(source: Source, said: Node, part: str) -> Iterator[Trait]:
    """The store that an address, or a setting that holds one, names."""
    found = _SCHEME.match(said.text) if isinstance(said, Scalar) else None
    if found and (store := _SCHEMES.get(found[1])):
        yield source.trait(SignalKind.DATASTORE, store, Scalar(said.line, f"{found[1]}://"), part)


def settings(source: Source, node: Node, part: str) -> Iterator[Trait]:
    """What the settings of a container name: a table, a row of `NAME=value`, or a row of name and value."""
    for _, value in pairs(node)[:MOST_SETTINGS]:
        yield from reached(source, value, part)
    for each in () if pairs(node) else items(node)[:MOST_SETTINGS]:
        yield from reached(source, each if isinstance(each, Scalar) else word(each, "value"), part)
