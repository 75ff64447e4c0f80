"""What only a file can do: be opened again, be held by one process, be broken, be forgotten to the last byte."""

import asyncio
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters import sqlite
from adapters.sqlite.schema import MIGRATIONS, migrate
from adapters.sqlite.writer import GroupWriter, Operation
from bot.core.effects import Forget
from bot.core.events import TimePassed, Timer
from bot.ports import Alarm, StoreBusy, StoreTrouble, StoreUnusable
from tests.contracts.store import (
    ANA,
    BEN,
    HELLO,
    LEASE,
    START,
    WELCOME,
    WORK,
    claimed,
    finished,
    job,
    later,
    message,
    said,
    state,
    turn,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "bot.db"


class Inside:
    """The store's own connection and writer, to do them harm."""

    connection: sqlite3.Connection
    writer: GroupWriter

    def make(self, connection: sqlite3.Connection, place: str) -> GroupWriter:
        self.connection, self.writer = connection, GroupWriter(connection, place)
        return self.writer


class Dying(GroupWriter):
    """Of a process that is killed: it does nothing at the last moment."""

    def close(self, last: Operation[None]) -> None:
        super().close(lambda _: None)


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
def store(path: Path, inside: Inside) -> Iterator[sqlite.SqliteStore]:
    store = sqlite.create(path, lambda: START, inside.make)
    yield store
    store.close()


def reopened(store: sqlite.SqliteStore, path: Path, at: datetime = START) -> sqlite.SqliteStore:
    """The file after a restart; the next process will be killed."""
    store.close()
    return sqlite.create(path, lambda: at, Dying)


class TestRestart:
    """Everything that was acknowledged is there, and nothing waits for a lease of the dead."""

    async def test_an_event_is_still_there_and_still_known(self, path: Path) -> None:
        store = sqlite.create(path)
        await store.accept(said("1"))
        store = reopened(store, path)
        assert not await store.accept(said("1"))
        assert (await claimed(store)).event == said("1")
        store.close()

    async def test_a_lease_of_a_dead_process_is_free_at_once_and_counted(self, path: Path) -> None:
        store = sqlite.create(path, lambda: START, Dying)
        await store.accept(said("1"))
        before = await claimed(store)
        store = reopened(store, path, later(1))
        again = await claimed(store, later(1))
        assert (again.event, again.attempt, again.earlier) == (before.event, 2, 1)
        assert again.fence > before.fence
        store.close()

    async def test_state_messages_jobs_and_timers_are_still_there(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO, WELCOME, WORK, alarm=Alarm(later(60), Timer.REMINDER))
        store = reopened(store, path)
        assert await store.load(ANA) == state()
        assert not await store.idle(ANA)
        first = await message(store)
        assert first.effect == HELLO
        assert await store.claim_message(START, LEASE) is None
        await store.settle(first, None)
        assert (await message(store)).effect == WELCOME
        assert (await job(store)).effect == WORK
        rung = await claimed(store, later(60))
        assert isinstance(rung.event, TimePassed)
        assert rung.conversation == state()
        store.close()

    async def test_a_message_that_may_be_out_is_inherited(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO)
        assert (await message(store)).attempt == 1
        store = reopened(store, path)
        assert (await message(store)).attempt > 1
        store.close()

    async def test_a_message_that_nobody_took_is_not(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO)
        store = reopened(store, path)
        assert (await message(store)).attempt == 1
        store.close()

    async def test_a_process_that_closes_the_file_spoils_no_waiting_work(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO, WORK)
        await store.accept(said("2"))
        for _ in range(30):
            store.close()
            store = sqlite.create(path, lambda: START)
            assert (await job(store)).attempt == 1
        held = await claimed(store)
        assert (held.attempt, held.earlier) == (1, 0)
        store.close()

    async def test_a_process_that_cannot_say_that_it_leaves_counts_as_dead(
        self, path: Path, inside: Inside
    ) -> None:
        store = sqlite.create(path, lambda: START, inside.make)
        await store.accept(said("1"))
        inside.connection.execute("PRAGMA query_only = ON")
        store = reopened(store, path)
        held = await claimed(store)
        assert (held.attempt, held.earlier) == (2, 1)
        store.close()

    async def test_work_that_kills_its_process_is_counted(self, path: Path) -> None:
        store = sqlite.create(path, lambda: START, Dying)
        await turn(store, said("1"), WORK)
        attempts: list[int] = []
        for _ in range(4):
            attempts.append((await job(store)).attempt)
            store = reopened(store, path)
        assert attempts == [1, 2, 3, 4]
        store.close()

    async def test_what_is_to_be_forgotten_is_forgotten_after_a_restart(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO, Forget())
        await store.accept(said("2"))
        store = reopened(store, path)
        assert await store.claim(later(1000), LEASE) is None
        for _ in range(2):
            assert await store.settle(await message(store), None)
        anew = await claimed(store)
        assert (anew.event, anew.conversation) == (said("2"), None)
        store.close()

    async def test_what_was_settled_or_cancelled_does_not_come_back(self, path: Path) -> None:
        store = sqlite.create(path)
        await turn(store, said("1"), HELLO, WORK)
        await store.settle(await message(store), None)
        delivery = await job(store)
        await store.settle(delivery, finished(delivery))
        store = reopened(store, path)
        assert await store.claim_message(START, LEASE) is None
        assert await store.claim_job(START, LEASE) is None
        assert (await claimed(store)).event == finished(delivery)
        store.close()

    async def test_a_process_killed_with_everything_open_loses_nothing_acknowledged(self, path: Path) -> None:
        script = (
            "import asyncio, os, signal, sys\n"
            "from pathlib import Path\n"
            "from adapters import sqlite\n"
            "from tests.contracts.store import *\n"
            "async def main():\n"
            "    store = sqlite.create(Path(sys.argv[1]))\n"
            "    await turn(store, said('1'), HELLO, WORK)\n"
            "    await store.accept(said('2')); await claimed(store); await message(store); await job(store)\n"
            "    asyncio.create_task(store.accept(said('3')))\n"
            "    await asyncio.sleep(0)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "asyncio.run(main())\n"
        )
        assert status_of(script, path) == -signal.SIGKILL
        store = sqlite.create(path, lambda: START)
        assert await store.load(ANA) == state()
        assert (await claimed(store)).event == said("2")
        assert (await message(store)).effect == HELLO
        assert (await job(store)).effect == WORK
        store.close()


class Clocks:
    """A wall clock that somebody sets, and seconds that only go on."""

    wall = START
    seconds = 0.0

    def store(self, path: Path) -> sqlite.SqliteStore:
        return sqlite.create(path, lambda: self.wall, elapsed=lambda: self.seconds)

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


class TestClockThatIsSet:
    """Leases and back-offs last as long as they were to, alarms ring when the wall clock says so."""

    @pytest.mark.parametrize("hours", [-1, 1])
    async def test_a_back_off_is_as_long_as_before(self, path: Path, hours: int) -> None:
        clocks = Clocks()
        store = clocks.store(path)
        await turn(store, said("1"), HELLO, WORK)
        await store.accept(said("2"))
        held, words, work = await claimed(store), await message(store), await job(store)
        await store.give_back(held, later(60), "ValueError")
        await store.put_off(words, later(60), "ConnectionError")
        await store.put_off(work, later(60), "ConnectionError")
        clocks.wall += timedelta(hours=hours)
        clocks.passes(59)
        assert await store.claim(clocks.wall, LEASE) is None
        assert await store.claim_message(clocks.wall, LEASE) is None
        clocks.passes(1)
        assert (await claimed(store, clocks.wall)).event == said("2")
        assert (await message(store, clocks.wall)).effect == HELLO
        assert (await job(store, clocks.wall)).effect == WORK
        store.close()

    @pytest.mark.parametrize("hours", [-1, 1])
    async def test_a_lease_is_as_long_as_before(self, path: Path, hours: int) -> None:
        clocks = Clocks()
        store = clocks.store(path)
        await store.accept(said("1"))
        await claimed(store)
        clocks.wall += timedelta(hours=hours)
        clocks.passes(14)
        assert await store.claim(clocks.wall, LEASE) is None
        clocks.passes(1)
        assert (await claimed(store, clocks.wall)).attempt == 2
        store.close()

    async def test_an_alarm_rings_by_the_wall_clock(self, path: Path) -> None:
        clocks = Clocks()
        store = clocks.store(path)
        await turn(store, said("1"), alarm=Alarm(later(3600), Timer.REMINDER))
        clocks.wall += timedelta(hours=1)
        assert isinstance((await claimed(store, clocks.wall)).event, TimePassed)
        store.close()


class TestLock:
    def test_a_second_store_on_the_file_is_refused(self, store: sqlite.SqliteStore, path: Path) -> None:
        with pytest.raises(StoreBusy):
            sqlite.create(path)

    def test_another_process_is_refused(self, store: sqlite.SqliteStore, path: Path) -> None:
        script = f"from pathlib import Path; from adapters import sqlite; sqlite.create(Path({str(path)!r}))"
        ran = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert ran.returncode != 0
        assert "StoreBusy" in ran.stderr

    def test_whoever_closes_lets_the_next_one_in(self, path: Path) -> None:
        sqlite.create(path).close()
        sqlite.create(path).close()

    def test_a_store_that_could_not_be_opened_holds_no_lock(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b"not a database" * 100)
        for _ in range(2):
            with pytest.raises(StoreUnusable):
                sqlite.create(path)


class TestTrouble:
    """What is wrong with the file is said in the port's words."""

    def unusable(self, path: Path) -> StoreTrouble:
        with pytest.raises(StoreUnusable) as caught:
            sqlite.create(path)
        return caught.value.trouble

    def test_something_else(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b"not a database" * 100)
        assert self.unusable(path) is StoreTrouble.CORRUPT

    def test_a_later_version_wrote_it(self, path: Path) -> None:
        sqlite.create(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.close()
        assert self.unusable(path) is StoreTrouble.NEWER

    def test_the_folder_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "home").write_text("a file")
        assert self.unusable(tmp_path / "home" / "bot.db") is StoreTrouble.NO_ACCESS

    def test_the_file_is_a_folder(self, path: Path) -> None:
        path.mkdir(parents=True)
        assert self.unusable(path) is StoreTrouble.NO_ACCESS

    async def test_a_page_is_broken(self, path: Path) -> None:
        store = sqlite.create(path)
        for number in range(200):
            await store.accept(said(f"{number}"))
        store.close()
        break_pages(path, after=2)
        with pytest.raises(StoreUnusable) as caught:
            await sqlite.create(path).accept(said("new"))
        assert caught.value.trouble is StoreTrouble.CORRUPT

    async def test_the_disk_is_full(self, store: sqlite.SqliteStore, inside: Inside) -> None:
        await store.accept(said("1"))
        connection = inside.connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        long_ones = (store.accept(said(f"{number}" + "x" * 1000)) for number in range(1000))
        with pytest.raises(StoreUnusable) as caught:
            await asyncio.gather(*long_ones)
        assert caught.value.trouble is StoreTrouble.FULL
        connection.execute("PRAGMA max_page_count = 100000")
        assert (await claimed(store)).event.id == "1"

    async def test_the_file_cannot_be_written_any_more(
        self, store: sqlite.SqliteStore, inside: Inside
    ) -> None:
        inside.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreUnusable) as caught:
            await store.accept(said("1"))
        assert caught.value.trouble is StoreTrouble.READ_ONLY

    async def test_a_closed_store_takes_nothing_in(self, path: Path) -> None:
        store = sqlite.create(path)
        store.close()
        with pytest.raises(StoreUnusable):
            await store.accept(said("1"))


