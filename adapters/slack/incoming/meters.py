"""What the door counts. Labels are words of ours, never anything out of a request: their number stays small."""

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram

# Slack waits three seconds for an answer.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Meters:
    """In a registry of their own: nothing global, so that two doors in one process do not meet."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    refused: Counter = field(init=False)
    acknowledged: Histogram = field(init=False)

    def __post_init__(self) -> None:
        name, about = "wasm_architect_refused", "Requests turned away before they were read, by reason."
        refused = Counter(name, about, ("reason",), registry=self.registry)
        name, about = "wasm_architect_acknowledge_seconds", "From the last byte of a request to our answer."
        acknowledged = Histogram(name, about, buckets=SECONDS, registry=self.registry)
        for field_name, meter in (("refused", refused), ("acknowledged", acknowledged)):
            object.__setattr__(self, field_name, meter)  # frozen: set once, here
