"""A question and a plan as Discord shows them, for the docs.

    python -m tests.discord.pictures docs/discord

writes question.png and plan.png there: the kept examples, rendered as they are sent, posted by Discord's library into
an in-process Discord (simcord), and drawn by its preview in a Chromium. The preview also needs linkify-it-py, pillow
and regex, which nothing else here does.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import discord
import simcord
from discord.http import Route

from adapters.discord.render import Card, Message, Part, Upload, body, labels, rendered
from bot.core.brief import Known, Said, Topic
from bot.core.interview import ROW
from bot.core.notices import Question, QuestionClosed
from bot.presenter import present
from bot.wording import wording
from tests.discord import chromium
from tests.discord.test_goldens import sent
from tests.slack.rendering.examples import LIBRARY

WIDTH, SCALE, COLOURS = 760, 1.2, 64
SECTIONS = ("## 3", "## Costos", "## Quién")
# The preview draws a channel within its own tools. A copy of what it drew, alone on the page, is nobody's but ours.
ALONE = """
    (() => {
        const app = document.querySelector("#preview-app").cloneNode(true);
        const gone = "#channel-composer, .message-context-actions, .timeline-day-divider, .message-time";
        app.querySelectorAll(gone).forEach((each) => each.remove());
        for (const each of app.querySelectorAll("button")) {
            each.removeAttribute("disabled");  // the channel is on show while it is drawn
            each.removeAttribute("aria-disabled");
        }
        for (const each of [app, ...app.querySelectorAll("#channel-layout, #channel-timeline")]) {
            each.removeAttribute("aria-busy");
            each.style.cssText = "width: 100%; height: auto; min-height: 0; margin: 0; overflow: visible";
        }
        document.body.replaceChildren(app);
        document.body.style.cssText = "display: block; height: auto; overflow: visible; background: #313338";
        return document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 500)));
    })()
"""
HEIGHT = "document.querySelector('#channel-message-list').getBoundingClientRect().bottom + 20"
Drawn = Callable[[str], Sequence[Part]]
"""The messages of a picture, for a person's id."""


def question(person: str) -> Sequence[Part]:
    """An answered question, and the next one."""
    answer = Known("AWS Lambda, con Python y Node.js", (), (), Said(person, "e1"))
    closed = QuestionClosed(Topic.INFRASTRUCTURE, answer, person)
    asked = Question(Topic.TRAFFIC, 2, 3, ROW[Topic.TRAFFIC].choices)
    shown = (present(each, "es", wording(), LIBRARY).document for each in (closed, asked))
    spanish = labels("es", wording())
    return [part for each in shown for part in rendered(each, spanish)]


def plan(person: str) -> Sequence[Part]:
    """A plan in part: its card, the road map, the costs, its end with the buttons, and the first of its files."""
    shown = [
        each
        for each in sent("plan", "es")
        if not isinstance(each, Message) or each.content.startswith(SECTIONS)
    ]
    return [Upload(each.files[:1]) if isinstance(each, Upload) else each for each in shown]


async def picture(drawn: Drawn, height: int) -> bytes:
    """A PNG of a channel in which the messages stand; `height` is what it may need."""
    client = discord.Client(intents=discord.Intents(guilds=True, messages=True))
    env = simcord.Env(client)
    env.backend.bot_user.global_name = "Wasm Architect"
    await env.start()
    try:
        guild = env.create_guild("Acme")
        channel = guild.create_text_channel("conviene-webassembly")
        ana = guild.add_member(env.create_user("ana", global_name="Ana"))
        for part in drawn(str(ana.id)):
            await posted(client, channel.id, part)
        shown = env.preview(
            channel, viewers=[ana], layout="channel", width=WIDTH, height=height, locale="es-ES"
        )
        async with shown as preview:
            # in a loop of its own: the clock of this one is the in-process Discord's
            return await asyncio.to_thread(lambda: asyncio.run(taken(preview.url, height)))
    finally:
        await env.shutdown()


async def taken(url: str, height: int) -> bytes:
    """A PNG of the preview's channel."""
    async with chromium.opened(url, WIDTH, height) as page:
        drawn = (
            "document.querySelectorAll('.channel-message .message-content, .channel-message section').length"
        )
        await page.until(drawn)
        await page.run(ALONE)
        place = {"x": 0, "y": 0, "width": WIDTH, "height": await page.run(HEIGHT)}
        return small(await page.picture(place, SCALE))


def small(png: bytes) -> bytes:
    """The picture with few colours, as it has."""
    image: Any = import_module("PIL.Image")  # Any: it comes with the preview, and is not here otherwise
    out = BytesIO()
    image.open(BytesIO(png)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


async def posted(client: discord.Client, channel: int, part: Part) -> None:
    """Post a part as the adapter does."""
    match part:
        case Upload():
            files = [discord.File(BytesIO(each.text.encode()), each.name) for each in part.files]
            await client.get_partial_messageable(channel).send(files=files)
        case Message() | Card():
            route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
            await client.http.request(route, json=body(part))


async def pictures(folder: Path) -> None:
    for name, drawn, height in (("question", question, 600), ("plan", plan, 3_000)):
        target = folder / f"{name}.png"
        target.write_bytes(await picture(drawn, height))
        print(target, target.stat().st_size)


if __name__ == "__main__":
    asyncio.run(pictures(Path(sys.argv[1])))