class TestGroups:
    """Many operations, one transaction."""

    async def test_what_is_asked_together_is_all_done(self, store: sqlite.SqliteStore) -> None:
        taken = await asyncio.gather(*(store.accept(said(f"{number}")) for number in range(500)))
        assert taken == [True] * 500
        order: list[str] = []
        while held := await store.claim(START, LEASE):
            order.append(held.event.id)
            await store.commit(held, state(), (), None)
        assert order == [f"{number}" for number in range(500)]

    async def test_one_that_fails_takes_no_neighbour_with_it(
        self, store: sqlite.SqliteStore, inside: Inside
    ) -> None:
        def mistake(db: sqlite3.Connection) -> None:
            db.execute("INSERT INTO mailbox (conversation, event, body) VALUES (1, 'ghost', '')")
            raise ZeroDivisionError

        results = await asyncio.gather(
            store.accept(said("1")),
            inside.writer.do(mistake, lambda _: None),
            store.accept(said("2")),
            return_exceptions=True,
        )
        assert results[0] is True
        assert isinstance(results[1], ZeroDivisionError)
        assert results[2] is True
        assert inside.connection.execute("SELECT event FROM mailbox").fetchall() == [("1",), ("2",)]

    async def test_a_consequence_that_fails_stops_nobody(
        self, store: sqlite.SqliteStore, inside: Inside
    ) -> None:
        def mistake(_: object) -> None:
            raise ZeroDivisionError

        asking = (
            inside.writer.do(lambda db: db.execute("SELECT 1").fetchone(), mistake),
            store.accept(said("1")),
            inside.writer.do(lambda db: db.execute("UPDATE mailbox SET openings = 0").rowcount, mistake),
            store.accept(said("2")),
        )
        results = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), 5)
        assert [isinstance(each, ZeroDivisionError) for each in results] == [True, False, True, False]
        assert await asyncio.wait_for(store.accept(said("3")), 5)

    async def test_what_is_done_counts_even_when_nobody_waits_any_more(
        self, store: sqlite.SqliteStore
    ) -> None:
        task = asyncio.create_task(store.accept(said("1")))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not await store.accept(said("1"))
        assert (await claimed(store)).event.id == "1"

    def test_another_loop_may_go_on(self, path: Path) -> None:
        store = sqlite.create(path, lambda: START)
        asyncio.run(store.accept(said("1")))

        async def abandon() -> None:
            task = asyncio.create_task(store.accept(said("lost")))
            await asyncio.sleep(0)
            task.cancel()

        asyncio.run(abandon())
        assert asyncio.run(store.accept(said("2")))
        assert asyncio.run(claimed(store)).event.id == "1"
        store.close()


