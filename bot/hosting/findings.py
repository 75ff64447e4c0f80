"""What a check-up found, before it is put into words: any adapter may look at its own surroundings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: what was looked at and how it stands (keys of `[doctor]`; the first word of `what` is the platform's
    name), and the values of its sentence. Of the platform's own tables in cli.toml, `trouble` is a key of the troubles,
    `terms` are keys of what the platform calls things, which the sentence lists as `{terms}`."""

    what: str
    state: State
    key: str
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    trouble: str = ""
    terms: tuple[str, ...] = ()
