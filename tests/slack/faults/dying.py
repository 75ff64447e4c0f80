"""kill -9 at random moments, most of them bad ones: in the middle of a call, and around an acknowledgement.

A moment is bound to something that happens, and not to the clock, so that the worst ones come often: Slack has taken a
message and its answer is on its way; an event is being taken in, or was acknowledged a moment ago; the bot starts.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from random import Random

from tests.slack.payloads import Payload
from tests.slack.process import Bot
from tests.slack.server import Ack, Cut
from tests.slack.server.deliveries import Courier, Kind
from tests.slack.server.wire import mapped

TRIES = 3  # how often Slack tries again
IDLE = 3.0  # seconds after which a moment that does not come is not waited for


class Moment(Enum):
    """When it is killed."""

    TAKEN = "Slack has done a call, and not said so"
    UNTAKEN = "a call has not reached Slack"
    DELIVERED = "something is being taken in"
    ACKNOWLEDGED = "something was acknowledged"
    STARTING = "it starts"


@dataclass(slots=True)
class Killer:
    """Kills the bot and starts it again. `killed`: the moments, in order. While a delivery is tried for the last time
    (`last_tries`) the bot is spared, for after that Slack itself gives up."""

    bot: Bot
    chance: Random
    killed: list[Moment] = field(default_factory=list[Moment])
    up: asyncio.Event = field(default_factory=asyncio.Event)
    courier: Courier | None = None
    last_tries: int = 0
    _left: int = 0
    _moment: Moment | None = None
    _dead: asyncio.Event = field(default_factory=asyncio.Event)

    async def kill(self, moments: tuple[Moment, ...] = tuple(Moment)) -> None:
        """Once, at one of these moments; the bot is up again when this returns."""
        moment = self.chance.choice(moments)
        if moment is Moment.STARTING:
            await self._while_starting()
        else:
            self._dead.clear()
            self._moment, self._left = moment, self.chance.randrange(1, 7)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._dead.wait(), IDLE)
            self._moment = None
            if not self._dead.is_set():
                self.strike()
                await self._dead.wait()
        self.killed.append(moment)
        await self.bot.kill()
        await self.bot.start()
        self.watch()

    async def _while_starting(self) -> None:
        self._dead.clear()
        self.strike()
        await self._dead.wait()
        await self.bot.kill()
        starting = asyncio.create_task(self.bot.start(cold=True))
        await asyncio.sleep(self.chance.uniform(0.1, 1.5))
        await self.bot.kill()
        await asyncio.wait([starting])
        with suppress(RuntimeError):  # it says that it did not come up, if it had not
            starting.result()

    def watch(self) -> None:
        """See every call to Slack, and every delivery to the bot, which is up."""
        slack = self.bot.slack
        if not isinstance(slack.deliveries.courier, Watched):
            self.courier, slack.deliveries.courier = slack.deliveries.courier, Watched(self)
        if not slack.faults.plans:
            for fault, moment in ((Cut(after=True), Moment.TAKEN), (Cut(after=False), Moment.UNTAKEN)):
                slack.fault("*", fault, times=None, when=self._at(moment))
        self.up.set()

    def _at(self, moment: Moment) -> Callable[[Payload], bool]:
        return lambda _: self._now(moment)

    def _now(self, moment: Moment) -> bool:
        """Whether this is the moment; then the bot is dead."""
        if self._moment is not moment or self.last_tries:
            return False
        self._left -= 1
        if self._left > 0:
            return False
        self._moment = None
        self.strike()
        return True

    def strike(self) -> None:
        """Dead at once, or as soon as it may be."""
        if self.last_tries:
            asyncio.get_running_loop().call_later(0.02, self.strike)
            return
        self.up.clear()
        if self.bot.process is not None:
            with suppress(ProcessLookupError):
                self.bot.process.send_signal(signal.SIGKILL)
        self._dead.set()

    def delivered(self) -> None:
        """Some milliseconds into taking it in."""
        if self._moment is Moment.DELIVERED:
            self._moment = None
            asyncio.get_running_loop().call_later(self.chance.expovariate(200), self.strike)

    def acknowledged(self) -> None:
        if self._moment is Moment.ACKNOWLEDGED:
            self._moment = None
            self.strike()


@dataclass(frozen=True, slots=True)
class Watched:
    """A courier whose every step the killer sees, where it brings what people did.

    A delivery that is tried again after a minute, or five, waits until the bot is up: a start takes less."""

    killer: Killer

    async def bring(self, kind: Kind, payload: Payload, attempt: int = 0, reason: str = "") -> Ack:
        while attempt > 1 and not self.killer.up.is_set():
            await self.killer.up.wait()
        if self.killer.courier is None:
            return Ack(0, reason="connection_failed")
        if not by_people(payload):
            return await self.killer.courier.bring(kind, payload, attempt, reason)
        last = kind == "events_api" and attempt == TRIES
        self.killer.last_tries += last
        self.killer.delivered()
        ack = await self.killer.courier.bring(kind, payload, attempt, reason)
        self.killer.last_tries -= last
        if ack.ok:
            self.killer.acknowledged()
        return ack


def by_people(payload: Payload) -> bool:
    """Whether it is no echo of what the bot itself wrote."""
    event = mapped(payload.get("event"))
    return "bot_id" not in event and "bot_id" not in mapped(event.get("message"))
