"""A conversation that is forgotten while something of it is being posted: no note of it stays behind."""

import pytest

from bot.ports import Posting
from tests.discord.outgoing.discord import CHANNEL, Fault
from tests.discord.outgoing.world import COMMANDED, MENTION, THREAD, World, plan, question, said
from tests.fakes_store import MemoryStore


@pytest.mark.parametrize(
    "posting", [question("traffic"), plan(), said("hello", key=COMMANDED), plan(key=COMMANDED)]
)
async def test_what_is_on_its_way_out_notes_nothing_of_what_was_forgotten(posting: Posting) -> None:
    world = World(store=MemoryStore())
    await world.store.trace(posting.key, "opener", "600000000000000001")

    def forgotten(_: str) -> Fault | None:
        world.store.threads.clear()
        return None

    world.discord.chance = forgotten
    await world.post(posting)
    assert len(world.discord.messages) > 1
    assert world.store.threads == {}


async def test_what_is_kept_is_noted() -> None:
    world = World(store=MemoryStore())
    await world.store.trace(THREAD, "opener", "600000000000000001")
    await world.post(question("traffic"))
    assert {"opener", "question", "sent"} <= set(await world.traces())


@pytest.mark.parametrize("posting", [said("hello"), said("hello", key=MENTION), plan(key=COMMANDED)])
async def test_what_nobody_opened_is_not_answered(posting: Posting) -> None:
    """Its traces are gone, so nobody would hear the replies."""
    world = World(store=MemoryStore())
    await world.store.trace(posting.key, "parent", CHANNEL)
    await world.post(posting)
    assert len(world.discord.messages) == 1
