"""Houses for journeys: each is started on first need, and ends with the last journey."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.slack.journeys.houses import House, Houses
from tests.slack.journeys.scene import Scene


@pytest_asyncio.fixture(loop_scope="session", scope="package")
async def houses(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Houses]:
    made = Houses(tmp_path_factory.mktemp("houses"))
    yield made
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


LAST = "test_what_was_sent.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What was sent is checked when all of it was sent."""
    here = [at for at, item in enumerate(items) if item.path.parent == Path(__file__).parent]
    ordered = sorted((items[at] for at in here), key=lambda item: item.path.name == LAST)
    for at, item in zip(here, ordered, strict=True):
        items[at] = item
