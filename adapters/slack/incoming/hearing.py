"""From what happened in Slack to the front door: whose conversation it is, and which event it makes.

Everything is taken in before Slack is told that it arrived. A message may arrive twice, as `message` and as
`app_mention`, or again because our answer was late: its event has the same id, and is taken in once. Nothing is
decided here about what is said; only where it belongs.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from adapters.slack.address import ROOT
from adapters.slack.doubts import NotYet, in_doubt
from adapters.slack.incoming import event_ids
from adapters.slack.incoming.event_ids import file_event
from adapters.slack.incoming.parse import Changed, Offered, Submitted, TakenAway, Touched, Written
from adapters.slack.incoming.parse.arrivals import Asked
from adapters.slack.traced import AGENT, OPENER, RECIPIENT, RESPONSE_URL, Recipient, stored_recipient
from bot.core.document import FEEDBACK
from bot.core.events import (
    Cleaning,
    Deleted,
    Edited,
    FeedbackGiven,
    FileTrouble,
    Filled,
    Filling,
    Key,
    Pressed,
    Spoke,
    Started,
    TextFile,
)
from bot.core.redaction import clean
from bot.hosting import Front
from bot.ports import Tenant, Traces

PLATFORM = "slack"
OPENING = "opening"  # the event that opened a conversation, so that it opens it again when it is told again
TEXT_LIMIT = 40_000  # characters of a message: Slack's own limit


class Surroundings(Protocol):
    """What lies beside a message and must be fetched: files, and what was said in the thread before."""

    async def fetched(self, workspace: str, file: Offered) -> TextFile | FileTrouble: ...

    async def earlier(self, workspace: str, channel: str, thread: str, before: str) -> str:
        """What people wrote, a line each; empty when it could not be read."""
        ...


@dataclass(frozen=True, slots=True)
class Hearing:
    """`context_name` is what the earlier part of a thread is called as a file; `now` dates what Slack does not."""

    front: Front
    traces: Traces
    surroundings: Surroundings
    context_name: str
    now: Callable[[], datetime]

    async def written(self, said: Written) -> None:
        """A message: it opens a conversation where it is for the bot, or goes on with one. Raises NotYet."""
        key = await self.key_of(said.workspace, said.channel, said.thread)
        kept = await self.traces.traces(key)
        again, unknown = kept.get(OPENING) == event_ids.message(said), OPENER not in kept
        if unknown and not again and await in_doubt(self.traces, Tenant(PLATFORM, said.workspace), said):
            raise NotYet
        if again or (unknown and said.opens):
            await self._opened(key, said)
        elif not unknown and event_ids.deleted(said) not in kept:
            await self._continued(key, said)

    async def _opened(self, key: Key, said: Written) -> None:
        earlier, files = await asyncio.gather(self._context(said), self._files(said))
        await self.traces.trace(key, OPENING, event_ids.message(said))
        await self._remember(key, said.team, said.channel, said.author)
        read = tuple(each for each in (earlier, *(found for _, found in files)) if isinstance(each, TextFile))
        text, cleaning = clean(said.text, TEXT_LIMIT)
        await self.front.accept(
            Started(event_ids.message(said), key, said.at, said.author, text, files=read, cleaning=cleaning)
        )
        for offered, found in files:
            if isinstance(found, FileTrouble):
                await self.front.accept(file_event(key, said, offered, found))

    async def _continued(self, key: Key, said: Written) -> None:
        """Side talk is noted as such; its files are nobody's business."""
        files = () if said.to_others else await self._files(said)
        if said.text or not files:
            text, cleaning = clean(said.text, TEXT_LIMIT)
            name = event_ids.side_talk(said) if said.to_others else event_ids.message(said)
            beside = bool(files)
            await self.front.accept(
                Spoke(name, key, said.at, said.author, text, said.to_others, cleaning, beside)
            )
        for offered, found in files:
            await self.front.accept(file_event(key, said, offered, found))

    async def _context(self, said: Written) -> TextFile | None:
        """What was said in a thread before the bot was called into it. In a direct message it was there all along:
        what it does not know of such a thread it was told to forget."""
        if said.direct or not said.in_thread:
            return None
        text = await self.surroundings.earlier(said.workspace, said.channel, said.thread, said.ts)
        kept, cleaning = clean(text, TEXT_LIMIT)
        return TextFile(self.context_name, kept, cleaning) if kept.strip() else None

    async def _files(self, said: Written) -> tuple[tuple[Offered, TextFile | FileTrouble], ...]:
        found = await asyncio.gather(
            *(self.surroundings.fetched(said.workspace, each) for each in said.files)
        )
        return tuple(zip(said.files, found, strict=True))

    async def changed(self, edit: Changed) -> None:
        """An edited message counts where the message did."""
        key = await self.key_of(edit.workspace, edit.channel, edit.thread)
        if await self.known(key):
            text, cleaning = clean(edit.text, TEXT_LIMIT)
            name, was = event_ids.edit(edit), event_ids.message(edit)
            await self.front.accept(Edited(name, key, edit.at, edit.author, was, text, cleaning))

    async def taken_away(self, gone: TakenAway) -> None:
        """A deleted message counts no more, nor when it is told later than its deletion."""
        key = await self.key_of(gone.workspace, gone.channel, gone.thread)
        if await self.known(key):
            await self.traces.trace(key, event_ids.deleted(gone), "1")
            name, was = event_ids.deletion(gone), event_ids.message(gone)
            await self.front.accept(Deleted(name, key, gone.at, gone.author, was))

    async def commanded(self, asked: Asked) -> None:
        """`/wasm` opens a conversation; its root message is made by the first post."""
        key = Key(PLATFORM, asked.workspace, f"{asked.channel}:/{asked.trigger}")
        await self.traces.trace(key, RESPONSE_URL, asked.response_url)
        await self._remember(key, asked.team or asked.workspace, asked.channel, asked.author)
        text, cleaning = clean(asked.text, TEXT_LIMIT)
        event = Started(event_ids.command(asked), key, self.now(), asked.author, text, cleaning=cleaning)
        await self.front.accept(event)

    async def touched(self, touch: Touched) -> bool:
        """A button in a conversation's thread; False where no conversation is kept."""
        key = await self.key_of(touch.workspace, touch.channel, touch.thread)
        if not await self.known(key):
            return False
        name, at = event_ids.press(touch), self.now()
        if touch.topic == FEEDBACK:
            helpful = touch.choice == "helpful"
            await self.front.accept(FeedbackGiven(name, key, at, touch.author, helpful))
        else:
            pressed = Pressed(name, key, at, touch.author, touch.topic, touch.choice, touch.label)
            await self.front.accept(pressed)
        return True

    async def submitted(self, form: Submitted, thread: str) -> bool:
        """A form; `thread` names the conversation in its own workspace. False where it is kept no more."""
        key = Key(PLATFORM, form.workspace, thread)
        if not await self.known(key):
            return False
        cleaned = tuple((field.topic, *clean(field.text, TEXT_LIMIT)) for field in form.fields)
        fields = tuple(Filling(topic, text) for topic, text, _ in cleaned)
        taken = Cleaning(
            sum(each.secrets for *_, each in cleaned), sum(each.characters_cut for *_, each in cleaned)
        )
        await self.front.accept(
            Filled(event_ids.submission(form), key, self.now(), form.author, fields, taken)
        )
        return True

    async def key_of(self, workspace: str, channel: str, thread: str) -> Key:
        """The conversation in a thread: named after its root, or the `/wasm` whose root it is."""
        place = f"{channel}:{thread}"
        ours = await self.traces.traced(Tenant(PLATFORM, workspace), ROOT, place)
        return ours[0] if ours else Key(PLATFORM, workspace, place)

    async def known(self, key: Key) -> bool:
        """Whether a conversation was opened there; it is remembered before its first event is taken in."""
        return OPENER in await self.traces.traces(key)

    async def _remember(self, key: Key, team: str, channel: str, author: str) -> None:
        await self.traces.trace(key, RECIPIENT, stored_recipient(Recipient(author, team)))
        if channel.startswith("D"):
            await self.traces.trace(key, AGENT, "1")
        await self.traces.trace(key, OPENER, author)
