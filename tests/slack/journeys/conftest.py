"""Houses for journeys: each is started on first need, and ends with the last journey."""

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.slack.journeys import sent
from tests.slack.journeys.houses import House, Houses
from tests.slack.journeys.scene import Scene


@pytest_asyncio.fixture(loop_scope="session", scope="package")
async def houses(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Houses]:
    made = Houses(tmp_path_factory.mktemp("houses"))
    yield made
    try:
        sent.hold([each.slack for each in made.open.values()], tmp_path_factory.mktemp("sent"))
    finally:
        await made.close()


@pytest_asyncio.fixture(loop_scope="session", params=["http", "sockets"])
async def house(houses: Houses, request: pytest.FixtureRequest) -> House:
    """The same journey over HTTP and over Socket Mode."""
    return await houses.house(request.param, over_sockets=request.param == "sockets")


@pytest_asyncio.fixture(loop_scope="session")
async def scene(house: House) -> Scene:
    return house.scene()


@pytest_asyncio.fixture(loop_scope="session")
async def http(houses: Houses) -> House:
    """For what is the same however events come in."""
    return await houses.house("http")
