"""Slack keeps what every platform keeps."""

from collections.abc import AsyncGenerator

import pytest

from tests.contracts.platforms.bench import Bench
from tests.contracts.platforms.slack_bench import slack_bench
from tests.contracts.platforms.suite import PlatformContract


class TestSlack(PlatformContract):
    @pytest.fixture
    async def bench(self) -> AsyncGenerator[Bench]:
        async with slack_bench() as bench:
            yield bench
