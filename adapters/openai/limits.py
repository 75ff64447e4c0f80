"""How long a server may take. A reply that has begun may pause, but not for ever."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, between two pieces of a reply, and for the whole reply."""

    connect: float = 5
    silence: float = 60
    whole: float = 180
