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
from adapters.slack.incoming.parse import Changed, Offered, Submitted, TakenAway, Touched, Written
from adapters.slack.incoming.parse.arrivals import Asked
from adapters.slack.traced import AGENT, RECIPIENT, RESPONSE_URL, Recipient, stored_recipient
from bot.core.events import (
    AnyFile,
    Deleted,
    FileRefused,
    FileShared,
    FileTrouble,
    Happened,
    Key,
    TextFile,
)
from bot.core.redaction import clean
from bot.hosting import Front
from bot.hosting.entering import TEXT_LIMIT, edited, filled, pressed, shared, spoke, started
from bot.hosting.files import Taken
from bot.hosting.inquiries import OPENER
from bot.hosting.manifests import read_together
from bot.ports import Tenant, Traces

PLATFORM = "slack"
OPENING = "opening"  # the event that opened a conversation, so that it opens it again when it is told again


class Surroundings(Protocol):
    """What lies beside a message and must be fetched: files, and what was said in the thread before."""

    async def fetched(self, workspace: str, file: Offered) -> Taken: ...

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
        read = tuple(each for _, each in files if not isinstance(each, FileTrouble))
        about = Happened(event_ids.message(said), key, said.at, said.author)
        await self.front.accept(started(about, said.text, (*((earlier,) if earlier else ()), *read)))
        for offered, found in files:
            if isinstance(found, FileTrouble):
                await self.front.accept(file_of(key, said, offered, found))

    async def _continued(self, key: Key, said: Written) -> None:
        """Side talk is noted as such; its files are nobody's business."""
        files = () if said.to_others else await self._files(said)
        if said.text or not files:
            name = event_ids.side_talk(said) if said.to_others else event_ids.message(said)
            about = Happened(name, key, said.at, said.author)
            await self.front.accept(spoke(about, said.text, aside=said.to_others, with_files=bool(files)))
        for offered, found in files:
            await self.front.accept(file_of(key, said, offered, found))

    async def _context(self, said: Written) -> TextFile | None:
        """What was said in a thread before the bot was called into it. In a direct message it was there all along:
        what it does not know of such a thread it was told to forget."""
        if said.direct or not said.in_thread:
            return None
        text = await self.surroundings.earlier(said.workspace, said.channel, said.thread, said.ts)
        kept, cleaning = clean(text, TEXT_LIMIT)
        return TextFile(self.context_name, kept, cleaning) if kept.strip() else None

    async def _files(self, said: Written) -> tuple[tuple[Offered, AnyFile | FileTrouble], ...]:
        found = await asyncio.gather(
            *(self.surroundings.fetched(said.workspace, each) for each in said.files)
        )
        return await read_together(tuple(zip(said.files, found, strict=True)))

    async def changed(self, edit: Changed) -> None:
        """An edited message counts where the message did."""
        key = await self.key_of(edit.workspace, edit.channel, edit.thread)
        if await self.known(key):
            about = Happened(event_ids.edit(edit), key, edit.at, edit.author)
            await self.front.accept(edited(about, event_ids.message(edit), edit.text))

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
        about = Happened(event_ids.command(asked), key, self.now(), asked.author)
        await self.front.accept(started(about, asked.text))

    async def touched(self, touch: Touched) -> bool:
        """A button in a conversation's thread; False where no conversation is kept."""
        key = await self.key_of(touch.workspace, touch.channel, touch.thread)
        if not await self.known(key):
            return False
        about = Happened(event_ids.press(touch), key, self.now(), touch.author)
        await self.front.accept(pressed(about, touch.topic, touch.choice, touch.label))
        return True

    async def submitted(self, form: Submitted, thread: str) -> bool:
        """A form; `thread` names the conversation in its own workspace. False where it is kept no more."""
        key = Key(PLATFORM, form.workspace, thread)
        if not await self.known(key):
            return False
        about = Happened(event_ids.submission(form), key, self.now(), form.author)
        await self.front.accept(filled(about, form.fields))
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


def file_of(
    key: Key, said: Written, offered: Offered, found: AnyFile | FileTrouble
) -> FileShared | FileRefused:
    """A file of a message, or why it was not read."""
    about = Happened(event_ids.file(said, offered), key, said.at, said.author)
    return shared(about, offered.name, found)
