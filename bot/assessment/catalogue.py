"""What the bot knows beside its facts: prices, hosts, languages, tools and packages, each with a source.

All of it stands in `data/*.toml`, one entry per thing, so that a price or a tool is one edit. These are
the shapes that the files are read into; `facts.knowledge()` reads them. Amounts are decimals, since money is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.assessment.shapes import Fact, Level, Severity, SourceKind, Target


@dataclass(frozen=True, slots=True)
class Price:
    """List prices of a platform, in USD, without discounts or data transfer.

    `amounts` maps a name of the formulas ("per_million_req", "gb_second") to USD or to a free allowance.
    `published` is false when the platform names no price: it then has no amounts.
    """

    id: str
    name: str
    as_of: date | None
    source: str
    url: str | None
    kind: SourceKind
    confidence: Level
    stale_after_days: int
    published: bool
    amounts: Mapping[str, Decimal]


class Toolchain(StrEnum):
    """How far a language's road to a component is built."""

    SUPPORTED = "supported"
    EXPERIMENTAL = "experimental"
    IN_PROGRESS = "in-progress"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a component is written in it.

    `cpu_low` and `cpu_high` multiply native CPU time; None where nothing was measured or cited.
    `native_on` names the targets that run it without a Wasm interpreter (factor 1).
    """

    id: str
    name: str
    toolchain: Toolchain
    tool: str | None  # id in tools.toml
    cpu_low: Decimal | None
    cpu_high: Decimal | None
    native_on: frozenset[str]
    facts: tuple[str, ...]
    facts_on: Mapping[str, tuple[str, ...]]  # what holds instead on a target that needs no component

    def facts_at(self, target: str) -> tuple[str, ...]:
        """The facts about the language on a target."""
        return self.facts_on.get(target, self.facts)

    @property
    def every_fact(self) -> frozenset[str]:
        """The facts about the language anywhere."""
        return frozenset(self.facts).union(*self.facts_on.values())


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that a plan may name. `aliases` are other spellings of it, in lower case."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    url: str
    facts: tuple[str, ...]


ECOSYSTEMS: Final[Mapping[str, str]] = {  # where code in a language gets its packages from
    "python": "pypi",
    "javascript": "npm",
    "typescript": "npm",
    "go": "go",
    "rust": "cargo",
    "java": "maven",
    "kotlin": "maven",
    "csharp": "nuget",
    "php": "packagist",
    "elixir": "hex",
    "ruby": "rubygems",
}


class PackageClass(StrEnum):
    """What a package needs from its host."""

    PURE = "pure"
    PURE_FALLBACK = "pure-fallback"  # native by default, with a pure build of the same version
    PYODIDE = "pyodide"  # native; built for Pyodide, not for a component
    NATIVE_ONLY = "native-only"
    PROCESSES = "processes"  # starts other programs or forks
    TLS = "tls"  # pure, but opens TLS itself, which a component's host is to do
    SERVER = "server"  # opens a listening socket of its own; the host does that in Wasm
    NODE_BUILTINS = "node-builtins"  # plain JavaScript; which Node built-ins it needs was not looked at


@dataclass(frozen=True, slots=True)
class Package:
    """A registry package as it was on `as_of`. `version` is "any" where it is told from what the package does; `source`
    then says where from: "known" for its own description, an address, or the id of a fact."""

    ecosystem: str
    name: str
    version: str
    needs: PackageClass
    as_of: date
    because: str  # what the class was told from
    through: tuple[str, ...] = ()  # the native packages that it needs, where it is pure itself
    source: str = ""  # "" for the registry itself, and for what was set by hand


class Scope(StrEnum):
    """Whether a rule is asked of each component or of the system once."""

    COMPONENT = "component"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's standing: its predicate is in `rules.TABLE`, its sentences in `prompts/<lang>/rules.toml`.

    `weight` is what it counts for in the score: 1, or 0 for a note. `roles` names the parts that a symptom of
    the whole system belongs to when one of them has such a role.
    """

    id: str
    severity: Severity
    scope: Scope
    weight: int
    facts: tuple[str, ...]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Host:
    """A target with what its shape leaves out.

    `languages` is None when every language with a component toolchain runs there. `signals` are the words of
    the lexicon that mean it; `preview` is true when its owner calls it so.
    """

    target: Target
    languages: frozenset[str] | None
    signals: frozenset[str]
    preview: bool
    tool: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything in `data/`. `facts` holds the evidence too; `thresholds` are the published limits of the rules."""

    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    thresholds: Mapping[str, Decimal]
    prices: Mapping[str, Price]
    hosts: Mapping[str, Host]
    languages: Mapping[str, Language]
    tools: Mapping[str, Tool]
    packages: Mapping[tuple[str, str], Package]  # by ecosystem, and name in lower case

    @property
    def targets(self) -> Mapping[str, Target]:
        """The places that run Wasm, by id."""
        return {each: host.target for each, host in self.hosts.items()}

    def tool(self, name: str) -> Tool | None:
        """A tool by id, name or alias, in any case; None for one that nobody vouches for."""
        wanted = name.strip().casefold()
        return next(
            (
                tool
                for tool in self.tools.values()
                if wanted in (tool.id, tool.name.casefold(), *tool.aliases)
            ),
            None,
        )
