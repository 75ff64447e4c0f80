"""One conversation before the checkers of `sent.py`, which hold all that was sent when the journeys have ended."""

from pathlib import Path

import pytest

from tests.slack.journeys import sent
from tests.slack.journeys.houses import House
from tests.talking.words import EN

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_checker_takes_a_whole_conversation(http: House, tmp_path: Path) -> None:
    talk = await http.scene().command(EN.opening)
    question = await talk.sees("Question 1")
    await talk.scene.ana.press(question, EN.other)
    await talk.scene.ana.modal()
    await talk.says(EN.plan_now)
    await talk.plan(EN.verdict)
    kinds = {block["type"] for block in sent.blocks([http.slack])}
    assert {"actions", "context_actions", "table", "rich_text", "header"} <= kinds
    assert list(sent.forms(http.slack))
    sent.hold([http.slack], tmp_path)
