"""From what people do in Discord to the front door: commands, presses and forms.

Nobody tells an interaction again, and Discord waits three seconds for an answer: so what cannot be had at once, a file
that comes slowly, follows when the rest is on the disk and answered.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from adapters.discord import address
from adapters.discord.incoming import event_ids
from adapters.discord.incoming.hearing import Hearing, file_of, texts_in
from adapters.discord.incoming.known import Opening
from adapters.discord.incoming.parse import Commanded, Offered, Submitted, Surface, Touched
from bot.core.events import FileTrouble, Happened, Key, TextFile
from bot.hosting.entering import filled, pressed, spoke, started
from bot.hosting.files import Taken
from bot.hosting.manifests import read_together

AT_ONCE = 1.0  # seconds for what lies beside a command


@dataclass(frozen=True, slots=True)
class Acting:
    """Beside what is heard, what is done. `at_once` is in seconds, the most that anything beside a command has."""

    hearing: Hearing
    at_once: float = AT_ONCE

    async def opened(
        self, told: Commanded, within: float, likely: str | None
    ) -> tuple[Key, tuple[Offered, ...]]:
        """A command opens a conversation; its files that were not read `within` seconds come back too. `likely` is
        the language of the person's Discord."""
        by, key = told.by, address.key_of_command(told.by)
        context, files = await asyncio.gather(self._context(told, within), self._at_once(told.files, within))
        found = await read_together([(each, content) for each, content in files if content is not None])
        await self.hearing.conversations.answerable(key, by)
        await self.hearing.conversations.opened(key, Opening(by.id, by.author))
        about = Happened(event_ids.interaction(told), key, by.at, by.author)
        await self.hearing.front.accept(started(about, told.text, texts_in(context, found), likely))
        if by.surface is Surface.CHANNEL:
            channel = address.key_around(by.guild, by.channel)
            await self.hearing.conversations.called(channel, by.id, moves=False)
        for offered, content in found:
            if isinstance(content, FileTrouble):
                await self.hearing.front.accept(file_of(key, told, offered, content))
        return key, tuple(each for each, content in files if content is None)

    async def spoke(self, told: Commanded, key: Key, within: float) -> tuple[Offered, ...]:
        """A command that says something in a conversation; what comes back are its files that were not read `within`
        seconds."""
        files = await self._at_once(told.files, within)
        found = await read_together([(each, content) for each, content in files if content is not None])
        if told.text:
            about = Happened(event_ids.interaction(told), key, told.by.at, told.by.author)
            await self.hearing.front.accept(spoke(about, told.text, with_files=bool(files)))
        for offered, content in found:
            await self.hearing.front.accept(file_of(key, told, offered, content))
        return tuple(each for each, content in files if content is None)

    async def brought(self, told: Commanded, key: Key, files: Sequence[Offered]) -> None:
        """The files of a command that came slowly."""
        found = [(each, await self.hearing.surroundings.fetched(each)) for each in files]
        for offered, content in await read_together(found):
            await self.hearing.front.accept(file_of(key, told, offered, content))

    async def touched(self, touch: Touched, key: Key) -> None:
        """A button or a list."""
        about = Happened(event_ids.interaction(touch), key, touch.by.at, touch.by.author)
        await self.hearing.front.accept(pressed(about, touch.topic, touch.choice, touch.label))

    async def submitted(self, form: Submitted, key: Key) -> None:
        """A form; one in which nothing changed says nothing."""
        if form.fields:
            about = Happened(event_ids.interaction(form), key, form.by.at, form.by.author)
            await self.hearing.front.accept(filled(about, form.fields))

    async def _context(self, told: Commanded, within: float) -> TextFile | None:
        """What was said in the thread before; in a channel and in direct messages nothing was."""
        if told.by.surface is not Surface.THREAD:
            return None
        return await self.hearing.context(told.by.channel, told.by.id, min(self.at_once, within))

    async def _at_once(
        self, files: Sequence[Offered], within: float
    ) -> tuple[tuple[Offered, Taken | None], ...]:
        """Every file with what was read of it; None where that takes longer."""
        found = await asyncio.gather(*(self._soon(each, within) for each in files))
        return tuple(zip(files, found, strict=True))

    async def _soon(self, file: Offered, within: float) -> Taken | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(self.at_once, within)):
                return await self.hearing.surroundings.fetched(file)
        return None
