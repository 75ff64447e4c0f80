"""What people said in a thread before the bot was called into it.

Read while Slack waits for our answer to the mention, so it may come up short: what was read by then is what counts.
Slack gives a thread from its beginning on.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from adapters.slack.calls import Api
from adapters.slack.incoming.files import Downloads
from adapters.slack.incoming.parse import Offered
from adapters.slack.incoming.parse.words import offered, words_of
from adapters.slack.outgoing.look_up import newest
from adapters.slack.traced import seconds
from bot.hosting.answers import Said
from bot.hosting.fields import Json, inner, listed, text
from bot.hosting.files import Taken
from bot.ports import Later

CAP = 40_000  # characters
TIME = 1.5  # seconds for all of it
DESCRIBING = 0.8  # seconds to ask what a file is; where both are slow, Slack tells the message again
PAGE = 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies beside a message. `patience` bounds the thread's part, in seconds."""

    api: Api
    downloads: Downloads
    patience: float = TIME
    _reading: dict[tuple[str, ...], "asyncio.Task[str]"] = field(
        default_factory=dict[tuple[str, ...], "asyncio.Task[str]"]
    )

    async def fetched(self, workspace: str, file: Offered) -> Taken:
        """A shared file as text or as an archive of texts, or why it was not read."""
        known = file if file.url else await self._described(workspace, file)
        return await self.downloads.fetched(workspace, known)

    async def _described(self, workspace: str, file: Offered) -> Offered:
        """A file of which the message told no address, as in a channel shared with others; as it was where Slack does
        not say more."""
        with suppress(TimeoutError, Later):
            async with asyncio.timeout(DESCRIBING):
                answer = await self.api.call(workspace, "files.info", {"file": file.id})
            if isinstance(answer, Said):
                return offered(inner(answer.body, "file"))
        return file

    async def earlier(self, workspace: str, channel: str, thread: str, before: str) -> str:
        """What people wrote before a ts, a line each ("U1: …"); empty when it could not be read. Never raises.

        A mention comes twice, as `message` and as `app_mention`, and Slack may allow this call once a minute: the
        second would be refused first, and open the conversation without what was said. So both wait for one.
        """
        asked = (workspace, channel, thread, before)
        reading = self._reading.get(asked)
        if reading is None:
            reading = self._reading[asked] = asyncio.create_task(self._told(*asked), name="earlier")
            reading.add_done_callback(lambda _: self._reading.pop(asked))
        return await asyncio.shield(reading)

    async def _told(self, workspace: str, channel: str, thread: str, before: str) -> str:
        lines: list[str] = []
        with suppress(TimeoutError, Later):
            async with asyncio.timeout(self.patience):
                await self._read(
                    workspace, {"channel": channel, "ts": thread, "latest": before}, lines.append
                )
        return "\n".join(lines)[:CAP]

    async def _read(self, workspace: str, arguments: Json, hear: Callable[[str], None]) -> None:
        cursor, length = "", 0
        while True:
            turned = {"cursor": cursor} if cursor else {}
            answer = await self.api.call(
                workspace, "conversations.replies", {**arguments, "limit": PAGE, **turned}
            )
            if not isinstance(answer, Said):
                return
            for line in spoken(listed(answer.body, "messages"), text(arguments, "latest")):
                hear(line)
                length += len(line) + 1
            cursor = text(answer.body, "response_metadata", "next_cursor")
            if not cursor or length >= CAP:
                return


def spoken(messages: tuple[Json, ...], before: str) -> Iterator[str]:
    """People's lines, bots' left out, as they are read in Slack."""
    for message in messages:
        by_a_bot = text(message, "bot_id") or inner(message, "bot_profile")
        words = words_of(message, "").text
        if not by_a_bot and words and text(message, "user") and seconds(newest((message,))) < seconds(before):
            yield f"{text(message, 'user')}: {words}"
