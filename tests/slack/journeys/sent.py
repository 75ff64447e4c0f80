"""Everything that the bot sent in the journeys, before checkers that others wrote.

Slack's own limits were held all along: the Slack of these tests refuses what breaks them. Here: nothing was refused
beyond what the journeys provoke, nothing doubled, nothing came alive; the SDK's block models, slackblocks' tables and
Slack's own types take every block, every form and every answer to a command.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from slack_sdk.models.views import View

from tests.slack import manners
from tests.slack.journeys.reading import people
from tests.slack.payloads import Payload
from tests.slack.rendering.test_other_checkers import complaints, parsed, table
from tests.slack.server import FakeSlack
from tests.slack.server.wire import listed, mapped

PROVOKED = ("not_in_channel", "token_revoked", "missing_scope", "unknown_method", "ratelimited")


def hold(slacks: Sequence[FakeSlack], folder: Path) -> None:
    """All of it; `folder` is for the compiler."""
    well_mannered(slacks)
    taken_by_the_sdk(slacks)
    taken_by_slackblocks(slacks)
    taken_by_slacks_types(slacks, folder)


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


def blocks(slacks: Sequence[FakeSlack]) -> list[Payload]:
    """Every block."""
    return once(block for slack in slacks for message in messages(slack) for block in message)


def well_mannered(slacks: Sequence[FakeSlack]) -> None:
    """Nothing refused that no journey provoked, nothing live, nothing twice."""
    for slack in slacks:
        refused = [each for each in manners.refused(slack) if not any(error in each for error in PROVOKED)]
        assert refused == []
        assert manners.complaints(slack, people(slack)) == []
        assert slack.doubled() == []


def taken_by_the_sdk(slacks: Sequence[FakeSlack]) -> None:
    """The SDK's models read every block and form, and know all of its fields."""
    for block in blocks(slacks):
        assert parsed(block) == block
    for view in once(form for slack in slacks for form in forms(slack)):
        View(**cast("dict[str, Any]", view)).validate_json()  # Any: the model's own arguments


def taken_by_slackblocks(slacks: Sequence[FakeSlack]) -> None:
    """slackblocks' constructors write the same tables."""
    for block in blocks(slacks):
        if block["type"] == "table":
            written = json.loads(str(table(block)))
            assert {**written, "block_id": None} == {**block, "block_id": None}


def taken_by_slacks_types(slacks: Sequence[FakeSlack], folder: Path) -> None:
    """`tsc --strict` has nothing against any message or form, as `@slack/types` has them."""
    constants: dict[str, tuple[str, object]] = {
        f"message{at}": ("KnownBlock[]", each)
        for at, each in enumerate(once(blocks for slack in slacks for blocks in messages(slack)))
    }
    constants |= {
        f"view{at}": ("ModalView", each)
        for at, each in enumerate(once(form for slack in slacks for form in forms(slack)))
    }
    assert complaints(folder, constants) == ""
