"""Houses for journeys: each is started on first need, and ends with the last journey."""

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.discord.journeys import sent
from tests.discord.journeys.houses import House, Houses
from tests.discord.journeys.scene import Scene


@pytest_asyncio.fixture(loop_scope="session", scope="package")
async def houses(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Houses]:
    made = Houses(tmp_path_factory.mktemp("houses"))
    yield made
    try:
        sent.hold([each.discord for each in made.open.values()])
        for each in made.open.values():
            told = [*sent.indiscreet(each.discord, each.bot.log + "".join(each.bot.said))]
            assert told == [], told
    finally:
        await made.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house(houses: Houses) -> House:
    """The bot as it is usually set up."""
    return await houses.house("usual")


@pytest_asyncio.fixture(loop_scope="session")
async def scene(house: House) -> Scene:
    return house.scene()


@pytest_asyncio.fixture(loop_scope="session")
async def blind(houses: Houses) -> House:
    """Where the bot may not read what does not mention it."""
    return await houses.house("blind", reads_content=False)
