from collections.abc import Iterator

import pytest

from tests.redis.servers import Running


@pytest.fixture
def own() -> Iterator[Running]:
    """A server that may be harmed."""
    running = Running().start()
    yield running
    running.end()
