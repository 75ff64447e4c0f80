"""The languages that platforms name in their own words: `nodejs20.x`, `python312`, `dotnet8`."""

import re
from typing import Final

_RUNTIMES: Final = (
    (re.compile(r"python|jupyter"), "python"),
    (re.compile(r"node|bun\b|@vercel/node"), "javascript"),
    (re.compile(r"deno"), "typescript"),
    (re.compile(r"java(?!script)|jvm"), "java"),
    (re.compile(r"dotnet|csharp"), "csharp"),
    (re.compile(r"go(?:lang)?(?:[\d:.]|$)"), "go"),
    (re.compile(r"ruby"), "ruby"),
    (re.compile(r"php|vercel-php"), "php"),
    (re.compile(r"rust"), "rust"),
    (re.compile(r"powershell"), ""),
)
_ENGINES: Final = (
    ("postgres", "postgresql"),
    ("mysql", "mysql"),
    ("mariadb", "mariadb"),
    ("sqlserver", "sqlserver"),
    ("oracle", "oracle-db"),
    ("redis", "redis"),
    ("valkey", "redis"),
    ("memcached", "memcached"),
    ("db2", "db2"),
)


def language_of(runtime: str) -> str:
    """The language of a runtime; empty for one that runs anything (`provided.al2023`)."""
    said = runtime.lower()
    return next((language for form, language in _RUNTIMES if form.match(said)), "")


def engine_of(engine: str) -> str:
    """The database that a hosted one is (`aurora-postgresql`, `POSTGRES_16`); empty when it is none of those known."""
    said = engine.lower()
    return next((value for part, value in _ENGINES if part in said), "")
