"""Many servers, one bot: nobody sees anything of another server, and one that removes the bot hears no more of it."""

import pytest

from tests.discord.journeys.houses import House
from tests.discord.journeys.reading import seen
from tests.discord.server import Channel, Message
from tests.talking.words import EN, ES

pytestmark = pytest.mark.asyncio(loop_scope="session")

OTHER = "210000000000000000"


async def test_two_servers_never_see_each_other(house: House) -> None:
    here, there = house.scene(), house.scene(OTHER)
    mine, theirs = await here.mention(ES.opening), await there.mention(EN.opening)
    question = await mine.sees("Pregunta 1")
    await theirs.sees("Question 1")
    await mine.says("77 millones de peticiones al mes")
    await mine.settles(question, "✓ 77 millones")
    by_name = await here.ana.command(there.channel, "estado")  # the same person, in the other server
    await house.discord.answered(by_name)
    await theirs.says("plan now")
    await theirs.plan("Verdict:")
    assert "Aquí no tiene ninguna conversación" in seen(by_name.replies[0])
    for each in places(house, OTHER):
        told = "\n".join(seen(message) for who in (here.ana, there.ana) for message in each.seen(who.id))
        assert "77 millones" not in told
        assert ES.opening not in told


def places(house: House, guild: str) -> list[Channel]:
    return [each for each in house.discord.world.channels.values() if each.guild == guild]


async def test_a_server_that_removes_the_bot_hears_no_more(house: House) -> None:
    leaving, staying = house.scene("220000000000000000"), house.scene()
    gone, stays = await leaving.mention(ES.opening), await staying.mention(ES.opening)
    await gone.sees("Pregunta 1")
    await stays.sees("Pregunta 1")
    guild = house.discord.guild("220000000000000000")
    house.discord.stage.kick(guild)
    await stays.says("plan ya")
    await stays.plan(ES.verdict)
    house.discord.stage.invite(guild)
    before = len(gone.posts)
    again = await leaving.mention(ES.opening)
    await again.sees("Pregunta 1")
    assert len(gone.posts) == before


async def test_a_thread_that_is_deleted_takes_nothing_else_with_it(house: House) -> None:
    scene = house.scene()
    gone, stays = await scene.mention(ES.opening), await scene.mention(ES.opening)
    question = await gone.sees("Pregunta 1")
    await stays.sees("Pregunta 1")
    late = Message(question.id, question.channel, question.author, "", question.components)
    house.discord.stage.remove(gone.channel)
    await scene.ana.press(late, ES.bursty)
    await stays.says("plan ya")
    await stays.plan(ES.verdict)
    assert scene.said() == []
