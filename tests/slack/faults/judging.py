"""What came of disturbed conversations, held against conversations that nothing disturbed."""

import asyncio
import difflib
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from adapters import sqlite
from bot.core.conversation import Conversation
from bot.core.events import Key
from tests.slack.faults.talk import FOLLOW_UP, HURRY, OPENING, SAID, Talk, Way
from tests.slack.process import Bot, running
from tests.slack.server import FakeSlack

WAYS: tuple[Way, ...] = ("mention", "command", "dm")
QUIET = 60.0  # seconds that undisturbed conversations may take on a busy machine


@asynccontextmanager
async def town(
    home: Path, *, over_sockets: bool = False, module: str = "bot"
) -> AsyncGenerator[tuple[FakeSlack, Bot]]:
    """A Slack, and the bot in it: what runs is born loaded, so that its many deaths cost little."""
    await asyncio.to_thread(home.mkdir, exist_ok=True)
    async with FakeSlack.start() as slack:
        slack.team()
        loaded = module == "bot"
        async with running(slack, home, over_sockets=over_sockets, module=module, loaded=loaded) as bot:
            yield slack, bot


@cache
def undisturbed() -> dict[Way, list[str]]:
    """The thread by way of coming in, when all goes well. Needs that no loop is running."""

    async def held() -> dict[Way, list[str]]:
        with tempfile.TemporaryDirectory() as home:
            async with town(Path(home)) as (slack, _):
                talks = [Talk(slack, way, f"CALM{way.upper()}") for way in WAYS]
                async with asyncio.timeout(QUIET):
                    await asyncio.gather(*(talk.through() for talk in talks))
                return {talk.way: talk.transcript for talk in talks}

    return asyncio.run(held())


def troubles(talks: Iterable[Talk], calm: dict[Way, list[str]]) -> list[str]:
    """What is wrong with conversations as people see them: a sentence each."""
    found: list[str] = []
    for talk in talks:
        found += [f"{talk.name}: {name} twice" for name, times in Counter(marks(talk)).items() if times > 1]
        if not talk.over:
            found.append(f"{talk.name}: something was lost, it did not come to its end\n{talk}")
        elif talk.transcript != calm[talk.way]:
            changes = difflib.unified_diff(
                calm[talk.way], talk.transcript, "calm", talk.name, n=1, lineterm=""
            )
            found.append(f"{talk.name}: not as if nothing had happened\n" + "\n".join(changes))
    return found


def marks(talk: Talk) -> list[str]:
    """By which each message in the thread is known."""
    return [str(post.payload.get("effect", "")) or str(post.files[0]["name"]) for post in talk.posts]


async def kept(home: Path, talk: Talk) -> Conversation:
    """The conversation as it was stored; the bot must have ended."""
    platform, workspace, thread = str(talk.posts[0].payload["conversation"]).split("/", 2)
    store = sqlite.create(home / "data" / "conversations.sqlite")
    try:
        conversation = await store.load(Key(platform, workspace, thread))
    finally:
        store.close()
    assert conversation
    return conversation


def heard(conversation: Conversation, talk: Talk) -> dict[str, int]:
    """How often each thing was taken in that the person wrote."""
    said = Counter(line.text for line in conversation.transcript if line.author == talk.person.id)
    return {text: said[text] for text in (OPENING, SAID, HURRY, FOLLOW_UP)}
