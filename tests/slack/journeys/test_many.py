"""Ten teams at once: each thread reads as if it were the only one."""

import asyncio

import pytest

from tests.slack.journeys.houses import House
from tests.slack.journeys.reading import missing
from tests.slack.journeys.scene import Scene, seen
from tests.talking.words import EACH, Words

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEAMS = 10


async def conversation(scene: Scene, words: Words, number: int) -> str:
    """From the opening to the plan, with a number that only this team says."""
    talk = await scene.command(words.opening)
    traffic = await talk.sees(f"{words.question} 1")
    said = await talk.says(f"{number} millones de peticiones al mes")
    await talk.settles(traffic, f"✓ {said.text}")
    libraries = await talk.sees(f"{words.question} 2")
    await scene.ben.press(libraries, "Nada de eso" if words.language == "es" else "None of these")
    await talk.sees(f"{words.question} 3")
    await talk.says(words.plan_now)
    await talk.sees(words.sheet, said.text)
    plan = await talk.plan(words.verdict)
    assert missing(plan[:-1], talk.file(plan[-1])) == []
    assert all(seen(post) for post in talk.posts)
    assert scene.channel.top() == [talk.root]
    return talk.shown


async def test_ten_conversations_at_once_do_not_mix(house: House) -> None:
    scenes = [house.scene() for _ in range(TEAMS)]
    shown = await asyncio.gather(
        *(conversation(scene, EACH[at % 2], 101 + at) for at, scene in enumerate(scenes))
    )
    for at, one in enumerate(shown):
        assert [number for number in range(101, 101 + TEAMS) if f"{number} millones" in one] == [101 + at]
