"""What the gateway tells, in order: each thing is read, taken in, and, if it is an interaction, answered.

Nobody tells a message again, so one that cannot be taken in is tried some times more, and those behind it wait. An
interaction does not wait for long, since Discord gives three seconds; one that fails is not answered, and Discord says
so to whoever did it. After a new session, what was missed comes before what comes now.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from adapters.discord.address import PLATFORM
from adapters.discord.incoming.attending import Attended, Attending, Interaction
from adapters.discord.incoming.catching_up import CatchingUp
from adapters.discord.incoming.hearing import Hearing
from adapters.discord.incoming.lanes import Place
from adapters.discord.incoming.parse import Changed, Left, TakenAway, Written
from adapters.discord.incoming.parse.arrivals import DIRECT, Surface
from adapters.discord.incoming.parse.fields import number, snowflake
from adapters.discord.incoming.parse.messages import guild_of, surface
from adapters.discord.incoming.raw import trail
from adapters.discord.incoming.reading import Reading
from adapters.discord.incoming.replies import Replies
from bot.hosting.fields import Json, inner, text, texts
from bot.ports import Tenant

log = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds that an interaction waits for what is before it
PAUSES = (0.5, 3.0, 10.0)  # seconds before something is tried again
LAST = 8.0  # seconds for what is being taken in when the process ends
FAREWELL = 10.0  # seconds for what is being taken in when the bot is removed from a server

MESSAGES = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"})
ACTION = "INTERACTION_CREATE"


@dataclass(frozen=True, slots=True)
class Listening:
    """`pauses` are in seconds."""

    reading: Reading
    hearing: Hearing
    attending: Attending
    replies: Replies
    catching_up: CatchingUp
    pauses: tuple[float, ...] = PAUSES
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _catching: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _gates: dict[str, list[tuple[str, Json]]] = field(default_factory=dict[str, list[tuple[str, Json]]])
    _closing: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, event: str, told: Json) -> None:
        """An event of the gateway, by its name and its `d`. Returns at once; needs a running loop."""
        if self._closing.is_set():
            return  # it is read when the bot is back
        match event:
            case "READY":
                self._catch_up(DIRECT)
            case "GUILD_CREATE":
                self._catch_up(snowflake(told, "id"))
            case "GUILD_DELETE":
                self._begin(self._tried(event, partial(self._left, told)), self._tasks)
            case _ if event == ACTION:
                place = self.catching_up.lanes.enter(*lanes_of_interaction(told))
                self._begin(self._attended(told, place), self._tasks)
            case _:
                if event in MESSAGES:
                    self._message(event, told)

    async def close(self, patience: float = LAST) -> None:
        """Hear nothing more. What is being taken in is finished, if that takes no longer than `patience` seconds; a
        message is read again when the bot is back."""
        self._closing.set()
        for each in self._catching:
            each.cancel()
        await asyncio.gather(*self._catching, return_exceptions=True)
        for guild in [*self._gates]:
            self._open(guild)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.settled()
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def settled(self) -> None:
        """Until all that was told is taken in."""
        while under_way := self._tasks | self._catching:
            await asyncio.wait(under_way)

    def _message(self, event: str, told: Json) -> None:
        if (gate := self._gates.get(guild_of(told))) is not None:
            gate.append((event, told))
            return
        place = self.catching_up.lanes.enter(*lanes_of(told, self.reading.kind_of(told)))
        self._begin(place.run(partial(self._taken, event, told)), self._tasks)

    async def _taken(self, event: str, told: Json) -> None:
        await self._tried(event, partial(self._heard, event, told))

    async def _heard(self, event: str, told: Json) -> None:
        for arrival in await self.reading.arrivals(event, told):
            match arrival:
                case Written():
                    await self.hearing.written(arrival)
                case Changed():
                    await self.hearing.changed(arrival)
                case TakenAway():
                    await self.hearing.taken_away(arrival)
                case _:
                    pass

    async def _attended(self, told: Json, place: Place) -> None:
        """An interaction, answered when it is on the disk."""
        try:
            for done in await self.reading.arrivals(ACTION, told):
                if isinstance(done, Interaction):
                    attended = await self._in_turn(done, place)
                    await self.replies.send(attended.reply, done.by, text(told, "application_id"))
                    if attended.later is not None:
                        await self._tried(ACTION, attended.later)
        except Exception as surprise:  # noqa: BLE001  # one that fails says nothing of the next
            log.error("%s was not taken in: %s", ACTION, trail(surprise))
        finally:
            place.leave()

    async def _in_turn(self, done: Interaction, place: Place) -> Attended:
        if self.attending.opens_form(done):
            place.leave()
            return await self.attending.attend(done)
        return await place.run(partial(self.attending.attend, done), PATIENCE)

    async def _left(self, told: Json) -> None:
        """The bot was removed from a server: nothing of it is kept."""
        for arrival in await self.reading.arrivals("GUILD_DELETE", told):
            if isinstance(arrival, Left):
                if others := self._tasks - {asyncio.current_task()}:
                    await asyncio.wait(others, timeout=FAREWELL)  # or it would be kept after all
                await self.attending.host.memory.forget(Tenant(PLATFORM, arrival.guild))

    def _catch_up(self, guild: str) -> None:
        """Read what was missed; what comes now waits at the gate until that has its places."""
        if guild and guild not in self._gates:
            self._gates[guild] = []
            self._begin(self._caught_up(guild), self._catching)

    async def _caught_up(self, guild: str) -> None:
        take, ready = partial(self._taken, "MESSAGE_CREATE"), partial(self._open, guild)
        try:
            await self.catching_up.run(guild, take, ready)
        except Exception as surprise:  # noqa: BLE001  # what comes now is heard all the same
            log.error("what was missed is not read: %s", trail(surprise))
        finally:
            self._open(guild)

    def _open(self, guild: str) -> None:
        for event, told in self._gates.pop(guild, ()):
            self._message(event, told)

    async def _tried(self, event: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do it, again after a pause if it fails. What is raised may quote people: its kind and place are logged."""
        for pause in (*self.pauses, None):
            try:
                await work()
                return
            except Exception as surprise:  # noqa: BLE001  # whatever it is, the next one is to come
                log.error("%s was not taken in: %s", event, trail(surprise))
            if pause is None or await self._closed_within(pause):
                return

    async def _closed_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        return self._closing.is_set()

    def _begin(self, work: Coroutine[None, None, None], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)


def lanes_of(told: Json, kind: int | None) -> tuple[str, ...]:
    """The lanes of a message, or of many that were deleted: its place's, or in a channel its own, since that is what
    the conversation is named after that it may open. Both where the kind of the place is not known."""
    channel, names = snowflake(told, "channel_id"), texts(told, "ids") or [text(told, "id")]
    if kind is None and guild_of(told) != DIRECT:
        return channel, *names
    opens = surface(guild_of(told), -1 if kind is None else kind) is Surface.CHANNEL
    return tuple(names) if opens else (channel,)


def lanes_of_interaction(told: Json) -> tuple[str, ...]:
    """The lane of the place in which somebody does something; none in a channel, in which nothing is held."""
    opens = surface(guild_of(told), number(inner(told, "channel"), "type")) is Surface.CHANNEL
    return () if opens else (snowflake(told, "channel_id"),)
