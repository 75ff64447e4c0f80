"""Forgetting: one conversation by a word in it, all of one's own by `/wasm forget`. What is written stays."""

import asyncio

import pytest

from tests.discord.journeys.houses import House
from tests.discord.journeys.reading import held
from tests.discord.journeys.scene import Scene
from tests.discord.server import Message
from tests.talking.words import EN, ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORGOTTEN = "borré todo lo que guardaba de esta conversación"
KEPT_NO_MORE = "ya no guardo nada"


async def test_a_word_in_the_thread_forgets_it(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    question = await talk.sees("Pregunta 1")
    shown = Message(question.id, question.channel, question.author, "", question.components)
    await talk.says("olvidar")
    last = await talk.sees(FORGOTTEN)
    await talk.settles(question, "Sin respuesta")
    for _ in range(200):  # a moment after it is said
        pressed = await talk.picks(shown, ES.bursty)
        if any(KEPT_NO_MORE in each.content for each in pressed.replies):
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError("what was forgotten is still there")
    await talk.says("3 millones de peticiones al mes")
    again = await scene.mention(ES.opening)
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
    await theirs.picks(question, EN.bursty)
    await theirs.settles(question, f"✓ {EN.bursty}")
    assert FORGOTTEN not in theirs.shown


async def test_a_message_that_was_deleted_leaves_no_trace_of_what_it_said(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    said = await talk.says("300 USD al mes y 2 millones de peticiones al mes")
    await talk.sees("Pregunta 2")
    await scene.ben.delete(said)
    await talk.sees("se borró el mensaje")
    await talk.says("prompt")
    prompt = await talk.sees("[file prompt-")
    assert "2 millones" not in held(prompt)
