"""Corcho, a notice board that nobody has: the smallest platform that keeps what all of them keep.

    the bus → Hearing → the front door
    the outbox → CorchoPlatform → rendered → the board

What makes it small: the board takes a note with a tag once, for ever. So a message whose answer was lost is pinned
again, and is one message all the same; where a service forgets, an adapter has to look.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.core.document import Choices, Document, File
from bot.core.events import AnyFile, FileTrouble, Happened, Key
from bot.hosting import Host
from bot.hosting.answers import Lost, Odd
from bot.hosting.entering import pressed, shared, spoke, started
from bot.hosting.fields import Json, inner, listed, text
from bot.hosting.files import taken
from bot.hosting.inquiries import OPENER
from bot.hosting.manifests import read_together
from bot.hosting.sent import dumped, loaded
from bot.ports import Later, Posting, Progress, StoreUnusable, Traces, Undeliverable
from bot.presenter.markdown import markdown
from bot.presenter.progress import Course, Standing, progress_document
from bot.wording import Wording

PLATFORM, NAME, ROOM = "corcho", "@wasm", 1_000  # characters of a note
QUESTION, PROGRESS = "question", "progress"  # what is remembered of a conversation
CALLING = re.compile(r"@(?=\w)")


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the bus tells, and what comes of it. A note without an author is our own."""

    host: Host

    async def hear(self, told: Json) -> None:
        key = Key(PLATFORM, text(told, "wall"), text(told, "string"))
        about = Happened(text(told, "id"), key, self.host.now(), text(told, "by"))
        words, files, accept = text(told, "words"), await files_of(told), self.host.front.accept
        opened = OPENER in await self.host.memory.traces(key)
        if opened and (press := inner(told, "button")):
            await accept(pressed(about, *(text(press, each) for each in ("topic", "value", "label"))))
        elif opened and about.author:
            for number, file in enumerate(files):
                await accept(shared(replace(about, id=f"{about.id}:{number}"), file.name, file))
            await accept(spoke(about, words, with_files=bool(files)))
        elif about.author and words.startswith(NAME):
            await self.host.memory.trace(key, OPENER, about.author)
            await accept(started(about, words.removeprefix(NAME).strip(), files))


async def files_of(told: Json) -> tuple[AnyFile, ...]:
    came = [(each, taken(text(each, "name"), text(each, "text").encode())) for each in listed(told, "files")]
    return tuple(each for _, each in await read_together(came) if not isinstance(each, FileTrouble))


def rendered(document: Document) -> list[Json]:
    """Notes; buttons and files hang on the last one."""
    said = Document(tuple(each for each in document.nodes if not isinstance(each, Choices)))
    *earlier, last = pieces(CALLING.sub("@\u2060", markdown(said)))
    buttons = [
        {"topic": each.topic, "value": option.value, "label": option.label}
        for each in document.nodes
        if isinstance(each, Choices)
        for option in each.options
    ]
    files = [{"name": each.name, "text": each.text} for each in document.nodes if isinstance(each, File)]
    return [*({"words": each} for each in earlier), {"words": last, "buttons": buttons, "files": files}]


def pieces(words: str) -> Iterator[str]:
    """Cut between words where that can be done."""
    while len(words) > ROOM:
        at = 1 + max(words.rfind(" ", 0, ROOM), words.rfind("\n", 0, ROOM)) or ROOM
        yield words[:at]
        words = words[at:]
    yield words


@dataclass(frozen=True, slots=True)
class CorchoPlatform:
    """`bot.ports.Platform`. `ask` asks the board; its answer holds an error, or none."""

    ask: Callable[[Json], Awaitable[Json]]
    traces: Traces
    wording: Wording
    _courses: dict[Key, Course] = field(default_factory=dict[Key, Course])

    async def post(self, posting: Posting) -> None:
        known = await self.traces.traces(posting.key)
        asked = loaded(known.get(QUESTION))
        if OPENER not in known:  # it was forgotten
            return
        if posting.amends is None:
            await self._publish(posting, asked)
        elif posting.amends == text(asked, "topic"):
            await self._call("change", posting.key, {**rendered(posting.document)[0], "tag": asked["tag"]})
            await self.traces.trace(posting.key, QUESTION, None)

    async def _publish(self, posting: Posting, asked: Json) -> None:
        key = posting.key
        notes = [
            {**each, "tag": f"{posting.effect}.{number}", "only": posting.to or ""}
            for number, each in enumerate(rendered(posting.document))
        ]
        if posting.topic and asked and asked["tag"] not in [each["tag"] for each in notes]:
            await self._call("change", key, {"tag": asked["tag"]})
        for each in notes:
            await self._call("pin", key, each)
        last = {"tag": notes[-1]["tag"], "topic": posting.topic, "language": posting.language}
        if posting.topic:
            await self.traces.trace(key, QUESTION, dumped(last))
        if posting.notice == "planning_began":
            await self.traces.trace(key, PROGRESS, dumped(last))
        if posting.notice == "plan_posted":
            await self._display(key, Course(standing=Standing.FINISHED))

    async def show(self, key: Key, progress: Progress | None) -> None:
        course = self._courses.pop(key, Course())
        with suppress(StoreUnusable, Undeliverable, Later, Lost, Odd):
            if progress is not None:
                course = self._courses[key] = course.heard(progress)
            await self._display(key, course if progress else replace(course, standing=Standing.ENDED))

    async def _display(self, key: Key, course: Course) -> None:
        shown = loaded((await self.traces.traces(key)).get(PROGRESS))
        if text(shown, "tag"):
            note = rendered(progress_document(course, text(shown, "language"), self.wording))[0]
            await self._call("change", key, {**note, "tag": shown["tag"]})

    async def _call(self, do: str, key: Key, note: Json) -> None:
        answer = await self.ask({**note, "do": do, "wall": key.workspace, "string": key.thread})
        match text(answer, "error"):
            case "":
                return
            case "lost" as error:
                raise Lost(error)
            case "busy":
                raise Later(float(text(answer, "seconds")))
            case "gone" as error:
                raise Undeliverable(error)
            case error:
                raise Odd(error)
