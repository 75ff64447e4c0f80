"""Several people in one thread: who answers, who only talks, who presses twice, who takes back what was said."""

import asyncio

import pytest

from tests.discord.journeys.reading import bare, held, labels, seen
from tests.discord.journeys.scene import Scene, Talk
from tests.discord.server import Ack, Message
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTHING_NATIVE = "Nada de eso"
STEADY = "Constante todo el día"
STALE = "ya no está abierta"


async def asked(scene: Scene) -> tuple[Talk, Message]:
    """A thread with its first question."""
    talk = await scene.mention(ES.opening)
    return talk, await talk.sees("Pregunta 1")


async def test_anyone_may_answer_and_is_named_but_not_called(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.says("unos 2 millones de peticiones al mes", by=scene.ben)
    await talk.settles(traffic, "✓ unos 2 millones", f"@{scene.ben.id}")
    libraries = await talk.sees("Pregunta 2")
    await talk.picks(libraries, NOTHING_NATIVE)
    await talk.settles(libraries, f"✓ {NOTHING_NATIVE}", f"@{scene.ana.id}")
    assert [each.pinged for each in talk.posts if each.pinged] == []


async def test_a_list_is_chosen_from(scene: Scene) -> None:
    talk, question = await asked(scene)
    for number in range(2, 8):
        if "RGPD" not in labels(question):
            await talk.says("saltar")
            question = await talk.sees(f"Pregunta {number}")
    await talk.picks(question, "RGPD", by=scene.ben)
    await talk.settles(question, "✓ RGPD", f"@{scene.ben.id}")


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
    shown = traffic.components
    await talk.picks(traffic, ES.bursty)
    await talk.sees("Pregunta 2")
    await talk.settles(traffic, f"✓ {ES.bursty}")
    late = Message(traffic.id, traffic.channel, traffic.author, traffic.content, shown)
    await talk.ignores(talk.picks(late, STEADY, by=scene.ben))
    assert STALE in await talk.whispered(STALE, scene.ben)
    assert [each for each in talk.channel.seen(scene.ana.id) if each.only_for] == []
    assert f"✓ {ES.bursty}" in seen(traffic)


async def test_two_clicks_at_once_count_as_one(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    pressed = [await who.press(traffic, ES.bursty) for who in (scene.ana, scene.ben, scene.ana)]
    acks = await asyncio.gather(*map(scene.discord.answered, pressed))
    assert Ack.NONE not in acks
    await talk.settles(traffic, f"✓ {ES.bursty}")
    await talk.sees("Pregunta 2")
    both = (scene.ana.id, scene.ben.id)

    def told() -> list[str]:
        return [seen(each) for who in both for each in talk.channel.seen(who) if each.only_for == who]

    await talk.comes(lambda: len(told()) == 2, "not two were told that it was too late")
    assert all(STALE in each for each in told())
    assert len([post for post in talk.posts if "Pregunta 2" in seen(post)]) == 1


async def test_an_edited_answer_counts_as_it_is_now(scene: Scene) -> None:
    talk, _ = await asked(scene)
    said = await talk.says("2 millones de peticiones al mes", by=scene.ben)
    await talk.sees("Pregunta 2")
    await scene.ben.edit(said, "20 millones de peticiones al mes")
    await talk.sees("el mensaje cambió", "20 000 000 peticiones al mes")
    await talk.says("plan ya")
    await talk.sees("Hoja de supuestos", "20 000 000 peticiones al mes")
    plan = await talk.plan(ES.verdict)
    assert all(" 2 000 000 peticiones" not in seen(each) for each in plan)


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
    await talk.picks(offer, "Rehacer el plan")
    plan = await talk.plan(ES.verdict)
    assert "900000000peticiones" in bare(held(plan[-1]))


async def test_what_is_said_in_the_channel_is_not_heard_in_the_thread(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.ignores(scene.ana.write(scene.channel, "9 millones al mes, dicho en el canal"))
    assert ES.bursty in labels(traffic)
    assert scene.said() == []


async def test_stop_ends_the_questions_and_a_button_goes_on(scene: Scene) -> None:
    talk, traffic = await asked(scene)
    await talk.says("parar")
    stopped = await talk.sees("Paro aquí")
    await talk.settles(traffic, "Sin respuesta")
    await talk.picks(stopped, "Plan ya", by=scene.ben)
    await talk.plan(ES.verdict)
