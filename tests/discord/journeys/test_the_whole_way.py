"""From a mention to a second plan: by button, in words, by form, by list, with a file; in both languages."""

import pytest

from tests.discord.journeys.reading import held, labels, missing, seen
from tests.discord.journeys.scene import Scene, Talk
from tests.discord.server import Message
from tests.talking.words import EACH, Words

pytestmark = pytest.mark.asyncio(loop_scope="session")

REQUIREMENTS = ("requirements.txt", "flask==3.1\nrequests==2.32\n")


async def answered(talk: Talk, words: Words) -> None:
    """Four questions, each in another way. Words about a file answer nothing."""
    ana, ben = talk.scene.ana, talk.scene.ben
    traffic = await talk.sees(f"{words.question} 1")
    await talk.picks(traffic, words.bursty)
    await talk.settles(traffic, f"✓ {words.bursty}", f"@{ana.id}")
    libraries = await talk.sees(f"{words.question} 2")
    await talk.says(words.no_libraries, by=ben)
    await talk.settles(libraries, f"✓ {words.no_libraries}", f"@{ben.id}")
    skills = await talk.sees(f"{words.question} 3")
    await talk.answers_otherwise(skills, words.skills)
    await talk.settles(skills, f"✓ {words.skills}", f"@{ana.id}")
    target = await talk.sees(f"{words.question} 4")
    await talk.says(words.about_files, files=[REQUIREMENTS])
    await talk.sees(words.files_read)
    await talk.picks(target, words.no_preference, by=ben)
    await talk.settles(target, f"✓ {words.no_preference}", f"@{ben.id}")
    await talk.sees(f"{words.question} 5")


async def corrected(talk: Talk, words: Words, numbers: str, shown: str) -> None:
    """The sheet by its form: one field anew, the others as they were."""
    await talk.says(words.status)
    await talk.corrects(await talk.sees(words.correct), words.correct, {words.traffic_field: numbers})
    await talk.sees(shown)


async def planned(talk: Talk, words: Words, numbers: str) -> list[Message]:
    """The sheet, the progress, the plan and its file, one below the other."""
    await talk.sees(words.sheet, numbers)
    working = await talk.sees(words.done)
    plan = await talk.plan(words.verdict)
    await talk.settles(working, words.done)
    controls = [labels(post) for post in plan]
    assert [each for each in controls if each] == [list(words.after_a_plan)], controls
    assert controls[-2] == list(words.after_a_plan)
    assert missing(plan[:-1], held(plan[-1])) == []
    assert plan[-1].files[0].name == "plan.md"
    return plan


@pytest.mark.parametrize("words", EACH, ids=lambda words: words.language)
async def test_from_a_mention_to_a_second_plan(scene: Scene, words: Words) -> None:
    talk = await scene.mention(words.opening)
    assert words.opening.startswith(talk.channel.name.removesuffix("…"))
    await talk.sees(words.understood, "AWS Lambda")
    await answered(talk, words)
    await corrected(talk, words, words.numbers, words.numbers_shown)
    await talk.says(words.plan_now)
    await planned(talk, words, words.numbers_shown)

    await talk.says(words.follow_up)
    await talk.sees(words.phase_1)
    await talk.says(words.change)
    second = await planned(talk, words, words.changed_shown)
    assert words.what_changed in seen(second[0])

    await talk.picks(second[-2], words.helpful)
    await talk.sees(words.thanks)
    assert scene.channel.seen() == [talk.root]


@pytest.mark.parametrize("words", EACH, ids=lambda words: words.language)
async def test_a_plan_that_is_corrected_by_its_form_is_written_anew(scene: Scene, words: Words) -> None:
    talk = await scene.mention(f"{words.opening}. {words.plan_now}")
    await talk.sees(f"{words.question} 1")
    await talk.says(words.plan_now)
    first = await talk.plan(words.verdict)
    change = words.after_a_plan[3]
    await talk.corrects(first[-2], change, {words.traffic_field: "900M, 512 MB"})
    second = await planned(talk, words, "512 MB")
    assert words.what_changed in seen(second[0])
