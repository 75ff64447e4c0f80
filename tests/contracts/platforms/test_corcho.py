"""A platform in a file: it keeps what every platform keeps, and holds a whole conversation."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import engine_of, host_of
from bot.core.events import Key
from bot.hosting.fields import text
from bot.hosting.kept import Kept
from bot.settings import Settings
from bot.wording import wording
from tests.contracts.platforms.bench import Bench
from tests.contracts.platforms.suite import PlatformContract
from tests.contracts.platforms.tiny import corcho
from tests.contracts.platforms.tiny.board import Board, Note
from tests.contracts.platforms.tiny.corcho import CorchoPlatform, Hearing
from tests.contracts.platforms.tiny.corcho_bench import CorchoBench
from tests.fakes_store import MemoryStore

LINES = 150  # of a whole platform


class TestCorcho(PlatformContract):
    @pytest.fixture
    def bench(self) -> Bench:
        return CorchoBench()


def test_a_platform_fits_in_a_file() -> None:
    assert len(Path(corcho.__file__).read_text(encoding="utf-8").splitlines()) < LINES


async def test_a_whole_conversation_on_a_platform_that_the_bot_does_not_know(tmp_path: Path) -> None:
    """From a mention to the plan and an answer about it, with the real engine."""
    settings = Settings(None, tmp_path, None, timedelta(days=1), timedelta(days=14))
    store, board = MemoryStore(), Board()
    platform = CorchoPlatform(board.ask, Kept(store), wording())
    engine = engine_of(settings, store, None, {"corcho": platform})
    board.hear = Hearing(host_of(settings, engine, store)).hear
    key, notes = Key("corcho", "north", "s1"), board.strings.setdefault(("north", "s1"), [])

    async def says(words: str) -> str:
        before = len(notes)
        await board.pin("north", "s1", Note(f"n{before}", "ana", words))
        await engine.settled(key)
        return "\n".join(each.read for each in notes[before + 1 :])

    running = asyncio.create_task(engine.run())
    opened = await says("@wasm Tenemos AWS Lambda con Python y sufrimos arranques en frío")
    assert "Pregunta 1" in opened
    picks = next(each for each in notes[-1].buttons if text(each, "topic") == "traffic")
    await board.press("north", "s1", "ana", picks)
    await engine.settled(key)
    assert notes[-1].buttons
    assert "Pregunta 2" in "\n".join(each.read for each in notes)
    plan = await says("plan ya")
    assert "Fase 1" in plan
    assert "plan.md" in [text(each, "name") for each in notes[-1].files]
    assert text(picks, "label") in "\n".join(each.read for each in notes if not each.by)
    assert "WIT" in await says("¿Qué es WIT?")
    assert "borré todo" in await says("olvidar")
    assert await store.load(key) is None
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
