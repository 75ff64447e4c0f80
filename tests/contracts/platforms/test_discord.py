"""Discord keeps what every platform keeps."""

from collections.abc import AsyncGenerator

import pytest

from tests.contracts.platforms.bench import Bench
from tests.contracts.platforms.discord_bench import discord_bench
from tests.contracts.platforms.suite import PlatformContract


class TestDiscord(PlatformContract):
    @pytest.fixture
    async def bench(self) -> AsyncGenerator[Bench]:
        async with discord_bench() as bench:
            yield bench
