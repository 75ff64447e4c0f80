"""Progress as it shows: one message a job, edited at most every two seconds, the latest state always last; and the bot
is seen typing as long as the job runs, which is all that shows of an answer.

A report only says what is to be seen; tasks show it when they may. All of it passes: what must last is posted, and
nothing here can fail a job.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from adapters.discord.address import place
from adapters.discord.calls import Api, type_in
from adapters.discord.outgoing.changing import changed
from adapters.discord.outgoing.voice import Voice, voice_of
from adapters.discord.render import Message
from adapters.discord.traced import PROGRESS, REFUSED, ProgressAt, progress_at, stored_progress
from bot.core.events import Key
from bot.hosting.answers import Refused, Sleep
from bot.hosting.pacing import Paced
from bot.ports import Progress, Stage, StoreUnusable, Traces
from bot.presenter.progress import Course, Standing, progress_document
from bot.wording import Wording

log = logging.getLogger(__name__)

EDITS = 2.0  # seconds between two edits of a message
TYPING = 8.0  # seconds between two requests to be seen typing; each is seen for ten
SILENT = 75  # such requests without a report, ten minutes: after them nobody believes it any more


@dataclass(slots=True)
class Display:
    """One job on show. `at` has no id where no message shows it; `typed` counts the requests since the last report."""

    key: Key
    channel: str
    at: ProgressAt
    edits: Paced
    typing: Paced
    course: Course = field(default_factory=Course)
    typed: int = 0
    may_type: bool = True


@dataclass(frozen=True, slots=True)
class Displays:
    """`clock` gives seconds that only grow; `sleep` waits for some."""

    api: Api
    traces: Traces
    wording: Wording
    clock: Callable[[], float]
    sleep: Sleep
    _shown: dict[Key, Display] = field(default_factory=dict[Key, Display])
    _early: dict[Key, Course] = field(default_factory=dict[Key, Course])  # jobs whose message is not out yet

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Take a report in; None when the job has ended. Never raises over Discord or the store."""
        with suppress(StoreUnusable):
            await self._take(key, progress)

    async def finished(self, key: Key) -> None:
        """What the job made is posted: every stage is done, and there is nothing to stop. Raises `Later` or `Lost`."""
        display = self._shown.pop(key, None)
        known = await self.traces.traces(key)
        if display is None:
            display = self._display(key, known, progress_at(known.get(PROGRESS)))
        if display is None:
            return
        await display.typing.stop()
        await display.edits.halt()
        if display.at.id:
            await display.edits.turn()
            display.course = replace(display.course, standing=Standing.FINISHED)
            await self._edit(display)
        await self.traces.trace(key, PROGRESS, stored_progress(ProgressAt("", display.at.language)))

    async def moved(self, key: Key, known: Mapping[str, str], at: ProgressAt) -> None:
        """Progress shows in another message from now on; one that a crash left open is closed. `known` is what was
        remembered before. Raises `Later` or `Lost`."""
        older = self._display(key, known, progress_at(known.get(PROGRESS)))
        if older and older.at.id and older.at.id != at.id:
            older.course = Course(standing=Standing.ENDED)
            await self._edit(older)
        display, early = self._shown.get(key), self._early.pop(key, None)
        if display is None and early and (display := self._display(key, known, at)):
            self._shown[key], display.course = display, early
        if display is not None:
            display.at = at
            self._wake(display)

    async def settled(self) -> None:
        """Wait until all that was reported shows."""
        for display in list(self._shown.values()):
            await display.edits.settled()

    async def close(self) -> None:
        """Leave everything as it shows now."""
        for display in list(self._shown.values()):
            await display.typing.stop()
            await display.edits.stop()

    async def _take(self, key: Key, progress: Progress | None) -> None:
        display = self._shown.get(key)
        if display is None:
            if progress is None:
                self._early.pop(key, None)
                return
            known = await self.traces.traces(key)
            display = self._display(key, known, progress_at(known.get(PROGRESS)))
            if display is None:
                self._early[key] = self._early.get(key, Course()).heard(progress)
                return
            display = self._shown.setdefault(key, display)
        if progress is None:
            display.course = replace(display.course, standing=Standing.ENDED)
            await display.typing.stop()
        else:
            display.course = display.course.heard(progress)
        self._wake(display)

    def _display(self, key: Key, known: Mapping[str, str], at: ProgressAt | None) -> Display | None:
        """What there is to show progress in; None when there is nothing."""
        channel = place(key, known)
        if at is None or channel is None or REFUSED in known:
            return None
        edits, typing = (Paced(key, pause, self.clock, self.sleep) for pause in (EDITS, TYPING))
        return Display(key, channel, at, edits, typing)

    def _wake(self, display: Display) -> None:
        """Have it shown as it is now, soon."""
        display.edits.wake(partial(self._show, display), partial(self._rested, display))
        if display.course.standing is Standing.RUNNING and display.may_type:
            display.typed = 0
            display.typing.wake(partial(self._type, display))

    def _rested(self, display: Display) -> None:
        """All that was reported shows; of a job that has ended nothing more comes."""
        if display.course.standing is not Standing.RUNNING and self._shown.get(display.key) is display:
            del self._shown[display.key]

    async def _show(self, display: Display) -> None:
        # Of an answer there is no message: it would last longer than the work.
        if display.at.id and set(display.course.stages) != {Stage.ANSWERING}:
            await self._edit(display)

    async def _edit(self, display: Display) -> None:
        """Show the message as it is now; what cannot be changed is left alone. Raises `Later` or `Lost`."""
        at = display.at
        message = view(display.course, voice_of(at.language, self.wording))
        if not await changed(self.api, display.channel, at.id, message) and display.at is at:
            display.at = replace(at, id="")

    async def _type(self, display: Display) -> None:
        """Be seen typing, and again as long as the job runs. Where it may not, it is not tried again."""
        answer = await self.api.call(type_in(display.channel))
        display.typed += 1
        if isinstance(answer, Refused):
            log.info("%s: not seen typing: %s %s", display.key, answer.error, answer.why)
            display.may_type = False
        elif display.typed < SILENT:
            display.typing.wake(partial(self._type, display))


def view(course: Course, voice: Voice) -> Message:
    """The progress message."""
    return voice.one(progress_document(course, voice.language, voice.wording))
