"""Conversations in a Discord that others wrote: a second opinion on what our own server takes for granted."""

import discord

from tests.discord.server.wire import objects
from tests.discord.simulated.world import Thread, World, read, simulated
from tests.talking.words import ES


async def asked(world: World) -> tuple[Thread, discord.Message]:
    """A thread with its first question."""
    await world.ana.send(world.channel, f"<@{world.bot}> {ES.opening}")
    thread = await world.thread()
    return thread, await thread.sees("Pregunta 1")


async def test_from_a_mention_to_a_plan() -> None:
    async with simulated() as world:
        thread, traffic = await asked(world)
        assert ES.opening.startswith((thread.place.name or "").removesuffix("…"))
        await world.ana.click(traffic, label=ES.bursty)
        await thread.settles(traffic, f"✓ {ES.bursty}", str(world.ana.id))
        libraries = await thread.sees("Pregunta 2")
        await world.ben.send(thread.place, ES.no_libraries)
        await thread.settles(libraries, f"✓ {ES.no_libraries}")
        skills = await thread.sees("Pregunta 3")
        opened = await world.ben.click(skills, label=ES.other)
        (field,) = (each["custom_id"] for each in objects(opened.modal) if each.get("type") == 4)
        assert (await world.ben.submit_modal(opened, {field: ES.skills})).acknowledged
        await thread.settles(skills, f"✓ {ES.skills}", str(world.ben.id))
        await thread.sees("Pregunta 4")
        await world.ana.send(thread.place, ES.plan_now)
        plan = await thread.sees(ES.verdict)
        assert plan.flags.value & 1 << 15  # of components
        await thread.sees("[file plan.md]")
        await world.ana.click(thread.posts()[-2], label=ES.helpful)
        await thread.sees(ES.thanks)


async def test_a_sheet_is_corrected_by_its_form() -> None:
    async with simulated() as world:
        thread, _ = await asked(world)
        await world.ana.send(thread.place, ES.status)
        sheet = await thread.sees(ES.correct)
        pages = await world.ana.click(sheet, label=ES.correct)
        assert pages.ephemeral
        assert pages.response is not None
        opened = await world.ana.click(pages.response, custom_id="s:1")
        fields = {
            str(each["label"]): str(each["component"]["custom_id"])
            for each in objects(opened.modal)
            if each.get("type") == 18
        }
        assert (await world.ana.submit_modal(opened, {fields["tráfico"]: ES.numbers})).acknowledged
        await thread.sees(ES.numbers_shown)


async def test_buttons_outlive_the_process() -> None:
    async with simulated() as world:
        thread, traffic = await asked(world)
        await world.restart()
        assert (await world.ana.click(traffic, label=ES.bursty)).acknowledged
        await thread.settles(traffic, f"✓ {ES.bursty}")
        await thread.sees("Pregunta 2")
        assert len([post for post in thread.posts() if "Pregunta 1" in read(post)]) == 0


async def test_what_is_for_one_person_nobody_else_sees() -> None:
    async with simulated() as world:
        thread, _ = await asked(world)
        await world.ana.send(thread.place, ES.status)
        picker = (await world.ben.click(await thread.sees(ES.correct), label=ES.correct)).response
        assert picker is not None
        assert picker.ephemeral
        assert picker.id in [each.id for each in thread.place.history(viewer=world.ben)]
        assert picker.id not in [each.id for each in thread.place.history(viewer=world.ana)]


async def test_without_the_right_to_read_it_says_so_and_goes_on() -> None:
    async with simulated(reads=False) as world:
        thread, traffic = await asked(world)
        await world.ana.send(thread.place, "3 millones de peticiones al mes")
        await thread.sees("no me llegó", "mención")
        await world.ana.click(traffic, label=ES.bursty)
        libraries = await thread.sees("Pregunta 2")
        await world.ben.send(thread.place, f"<@{world.bot}> {ES.no_libraries}")
        await thread.settles(libraries, f"✓ {ES.no_libraries}")


async def test_a_command_opens_a_thread_and_tells_only_who_gave_it() -> None:
    async with simulated() as world:
        done = await world.ana.slash(world.channel, "wasm", texto=ES.opening)
        assert done.acknowledged
        assert done.ephemeral
        thread = await world.thread()
        await thread.sees("Pregunta 1")
        channel = world.channel.history(viewer=world.ben)
        (root,) = [each for each in channel if each.type is discord.MessageType.default]
        assert [each.id for each in root.mentions] == [world.ana.id]
        assert root.id == thread.place.id


async def test_help_is_for_who_asks() -> None:
    async with simulated() as world:
        done = await world.ana.slash(world.channel, "wasm", texto="ayuda")
        assert done.ephemeral
        assert done.response is not None
        assert "saltar" in done.response.content
        assert world.channel.history(viewer=world.ben) == []
        assert world.channel.threads == []


async def test_a_direct_message_is_a_conversation_too() -> None:
    async with simulated() as world:
        await world.ana.user.send_dm(ES.opening)
        thread = Thread(world, world.ana.user.dm_channel)
        traffic = await thread.sees("Pregunta 1")
        await world.ana.user.click(traffic, label=ES.bursty)
        await thread.settles(traffic, f"✓ {ES.bursty}")
