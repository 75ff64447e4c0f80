"""What was asked and what was told, in order, for those who judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.discord.payloads import Payload


@dataclass(slots=True)
class Asked:
    """A request. `path` is without `/api/v10`; `body` the JSON (of a multipart one its `payload_json`); `files` by the
    name of the part. `status` 0: no answer got out. `code` is Discord's error, if it was one."""

    at: float
    method: str
    path: str
    query: Mapping[str, str]
    body: Payload | list[Payload]
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    status: int = 0
    code: int | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status} {self.code or ''}"


@dataclass(frozen=True, slots=True)
class Told:
    """An event that went out to a session. `again`: it was replayed after a resumption."""

    at: float
    session: str
    seq: int
    event: str
    payload: Payload
    again: bool = False
