"""Jobs: work of minutes with a lease of its own, and what is seen of it while it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.core.effects import Job
from bot.core.events import JobResult
from bot.ports.store import Delivery


class Stage(StrEnum):
    """What a job is doing, as progress shows it. Wording: `[stage]` in messages.toml."""

    ASSESSING = "assessing"
    DRAFTING = "drafting"
    CHECKING = "checking"
    REPAIRING = "repairing"
    COMPOSING = "composing"
    ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class Progress:
    """`detail` is what is known so far, e.g. the summary that streams in; may be empty."""

    stage: Stage
    detail: str = ""


class Worker(Protocol):
    """Carries out jobs: the planner and the answerer."""

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult: ...
