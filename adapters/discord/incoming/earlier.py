"""What people said in a thread before the bot was called into it.

Read while somebody waits for the bot, so it may come up short: what was read by then is what counts. Discord gives a
thread from its end on; where it is longer than fits, its end is kept. Persons are letters: an id's digits would be
read as a number, and a name may be that of a technology.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from string import ascii_uppercase

from adapters.discord.calls import ITEMS, Api, messages_before
from adapters.discord.incoming.files import Downloads
from adapters.discord.incoming.parse import Offered
from adapters.discord.incoming.parse.words import NOBODY, words_of
from bot.hosting.answers import Lost, Said
from bot.hosting.fields import Json, inner, listed, text
from bot.hosting.files import Taken
from bot.ports import Later

CAP = 40_000  # characters
PAGE = 100
STARTER = 21  # the kind of a thread's first message, which shows the one that it was made from


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies beside a message, over REST."""

    api: Api
    downloads: Downloads

    async def fetched(self, file: Offered) -> Taken:
        """A shared file as text or as an archive of texts, or why it was not read."""
        return await self.downloads.fetched(file)

    async def earlier(self, channel: str, before: str, patience: float) -> str:
        """What people wrote before an id, a line each ("A: …"), as far as it was read in `patience` seconds."""
        found: list[Json] = []
        with suppress(TimeoutError, Later, Lost):
            async with asyncio.timeout(patience):
                await self._read(channel, before, found.append)
        lines = [*spoken(reversed(found))]
        while len(lines) > 1 and sum(map(len, lines)) + len(lines) > CAP:
            lines = lines[1:]
        return "\n".join(lines)[:CAP]

    async def _read(self, channel: str, before: str, hear: Callable[[Json], None]) -> None:
        """The messages, the newest first, until there is enough of them."""
        length = 0
        while length < CAP:
            answer = await self.api.call(messages_before(channel, before, PAGE))
            page = listed(answer.body, ITEMS) if isinstance(answer, Said) else ()
            for message in sorted(page, key=number_of, reverse=True):
                hear(message)
                length += len(words_of(shown(message), NOBODY).text)
                before = text(message, "id")
            if len(page) < PAGE:
                return


def spoken(messages: Iterable[Json]) -> Iterator[str]:
    """People's lines, bots' left out, as they are read in Discord."""
    letters: dict[str, str] = {}
    for message in map(shown, messages):
        who, words = text(message, "author", "id"), words_of(message, NOBODY).text
        if who and words and inner(message, "author").get("bot") is not True:
            yield f"{lettered(who, letters)}: {words}"


def lettered(who: str, letters: dict[str, str]) -> str:
    """A person's letter; the twenty-seventh and later ones share the last."""
    return letters.setdefault(who, ascii_uppercase[min(len(letters), len(ascii_uppercase) - 1)])


def shown(message: Mapping[str, object]) -> Json:
    """A message, or the one that it shows as a thread's beginning."""
    return inner(message, "referenced_message") if message.get("type") == STARTER else message


def number_of(message: Json) -> int:
    """A message's place in time; those without an id, which Discord does not send, come first of all."""
    name = text(message, "id")
    return int(name) if name.isdecimal() else 0
