"""From `/wasm` to a second plan: by button, by list, in words, by form, with a file; in both languages."""

import pytest

from tests.slack.journeys.reading import missing
from tests.slack.journeys.scene import Scene, Talk, seen
from tests.slack.server import Post, labels
from tests.talking.words import EACH, Words

pytestmark = pytest.mark.asyncio(loop_scope="session")

REQUIREMENTS = ("requirements.txt", "flask==3.1\nrequests==2.32\n")


async def opened(scene: Scene, words: Words) -> Talk:
    talk = await scene.command(words.opening)
    assert f"@{scene.ana.id}" in seen(talk.root)
    await talk.sees(words.understood, "AWS Lambda")
    return talk


async def answered(talk: Talk, words: Words) -> None:
    """Four questions, each in another way. Words about a file answer nothing."""
    ana, ben = talk.scene.ana, talk.scene.ben
    traffic = await talk.sees(f"{words.question} 1")
    await ana.press(traffic, words.bursty)
    await talk.settles(traffic, f"✓ {words.bursty}", f"@{ana.id}")
    libraries = await talk.sees(f"{words.question} 2")
    await talk.says(words.no_libraries, by=ben)
    await talk.settles(libraries, f"✓ {words.no_libraries}", f"@{ben.id}")
    skills = await talk.sees(f"{words.question} 3")
    await ana.press(skills, words.other)
    form = await ana.modal()
    await ana.submit(form, {str(form["blocks"][-1]["block_id"]): words.skills})
    await talk.settles(skills, f"✓ {words.skills}")
    target = await talk.sees(f"{words.question} 4")
    await talk.says(words.about_files, files=[REQUIREMENTS])
    await talk.sees(words.files_read)
    await ana.press(target, words.no_preference)
    await talk.settles(target, f"✓ {words.no_preference}")
    await talk.sees(f"{words.question} 5")


async def corrected(talk: Talk, words: Words) -> None:
    """The sheet by its form: one field anew, the others as they were."""
    ana = talk.scene.ana
    await talk.says(words.status)
    await ana.press(await talk.sees(words.correct), words.correct)
    await ana.submit(await ana.modal(), {words.traffic_field: words.numbers})
    await talk.sees(words.numbers_shown)


async def planned(talk: Talk, words: Words, numbers: str) -> list[Post]:
    """The sheet, the progress, the plan and its file, one below the other."""
    await talk.sees(words.sheet, numbers)
    working = await talk.sees(words.done)
    plan = await talk.plan(words.verdict)
    await talk.settles(working, words.done)
    controls = [labels(post) for post in plan]
    assert [each for each in controls if each] == [list(words.after_a_plan)], controls
    assert controls[-2] == list(words.after_a_plan)
    assert missing(plan[:-1], talk.file(plan[-1])) == []
    return plan


async def headed(talk: Talk, words: Words, plan: list[Post]) -> None:
    """The root ends with the verdict and the way to this plan."""
    link = f"p{plan[0].ts.replace('.', '')}"

    def found() -> bool:
        return link in str(talk.root.blocks) and seen(talk.root).endswith(words.to_the_plan)

    await talk.comes(found, f"no link to {link}: {talk.root.blocks}")
    assert words.verdict in seen(talk.root)


@pytest.mark.parametrize("words", EACH, ids=lambda words: words.language)
async def test_from_a_command_to_a_second_plan(scene: Scene, words: Words) -> None:
    talk = await opened(scene, words)
    await answered(talk, words)
    await corrected(talk, words)
    await talk.says(words.plan_now)
    first = await planned(talk, words, words.numbers_shown)
    await headed(talk, words, first)

    await talk.says(words.follow_up)
    await talk.sees(words.phase_1)
    await talk.says(words.change)
    second = await planned(talk, words, words.changed_shown)
    assert words.what_changed in seen(second[0])
    await headed(talk, words, second)

    await scene.ana.press(second[-2], words.helpful)
    await talk.sees(words.thanks)
    assert scene.channel.top() == [talk.root]
    assert scene.ana.whispers(scene.channel.id) == []
