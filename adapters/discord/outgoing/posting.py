"""Discord as a platform: what a posting means here is decided from the posting and what is remembered, then done.

Nothing is held in this process that a post depends on: any process can go on where another one was killed.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from adapters.discord.address import commanded, direct, place
from adapters.discord.outgoing.changing import bare, shown_instead
from adapters.discord.outgoing.displays import Displays
from adapters.discord.outgoing.means import Means
from adapters.discord.outgoing.parts import UNFRAMED, Out, Sender, Spot
from adapters.discord.outgoing.refusals import Barred
from adapters.discord.outgoing.telling import Telling
from adapters.discord.outgoing.threads import Threads, awaited, link_to, way_to
from adapters.discord.outgoing.voice import Voice, first_message, voice_of
from adapters.discord.outgoing.waiting import Waiting
from adapters.discord.outgoing.whispers import Whispers, token_of
from adapters.discord.render import Message
from adapters.discord.traced import (
    PLAN,
    PROGRESS,
    QUESTION,
    REFUSED,
    WAITING,
    OpenQuestion,
    ProgressAt,
    open_question,
    stored_progress,
    stored_question,
)
from bot.core.events import Key
from bot.hosting.inquiries import OPENER
from bot.hosting.sent import SENT, sent
from bot.ports import Posting, Progress, Undeliverable
from bot.wording import Wording

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Silent:
    """There is nothing to do: the conversation has no thread and can get none, the question is not on show any more, or
    all of it was forgotten. Somebody opened each conversation, and that is noted before its first event is taken in."""


@dataclass(frozen=True, slots=True)
class Whisper:
    """To one person, where nobody else sees it: `token` answers what they did a moment ago."""

    token: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """The question's message shows what became of it."""

    asked: OpenQuestion


@dataclass(frozen=True, slots=True)
class Publish:
    """Where the conversation is held; `closes` is an older question, whose controls go."""

    closes: OpenQuestion | None


Doing = Silent | Whisper | Amendment | Publish


def plan_of(posting: Posting, traces: Mapping[str, str], now: float) -> Doing:
    """What a posting means, given what is remembered of its conversation; `now` in seconds since the epoch. Where a
    thread is there and the bot was refused, it is tried all the same: somebody may have opened it again."""
    if OPENER not in traces or (REFUSED in traces and awaited(posting.key, traces)):
        return Silent()
    asked = open_question(traces.get(QUESTION))
    if posting.amends is not None:
        return Amendment(asked) if asked and asked.topic == posting.amends else Silent()
    if posting.to is not None and not direct(posting.key):
        token = token_of(posting.to, traces, now)
        if token is not None:
            return Whisper(token)
    known = sent(traces.get(SENT), posting.effect)
    return Publish(asked if posting.topic and asked and asked.id not in known.parts else None)


@dataclass(frozen=True, slots=True)
class DiscordPlatform:
    """`bot.ports.Platform` on Discord's REST API."""

    means: Means
    wording: Wording
    threads: Threads
    whispers: Whispers
    telling: Telling
    displays: Displays
    waiting: Waiting

    async def post(self, posting: Posting) -> None:
        """Post once; raises `Undeliverable` when it will never work, anything else is tried again."""
        known = await self.means.traces.traces(posting.key)
        voice = voice_of(posting.language, self.wording)
        doing = plan_of(posting, known, self.means.now())
        match doing:
            case Silent():
                return
            case Amendment(asked):
                await self._amended(posting, asked, place(posting.key, known), voice)
            case Whisper(token):
                parts = voice.rendered(posting.document)
                if not await self.whispers.whispered(posting, token, known, parts):
                    await self._published(posting, Publish(None), voice)
            case Publish():
                await self._published(posting, doing, voice)
            case _:
                assert_never(doing)

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Passing progress of a job; None clears it. Never durable, never raises."""
        await self.displays.show(key, progress)

    async def _amended(
        self, posting: Posting, asked: OpenQuestion, channel: str | None, voice: Voice
    ) -> None:
        message = first_message(voice.rendered(posting.document))
        if message is not None and channel is not None:
            await shown_instead(self.means, channel, asked.id, message)
        await self.means.traces.trace(posting.key, QUESTION, None)

    async def _published(self, posting: Posting, doing: Publish, voice: Voice) -> None:
        known = await self.means.traces.traces(posting.key)
        try:
            spot = await self.threads.made(posting.key, known, voice)
            if doing.closes is not None:
                older = Message(doing.closes.content)
                await shown_instead(self.means, spot.channel, doing.closes.id, older)
            out = await self._sent(posting, spot, known, voice)
        except Barred as barred:
            await self._barred(posting.key, barred, voice)
            return
        for name in {REFUSED, WAITING} & set(known):
            await self.means.traces.trace(posting.key, name, None)
        await self._remembered(posting, out)
        if posting.notice == "plan_posted" and out:
            await self._plan_stands(posting, spot, out[0][1], voice)

    async def _sent(self, posting: Posting, spot: Spot, known: Mapping[str, str], voice: Voice) -> Out:
        so_far = sent(known.get(SENT), posting.effect)
        unframed = known.get(UNFRAMED) == posting.effect
        sender = Sender(self.means, posting, spot, voice, so_far, unframed)
        return await sender.send(voice.rendered(posting.document))

    async def _barred(self, key: Key, barred: Barred, voice: Voice) -> None:
        """Told to whom it concerns; in a direct message there is nobody else. What is to be said in a thread that is
        there waits for somebody to open it, or to give the permission."""
        if direct(key):
            raise Undeliverable(barred.error)
        known = await self.means.traces.traces(key)
        await self.telling.told(key, known, barred, voice)
        if OPENER in known and not awaited(key, known):
            await self.waiting.wait(key, known, barred.error)

    async def _remembered(self, posting: Posting, out: Out) -> None:
        """What later messages need to find again."""
        if posting.topic:
            asked = question_of(posting.topic, out)
            await self.means.traces.trace(posting.key, QUESTION, stored_question(asked) if asked else None)
        if posting.notice == "planning_began" and out:
            at = ProgressAt(out[0][1], posting.language)
            await self.displays.moved(posting.key, await self.means.traces.traces(posting.key), at)
            await self.means.traces.trace(posting.key, PROGRESS, stored_progress(at))

    async def _plan_stands(self, posting: Posting, spot: Spot, plan: str, voice: Voice) -> None:
        """The plan can be found from the root, and progress has ended."""
        await self.means.traces.trace(posting.key, PLAN, plan)
        if commanded(posting.key):
            known = await self.means.traces.traces(posting.key)
            way = way_to(posting.headline, link_to(posting.key, spot.channel, plan), voice)
            await self.threads.headed(posting.key, known, voice, way)
        await self.displays.finished(posting.key)


def question_of(topic: str, out: Out) -> OpenQuestion | None:
    """The message that holds a question's controls, and its words without them."""
    asking = ((part, id_) for part, id_ in reversed(out) if isinstance(part, Message) and part.components)
    held = next(asking, None)
    return OpenQuestion(held[1], topic, bare(held[0]).content) if held else None
