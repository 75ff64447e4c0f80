"""What came of disturbed conversations, held against conversations that nothing disturbed."""

import asyncio
import difflib
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Coroutine, Iterable
from contextlib import asynccontextmanager, closing
from functools import cache
from pathlib import Path

from tests.discord.faults.talk import Talk, Way, talk
from tests.discord.process import Served, serving, settings_of
from tests.discord.server import Ack, FakeDiscord

WAYS: tuple[Way, ...] = ("mention", "command", "dm")
QUIET = 60.0  # seconds that undisturbed conversations may take on a busy machine


@asynccontextmanager
async def town(home: Path, module: str = "bot") -> AsyncGenerator[tuple[FakeDiscord, Served]]:
    """A Discord, and the bot in it: what runs is born loaded, so that its many deaths cost little."""
    await asyncio.to_thread(home.mkdir, exist_ok=True)
    async with (
        FakeDiscord.start() as discord,
        serving(home, settings_of(discord), module=module, loaded=module == "bot") as bot,
    ):
        await bot.until_ready()
        await discord.wait_for(lambda: discord.world.commands)
        yield discord, bot


@asynccontextmanager
async def meanwhile(*doing: Coroutine[None, None, None]) -> AsyncGenerator[list[asyncio.Task[None]]]:
    """What people do beside what the test does; it ends with it, and what failed in it is raised."""
    tasks = [asyncio.create_task(each) for each in doing]
    try:
        yield tasks
    finally:
        ended = [each for each in tasks if each.done()]
        for each in tasks:
            each.cancel()
        await asyncio.wait(tasks)
    for each in ended:
        each.result()


@cache
def undisturbed() -> dict[Way, list[str]]:
    """The thread by way of coming in, when all goes well. Needs that no loop is running."""

    async def held() -> dict[Way, list[str]]:
        with tempfile.TemporaryDirectory() as home:
            async with town(Path(home)) as (discord, _):
                talks = [talk(discord, way, f"calm {way}") for way in WAYS]
                async with asyncio.timeout(QUIET):
                    await asyncio.gather(*(each.through() for each in talks))
                return {each.way: each.transcript for each in talks}

    return asyncio.run(held())


def troubles(talks: Iterable[Talk], calm: dict[Way, list[str]]) -> list[str]:
    """What is wrong with conversations as people see them: a sentence each."""
    found: list[str] = []
    for each in talks:
        found += [f"{each.name}: {post} twice" for post in twice(each)]
        if not each.over:
            found.append(f"{each.name}: something was lost, it did not come to its end\n{each}")
        elif each.transcript != calm[each.way]:
            changes = difflib.unified_diff(
                calm[each.way], each.transcript, "calm", each.name, n=1, lineterm=""
            )
            found.append(f"{each.name}: not as if nothing had happened\n" + "\n".join(changes))
    return found


def nothing_noticed(talks: Iterable[Talk], calm: dict[Way, list[str]]) -> bool:
    """Whether there are no troubles; those that there are go to the test's report."""
    found = troubles(talks, calm)
    print(*found, sep="\n")
    return not found


def twice(of: Talk) -> list[str]:
    """Parts of effects that were posted more than once: each has a nonce of its own."""
    return [str(each) for each, times in Counter(post.nonce for post in of.posts).items() if times > 1]


def doubled(discord: FakeDiscord) -> list[str]:
    """The same in all of Discord, with the roots of commands."""
    us, channels = discord.world.bot.id, discord.world.channels.values()
    said = (post for channel in channels for post in channel.seen() if post.author == us and post.nonce)
    return [
        str(mark) for mark, times in Counter((each.channel, each.nonce) for each in said).items() if times > 1
    ]


def unheard(home: Path, of: Talk) -> list[str]:
    """What the person wrote, and what they did and was answered, that the bot has not taken in; it must have ended."""
    told = [f"m:{each.id}" for each in of.written if each.content]
    told += [f"m:{each.id}:f:{file.id}" for each in of.written[1:] for file in each.files]
    told += [f"i:{each.id}" for each in of.done if each.ack is not Ack.NONE]
    with closing(sqlite3.connect(home / "conversations.sqlite")) as db:
        seen = {event for (event,) in db.execute("SELECT event FROM seen")}
    return [each for each in told if each not in seen]
