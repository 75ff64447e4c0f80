"""`serve` with platforms that do as they are told: what is said, what is ready, and who goes on when one has ended."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import app, serving
from bot.cli_words import Words
from bot.core.events import Key
from bot.engine import Engine
from bot.guarding import FAILED, OK, prepare
from bot.ports import Posting, Progress
from bot.settings import Settings

EN = Words("en")


@dataclass
class Corner:
    """A platform. It runs until `fate` is set, and then ends as that says; `diary` notes what it did."""

    name: str
    diary: list[str]
    works: bool = True
    deaf: bool = False
    fate: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    routes: tuple[()] = ()
    registry: None = None
    mode: str = "discord"

    @property
    def platform(self) -> "Corner":
        return self

    async def post(self, posting: Posting) -> None: ...

    async def show(self, key: Key, progress: Progress | None) -> None: ...

    async def ready(self) -> Mapping[str, bool]:
        return {self.name: self.works}

    async def run(self) -> None:
        try:
            await asyncio.shield(self.fate)
        except asyncio.CancelledError:
            self.diary.append(f"{self.name} finishes")
            if self.deaf:
                await asyncio.sleep(60)
            raise

    async def close(self) -> None:
        self.diary.append(f"{self.name} closes")


@dataclass
class Scene:
    """A process that serves two corners."""

    one: Corner
    other: Corner
    address: str
    client: aiohttp.ClientSession
    serving: "asyncio.Task[int]"
    diary: list[str]

    async def readiness(self) -> tuple[int, dict[str, bool]]:
        async with self.client.get(f"{self.address}/readyz") as answer:
            return answer.status, await answer.json()

    async def stopped(self) -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        return await asyncio.wait_for(self.serving, 15)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(None, tmp_path, "en", timedelta(hours=24), timedelta(days=14), port=0)
    prepare(made)
    return made


@asynccontextmanager
async def scene(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> AsyncGenerator[Scene]:
    diary: list[str] = []
    one, other = Corner("one", diary), Corner("other", diary)
    handed_out = iter((one, other))

    async def made(*_: object) -> Any:  # Any: a corner stands where a real platform would
        return next(handed_out)

    monkeypatch.setattr(serving, "PLATFORMS", {"one": made, "other": made})
    monkeypatch.setattr(app, "PLATFORMS", {"one": made, "other": made})
    task = asyncio.create_task(serving.serving(settings, EN))
    said = ""
    async with asyncio.timeout(20):
        while "/readyz" not in said and not task.done():  # the words come over a stream
            await asyncio.sleep(0.01)
            said += capsys.readouterr().err
    assert "Running: Discord, Discord." in said
    address = said.partition("/readyz")[0].rpartition(" ")[2]
    async with aiohttp.ClientSession() as client:
        yield Scene(one, other, address, client, task, diary)
    if not task.done():
        os.kill(os.getpid(), signal.SIGTERM)
        await task


async def test_what_is_ready_is_told_by_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with scene(settings, monkeypatch, capsys) as house:
        assert await house.readiness() == (200, {"store": True, "one": True, "other": True})
        house.other.works = False
        assert await house.readiness() == (503, {"store": True, "one": True, "other": False})


async def test_a_stop_goes_from_the_outside_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with scene(settings, monkeypatch, capsys) as house:
        assert await house.stopped() == OK
        assert sorted(house.diary[:2]) == ["one finishes", "other finishes"]
        assert sorted(house.diary[2:]) == ["one closes", "other closes"]
    assert "is kept" in capsys.readouterr().err


async def test_one_that_ends_for_good_leaves_the_other_alone(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with scene(settings, monkeypatch, capsys) as house:
        house.one.fate.set_exception(RuntimeError("nuestro secreto"))
        await asyncio.wait({house.serving}, timeout=0.2)
        assert not house.serving.done()
        assert await house.readiness() == (503, {"store": True, "one": False, "other": True})
        assert await house.stopped() == OK
    assert "one has ended for good" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "nuestro secreto" not in caplog.text


async def test_when_none_is_left_the_process_ends_and_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with scene(settings, monkeypatch, capsys) as house:
        house.one.fate.set_exception(RuntimeError("one"))
        house.other.fate.set_result(None)
        assert await asyncio.wait_for(house.serving, 15) == FAILED
    assert "No platform is running any more" in capsys.readouterr().err


async def test_one_that_does_not_stop_is_cut_off(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "TAKING_IN", 0.3)
    async with scene(settings, monkeypatch, capsys) as house:
        house.other.deaf, began = True, time.monotonic()
        assert await house.stopped() == OK
        assert time.monotonic() - began < 5
        assert "other closes" in house.diary


async def test_one_that_does_not_stop_takes_nothing_from_the_engine(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the engine has under way is finished, and the store is there until then."""
    monkeypatch.setattr(serving, "TAKING_IN", 0.3)
    run, diary = Engine.run, list[str]()

    async def finishing(engine: Engine) -> None:
        try:
            await run(engine)
        finally:
            await asyncio.sleep(0.2)
            await engine.store.parked()
            diary.append("the engine ends")

    monkeypatch.setattr(Engine, "run", finishing)
    async with scene(settings, monkeypatch, capsys) as house:
        house.other.deaf, diary = True, house.diary
        assert await house.stopped() == OK
        assert diary.index("the engine ends") < min(map(diary.index, ("one closes", "other closes")))
