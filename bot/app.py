"""The parts list: the only file that chooses adapters.

Wired by hand, nothing global, nothing connected at import. Embedded mode is what this builds: one
process, a SQLite file, a terminal.
"""

import asyncio
import logging
import shutil
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from adapters import sqlite
from adapters.terminal.attach import attachments
from adapters.terminal.journal import Journal
from adapters.terminal.listing import warn
from adapters.terminal.screen import Face, JsonFace, MarkdownFace, RichFace, Screen, write_to
from adapters.terminal.session import Edge, Outset, Session, from_pipe, lines_of
from bot.assessment.facts import knowledge
from bot.cli_words import Words
from bot.core.conversation import Conversation, Delivered, Interviewing, Planning
from bot.core.events import Key
from bot.core.notices import Notice
from bot.core.patience import Patience
from bot.core.step import step
from bot.engine import Engine
from bot.engine.crew import trail
from bot.planning.planner import Planner
from bot.ports import Model, Platform, Progress, Store, StoreBusy, StoreUnusable
from bot.presenter import Library, Presented, present
from bot.settings import ModelSettings, Settings, SettingsRefused, WrongSetting
from bot.vocabulary import lexicon
from bot.wording import wording

WORKSPACE = "local"
OK, FAILED = 0, 1

log = logging.getLogger("wasm_architect")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How `chat` was called. `language` None: that of the opening message."""

    jsonl: bool = False
    files: tuple[Path, ...] = ()
    new: bool = False
    resume: bool = False
    language: str | None = None


def now() -> datetime:
    """The clock, read here and handed in."""
    return datetime.now(UTC)


@asynccontextmanager
async def model_of(settings: ModelSettings | None) -> AsyncGenerator[Model | None]:
    """The language model, if one is configured; its SDK is imported only then."""
    if settings is None:
        yield None
        return
    from adapters import openai  # noqa: PLC0415  # half a second of imports that nobody needs without a model

    model = openai.create(settings.key.get_secret_value(), settings.base_url, settings.name)
    try:
        yield model
    finally:
        await model.close()


def engine_of(
    settings: Settings, store: Store, model: Model | None, platforms: dict[str, Platform]
) -> Engine:
    """Core, presenter, planner and store, put together."""
    vocabulary, words, known = lexicon(), wording(), knowledge()

    def presented(notice: Notice, language: str) -> Presented:
        return present(notice, language, words, Library(known, now().date()))

    return Engine(
        store=store,
        platforms=platforms,
        worker=Planner(model, known, words, now),
        step=lambda conversation, event: step(conversation, event, vocabulary),
        present=presented,
        patience=Patience(settings.reminder, settings.expiry),
        clock=now,
        first_language=words.languages[0],
    )


def prepare(settings: Settings) -> None:
    """The data folder and the log in it. Raises SettingsRefused when the folder cannot be used."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings.log.touch(mode=0o600)
        logging.basicConfig(
            filename=settings.log,
            level=logging.WARNING,
            format="%(asctime)s %(levelname)s %(name)s %(message)s",
        )
    except OSError:
        raise SettingsRefused((WrongSetting("WASM_ARCHITECT_HOME", "home"),)) from None
    logging.getLogger("bot").setLevel(
        logging.INFO
    )  # which model, prompt and rung wrote a plan; SDKs stay at WARNING
    logging.raiseExceptions = False  # a full disk is told to people once, not by every line of the log


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[sqlite.SqliteStore]:
    """The store, for as long as it is needed."""
    store = sqlite.create(settings.home / "conversations.sqlite", now)
    try:
        yield store
    finally:
        store.close()


def note(trouble: Exception) -> str:
    """Write a surprise to the log and give the reference under which it stands there."""
    reference = uuid4().hex[:8]
    log.error(
        "reference %s: %s", reference, trail(trouble)
    )  # where, not what: it may quote what people wrote
    return reference


def complain(said: str) -> int:
    """On stderr; nothing worked."""
    warn(said)
    return FAILED


def unusable_words(unusable: StoreUnusable, settings: Settings, words: Words) -> str:
    """What is wrong with the data, what to do, and where the details are."""
    reason = words(f"store.{unusable.trouble}")
    return words("chat.unusable", home=settings.home, reason=reason, reference=note(unusable))


# ---- chat ----------------------------------------------------------------------------------------------


def chat(settings: Settings, wanted: Wanted, words: Words) -> int:
    """Talk until the person leaves or the input ends; everything said is kept."""
    return guarded(lambda: asyncio.run(conversing(settings, wanted, words)), settings, words)


def guarded(action: Callable[[], int], settings: Settings, words: Words) -> int:
    """Do something with the data folder; what goes wrong is told with what was kept, what to do and a reference."""
    prepare(settings)
    try:
        return action()
    except StoreBusy:
        return complain(words("chat.busy", home=settings.home))
    except StoreUnusable as unusable:
        return complain(unusable_words(unusable, settings, words))
    except SettingsRefused:
        raise
    except Exception as surprise:  # noqa: BLE001  # the last door: people see what was kept and a reference
        return complain(words("chat.surprise", log=settings.log, reference=note(surprise)))


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
        outset = Outset(attachments(wanted.files), wanted.language)
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
