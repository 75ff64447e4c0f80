"""Several people in one thread: who answers, who only talks, who presses twice, who takes back what was said."""

import asyncio

import pytest

from tests.slack.journeys.scene import Scene, Talk, seen
from tests.slack.server import Post, labels
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTHING_NATIVE = "Nada de eso"
STALE = "ya no está abierta"


async def asked(scene: Scene) -> tuple[Talk, Post]:
    """A thread with its first question."""
    talk = await scene.mention(ES.opening)
    return talk, await talk.sees("Pregunta 1")


async def test_anyone_may_answer_and_is_named(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.says("unos 2 millones de peticiones al mes", by=scene.ben)
    await talk.settles(traffic, "✓ unos 2 millones", f"@{scene.ben.id}")
    libraries = await talk.sees("Pregunta 2")
    await scene.ana.press(libraries, NOTHING_NATIVE)
    await talk.settles(libraries, f"✓ {NOTHING_NATIVE}", f"@{scene.ana.id}")


async def test_side_talk_leaves_the_question_open(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.ignores(talk.says(f"<@{scene.ben.id}> ¿tú sabes si son 2 millones al mes?"))
    assert ES.bursty in labels(traffic)
    assert "2 millones" not in talk.shown


async def test_a_message_that_only_talks_is_no_answer(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.says("gracias, un momento")
    await talk.sees("sigue abierta")
    assert "✓" not in seen(traffic)
    assert labels(traffic) == []


async def test_a_button_of_a_closed_question_tells_only_who_pressed_it(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await scene.ana.press(traffic, ES.bursty)
    await talk.sees("Pregunta 2")
    await talk.ignores(scene.ben.press(traffic, "Constante todo el día", version=0))
    assert STALE in await talk.whispered(STALE, scene.ben)
    assert scene.ana.whispers(scene.channel.id) == []
    assert f"✓ {ES.bursty}" in seen(traffic)


async def test_two_clicks_at_once_count_as_one(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    acks = await asyncio.gather(scene.ana.press(traffic, ES.bursty), scene.ben.press(traffic, ES.bursty))
    assert all(ack.ok for ack in acks)
    await talk.settles(traffic, f"✓ {ES.bursty}")
    await talk.sees("Pregunta 2")
    told = await scene.until(
        lambda: [*scene.ana.whispers(scene.channel.id), *scene.ben.whispers(scene.channel.id)]
    )
    assert len(told) == 1
    assert STALE in told[0]
    assert len([post for post in talk.posts if "Pregunta 2" in seen(post)]) == 1


async def test_an_edited_answer_counts_as_it_is_now(scene: Scene) -> None:
    talk, _ = await asked(scene)
    said = await talk.says("2 millones de peticiones al mes", by=scene.ben)
    await talk.sees("Pregunta 2")
    await scene.ben.edit(said, "20 millones de peticiones al mes")
    await talk.sees("el mensaje cambió", "20 000 000 peticiones al mes")
    await talk.says("plan ya")
    await talk.sees("Hoja de supuestos", "20 000 000 peticiones al mes")
    await talk.plan(ES.verdict)
    assert "2 000 000 peticiones" not in seen(talk.posts[-2])


async def test_a_deleted_answer_is_forgotten(scene: Scene) -> None:
    talk, _ = await asked(scene)
    said = await talk.says("2 millones de peticiones al mes", by=scene.ben)
    await talk.sees("Pregunta 2")
    await scene.ben.delete(said)
    await talk.sees("se borró el mensaje", "tráfico: sin respuesta")
    await talk.says("plan ya")
    sheet = await talk.sees("Hoja de supuestos")
    assert "2 000 000" not in seen(sheet)
    await talk.plan(ES.verdict)


async def test_an_edit_after_the_plan_offers_another_and_starts_none(scene: Scene) -> None:
    talk, _ = await asked(scene)
    said = await talk.says("2 millones de peticiones al mes")
    await talk.sees("Pregunta 2")
    await talk.says("plan ya")
    await talk.plan(ES.verdict)
    before = len(talk.posts)
    await scene.ana.edit(said, "900 millones de peticiones al mes")
    offer = await talk.sees("900 000 000 peticiones al mes")
    assert labels(offer) == ["Rehacer el plan"]
    assert talk.posts[before:] == [offer]
    await scene.ana.press(offer, "Rehacer el plan")
    plan = await talk.plan(ES.verdict)
    assert "900 000 000 peticiones al mes" in seen(plan[0])


async def test_the_bots_own_words_and_those_of_other_bots_are_not_heard(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.ignores(scene.ana.say(scene.channel.id, "9 millones al mes, dicho en el canal"))
    assert ES.bursty in labels(traffic)
