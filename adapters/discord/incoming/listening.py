"""What the gateway tells, in order: each thing is read, taken in, and, if it is an interaction, answered.

Nobody tells a message again, so one that cannot be taken in is tried some times more, and those behind it wait. An
interaction does not wait for long, since Discord gives three seconds; one that fails is not answered, and Discord says
so to whoever did it. After a new session, what was missed comes before what comes now; where that could not be had,
it is read some minutes later.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from adapters.discord.address import PLATFORM
from adapters.discord.incoming.attending import Attended, Attending, Interaction
from adapters.discord.incoming.catching_up import CatchingUp
from adapters.discord.incoming.hearing import Hearing
from adapters.discord.incoming.lanes import Place
from adapters.discord.incoming.order import IN_ORDER, lanes_of, lanes_of_interaction
from adapters.discord.incoming.parse import Changed, Removed, TakenAway, Written
from adapters.discord.incoming.parse.arrivals import DIRECT
from adapters.discord.incoming.parse.fields import snowflake
from adapters.discord.incoming.parse.messages import guild_of, left
from adapters.discord.incoming.raw import trail
from adapters.discord.incoming.reading import Reading
from adapters.discord.incoming.replies import Replies
from adapters.discord.incoming.rereading import Rereading
from adapters.discord.incoming.trying import Trying
from bot.hosting.fields import Json, text
from bot.ports import Tenant

log = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds that an interaction waits for what is before it
SOON, LEAST = 2.0, 0.1  # seconds from when it is told for all that it waits for; those left in any case
LAST = 4.0  # seconds for what is being taken in when the process ends
FAREWELL = 10.0  # seconds for what is being taken in when the bot is removed from a server

ACTION = "INTERACTION_CREATE"


@dataclass(frozen=True, slots=True)
class Listening:
    """What is heard, read, done, answered; what was missed; and what is done again."""

    reading: Reading
    hearing: Hearing
    attending: Attending
    replies: Replies
    catching_up: CatchingUp
    trying: Trying = field(default_factory=Trying)
    rereading: Rereading = field(default_factory=Rereading)
    _tasks: set[asyncio.Task[object]] = field(default_factory=set[asyncio.Task[object]])
    _catching: set[asyncio.Task[object]] = field(default_factory=set[asyncio.Task[object]])
    _gates: dict[str, list[tuple[str, Json]]] = field(default_factory=dict[str, list[tuple[str, Json]]])
    _away: set[str] = field(default_factory=set[str])

    def hear(self, event: str, told: Json) -> None:
        """An event of the gateway, by its name and its `d`. Returns at once; needs a running loop."""
        if self.trying.ended:
            return  # it is read when the bot is back
        match event:
            case "READY":
                self._catch_up(DIRECT)
            case "GUILD_CREATE":
                self._away.discard(snowflake(told, "id"))
                self._catch_up(snowflake(told, "id"))
            case "GUILD_DELETE":
                self._away.add(snowflake(told, "id"))
                self._begin(self._left(told), self._tasks)
            case _ if event == ACTION:
                place = self.catching_up.lanes.enter(*lanes_of_interaction(told))
                self._begin(self._attended(told, place, monotonic() + SOON), self._tasks)
            case _:
                if event in IN_ORDER:
                    self._message(event, told)

    async def close(self, patience: float = LAST) -> None:
        """Hear nothing more. What is being taken in is finished, if that takes no longer than `patience` seconds; a
        message is read again when the bot is back."""
        self.trying.end()
        for each in self._catching:
            each.cancel()
        await asyncio.gather(*self._catching, self.rereading.end(), return_exceptions=True)
        for guild in [*self._gates]:
            self._open(guild, gap=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.settled()
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def settled(self) -> None:
        """Until all that was told is taken in; gaps may be left."""
        while under_way := self._tasks | self._catching:
            await asyncio.wait(under_way)

    def _message(self, event: str, told: Json, *, gap: bool = False) -> None:
        if (gate := self._gates.get(guild_of(told))) is not None:
            gate.append((event, told))
            return
        place = self.catching_up.lanes.enter(*lanes_of(told, self.reading.kind_of(told)))
        self._begin(place.run(partial(self._now, event, told, gap)), self._tasks)

    async def _now(self, event: str, told: Json, gap: bool) -> None:  # it is handed on
        """What comes now. A message behind a gap leaves that open; at a stop it is left to be read behind it."""
        channel, gaps, new = snowflake(told, "channel_id"), self.catching_up.gaps, event == "MESSAGE_CREATE"
        if new and channel in gaps and self.trying.ended:
            return
        if not await self._taken(event, told, gap or channel in gaps) and new:
            gaps.add(channel)
            self._reread(guild_of(told))

    async def _taken(self, event: str, told: Json, gap: bool) -> bool:  # it is handed on
        return await self.trying.done(event, partial(self._heard, event, told, gap=gap))

    async def _heard(self, event: str, told: Json, *, gap: bool) -> None:
        for arrival in await self.reading.arrivals(event, told):
            match arrival:
                case Written():
                    await self.hearing.written(arrival, gap=gap)
                case Changed():
                    await self.hearing.changed(arrival)
                case TakenAway():
                    await self.hearing.taken_away(arrival)
                case Removed():
                    await self.attending.removed(arrival)
                case _:
                    pass

    async def _attended(self, told: Json, place: Place, by: float) -> None:
        """An interaction, answered when it is on the disk; `by` is when nothing is waited for any more."""
        try:
            for done in await self.reading.arrivals(ACTION, told):
                if isinstance(done, Interaction):
                    attended = await self._in_turn(done, place, by)
                    await self.replies.send(attended.reply, done.by, text(told, "application_id"))
                    if attended.later is not None:
                        await self.trying.done(ACTION, attended.later)
        except Exception as surprise:  # noqa: BLE001  # one that fails says nothing of the next
            log.error("%s was not taken in: %s", ACTION, trail(surprise))
        finally:
            place.leave()

    async def _in_turn(self, done: Interaction, place: Place, by: float) -> Attended:
        if self.attending.opens_form(done):
            place.leave()
            return await self.attending.attend(done)
        return await place.run(lambda: self.attending.attend(done, max(by - monotonic(), LEAST)), PATIENCE)

    async def _left(self, told: Json) -> None:
        """The bot was removed from a server: nothing of it is kept, nor of what was being taken in then; unless it was
        invited again meanwhile."""
        if (gone := left(told)) is None:
            return
        forget = partial(self.attending.host.memory.forget, Tenant(PLATFORM, gone.guild))
        await self.trying.done("GUILD_DELETE", forget)
        if others := self._tasks - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=FAREWELL)
        if gone.guild in self._away:
            await self.trying.done("GUILD_DELETE", forget)

    def _catch_up(self, guild: str) -> None:
        """Read what was missed; what comes now waits at the gate until that has its places."""
        if guild and guild not in self._gates:
            self._gates[guild] = []
            self._begin(self._caught_up(guild), self._catching)

    async def _caught_up(self, guild: str) -> None:
        try:
            if not await self._read(guild, partial(self._open, guild, gap=False)):
                self._reread(guild)
        finally:
            self._open(guild, gap=True)

    def _reread(self, guild: str) -> None:
        self.rereading.begin(guild, partial(self._read, guild, lambda: None, again=True), self.trying)

    async def _read(self, guild: str, ready: Callable[[], None], *, again: bool = False) -> bool:
        try:
            take = partial(self._taken, "MESSAGE_CREATE")
            return await self.catching_up.run(guild, take, ready, again=again)
        except Exception as surprise:  # noqa: BLE001  # what comes now is heard all the same
            log.error("what was missed is not read: %s", trail(surprise))
            return False

    def _open(self, guild: str, *, gap: bool) -> None:
        """Let pass what came meanwhile; with a gap where it is not known what was missed."""
        for event, told in self._gates.pop(guild, ()):
            self._message(event, told, gap=gap)

    def _begin(self, work: Coroutine[None, None, object], among: set[asyncio.Task[object]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)
