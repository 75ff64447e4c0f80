"""Slack as a platform: what a posting means here is decided from the posting and what is remembered, then done.

Nothing is held in this process that a post depends on: any process can go on where another one was killed.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from adapters.slack.address import Place, commanded, place
from adapters.slack.means import Means
from adapters.slack.outgoing.changing import changed, first_message, has_controls, without_controls
from adapters.slack.outgoing.displays import Displays
from adapters.slack.outgoing.parts import Sender
from adapters.slack.outgoing.roots import Roots
from adapters.slack.outgoing.uploads import Uploads
from adapters.slack.outgoing.voice import Voice, voice_of
from adapters.slack.outgoing.whispers import Whispers
from adapters.slack.render.message import Message, Part
from adapters.slack.traced import (
    PLAN,
    PROGRESS,
    QUESTION,
    REFUSED,
    OpenQuestion,
    ProgressAt,
    open_question,
    stored_plan,
    stored_progress,
    stored_question,
)
from bot.core.events import Key
from bot.hosting.answers import Lost, Said, Unsure
from bot.hosting.fields import text
from bot.hosting.inquiries import OPENER
from bot.hosting.sent import SENT, sent
from bot.ports import Posting, Progress
from bot.wording import Wording

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Silent:
    """There is nothing to do: nobody can be reached there, the question is not on show any more, or the conversation
    was forgotten. Somebody opened each one, and that is noted before its first event is taken in; what is said in its
    thread while it is being deleted is nobody's, and would be answered where no reply is heard."""


@dataclass(frozen=True, slots=True)
class Whisper:
    """To one person, where nobody else sees it."""

    person: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """The question's message shows what became of it."""

    asked: OpenQuestion


@dataclass(frozen=True, slots=True)
class Publish:
    """To the thread; `closes` is an older question, whose controls go."""

    closes: OpenQuestion | None


Doing = Silent | Whisper | Amendment | Publish


def plan_of(posting: Posting, traces: Mapping[str, str]) -> Doing:
    """What a posting means, given what is remembered of its conversation."""
    asked = open_question(traces.get(QUESTION))
    if REFUSED in traces or OPENER not in traces:
        return Silent()
    if posting.amends is not None:
        return Amendment(asked) if asked and asked.topic == posting.amends else Silent()
    if posting.to is not None and not place(posting.key, traces).direct:
        return Whisper(posting.to)
    known = sent(traces.get(SENT), posting.effect)
    older = asked if posting.topic and asked and asked.ts not in known.parts else None
    return Publish(older)


@dataclass(frozen=True, slots=True)
class SlackPlatform:
    """`bot.ports.Platform` on Slack's Web API."""

    means: Means
    wording: Wording
    roots: Roots
    whispers: Whispers
    uploads: Uploads
    displays: Displays

    async def post(self, posting: Posting) -> None:
        """Post once; raises `Undeliverable` when it will never work, anything else is tried again."""
        known = await self.means.traces.traces(posting.key)
        voice = voice_of(posting.language, self.wording)
        doing = plan_of(posting, known)
        match doing:
            case Silent():
                return
            case Whisper(person):
                await self.whispers.whispered(posting, person, known, voice.rendered(posting.document))
            case Amendment(asked):
                await self._amended(posting, asked, place(posting.key, known), voice)
            case Publish(closes):
                await self._published(posting, closes, known, voice)
            case _:
                assert_never(doing)

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Passing progress of a job; None clears it. Never durable, never raises."""
        await self.displays.show(key, progress)

    async def _amended(self, posting: Posting, asked: OpenQuestion, where: Place, voice: Voice) -> None:
        message = first_message(voice.rendered(posting.document))
        if message is not None:
            await changed(self.means.api, posting.key.workspace, where, asked.ts, message)
        await self.means.traces.trace(posting.key, QUESTION, None)

    async def _published(
        self, posting: Posting, closes: OpenQuestion | None, known: Mapping[str, str], voice: Voice
    ) -> None:
        where = await self.roots.made(posting, known, voice)
        if where is None:
            return
        if closes is not None:
            bare = Message(closes.text, closes.blocks)
            await changed(self.means.api, posting.key.workspace, where, closes.ts, bare)
        parts = voice.rendered(posting.document)
        done = sent(known.get(SENT), posting.effect)
        sender = Sender(self.means, self.uploads, posting, where, done, voice.line("posting.as_file"))
        out = await sender.send(parts)
        await self._remembered(posting, known, parts, out.parts)
        if posting.notice == "plan_posted":
            await self._plan_stands(posting, where, out.parts[0], voice)

    async def _remembered(
        self, posting: Posting, known: Mapping[str, str], parts: tuple[Part, ...], out: tuple[str, ...]
    ) -> None:
        """What later messages need to find again."""
        if posting.topic:
            asked = question_of(posting.topic, parts, out)
            await self.means.traces.trace(posting.key, QUESTION, stored_question(asked) if asked else None)
        if posting.notice == "planning_began":
            at = ProgressAt(out[0], posting.language)
            await self.displays.moved(posting.key, known, at)
            await self.means.traces.trace(posting.key, PROGRESS, stored_progress(at))

    async def _plan_stands(self, posting: Posting, where: Place, ts: str, voice: Voice) -> None:
        """The plan can be found from the root, and progress has ended."""
        link = await self._permalink(posting.key.workspace, where.channel, ts)
        await self.means.traces.trace(posting.key, PLAN, stored_plan(ts, link))
        if commanded(posting.key):
            known = await self.means.traces.traces(posting.key)
            await self.roots.headed(posting, known, voice, link)
        await self.displays.finished(posting.key)

    async def _permalink(self, workspace: str, channel: str, ts: str) -> str:
        """Where the plan is; empty when Slack will not say, which spoils nothing. Raises `Later` or `Lost`."""
        asked = {"channel": channel, "message_ts": ts}
        answer = await self.means.api.call(workspace, "chat.getPermalink", asked)
        if isinstance(answer, Unsure):
            raise Lost(answer.why)
        return text(answer.body, "permalink") if isinstance(answer, Said) else ""


def question_of(topic: str, parts: tuple[Part, ...], out: tuple[str, ...]) -> OpenQuestion | None:
    """The message that holds a question's controls, and how it reads without them. What is out may have been rendered
    by an earlier version, in fewer parts or more."""
    asking = [(part, ts) for part, ts in zip(parts, out, strict=False) if isinstance(part, Message)]
    held = next(((part, ts) for part, ts in reversed(asking) if has_controls(part)), None)
    if held is None:
        return None
    bare = without_controls(held[0])
    return OpenQuestion(held[1], topic, bare.text, bare.blocks)
