"""Everything that the bot sent in all journeys, before checkers that others wrote; it runs after the journeys.

Slack's own limits were held all along: the Slack of these tests refuses what breaks them. Here: nothing was refused
beyond what the journeys provoke, nothing doubled, nothing came alive; the SDK's block models, slackblocks' tables and
Slack's own types take every block, every form and every answer to a command.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
from slack_sdk.models.views import View

from tests.slack import manners
from tests.slack.journeys.houses import House, Houses
from tests.slack.journeys.reading import people
from tests.slack.journeys.words import EN
from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack
from tests.slack.server.wire import listed, mapped
from tests.slack_render.test_other_checkers import complaints, parsed, table

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROVOKED = ("not_in_channel", "token_revoked", "missing_scope", "unknown_method", "ratelimited")


@pytest_asyncio.fixture(loop_scope="session")
async def slacks(houses: Houses) -> list[FakeSlack]:
    """Every Slack of the journeys, and one whole conversation in any case."""
    house: House = await houses.house("http")
    talk = await house.scene().command(EN.opening)
    question = await talk.sees("Question 1")
    await talk.scene.ana.press(question, "Other…")
    await talk.scene.ana.modal()
    await talk.says("plan now")
    await talk.plan("Verdict:")
    return [each.slack for each in houses.open.values()]


def messages(slack: FakeSlack) -> Iterator[list[Payload]]:
    """The blocks of every message, and of every answer to a command."""
    for asked in slack.asked:
        if asked.args.get("blocks"):
            yield [mapped(each) for each in listed(asked.args["blocks"])]
    for _, _, _, ack in slack.deliveries.attempts:
        if ack.body.get("blocks"):
            yield [mapped(each) for each in listed(ack.body["blocks"])]


def forms(slack: FakeSlack) -> Iterator[Payload]:
    """Every form that was opened."""
    yield from (mapped(asked.args["view"]) for asked in slack.calls("views.open"))


def once(found: Iterator[Any]) -> list[Any]:  # Any: JSON
    """Each thing once, however often it was sent."""
    return list({json.dumps(each, sort_keys=True): each for each in found}.values())


async def test_slack_refused_nothing_that_no_journey_provoked(slacks: list[FakeSlack]) -> None:
    refused = [each for slack in slacks for each in manners.refused(slack)]
    assert [each for each in refused if not any(error in each for error in PROVOKED)] == []


async def test_nothing_came_alive_and_nothing_was_said_twice(slacks: list[FakeSlack]) -> None:
    for slack in slacks:
        assert manners.complaints(slack, people(slack)) == []
        assert slack.doubled() == []


async def test_the_sdks_models_take_every_block_and_form(slacks: list[FakeSlack]) -> None:
    blocks = once(block for slack in slacks for message in messages(slack) for block in message)
    assert blocks
    for block in blocks:
        assert parsed(block) == block
    for view in once(form for slack in slacks for form in forms(slack)):
        View(**cast("dict[str, Any]", view)).validate_json()  # Any: the model's own arguments


async def test_slackblocks_writes_the_same_tables(slacks: list[FakeSlack]) -> None:
    tables = once(
        block
        for slack in slacks
        for message in messages(slack)
        for block in message
        if block["type"] == "table"
    )
    assert tables
    for block in tables:
        written = json.loads(json.dumps(table(block)._resolve()))
        assert {**written, "block_id": None} == {**block, "block_id": None}


async def test_slacks_own_types_take_everything(slacks: list[FakeSlack], tmp_path: Path) -> None:
    constants: dict[str, tuple[str, object]] = {
        f"message{at}": ("KnownBlock[]", each)
        for at, each in enumerate(once(blocks for slack in slacks for blocks in messages(slack)))
    }
    constants |= {
        f"view{at}": ("ModalView", each)
        for at, each in enumerate(once(form for slack in slacks for form in forms(slack)))
    }
    assert {name.rstrip("0123456789") for name in constants} == {"message", "view"}
    assert complaints(tmp_path, constants) == ""
