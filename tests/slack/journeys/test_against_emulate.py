"""A journey's posts and updates, brought to a Slack that others wrote: it takes them all, and shows the same thread."""

from pathlib import Path

import pytest

from tests.slack.journeys.houses import House
from tests.slack.outgoing.emulate import emulate
from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack
from tests.slack.vectors import as_form
from tests.talking.words import EN

pytestmark = pytest.mark.asyncio(loop_scope="session")

GENERAL = "C000000001"  # there from the start


async def told(slack: FakeSlack, url: str, method: str, args: Payload) -> Payload:
    """An answer of that Slack."""
    headers = {"Authorization": "Bearer xoxb-1"}
    async with slack.session.post(f"{url}{method}", data=as_form(args), headers=headers) as answer:
        said: Payload = await answer.json()
    assert said["ok"], (method, said)
    return said


async def test_the_same_thread_stands_there(http: House, tmp_path: Path) -> None:
    scene = http.scene()
    talk = await scene.command(EN.opening)
    question = await talk.sees("Question 1")
    await scene.ana.press(question, EN.bursty)
    await talk.sees("Question 2")
    await talk.says(EN.plan_now)
    await talk.plan(EN.verdict)
    await talk.comes(lambda: talk.root.versions, "the root does not change")
    stands: dict[str, str] = {}
    async with emulate(tmp_path) as url:
        for asked in list(http.slack.asked):
            if asked.args.get("channel") != scene.channel.id or not asked.ok:
                continue
            args = {**asked.args, "channel": GENERAL}
            args |= {name: stands[args[name]] for name in ("ts", "thread_ts") if name in args}
            if asked.method in {"chat.postMessage", "chat.update"}:
                said = await told(http.slack, url, asked.method, args)
                stands[str(asked.answer["ts"])] = said["ts"]
        asked_for = {
            "channel": GENERAL,
            "ts": stands[talk.root.ts],
            "limit": "200",
            "include_all_metadata": "true",
        }
        there = (await told(http.slack, url, "conversations.replies", asked_for))["messages"]
    here = [post for post in [talk.root, *talk.posts] if not post.files]
    assert [each["text"] for each in there] == [post.text for post in here]
    assert [each["metadata"]["event_payload"]["effect"] for each in there] == [
        post.payload["effect"] for post in here
    ]
