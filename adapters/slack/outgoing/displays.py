"""Progress as it shows: one message a job, edited at most every three seconds, the latest state always last.

A report only says what is to be seen; a task per job shows it when it may. In an agent's direct messages the status
line and a stream take the place of the edits. All of it passes: what must last is posted, and nothing here can fail
a job.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from adapters.slack.address import Place, place
from adapters.slack.calls import Api
from adapters.slack.outgoing.changing import changed, first_message
from adapters.slack.outgoing.streams import STATUS, Stream, Streams
from adapters.slack.outgoing.voice import Voice, voice_of
from adapters.slack.render.message import Message
from adapters.slack.traced import (
    AGENT,
    PROGRESS,
    RECIPIENT,
    ProgressAt,
    progress_at,
    recipient,
    stored_progress,
)
from bot.core.events import Key
from bot.hosting.answers import Sleep
from bot.hosting.pacing import Paced
from bot.ports import Later, Progress, Stage, StoreUnusable, Traces
from bot.presenter.progress import Course, Standing, progress_document
from bot.wording import Wording

EDITS = 3.0  # seconds between two edits of a message
PIECES = 1.0  # seconds between two pieces of a stream


@dataclass(slots=True)
class Display:
    """One job on show. `stream` only in an agent's direct messages."""

    key: Key
    place: Place
    ts: str
    voice: Voice
    stream: Stream | None
    paced: Paced
    course: Course = field(default_factory=Course)


@dataclass(frozen=True, slots=True)
class Displays:
    """`clock` gives seconds that only grow; `sleep` waits for some."""

    api: Api
    traces: Traces
    wording: Wording
    streams: Streams
    clock: Callable[[], float]
    sleep: Sleep
    _shown: dict[Key, Display] = field(default_factory=dict[Key, Display])
    _early: dict[Key, Course] = field(default_factory=dict[Key, Course])  # jobs whose message is not out yet

    async def show(self, key: Key, progress: Progress | None) -> None:
        """Take a report in; None when the job has ended. Never raises over Slack or the store."""
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
        await display.paced.halt()
        display.course = replace(display.course, standing=Standing.FINISHED)
        if display.stream is not None:
            with suppress(Later):
                await self._tell(display, display.stream)
        if display.ts:
            await display.paced.turn()
            message = view(display.course, display.voice)
            await changed(self.api, key.workspace, display.place, display.ts, message)
        past = stored_progress(ProgressAt("", display.voice.language))
        await self.traces.trace(key, PROGRESS, past)

    async def moved(self, key: Key, known: Mapping[str, str], at: ProgressAt) -> None:
        """Progress shows in another message from now on; one that a crash left open is closed. `known` is what was
        remembered before. Raises `Later` or `Lost`."""
        older = self._display(key, known, progress_at(known.get(PROGRESS)))
        if older and older.ts and older.ts != at.ts:
            older.course = Course(standing=Standing.ENDED)
            message = view(older.course, older.voice)
            await changed(self.api, key.workspace, older.place, older.ts, message)
        display, early = self._shown.get(key), self._early.pop(key, None)
        if display is None and early and (display := self._display(key, known, at)):
            self._shown[key], display.course = display, early
        if display is not None:
            display.ts = at.ts
            self._wake(display)

    async def settled(self) -> None:
        """Wait until all that was reported shows."""
        for display in list(self._shown.values()):
            await display.paced.settled()

    async def close(self) -> None:
        """Leave everything as it shows now."""
        for display in list(self._shown.values()):
            await display.paced.stop()

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
        else:
            display.course = display.course.heard(progress)
        self._wake(display)

    def _wake(self, display: Display) -> None:
        """Have it shown as it is now, soon."""
        display.paced.wake(partial(self._show, display), partial(self._rested, display))

    def _display(self, key: Key, known: Mapping[str, str], at: ProgressAt | None) -> Display | None:
        """What there is to show progress in; None when there is nothing."""
        where = place(key, known)
        if at is None or not where.thread:
            return None
        stream = Stream(key.workspace, where, recipient(known.get(RECIPIENT))) if AGENT in known else None
        paced = Paced(key, PIECES if stream else EDITS, self.clock, self.sleep)
        return Display(key, where, at.ts, voice_of(at.language, self.wording), stream, paced)

    def _rested(self, display: Display) -> None:
        """All that was reported shows; of a job that has ended nothing more comes."""
        if display.course.standing is not Standing.RUNNING and self._shown.get(display.key) is display:
            del self._shown[display.key]

    async def _show(self, display: Display) -> None:
        if display.stream is not None:
            await self._tell(display, display.stream)
        if display.ts and self._edits(display):
            message = view(display.course, display.voice)
            await changed(self.api, display.key.workspace, display.place, display.ts, message)

    def _edits(self, display: Display) -> bool:
        """Whether the message changes now: always at the end, and on the way where nothing else shows it."""
        if set(display.course.stages) == {Stage.ANSWERING}:
            return False  # a message of its own would last longer than the work
        if display.course.standing is not Standing.RUNNING:
            return True
        return display.stream is None or not self.streams.has(display.key.workspace, STATUS)

    async def _tell(self, display: Display, stream: Stream) -> None:
        running = display.course.standing is Standing.RUNNING
        words = display.voice.stage(display.course.stages[-1]) if running else ""
        await self.streams.status(stream, words)
        if running and display.course.detail:
            await self.streams.tell(stream, display.course.detail)
        elif not running:
            await self.streams.stop(stream)


def view(course: Course, voice: Voice) -> Message:
    """The progress message."""
    document = progress_document(course, voice.language, voice.wording)
    message = first_message(voice.rendered(document))
    if message is None:
        raise ValueError("progress is a message")
    return message
