"""What manifests are made of: the grants, and lines of TOML and YAML with their remarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.planning.plan import Capability, CapabilityKind
from bot.planning.wit_source import Part

NETWORK = (
    CapabilityKind.HTTP_OUTGOING,
    CapabilityKind.SQL,
    CapabilityKind.KEY_VALUE,
    CapabilityKind.MESSAGING,
)


@dataclass(frozen=True, slots=True)
class Grants:
    """The grants of the parts by name, and the memory that the team gives an instance today (MB), if it said so."""

    by_part: Mapping[str, tuple[Capability, ...]]
    memory_mb: int | None

    def hosts(self, part: Part) -> list[str]:
        """Addresses that a part may reach, as they were declared."""
        return [
            each.scope for each in self.by_part[part.name] if each.kind in NETWORK and "://" in each.scope
        ]

    def secrets(self, part: Part) -> list[str]:
        """Names of the secrets that a part is given."""
        return [each.scope for each in self.by_part[part.name] if each.kind is CapabilityKind.SECRETS]


def strings(items: Iterable[str]) -> str:
    """A TOML (and JSON) array of strings."""
    return "[" + ", ".join(f'"{each}"' for each in items) + "]"


def note(text: str) -> str:
    """A comment after a line of TOML or YAML."""
    return f"  # {text}" if text else ""


def remark(text: str) -> list[str]:
    """A comment on lines of its own."""
    return [f"# {line.strip()}" for line in text.splitlines() if line.strip()]
