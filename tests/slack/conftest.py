"""A running Slack with a channel that the bot and a person are in, and an app that talks to it."""

from collections.abc import AsyncGenerator

import pytest

from tests.slack.door import Door, opened
from tests.slack.server import FakeSlack, Person
from tests.slack.talking import App


@pytest.fixture
async def slack() -> AsyncGenerator[FakeSlack]:
    async with FakeSlack.start() as running:
        running.team().channel("C0PLATFORM", ["U0ANA"])
        yield running


@pytest.fixture
def app(slack: FakeSlack) -> App:
    return App(slack)


@pytest.fixture
def ana(slack: FakeSlack) -> Person:
    return slack.person("U0ANA")


@pytest.fixture
async def door(slack: FakeSlack) -> AsyncGenerator[Door]:
    async with opened(slack) as door:
        yield door
