"""What a line at the terminal becomes, and what the screen shows of what comes back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from adapters.terminal.attach import Attached
from adapters.terminal.journal import Journal
from adapters.terminal.screen import MarkdownFace, Screen
from adapters.terminal.session import Edge, Outset, Session, from_pipe
from bot.core.document import Choice, Choices, Document, paragraph
from bot.core.events import Event, FileTrouble, Key, TextFile
from bot.ports import Posting, Progress, Stage

KEY = Key("terminal", "local", "t1")
OLD = Key("terminal", "local", "t0")


class FakeFront:
    """Takes events; before each wait it posts what the test has put in `replies`."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self.log: list[str] = []
        self.replies: dict[str, Posting] = {}
        self.screen: Screen | None = None

    async def accept(self, event: Event) -> bool:
        self.heard.append(event)
        self.log.append(event.kind)
        return True

    async def settled(self, key: Key) -> None:
        self.log.append("settled")
        posting = self.replies.pop(self.heard[-1].kind, None) if self.heard else None
        if posting and self.screen:
            await self.screen.post(posting)


class Scene:
    """A screen on a string, with its session and front."""

    def __init__(self, folder: Path, *, begun: bool = False) -> None:
        self.out: list[str] = []
        self.front = FakeFront()
        self.screen = Screen(MarkdownFace(), self.out.append, Journal(folder / "shown"), KEY, "es")
        self.front.screen = self.screen
        ids = count(1)
        edge = Edge(lambda: f"id{next(ids)}", lambda: datetime(2026, 11, 22, tzinfo=UTC))
        self.session = Session(self.front, self.screen, edge, begun=begun)

    async def pipe(self, *lines: bytes, outset: Outset | None = None) -> None:
        async def feed() -> AsyncIterator[bytes]:
            for line in lines:
                yield line

        await from_pipe(self.session, outset or Outset(), feed())


@pytest.fixture
def stage(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def posting(
    effect: str, document: Document, *, topic: str | None = None, key: Key = KEY, inherited: bool = False
) -> Posting:
    return Posting(effect, key, "plain", topic, document, inherited, "es")


def text(words: str) -> Document:
    return Document((paragraph(words),))


async def test_each_line_of_a_pipe_waits_for_the_bot(stage: Scene) -> None:
    await stage.pipe(b"Lambda con Node\n", b"\n", b"   \n", b"3M al mes\n")
    assert stage.front.log == ["settled", "started", "settled", "spoke", "settled"]
    assert stage.out == ["> Lambda con Node\n\n", "> 3M al mes\n\n"]


async def test_files_come_with_the_opening_and_the_unreadable_are_named(stage: Scene) -> None:
    attached = (
        Attached("package.json", TextFile("package.json", "{}")),
        Attached("foto.png", FileTrouble.BINARY),
    )
    await stage.pipe(b"hola\n", outset=Outset(attached, "en"))
    started, refused = stage.front.heard
    assert started.kind == "started"
    assert started.files == (TextFile("package.json", "{}"),)
    assert started.language == "en"
    assert refused.kind == "file_refused"
    assert refused.trouble is FileTrouble.BINARY


async def test_a_number_picks_from_the_last_question(stage: Scene) -> None:
    question = Document((Choices("state", (Choice("stateless", "Sin estado"),)),))
    stage.front.replies["started"] = posting("e1", question, topic="state")
    await stage.pipe(b"hola\n", b"1\n")
    pressed = stage.front.heard[-1]
    assert pressed.kind == "pressed"
    assert (pressed.topic, pressed.choice) == ("state", "stateless")


async def test_coming_back_waits_for_what_was_left_undone_first(tmp_path: Path) -> None:
    stage = Scene(tmp_path, begun=True)
    await stage.pipe(b"sigo\n", outset=Outset((), "en"))
    assert stage.front.log == ["settled", "pressed", "returned", "settled", "spoke", "settled"]
    language = stage.front.heard[0]
    assert language.kind == "pressed"
    assert (language.topic, language.choice) == ("command", "language:en")


async def test_what_a_former_conversation_still_had_to_say_is_shown_before_a_new_one_begins(
    tmp_path: Path,
) -> None:
    stage = Scene(tmp_path)
    await stage.session.stop(OLD)
    stage.session.leave(OLD)
    stage.front.replies["pressed"] = posting("e0", text("el plan de antes"), key=OLD)
    await stage.pipe(b"hola\n")
    stopped, started = stage.front.heard
    assert stopped.kind == "pressed"
    assert (stopped.conversation, stopped.topic, stopped.choice) == (OLD, "command", "stop")
    assert started.conversation == KEY
    assert stage.out == ["el plan de antes\n\n", "> hola\n\n"]


async def test_nothing_said_begins_nothing(stage: Scene) -> None:
    await stage.pipe(b"\n", b"  \n")
    assert stage.front.heard == []
    assert not stage.session.begun


async def test_an_inherited_message_is_shown_once_over_two_lives(tmp_path: Path) -> None:
    first = Scene(tmp_path)
    await first.screen.post(posting("e1", text("hola")))
    first.screen.journal.close()
    second = Scene(tmp_path)
    await second.screen.post(posting("e1", text("hola"), inherited=True))
    await second.screen.post(posting("e2", text("adiós"), inherited=True))
    assert (first.out, second.out) == (["hola\n\n"], ["adiós\n\n"])


async def test_choices_are_known_again_though_the_question_was_already_shown(tmp_path: Path) -> None:
    question = Document((Choices("state", (Choice("stateless", "Sin estado"),)),))
    first = Scene(tmp_path)
    await first.screen.post(posting("e1", question, topic="state"))
    first.screen.journal.close()
    second = Scene(tmp_path)
    await second.screen.post(posting("e1", question, topic="state", inherited=True))
    assert second.out == []
    assert second.screen.choices == question.nodes[0]


async def test_another_conversation_never_reaches_this_screen(stage: Scene) -> None:
    await stage.screen.post(posting("e1", text("de otra"), key=OLD))
    await stage.screen.show(OLD, Progress(Stage.DRAFTING))
    assert stage.out == []
    assert stage.screen.progress is None


async def test_progress_is_kept_for_who_draws_it(stage: Scene) -> None:
    drawn: list[Progress | None] = []
    stage.screen.redraw = lambda: drawn.append(stage.screen.progress)
    await stage.screen.show(KEY, Progress(Stage.DRAFTING))
    await stage.screen.show(KEY, None)
    assert drawn == [Progress(Stage.DRAFTING), None]
