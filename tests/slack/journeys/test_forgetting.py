"""Forgetting: one conversation by a word in it, all of one's own by `/wasm forget`. What is written stays."""

import asyncio

import pytest

from tests.slack.journeys.houses import House
from tests.slack.journeys.scene import Scene
from tests.talking.words import EN, ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORGOTTEN = "borré todo lo que guardaba de esta conversación"
KEPT_NO_MORE = "De ese hilo ya no guardo nada"


async def test_a_word_in_the_thread_forgets_it(scene: Scene) -> None:
    talk = await scene.command(ES.opening)
    question = await talk.sees("Pregunta 1")
    await talk.says("olvidar")
    last = await talk.sees(FORGOTTEN)
    await talk.settles(question, "Sin respuesta")
    while KEPT_NO_MORE not in str(scene.ana.whispers(scene.channel.id)):  # a moment after it is said
        await scene.ana.press(question, ES.bursty, version=0)
        await asyncio.sleep(0.05)
    await talk.says("3 millones de peticiones al mes")
    again = await scene.command(ES.opening)
    await again.sees("Pregunta 1")
    assert talk.posts[-1] is last


async def test_a_command_forgets_all_that_one_person_opened(house: House) -> None:
    here, there = house.scene(), house.scene()
    mine = [await here.command(ES.opening), await here.mention(ES.opening)]
    theirs = await there.command(EN.opening)
    for talk in mine:
        await talk.sees("Pregunta 1")
    question = await theirs.sees("Question 1")
    (told,) = await here.asked("olvidar")
    assert "las 2 conversaciones" in told
    for talk in mine:
        await talk.sees(FORGOTTEN)
    await there.ana.press(question, EN.bursty)
    await theirs.settles(question, f"✓ {EN.bursty}")
    assert FORGOTTEN not in theirs.shown
    answers = await here.asked("forget")
    while "no conversation" not in answers[-1]:
        answers = await here.asked("forget")
