"""One full turn on SQLite against the smallest durable write.

A turn is all that a message costs: accept, claim, step, commit (state of some 3 KB, one message), claim the message,
post it to a platform that does nothing, settle. 64 conversations talk at once, each waiting for the reply to its last
message. The yardstick is one row in one `synchronous=FULL` transaction, one after the other, on the same disk;
the two are measured in turns, so that a busy machine slows both.
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.sqlite import create
from bot.core.brief import Brief, Known, Said, Signal, SignalKind, Topic
from bot.core.conversation import Conversation, Interviewing
from bot.core.document import Document, paragraph
from bot.core.effects import Effect, Line, Say
from bot.core.events import Event, JobResult, Key, Mode, Spoke
from bot.core.notices import Notice, Plain
from bot.core.patience import Patience
from bot.engine import Engine
from bot.ports import Delivery, Posting, Progress
from bot.presenter import Presented

CONVERSATIONS = 64
ROUNDS = 9
RAW = 300  # commits a round
TURNS = 10  # turns of each conversation a round
GOAL = 2.0

SAID = Said("ana", "event-1")
BRIEF = Brief()
for _topic in (Topic.INFRASTRUCTURE, Topic.APPLICATION, Topic.PROBLEM, Topic.OBJECTIVE):
    BRIEF = BRIEF.with_answer(
        _topic,
        Known(
            "AWS Lambda con Python y Node.js, arranques en frío muy largos y una factura de memoria alta",
            tuple(Signal(SignalKind.PLATFORM, value, "AWS Lambda") for value in ("aws-lambda", "ecs", "vm")),
            (),
            SAID,
        ),
    )
TRANSCRIPT = tuple(Line("ana", "una línea de la conversación, de largo mediano") for _ in range(12))


@dataclass(frozen=True, slots=True)
class Round:
    """Turns and raw commits a second, and milliseconds of processor time that the event loop took for a turn."""

    turns: float
    commits: float
    loop: float


def step(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
    """As much state as an interview has, and one reply."""
    if conversation is None:
        phase = Interviewing(BRIEF, (Topic.INFRASTRUCTURE,))
        conversation = Conversation(event.conversation, "es", Mode.PRO, phase, event.at, TRANSCRIPT)
    return replace(conversation, touched=event.at), (Say(Plain("acknowledged")),)


def present(_notice: Notice, _language: str) -> Presented:
    """The same words for everything."""
    return Presented(Document((paragraph("de acuerdo"),)))


class Nowhere:
    """A platform that does nothing, and tells the conversation that it was answered."""

    def __init__(self) -> None:
        self.heard: dict[Key, asyncio.Event] = {}

    async def post(self, posting: Posting) -> None:
        self.heard[posting.key].set()

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Nobody looks."""


class NoWorker:
    """No job is started here."""

    async def work(self, delivery: Delivery, job: object, report: object) -> JobResult:
        raise NotImplementedError


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The yardstick's table."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)")
    yield connection
    connection.close()


def commits_per_second(connection: sqlite3.Connection) -> float:
    """One-row commits."""
    began = time.perf_counter()
    for number in range(RAW):
        connection.execute("BEGIN")
        connection.execute("INSERT INTO rows (body) VALUES (?)", (f"{number:100}",))
        connection.execute("COMMIT")
    return RAW / (time.perf_counter() - began)


async def turns_per_second(engine: Engine, platform: Nowhere, first: int) -> float:
    """Each conversation says its next line when the last was answered; the round ends when all is settled."""

    async def talk(thread: int) -> None:
        key = Key("nowhere", "bench", str(thread))
        for number in range(first, first + TURNS):
            platform.heard[key] = asyncio.Event()
            await engine.accept(
                Spoke(f"{number}", key, datetime.now(UTC), "ana", "una respuesta de largo mediano")
            )
            await platform.heard[key].wait()
        await engine.settled(key)

    began = time.perf_counter()
    await asyncio.gather(*(talk(thread) for thread in range(CONVERSATIONS)))
    return CONVERSATIONS * TURNS / (time.perf_counter() - began)


async def measure(folder: Path) -> list[Round]:
    """Round by round."""
    platform, figures = Nowhere(), list[Round]()
    store = create(folder / "bot.db")
    patience = Patience(timedelta(days=1), timedelta(days=14))
    engine = Engine(
        store, {"nowhere": platform}, NoWorker(), step, present, patience, lambda: datetime.now(UTC), "es"
    )
    running = asyncio.create_task(engine.run())
    with raw(folder) as connection:
        await turns_per_second(engine, platform, 0)  # everybody's first turn is not measured
        for number in range(1, ROUNDS + 1):
            commits = commits_per_second(connection)
            busy = time.thread_time()
            turns = await turns_per_second(engine, platform, number * TURNS)
            loop = (time.thread_time() - busy) * 1000 / (CONVERSATIONS * TURNS)
            figures.append(Round(turns, commits, loop))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    store.close()
    return figures


def main() -> None:
    """Print the medians, the best rounds and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(Path(folder)))
    turns, commits = [each.turns for each in figures], [each.commits for each in figures]
    ratios, loop = [each.turns / each.commits for each in figures], [each.loop for each in figures]
    print(f"turns: {CONVERSATIONS} conversations at once, {ROUNDS} rounds of {CONVERSATIONS * TURNS} turns")
    print(f"  turns/s      median {statistics.median(turns):8.0f}   best {max(turns):8.0f}")
    print(
        f"  commits/s    median {statistics.median(commits):8.0f}   best {max(commits):8.0f}   (raw, one row, FULL)"
    )
    print(
        f"  loop ms/turn median {statistics.median(loop):8.3f}   best {min(loop):8.3f}   (processor, not waiting)"
    )
    print(f"  ratio        median {statistics.median(ratios):8.2f}   best {max(ratios):8.2f}   goal ≥ {GOAL}")
    print(f"  ratio of the best rounds {max(turns) / max(commits):.2f}")


if __name__ == "__main__":
    main()
