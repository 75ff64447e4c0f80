"""The root message of a conversation that began with `/wasm`.

The command is acknowledged before anything of it shows, so the first post makes the root, and it is looked for in the
channel when an earlier try is in doubt. Where the bot may not write, the person who asked is told once, where only
they see it, and nothing more is posted. After a plan the root ends with the verdict and the way to it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from adapters.slack.address import ROOT, Place, place
from adapters.slack.calls import Api
from adapters.slack.means import Means
from adapters.slack.outgoing.changing import changed, first_message
from adapters.slack.outgoing.look_up import found, in_channel, payload
from adapters.slack.outgoing.parts import body_of, metadata, posted
from adapters.slack.outgoing.refusals import UNREACHABLE, Meaning, meaning
from adapters.slack.outgoing.voice import Voice
from adapters.slack.render import plainer
from adapters.slack.render.message import Message
from adapters.slack.traced import REFUSED, RESPONSE_URL, ROOTING, ROOTING_IN
from bot.core.document import Document, Link, Paragraph, Person, Span, Strong, Text
from bot.core.events import Key
from bot.hosting.answers import Answer, Refused, Said
from bot.hosting.fields import Json, text
from bot.hosting.inquiries import OPENER
from bot.ports import Later, Posting

log = logging.getLogger(__name__)

NOTICE = "root"
MARGIN = 120.0  # seconds by which this machine's clock may be ahead of Slack's


@dataclass(frozen=True, slots=True)
class Roots:
    """The messages under which conversations stand."""

    means: Means

    async def made(self, posting: Posting, traces: Mapping[str, str], voice: Voice) -> Place | None:
        """Where the conversation is, its root made if it has none; None where the bot may not write."""
        where = place(posting.key, traces)
        if where.thread:
            return where
        ts = await self._earlier(posting, traces, where)
        if ts is None:
            answer = await self._tried(posting, root_of(traces[OPENER], voice), where)
            if isinstance(answer, Refused):
                await self._not_there(posting.key)
                if answer.error in UNREACHABLE:
                    await self._told(posting, traces.get(RESPONSE_URL, ""), voice, answer.error)
                    return None
            ts = posted(answer)
        made = replace(where, thread=ts)
        await self.means.traces.trace(posting.key, ROOT, f"{made.channel}:{made.thread}")
        await self.means.traces.trace(posting.key, ROOTING_IN, None)
        return made

    async def _not_there(self, key: Key) -> None:
        """The root was surely not made."""
        for name in (ROOTING, ROOTING_IN):
            await self.means.traces.trace(key, name, None)

    async def headed(self, posting: Posting, traces: Mapping[str, str], voice: Voice, link: str) -> None:
        """The root ends with the verdict and the way to the plan."""
        where = place(posting.key, traces)
        if not where.thread:  # the workspace removed the bot meanwhile
            return
        root = root_of(traces[OPENER], voice, posting.headline, link)
        await changed(self.means.api, posting.key.workspace, where, where.thread, root)

    async def _earlier(self, posting: Posting, traces: Mapping[str, str], where: Place) -> str | None:
        """The root that an earlier try may have left."""
        since = traces.get(ROOTING)
        if since is None:
            return None
        await self.means.settled(float(since))
        conversation = str(posting.key)

        def fits(message: Json) -> bool:
            return payload(message, "conversation") == conversation and payload(message, "notice") == NOTICE

        search = in_channel(where.channel, f"{float(since) - MARGIN:.6f}")
        return await found(self.means.api, posting.key.workspace, search, fits, _nothing_to_note)

    async def _tried(self, posting: Posting, root: Message, where: Place) -> Answer:
        await self.means.traces.trace(posting.key, ROOTING, f"{self.means.now():.3f}")
        await self.means.traces.trace(posting.key, ROOTING_IN, where.channel)
        marked = metadata(replace(posting, notice=NOTICE, topic=None, effect=f"{posting.effect}.{NOTICE}"), 0)

        async def said(form: Message) -> Answer:
            body = {**body_of(form, where), "metadata": marked}
            return await self.means.api.call(posting.key.workspace, "chat.postMessage", body)

        try:
            answer = await said(root)
            disliked = isinstance(answer, Refused) and meaning(answer.error) is Meaning.FORM
            return await said(plainer(root)) if disliked else answer
        except Later:
            await self._not_there(posting.key)
            raise

    async def _told(self, posting: Posting, url: str, voice: Voice, error: str) -> None:
        """Say it where only the person who asked sees it; noted first, so that it is said once."""
        await self.means.traces.trace(posting.key, REFUSED, error)
        log.info("%s: may not write there: %s", posting.key, error)
        if not url:
            return
        name = await self._name(posting.key.workspace)
        words = voice.escaped(f"refused.{UNREACHABLE[error]}", name=name)
        await responded(self.means.api, url, {"text": words})

    async def _name(self, workspace: str) -> str:
        """What the bot is called in `/invite`."""
        try:
            answer = await self.means.api.call(workspace, "auth.test", {})
        except Later:
            return ""
        return text(answer.body, "user") if isinstance(answer, Said) else ""


async def responded(api: Api, url: str, body: Json) -> None:
    """Answer a command where only its author sees it. Tried once: the address serves five times and half an hour."""
    try:
        answer = await api.respond(url, {"response_type": "ephemeral", "replace_original": False, **body})
    except Later:
        log.warning("an answer to a command was refused: 429")
        return
    if not isinstance(answer, Said):
        log.warning("an answer to a command failed: %s", answer)


async def _nothing_to_note(_: str) -> None:
    """A channel's history comes with the newest first, so a look-up that is cut short begins anew."""


def root_of(opener: str, voice: Voice, headline: str = "", link: str = "") -> Message:
    """The root message: who asked, and the verdict once there is one."""
    before, _, after = voice.line("root.opened", person="\x02").partition("\x02")
    who = (Text(before), Person(opener), Text(after))
    nodes = [Paragraph(tuple(each for each in who if each != Text("")))]
    if headline:
        plan: tuple[Span, ...] = (Text(" · "), Link(voice.line("root.plan"), link)) if link else ()
        nodes.append(Paragraph((Strong(headline), *plan)))
    message = first_message(voice.rendered(Document(tuple(nodes))))
    if message is None:
        raise ValueError("a root is a message")
    return message
