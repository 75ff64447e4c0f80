"""kill -9 at random moments, most of them bad ones: in the middle of a call, around an answer, while it catches up.

A moment is bound to something that happens, and not to the clock, so that the worst ones come often: Discord has taken
a message and its answer is on its way; something was told and is being taken in; what was missed is being read.
"""

import asyncio
import re
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from random import Random

from tests.discord.process import Served
from tests.discord.server import Asked, Cut, FakeDiscord
from tests.discord.server.faults import Fault

IDLE = 3.0  # seconds after which a moment that does not come is not waited for


class Moment(Enum):
    """When it is killed."""

    TAKEN = "Discord has done a call, and not said so"
    UNTAKEN = "a call has not reached Discord"
    TOLD = "something is being taken in"
    ANSWERED = "an interaction was answered"
    CATCHING_UP = "what was missed is being read"
    STARTING = "it starts"
    POSTED = "Discord has taken a message, and not said so"
    ANY = "nothing of that happens"


AMONG = tuple(each for each in Moment if each is not Moment.ANY)
MADE = "POST|PATCH|PUT|DELETE"
CALLS = {
    Moment.TAKEN: (MADE, r"/.*", Cut(after=True)),
    Moment.UNTAKEN: (MADE, r"/.*", Cut(after=False)),
    Moment.POSTED: ("POST", r"/channels/\d+/messages", Cut(after=True)),
    Moment.ANSWERED: ("POST", r"/interactions/.*", None),
    Moment.CATCHING_UP: ("GET", r"/channels/\d+/messages", None),
}
COUNTED = {Moment.TAKEN, Moment.UNTAKEN, Moment.POSTED}  # one of the next few


@dataclass(slots=True)
class Killer:
    """Kills the bot and starts it again. `killed`: the moments, in order; `death` is set when one came."""

    discord: FakeDiscord
    bot: Served
    chance: Random
    killed: list[Moment] = field(default_factory=list[Moment])
    death: asyncio.Event = field(default_factory=asyncio.Event)
    _left: int = 0
    _moment: Moment | None = None

    async def kill(self, moments: tuple[Moment, ...] = AMONG) -> None:
        """At one of these moments; the bot is up again when this returns. Some need that it was killed before."""
        self.discord.faults.rule = self.met
        moment = self.chance.choice(moments)
        if moment in (Moment.STARTING, Moment.CATCHING_UP):
            await self.bot.kill()
            self.killed.append(Moment.ANY)
        if moment is Moment.STARTING:
            await self._while_starting()
        else:
            if moment is Moment.CATCHING_UP:
                await self.bot.start()
            self.death.clear()
            self._moment = moment
            self._left = self.chance.randrange(1, 5) if moment in COUNTED else 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self.death.wait(), IDLE)
            self._moment = None
        await self.bot.kill()
        self.killed.append(moment if self.death.is_set() or moment is Moment.STARTING else Moment.ANY)
        await self.bot.start()

    async def _while_starting(self) -> None:
        starting = asyncio.create_task(self.bot.start(cold=True))
        await asyncio.sleep(self.chance.uniform(0.1, 1.5))
        await self.bot.kill()
        await asyncio.wait([starting])
        with suppress(RuntimeError):  # it says that it did not come up, if it had not
            starting.result()

    def met(self, asked: Asked) -> Fault | None:
        """What becomes of a call, if this is the moment; then the bot is dead."""
        if self._moment not in CALLS:
            return None
        methods, path, fault = CALLS[self._moment]
        if asked.method not in methods.split("|") or not re.fullmatch(path, asked.path):
            return None
        self._left -= 1
        if self._left > 0:
            return None
        if fault is None:
            self._soon()
        else:
            self._strike()
        return fault

    def told(self) -> None:
        """A person did something: some milliseconds into taking it in."""
        if self._moment is Moment.TOLD:
            self._soon()

    def _soon(self) -> None:
        self._moment = None
        asyncio.get_running_loop().call_later(self.chance.expovariate(200), self._strike)

    def _strike(self) -> None:
        self._moment = None
        if self.bot.process is not None and self.bot.process.returncode is None:
            with suppress(ProcessLookupError):
                self.bot.process.send_signal(signal.SIGKILL)
        self.death.set()
