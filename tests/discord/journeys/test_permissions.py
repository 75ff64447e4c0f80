"""Where the bot lacks a permission, or a thread is shut: it says which one, once, and goes on when it may."""

import pytest

from tests.discord.journeys.houses import House, Houses
from tests.discord.journeys.reading import labels, seen
from tests.discord.journeys.scene import Scene
from tests.discord.server import Message, RateLimited
from tests.talking.words import ES

pytestmark = pytest.mark.asyncio(loop_scope="session")


LATE = 2 * 60 * 60.0  # seconds
VOICE = 2  # a kind of channel, with words beside the voices but without threads


def alone(scene: Scene) -> list[Message]:
    """What one person alone sees in the channel."""
    return [each for each in scene.channel.seen(scene.ana.id) if each.only_for == scene.ana.id]


def direct(scene: Scene) -> list[Message]:
    """What the bot wrote to one person, directly."""
    return [
        each
        for each in scene.discord.world.direct(scene.ana.id).seen()
        if each.author == scene.discord.world.bot.id
    ]


async def test_without_threads_it_answers_beside_the_question_and_opens_one_later(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "create_public_threads")
    asked = await scene.ana.mention(scene.channel, ES.opening)
    (told,) = await scene.until(scene.said)
    assert "«Crear hilos públicos»" in seen(told)
    assert told.answers == asked.id
    assert told.pinged == []
    scene.discord.deny(scene.channel)
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    assert scene.said() == [told]


async def test_where_it_may_not_write_who_asked_is_told_directly(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "send_messages", "create_public_threads")
    await scene.ana.mention(scene.channel, ES.opening)
    (told,) = await scene.until(lambda: direct(scene))
    assert "«Crear hilos públicos»" in seen(told)
    assert scene.said() == []


async def test_a_command_where_it_may_not_write_is_answered_privately(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "send_messages")
    await scene.ana.command(scene.channel, ES.opening)
    await scene.until(lambda: [each for each in alone(scene) if "«Enviar mensajes»" in seen(each)])
    assert scene.said() == []


async def test_without_words_in_threads_it_says_so_in_the_channel(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "send_messages_in_threads")
    await scene.ana.mention(scene.channel, ES.opening)
    await scene.until(
        lambda: [
            each for each in [*scene.said(), *direct(scene)] if "«Enviar mensajes en hilos»" in seen(each)
        ]
    )


async def test_without_files_the_words_stay_and_one_line_names_the_permission(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "attach_files")
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    await talk.says("plan ya")
    await talk.sees(ES.verdict)
    last = await talk.sees("«Adjuntar archivos»")
    assert "plan.md" in seen(last)
    await talk.says(ES.follow_up)
    await talk.sees(ES.phase_1)


async def test_a_locked_thread_is_left_until_it_is_opened(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    question = await talk.sees("Pregunta 1")
    scene.discord.stage.change(talk.channel, locked=True, archived=True)
    before = len(talk.posts)
    pressed = await scene.ana.press(question, ES.bursty)
    await scene.discord.answered(pressed)
    await scene.until(
        lambda: [
            each
            for each in [*scene.said(), *direct(scene), *talk.channel.seen(scene.ana.id)]
            if "está cerrado" in seen(each)
        ]
    )
    assert len(talk.posts) == before
    scene.discord.stage.change(talk.channel, locked=False, archived=False)
    await scene.ana.mention(talk.channel, "plan ya")
    await talk.plan(ES.verdict)


async def test_an_archived_thread_wakes_at_a_button(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    question = await talk.sees("Pregunta 1")
    scene.discord.stage.change(talk.channel, archived=True)
    await talk.picks(question, ES.bursty)
    await talk.sees("Pregunta 2")
    assert not talk.channel.archived
    scene.discord.stage.change(talk.channel, archived=True)
    await talk.says("saltar")
    await talk.sees("Pregunta 3")


async def test_a_command_in_a_channel_that_it_does_not_see_is_answered_privately(scene: Scene) -> None:
    scene.discord.deny(scene.channel, "view_channel")
    await scene.ana.command(scene.channel, ES.opening)
    await scene.until(lambda: [each for each in alone(scene) if "«Ver canal»" in seen(each)])
    assert scene.said() == []


async def test_where_there_are_no_threads_it_says_where_there_are(scene: Scene) -> None:
    scene.channel.kind = VOICE
    await scene.ana.mention(scene.channel, ES.opening)
    (told,) = await scene.until(scene.said)
    assert "no se pueden abrir hilos" in seen(told)


async def test_where_the_server_has_all_the_threads_it_may_have_it_says_so(house: House) -> None:
    scene = house.scene("230000000000000000")
    house.discord.guild("230000000000000000").most_threads = 0
    await scene.ana.mention(scene.channel, ES.opening)
    (told,) = await scene.until(scene.said)
    assert "todos los hilos activos" in seen(told)
    talk = await scene.direct(ES.opening)
    await talk.sees("Pregunta 1")


@pytest.mark.parametrize("pause", [None, 600.0], ids=["refused", "to wait for"])
async def test_a_message_that_discord_changes_no_more_holds_nobody_up(
    houses: Houses, pause: float | None
) -> None:
    """One that is older than an hour, and was changed too often."""
    scene = (await houses.house(f"late {pause}", behind=LATE)).scene()
    discord = scene.discord
    talk = await scene.mention(ES.opening)
    question = await talk.sees("Pregunta 1")
    discord.world.advance(LATE)
    if pause is not None:
        path = f"/channels/{talk.channel.id}/messages/{question.id}"
        discord.fault("PATCH", path, RateLimited(pause), times=None)
    await talk.says("3 millones de peticiones al mes")
    await talk.sees("Pregunta 2")
    assert labels(question)
