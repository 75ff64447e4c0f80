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

AT_ONCE = 1.0  # seconds for what lies beside a command


@dataclass(frozen=True, slots=True)
class Acting:
    """Beside what is heard, what is done. `at_once` is in seconds."""

    hearing: Hearing
    at_once: float = AT_ONCE

    async def opened(self, told: Commanded) -> tuple[Key, tuple[Offered, ...]]:
        """A command opens a conversation; its files that were not read yet come back too."""
        by, key = told.by, address.key_of_command(told.by)
        context, files = await asyncio.gather(self._context(told), self._at_once(told.files))
        found = [(each, content) for each, content in files if content is not None]
        await self.hearing.conversations.answerable(key, by)
        await self.hearing.conversations.opened(key, Opening(by.id, by.author))
        about = Happened(event_ids.interaction(told), key, by.at, by.author)
        await self.hearing.front.accept(started(about, told.text, texts_in(context, found)))
        for offered, content in found:
            if isinstance(content, FileTrouble):
                await self.hearing.front.accept(file_of(key, told, offered, content))
        return key, tuple(each for each, content in files if content is None)

    async def spoke(self, told: Commanded, key: Key) -> tuple[Offered, ...]:
        """A command that says something in a conversation; what comes back are its files that were not read yet."""
        files = await self._at_once(told.files)
        if told.text:
            about = Happened(event_ids.interaction(told), key, told.by.at, told.by.author)
            await self.hearing.front.accept(spoke(about, told.text, with_files=bool(files)))
        for offered, content in files:
            if content is not None:
                await self.hearing.front.accept(file_of(key, told, offered, content))
        return tuple(each for each, content in files if content is None)

    async def brought(self, told: Commanded, key: Key, files: Sequence[Offered]) -> None:
        """The files of a command that came slowly."""
        for each in files:
            content = await self.hearing.surroundings.fetched(each)
            await self.hearing.front.accept(file_of(key, told, each, content))

    async def touched(self, touch: Touched, key: Key) -> None:
        """A button or a list."""
        about = Happened(event_ids.interaction(touch), key, touch.by.at, touch.by.author)
        await self.hearing.front.accept(pressed(about, touch.topic, touch.choice, touch.label))

    async def submitted(self, form: Submitted, key: Key) -> None:
        """A form; one in which nothing changed says nothing."""
        if form.fields:
            about = Happened(event_ids.interaction(form), key, form.by.at, form.by.author)
            await self.hearing.front.accept(filled(about, form.fields))

    async def _context(self, told: Commanded) -> TextFile | None:
        """What was said in the thread before; in a channel and in direct messages nothing was."""
        if told.by.surface is not Surface.THREAD:
            return None
        return await self.hearing.context(told.by.channel, told.by.id, self.at_once)

    async def _at_once(
        self, files: Sequence[Offered]
    ) -> tuple[tuple[Offered, TextFile | FileTrouble | None], ...]:
        """Every file with what was read of it; None where that takes longer."""
        return tuple(zip(files, await asyncio.gather(*map(self._soon, files)), strict=True))

    async def _soon(self, file: Offered) -> TextFile | FileTrouble | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.at_once):
                return await self.hearing.surroundings.fetched(file)
        return None
