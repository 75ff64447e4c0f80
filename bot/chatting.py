"""`chat`: one conversation at this terminal or through this pipe, with the engine beside it."""

import asyncio
import shutil
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from adapters.terminal.attach import attachments
from adapters.terminal.journal import Journal
from adapters.terminal.listing import warn
from adapters.terminal.screen import Face, JsonFace, MarkdownFace, RichFace, Screen, write_to
from adapters.terminal.session import Edge, Outset, Session, from_pipe, lines_of
from bot.app import engine_of, model_of, now, opened
from bot.cli_words import Words
from bot.core.conversation import Conversation, Delivered, Interviewing, Planning
from bot.core.events import Key
from bot.guarding import OK, guarded
from bot.ports import Platform, Progress, Store
from bot.settings import Settings
from bot.wording import wording

WORKSPACE = "local"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How `chat` was called. `language` None: that of the opening message."""

    jsonl: bool = False
    files: tuple[Path, ...] = ()
    new: bool = False
    resume: bool = False
    language: str | None = None


def chat(settings: Settings, wanted: Wanted, words: Words) -> int:
    """Talk until the person leaves or the input ends; everything said is kept."""
    return guarded(lambda: asyncio.run(conversing(settings, wanted, words)), settings, words)


async def conversing(settings: Settings, wanted: Wanted, words: Words) -> int:
    """One conversation, with the engine running beside it."""
    live = bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty() and not wanted.jsonl)
    async with opened(settings) as store, model_of(settings.model) as model:
        platforms: dict[str, Platform] = {}
        engine = engine_of(settings, store, model, platforms)
        await engine.catch_up()
        last = await store.latest("terminal", WORKSPACE)
        resumed = await taken_up(store, last, wanted)
        left = last if last and not resumed and not await store.idle(last.key) else None
        screen = platforms["terminal"] = screen_of(settings, wanted, resumed, live=live)
        session = Session(engine, screen, Edge(fresh_id, now), begun=resumed is not None)
        if last and not resumed and isinstance(last.phase, Interviewing | Planning):
            left = last
            await session.stop(last.key)
        if left:
            session.leave(left.key)
        if wanted.resume and last is None and not wanted.jsonl:
            warn(words("chat.nothing_to_resume"))
        outset = Outset(await asyncio.to_thread(attachments, wanted.files), wanted.language)
        talk = live_talk(session, outset, words) if live else from_pipe(session, outset, lines_of(0))
        await beside(engine.run(), talk)
        screen.journal.close()
        await farewell(store, session, words, quiet=wanted.jsonl)
    return OK


async def beside(engine: Coroutine[None, None, None], talk: Coroutine[None, None, None]) -> None:
    """Talk with the engine running beside it; raises what either raised, and then the other is ended too."""
    tasks = {asyncio.create_task(engine), asyncio.create_task(talk)}
    done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for each in left:
        each.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for each in done:
        each.result()


async def live_talk(session: Session, outset: Outset, words: Words) -> None:
    """At a terminal: a word of welcome, then the editor."""
    from adapters.terminal.editor import Editor, at_terminal  # noqa: PLC0415  # a pipe needs no line editing

    if not session.begun:
        session.screen.write(words("chat.welcome") + "\n\n")

    def stage(progress: Progress, language: str) -> str:
        doing = wording().line(language, "messages", f"stage.{progress.stage}")
        return f"{doing} · {progress.detail}" if progress.detail else doing

    await at_terminal(session, outset, Editor(session.screen, stage, words("chat.prompt")))


async def taken_up(store: Store, last: Conversation | None, wanted: Wanted) -> Conversation | None:
    """The conversation to go on with: an unfinished one, or with --resume whichever was last."""
    if last is None or wanted.new:
        return None
    unfinished = isinstance(last.phase, Interviewing | Planning) or not await store.idle(last.key)
    return last if wanted.resume or unfinished else None


async def farewell(store: Store, session: Session, words: Words, *, quiet: bool) -> None:
    """On stderr, so that a transcript stays one: what was kept and how to come back."""
    if quiet:
        return
    kept = await store.load(session.screen.current) if session.begun else None
    match kept.phase if kept else None:
        case None:
            said = words("chat.nothing_said")
        case Delivered():
            said = words("chat.kept_finished")
        case _:
            said = words("chat.kept")
    warn(said)


def screen_of(settings: Settings, wanted: Wanted, resumed: Conversation | None, *, live: bool) -> Screen:
    """The screen with its face: JSON lines, rich text, or Markdown."""
    face: Face = JsonFace() if wanted.jsonl else RichFace(terminal_width) if live else MarkdownFace()
    return Screen(
        face=face,
        write=write_live if live else write_to(1),
        journal=journal_of(settings.home / "terminal.shown", live=live),
        current=resumed.key
        if resumed
        else Key("terminal", WORKSPACE, f"{now():%Y%m%d-%H%M%S}-{uuid4().hex[:6]}"),
        language=resumed.language if resumed else wanted.language or wording().languages[0],
    )


def journal_of(path: Path, *, live: bool) -> Journal:
    """What was shown. For a pipe, where programs count on it, a message and its note are one to whoever kills us."""
    if live or sys.platform == "win32":
        return Journal(path)
    from adapters.terminal.scribe import Scribe  # noqa: PLC0415  # not on every system

    return Scribe(path)


def write_live(text: str) -> None:
    """Above the line being edited: the editor has put itself in front of sys.stdout."""
    sys.stdout.write(text)
    sys.stdout.flush()


def terminal_width() -> int:
    """Columns of the terminal, as it is now."""
    return shutil.get_terminal_size().columns


def fresh_id() -> str:
    """An id for something that happened at this terminal."""
    return uuid4().hex
