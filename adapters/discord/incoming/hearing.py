"""From what people write in Discord to the front door: whose conversation it is, and which event it makes.

A message may be told twice, by the gateway or by reading a channel again: its event has the same id, and is taken in
once. Discord promises no order either, so what was deleted is not heard afterwards. Nothing is decided here about
what is said; only where it belongs.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from adapters.discord import address
from adapters.discord.incoming import event_ids
from adapters.discord.incoming.known import Conversations, Opening, was_taken_back
from adapters.discord.incoming.parse import Changed, Commanded, Offered, Surface, TakenAway, Written
from adapters.discord.traced import OPENING
from bot.core.events import (
    AnyFile,
    Deleted,
    FileRefused,
    FileShared,
    FileTrouble,
    Happened,
    Key,
    TextFile,
    Withheld,
)
from bot.core.redaction import clean
from bot.hosting import Front
from bot.hosting.entering import TEXT_LIMIT, edited, shared, spoke, started
from bot.hosting.files import Taken
from bot.hosting.inquiries import OPENER
from bot.hosting.manifests import read_together

FRESH = timedelta(minutes=5)  # an edit that old was told before; only its message changed otherwise since
PATIENCE = 1.5  # seconds for what was said before
NOBODY = ""  # Discord does not say who deleted a message

Found = tuple[Offered, AnyFile | FileTrouble]


class Surroundings(Protocol):
    """What lies beside a message and must be fetched: files, and what was said in the thread before."""

    async def fetched(self, file: Offered) -> Taken: ...

    async def earlier(self, channel: str, before: str, patience: float) -> str:
        """What people wrote before a message or an interaction, a line each, as far as it was read in `patience`
        seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Hearing:
    """`context_name` is what the earlier part of a thread is called as a file; `now` dates what Discord does not."""

    front: Front
    conversations: Conversations
    surroundings: Surroundings
    context_name: str
    now: Callable[[], datetime]

    async def written(self, said: Written, *, gap: bool = False) -> None:
        """A message: it opens a conversation where it is for the bot, or goes on with one. `gap`: something before it
        is still to be read."""
        if said.surface is Surface.CHANNEL and not said.mentioned:
            return
        key = await self.conversations.key_of(said)
        kept = await self.conversations.traces.traces(key)
        if was_taken_back(kept, said.id):
            return
        if kept.get(OPENING) == said.id or (OPENER not in kept and said.opens):
            await self._opened(key, said)
            if said.surface is Surface.CHANNEL:
                channel = address.key_around(said.guild, said.channel)
                await self.conversations.called(channel, said.id, moves=not gap)
        elif OPENER in kept:
            await self._continued(key, said)
            await self.conversations.heard(key, said.id, gap=gap)

    async def _opened(self, key: Key, said: Written) -> None:
        """Remembered before anything is fetched, so that one who is cut short reads it again."""
        parent = said.channel if said.surface is Surface.CHANNEL else ""
        await self.conversations.opened(key, Opening(said.id, said.author, parent))
        context = self.context(said.channel, said.id) if said.surface is Surface.THREAD else nothing()
        earlier, files = await asyncio.gather(context, self._files(said.files))
        about = Happened(event_ids.message(said), key, said.at, said.author)
        await self.front.accept(started(about, said.text, texts_in(earlier, files)))
        for offered, found in files:
            if isinstance(found, FileTrouble):
                await self.front.accept(file_of(key, said, offered, found))

    async def _continued(self, key: Key, said: Written) -> None:
        """Side talk is noted as such; its files are nobody's business. What was withheld is told once a day."""
        if said.unread:
            await self.front.accept(Withheld(event_ids.withheld(key.thread, said), key, said.at, said.author))
            return
        aside = (
            said.to_others and said.surface is not Surface.DIRECT
        )  # nobody else reads there, whoever is named
        files = () if aside else await self._files(said.files)
        if said.text or not files:
            name = event_ids.side_talk(said) if aside else event_ids.message(said)
            about = Happened(name, key, said.at, said.author)
            await self.front.accept(spoke(about, said.text, aside=aside, with_files=bool(files)))
        for offered, found in files:
            await self.front.accept(file_of(key, said, offered, found))

    async def changed(self, edit: Changed) -> None:
        """An edited message counts where the message did; one into which the bot was called is heard now."""
        key = await self.conversations.key_of(edit)
        kept = await self.conversations.traces.traces(key)
        if was_taken_back(kept, edit.id):
            return
        if OPENER in kept:
            await self._edited(key, edit)
        elif edit.mentioned and self.now() - edit.at < FRESH:
            await self.written(as_written(edit))

    async def _edited(self, key: Key, edit: Changed) -> None:
        about, brings = Happened(event_ids.message(edit), key, edit.at, edit.author), bool(edit.files)
        if edit.mentioned and await self.front.accept(spoke(about, edit.text, with_files=brings)):
            for offered, found in await self._files(edit.files):  # it was side talk, or could not be read
                await self.front.accept(file_of(key, edit, offered, found))
            return
        about = Happened(event_ids.edit(edit), key, edit.at, edit.author)
        await self.front.accept(edited(about, event_ids.message(edit), edit.text))

    async def taken_away(self, gone: TakenAway) -> None:
        """A deleted message counts no more, nor when it is told later than its deletion."""
        for key in await self.conversations.keys_of(gone):
            if await self.conversations.known(key):
                await self.conversations.taken_back(key, gone.id)
                name, was = event_ids.deletion(gone), event_ids.message(gone)
                await self.front.accept(Deleted(name, key, self.now(), NOBODY, was))

    async def context(self, channel: str, before: str, patience: float = PATIENCE) -> TextFile | None:
        """What was said in a thread before the bot was called into it, as a file; `patience` in seconds."""
        text = await self.surroundings.earlier(channel, before, patience)
        kept, cleaning = clean(text, TEXT_LIMIT)
        return TextFile(self.context_name, kept, cleaning) if kept.strip() else None

    async def _files(self, files: Sequence[Offered]) -> tuple[Found, ...]:
        found = await asyncio.gather(*(self.surroundings.fetched(each) for each in files))
        return await read_together(tuple(zip(files, found, strict=True)))


async def nothing() -> None:
    """Where nothing was said before."""


def texts_in(earlier: TextFile | None, files: Sequence[Found]) -> tuple[AnyFile, ...]:
    """What can be read of all that came along."""
    read = tuple(each for _, each in files if not isinstance(each, FileTrouble))
    return read if earlier is None else (earlier, *read)


def file_of(
    key: Key, of: Written | Changed | Commanded, offered: Offered, found: AnyFile | FileTrouble
) -> FileShared | FileRefused:
    """A file of a message or a command, or why it was not read."""
    by = of.by if isinstance(of, Commanded) else of
    return shared(Happened(event_ids.file(of, offered), key, by.at, by.author), offered.name, found)


def as_written(edit: Changed) -> Written:
    """A message as it reads since an edit that called the bot."""
    where = (edit.guild, edit.channel, edit.surface, edit.id, edit.author)
    return Written(*where, edit.at, edit.text, edit.mentioned, to_others=False, files=edit.files)
