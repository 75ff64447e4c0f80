"""The simulator over the real core: people are interviewed, planned for and answered while everything breaks.

Checked is what must hold whatever the core decides: every line is in the transcript, once and in order; no message is
posted twice; nothing waits for ever for a plan; everything ends.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.core.conversation import Planning
from bot.core.document import Document, paragraph
from bot.core.effects import AnswerQuestion, Job
from bot.core.events import AnswerMade, JobResult, Key, Spoke, Started
from bot.core.notices import Notice
from bot.core.patience import Patience
from bot.core.step import step
from bot.engine import Engine
from bot.ports import Delivery, Progress, Store
from bot.presenter import Presented
from bot.vocabulary import lexicon
from tests.simulation import clock
from tests.simulation.machines import Embedded, sqlite_server
from tests.simulation.play import ENOUGH
from tests.simulation.world import Machines, Odds, ShakyPlatform, ShakyStore, ShakyWorker, World

OPENING = "Tenemos AWS Lambda con Python y Node.js, los arranques en frío duelen"
LINES = (
    "3M req/mes, p95 de 180 ms",
    "no sé",
    "sin estado, todo está en DynamoDB",
    "express y pydantic",
    "¿por qué?",
    "atrás",
    "saltar",
    "Python y TypeScript",
    "plan ya",
    "parar",
    "¿Wasm reemplaza a Docker?",
    "estado",
)


class RealWorker(ShakyWorker):
    """Answers questions, too."""

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult:
        made = await super().work(delivery, job, report)
        return AnswerMade(Document(())) if isinstance(job, AnswerQuestion) else made


def present(notice: Notice, _language: str) -> Presented:
    """What kind of notice it is will do."""
    return Presented(Document((paragraph(notice.kind),)))


def real_engine(store: ShakyStore, platform: ShakyPlatform, worker: ShakyWorker) -> Engine:
    """Everything is real but the platform, the model and the words."""
    return Engine(
        store=store,
        platforms={"test": platform},
        worker=RealWorker(worker.bill, worker.life),
        step=lambda conversation, event: step(conversation, event, lexicon()),
        present=present,
        patience=Patience(timedelta(days=1), timedelta(days=14)),
        clock=clock.now,
        first_language="es",
    )


async def talk(world: World, key: Key) -> None:
    """An opening, then lines as they come to mind."""
    for number in range(world.chance.randrange(4, 12)):
        text = world.chance.choice(LINES) if number else OPENING
        kind = Spoke if number else Started
        await world.say(kind(f"event-{number}", key, clock.now(), "ana", text))
        await asyncio.sleep(world.chance.choice([0, 0.01, 1, 20]) * world.chance.random())


async def idle(world: World, keys: list[Key]) -> None:
    """Until nothing waits or is under way anywhere."""
    await asyncio.sleep(5)
    if not (world.store and all([await world.store.idle(key) for key in keys])):
        await idle(world, keys)


async def simulated(world: World, processes: int) -> list[str]:
    """What went wrong."""
    keys = [Key("test", f"tenant-{number % 2}", f"thread-{number}") for number in range(3)]
    running = [asyncio.create_task(world.process()) for _ in range(processes)]
    async with asyncio.timeout(ENOUGH):
        await asyncio.gather(*(talk(world, key) for key in keys))
        await idle(world, keys)
    for process in running:
        process.cancel()
    await asyncio.wait(running)
    store = world.machines.after()
    wrong = [each for key in keys for each in await wrong_in(world, store, key)]
    return wrong + [f"parked: {each}" for each in await store.parked() if each.what != "job"]


async def wrong_in(world: World, store: Store, key: Key) -> list[str]:
    """Lines lost, doubled or in disorder; messages doubled; a plan that is waited for in vain."""
    conversation = await store.load(key)
    assert conversation
    kept = [line.text for line in conversation.transcript if line.author != "bot"]
    said = [event.text for event in world.accepted[key] if isinstance(event, Started | Spoke)]
    wrong = [] if kept == said else [f"{key}: said {said}, kept {kept}"]
    times = Counter(posting.effect for posting in world.channel.posts[key])
    wrong.extend(f"{key}: posted {count} times: {effect}" for effect, count in times.items() if count > 1)
    if isinstance(conversation.phase, Planning):
        wrong.append(f"{key}: nobody makes the plan")
    return wrong


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("machines", "processes"), [(Embedded, 1), (sqlite_server, 2)])
def test_people_are_served_while_everything_breaks(
    machines: Callable[[Path], Machines], processes: int, seed: int, tmp_path: Path
) -> None:
    async def main() -> list[str]:
        return await simulated(World(Random(seed), Odds(), machines(tmp_path), real_engine), processes)

    assert clock.run(main()) == []
