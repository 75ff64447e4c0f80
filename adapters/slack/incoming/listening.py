"""What Slack sends, as Slack sorts it: events, commands, actions, forms. Each is read, taken in, and answered.

Returning means that it is on the disk; anything raised means that Slack is to deliver it again. What is answered beyond
that (a form that opens, a word to one person) is passing: when it fails, nothing is lost. Nor is it waited for longer
than Slack waits for us, or a slow answer would make what was taken in look refused.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.slack.calls import Api
from adapters.slack.incoming import parse
from adapters.slack.incoming.forms import Forms
from adapters.slack.incoming.hearing import Hearing
from adapters.slack.incoming.inquiries import Inquiries
from adapters.slack.incoming.parse import Asked, Changed, Greeted, Left, TakenAway, Touched, Written
from adapters.slack.render.labels import labels
from bot.hosting.answers import Answer, Refused, Unsure
from bot.hosting.fields import Json
from bot.ports import Archive, Later
from bot.wording import Wording

log = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds for what is passing; Slack waits three, and then a form can be opened no more

PROMPTS = ("migrate", "quick", "facts", "help")


@dataclass(frozen=True, slots=True)
class Listening:
    """`left` hears of workspaces that the app was removed from; `language` is spoken where none can be told."""

    hearing: Hearing
    inquiries: Inquiries
    forms: Forms
    archive: Archive
    api: Api
    wording: Wording
    language: str
    left: Callable[[Left], Awaitable[None]]

    async def event(self, payload: Json) -> None:
        """An event of the Events API."""
        match parse.event(payload):
            case Written() as said:
                await self.hearing.written(said)
            case Changed() as edit:
                await self.hearing.changed(edit)
            case TakenAway() as gone:
                await self.hearing.taken_away(gone)
            case Greeted() as greeted:
                await self._suggest(greeted)
            case Left() as left:
                await self.left(left)
            case _:
                pass

    async def command(self, payload: Json) -> Json:
        """`/wasm`; what comes back is shown to whoever wrote it, nothing when a thread opens."""
        asked = parse.command(payload)
        if asked is None:
            return {}
        answers = await self.inquiries.answer(asked)
        if answers is None:
            await self.hearing.commanded(asked)
            return {}
        *earlier, last = answers
        for each in earlier:  # they show at once, the last with the acknowledgement
            await self._respond(asked, each)
        return last

    async def action(self, payload: Json) -> None:
        """A button or a list."""
        touch = parse.action(payload)
        if touch is None:
            return
        if self.forms.wanted(touch):
            heard = await self._open(touch)
        else:
            heard = await self.hearing.touched(touch)
        if not heard:
            await self._whisper(touch, "unknown_thread")

    async def form(self, payload: Json) -> Json:
        """A form that was sent; what comes back is shown in it, nothing when it was taken in."""
        sent = parse.form(payload)
        if not sent.fields or await self.hearing.submitted(sent, sent.about):
            return {}
        said = self.wording.line(self.language, "messages", "edge.unknown_form")
        return {"response_action": "errors", "errors": {sent.fields[0].topic: said}}

    async def _open(self, touch: Touched) -> bool:
        """Open a form; Slack gives three seconds for that."""
        key = await self.hearing.key_of(touch.workspace, touch.channel, touch.thread)
        kept = await self.archive.load(key)
        if kept is None:
            return False
        view = self.forms.view(touch, kept, labels(kept.language, self.wording))
        await self._passing(touch.workspace, "views.open", {"trigger_id": touch.trigger, "view": view})
        return True

    async def _whisper(self, touch: Touched, key: str) -> None:
        said = self.wording.line(self.language, "messages", f"edge.{key}")
        where = {"channel": touch.channel, "user": touch.author, "thread_ts": touch.thread}
        await self._passing(touch.workspace, "chat.postEphemeral", {**where, "text": said})

    async def _suggest(self, greeted: Greeted) -> None:
        """Prompts to begin with, in the agent's direct messages."""

        def line(key: str) -> str:
            return self.wording.line(self.language, "slack", f"edge.{key}")

        prompts = [
            {part: line(f"prompts.{each}.{part}") for part in ("title", "message")} for each in PROMPTS
        ]
        arguments = {"channel_id": greeted.channel, "title": line("prompts_title"), "prompts": prompts}
        await self._passing(greeted.workspace, "assistant.threads.setSuggestedPrompts", arguments)

    async def _respond(self, asked: Asked, body: Json) -> None:
        await _noted("an answer to a command", self.api.respond(asked.response_url, body))

    async def _passing(self, workspace: str, method: str, arguments: Json) -> None:
        await _noted(method, self.api.call(workspace, method, arguments))


async def _noted(what: str, call: Awaitable[Answer]) -> None:
    """A call whose failure loses nothing."""
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await call
    except Later as later:
        answer = Unsure(f"429, {later}")
    except TimeoutError:
        answer = Unsure("too slow")
    match answer:
        case Refused(error=why) | Unsure(why=why):
            log.warning("%s: %s", what, why)
        case _:
            pass