class TestUnreadable:
    """What cannot be read any more blocks nobody."""

    @pytest.mark.parametrize("statement", [
        "UPDATE conversations SET state = '{}'",
        "UPDATE conversations SET state = 'no json'",
        "UPDATE mailbox SET body = '{\"kind\": \"unheard_of\"}'",
    ])  # fmt: skip
    async def test_a_turn_is_parked(self, path: Path, statement: str) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1"))
        await store.accept(said("2"))
        store.close()
        spoil(path, statement)
        store = sqlite.create(path, lambda: START)
        await store.accept(said("1", BEN))
        assert (await claimed(store)).key == BEN
        assert [(each.id, each.reason) for each in await store.parked()] == [("2", "unreadable")]
        store.close()

    @pytest.mark.parametrize(("statement", "trouble"), [
        ("UPDATE conversations SET state = '{}'", StoreTrouble.CORRUPT),
        ("UPDATE conversations SET state = 'no json'", StoreTrouble.CORRUPT),
        ("UPDATE conversations SET state = '{\"schema\": 999, \"conversation\": {}}'", StoreTrouble.NEWER),
    ])  # fmt: skip
    async def test_whoever_asks_for_a_conversation_is_told(
        self, path: Path, statement: str, trouble: StoreTrouble
    ) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1"))
        store.close()
        spoil(path, statement)
        store = sqlite.create(path, lambda: START)
        with pytest.raises(StoreUnusable) as caught:
            await asyncio.wait_for(store.load(ANA), 5)
        assert caught.value.trouble is trouble
        assert await asyncio.wait_for(store.accept(said("1", BEN)), 5)
        store.close()

    @pytest.mark.parametrize("written", ["{}", '{"schema": 999, "conversation": {}}'])
    async def test_the_latest_is_one_that_can_be_read_and_the_log_names_the_other(
        self, path: Path, written: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1", BEN))
        await turn(store, said("1", ANA))
        store.close()
        spoil(path, f"UPDATE conversations SET state = '{written}', touched = touched + 1 WHERE id = 2")
        store = sqlite.create(path, lambda: START)
        assert await store.latest("test", "acme") == state(BEN)
        assert str(ANA) in caplog.text
        await store.forget(BEN)
        assert await store.latest("test", "acme") is None
        store.close()

    async def test_what_a_later_version_wrote_waits_for_it(
        self, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1"))
        await store.accept(said("2"))
        store.close()
        spoil(path, "UPDATE conversations SET state = replace(state, '{\"schema\":', '{\"schema\":99')")
        store = sqlite.create(path, lambda: START)
        await store.accept(said("1", BEN))
        assert (await claimed(store)).key == BEN
        await store.accept(said("3"))
        assert await store.claim(later(14), LEASE) is None
        assert await store.parked() == ()
        assert str(ANA) in caplog.text
        store.close()
        spoil(path, "UPDATE conversations SET state = replace(state, '{\"schema\":99', '{\"schema\":')")
        store = sqlite.create(path, lambda: START)
        held = await claimed(store)
        assert (held.event, held.conversation, held.attempt) == (said("2"), state(), 1)
        store.close()

    async def test_an_alarm_is_parked(self, path: Path) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        await turn(store, said("1", BEN), alarm=Alarm(later(60), Timer.REMINDER))
        store.close()
        spoil(path, "UPDATE conversations SET alarm_timer = 'unheard_of' WHERE id = 1")
        store = sqlite.create(path, lambda: START)
        held = await claimed(store, later(60))
        assert (held.key, isinstance(held.event, TimePassed)) == (BEN, True)
        assert [(each.key, each.what, each.reason) for each in await store.parked()] == [
            (ANA, "alarm", "unreadable")
        ]
        assert await store.claim(later(61), LEASE) is None
        store.close()

    async def test_an_effect_is_parked(self, path: Path) -> None:
        store = sqlite.create(path, lambda: START)
        await turn(store, said("1"), HELLO, WELCOME)
        store.close()
        spoil(path, "UPDATE outbox SET body = '{}' WHERE seq = 1")
        store = sqlite.create(path, lambda: START)
        assert (await message(store)).effect == WELCOME
        assert [(each.what, each.reason) for each in await store.parked()] == [("message", "unreadable")]
        store.close()


class TestSeen:
    """What came once is known as long as it may come again."""

    async def ages(self, store: sqlite.SqliteStore, days: float) -> None:
        """So long after the start the store looks through what it has seen."""
        assert await store.claim(START + timedelta(days=days), timedelta()) is None

    async def test_a_duplicate_of_a_month_of_silence_is_known_and_a_later_one_is_new(
        self, store: sqlite.SqliteStore
    ) -> None:
        await turn(store, said("1"))
        await self.ages(store, 29.9)
        assert not await store.accept(said("1"))
        await self.ages(store, 31)
        assert await store.accept(said("1"))

    async def test_nothing_is_dropped_where_people_talk_on_or_something_waits(
        self, store: sqlite.SqliteStore
    ) -> None:
        await turn(store, said("1"))
        await store.accept(said("2"))
        await store.commit(await claimed(store), state(touched=START + timedelta(days=20)), (), None)
        await turn(store, said("1", BEN))
        await store.accept(said("2", BEN))
        assert (await store.claim(START + timedelta(days=40), timedelta(days=1))) is not None
        assert not await store.accept(said("1"))
        assert not await store.accept(said("1", BEN))

    async def test_what_is_dropped_leaves_the_file(self, store: sqlite.SqliteStore, inside: Inside) -> None:
        await turn(store, said("1"))
        await self.ages(store, 31)
        assert inside.connection.execute("SELECT * FROM seen").fetchall() == []


class TestForgetting:
    async def test_not_a_word_is_left_in_the_files(self, path: Path) -> None:
        store = sqlite.create(path)
        secret = "una-palabra-que-no-debe-quedar"
        for number in range(50):
            await store.accept(said(f"{number}"))
            await store.commit(await claimed(store), state(ANA, *[secret] * number), (HELLO,), None)
            await store.settle(await message(store), None)
        await store.forget(ANA)
        store.close()
        left = [file for file in path.parent.iterdir() if secret.encode() in file.read_bytes()]
        assert left == []

    async def test_the_files_are_their_owners_alone(self, store: sqlite.SqliteStore, path: Path) -> None:
        await store.accept(said("1"))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        assert set(modes.values()) == {0o600}


class TestOldFiles:
    """The tables change by appending scripts."""

    def test_a_file_is_brought_up_script_by_script(self, tmp_path: Path) -> None:
        scripts = ("CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y DEFAULT 7")
        connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
        migrate(connection, scripts[:1], "here")
        connection.execute("INSERT INTO a VALUES (1)")
        migrate(connection, scripts, "here")
        migrate(connection, scripts, "here")
        assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, 7)]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        connection.close()

    def test_a_script_that_fails_leaves_the_file_as_it_was(self, tmp_path: Path) -> None:
        connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, ("CREATE TABLE a (x); CREATE TABLE a (x)",), "here")
        assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        connection.close()

    async def test_a_file_of_the_first_version_opens(self, path: Path) -> None:
        path.parent.mkdir()
        connection = sqlite3.connect(path)
        connection.executescript((Path(__file__).parent / "sqlite_v1.sql").read_text(encoding="utf-8"))
        connection.close()
        store = sqlite.create(path, lambda: START)
        assert await store.load(ANA) == state(ANA, "una línea")
        assert (await claimed(store)).event == said("2")
        assert (await message(store)).effect == HELLO
        assert (await job(store)).effect == WORK
        await store.give_back(await claimed(store, later(60)), None, "ValueError")
        assert isinstance((await claimed(store, later(60))).event, TimePassed)
        assert [each.id for each in await store.parked()] == ["1b", "2"]
        assert not await store.accept(said("1"))
        store.close()


def spoil(path: Path, statement: str) -> None:
    """Change a file that nobody holds."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def status_of(script: str, path: Path) -> int:
    """How a Python process ended that was given a path."""
    return subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, timeout=60, check=False
    ).returncode


def break_pages(path: Path, after: int) -> None:
    """Overwrite all pages but the first ones."""
    whole = bytearray(path.read_bytes())
    whole[4096 * after :] = b"\xff" * (len(whole) - 4096 * after)
    path.write_bytes(whole)
