"""A workspace that removes the app while something is being posted: no note of it stays behind."""

import pytest

from bot.ports import Posting
from tests.fakes_store import MemoryStore
from tests.slack.outgoing.slack import Fault
from tests.slack.outgoing.world import COMMANDED, THREAD, World, plan, question, said


@pytest.mark.parametrize("posting", [question("traffic"), plan(), said("hello", key=COMMANDED)])
async def test_what_is_on_its_way_out_notes_nothing_of_what_was_forgotten(posting: Posting) -> None:
    world = World(store=MemoryStore())
    await world.store.trace(posting.key, "opener", "U1")

    def removed(_: str) -> Fault | None:
        world.store.threads.clear()
        return None

    world.slack.chance = removed
    await world.post(posting)
    assert world.slack.messages != []
    assert world.store.threads == {}


async def test_what_is_kept_is_noted() -> None:
    world = World(store=MemoryStore())
    await world.store.trace(THREAD, "opener", "U1")
    await world.post(question("traffic"))
    assert {"opener", "question", "sent"} <= set(await world.traces())
