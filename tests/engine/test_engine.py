"""What the engine does when all goes well, and when it does not. Virtual time, the fake store, a toy core."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest

from bot.core.brief import Topic
from bot.core.conversation import Conversation, Delivered, Interviewing
from bot.core.document import Document, paragraph
from bot.core.effects import Amend, Effect, Forget, Job, Say
from bot.core.events import Event, JobResult, Key, PlanMade, Spoke, Started, VerdictCode
from bot.core.notices import Notice, Plain, QuestionClosed
from bot.core.patience import Patience
from bot.engine import Engine, Pace
from bot.engine.messages import Present
from bot.engine.turns import Step
from bot.ports import (
    Delivery,
    Later,
    Posting,
    Progress,
    Stage,
    StoreTrouble,
    StoreUnusable,
    Turn,
    Undeliverable,
)
from bot.presenter import Presented
from tests.fakes_store import MemoryStore
from tests.simulation import clock, toy
from tests.simulation.world import present

T = TypeVar("T")

KEY = Key("test", "acme", "thread-1")
OTHER = Key("test", "acme", "thread-2")
ELSEWHERE = Key("another-platform", "acme", "thread-1")


@dataclass
class Board:
    """A platform that keeps what was posted and shown, and does what it is told to first."""

    before: Callable[[Posting], Awaitable[None]] | None = None
    posted: list[Posting] = field(default_factory=list[Posting])
    shown: list[Progress | None] = field(default_factory=list[Progress | None])

    async def post(self, posting: Posting) -> None:
        if self.before:
            await self.before(posting)
        self.posted.append(posting)

    async def show(self, key: Key, progress: Progress | None) -> None:
        self.shown.append(progress)


@dataclass
class Hands:
    """A worker that takes some seconds, and fails as often as it is told to."""

    seconds: float = 1.0
    failures: int = 0
    began: int = 0
    ended: int = 0

    async def work(self, delivery: Delivery, job: Job, report: Callable[[Progress], None]) -> JobResult:
        self.began += 1
        report(Progress(Stage.ASSESSING))
        await asyncio.sleep(self.seconds)
        report(Progress(Stage.DRAFTING))
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise ConnectionError("palabras de alguien")
        self.ended += 1
        return PlanMade(VerdictCode.MIGRATE, Document(()), "toy")


@dataclass
class Bench:
    """An engine with everything that it touches in reach."""

    store: MemoryStore = field(default_factory=lambda: MemoryStore(clock.now))
    board: Board = field(default_factory=Board)
    others: dict[str, Board] = field(default_factory=dict[str, Board])
    hands: Hands = field(default_factory=Hands)
    step: Step = toy.step
    present: Present = present
    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=lambda: Patience(timedelta(days=1), timedelta(days=14)))

    def engine(self) -> Engine:
        return Engine(
            store=self.store,
            platforms={"test": self.board, **self.others},
            worker=self.hands,
            step=self.step,
            present=self.present,
            patience=self.patience,
            clock=clock.now,
            first_language="es",
            pace=self.pace,
        )

    def play(self, act: Callable[[Engine], Awaitable[T]]) -> T:
        """Do something while the engine runs, in virtual time."""

        async def main() -> T:
            engine = self.engine()
            running = asyncio.create_task(engine.run())
            try:
                return await act(engine)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running

        return clock.run(main())

    def heard(self) -> list[str]:
        """What was posted: "reply hola"."""
        return [words(posting.document) for posting in self.board.posted]

    def state(self, key: Key = KEY) -> Conversation:
        state = self.store.threads[key].state
        assert state
        return state


def words(document: Document) -> str:
    """A toy document's words after the key."""
    (node,) = document.nodes
    assert node.kind == "paragraph"
    return "".join(span.text for span in node.spans).split(" ", 1)[-1].strip()


def opened(key: Key = KEY, text: str = "hola") -> Started:
    return Started("event-0", key, clock.now(), "ana", text)


def said(number: int, text: str, key: Key = KEY) -> Spoke:
    return Spoke(f"event-{number}", key, clock.now(), "ana", text)


async def tell(engine: Engine, *texts: str) -> None:
    """One line after the other, each settled."""
    for number, text in enumerate(texts):
        await engine.accept(said(number, text))
        await engine.settled(KEY)


def test_a_line_is_answered() -> None:
    bench = Bench()
    bench.play(lambda engine: tell(engine, "hola", "qué tal"))
    assert bench.heard() == ["reply hola", "reply qué tal"]
    assert [line.text for line in bench.state().transcript] == ["hola", "qué tal"]


def test_an_event_that_comes_again_is_not_new() -> None:
    async def twice(engine: Engine) -> list[bool]:
        taken = [await engine.accept(opened()), await engine.accept(opened())]
        await engine.settled(KEY)
        return taken

    bench = Bench()
    assert bench.play(twice) == [True, False]
    assert bench.heard() == ["reply hola"]


def test_a_plan_arrives_and_its_progress_is_shown_and_cleared() -> None:
    bench = Bench()
    bench.play(lambda engine: tell(engine, "plan"))
    assert bench.heard() == ["reply plan", "plan event-0/plan"]
    assert [each and each.stage for each in bench.board.shown] == [Stage.ASSESSING, Stage.DRAFTING, None]
    assert isinstance(bench.state().phase, Delivered)


def test_a_conversation_goes_on_while_its_plan_is_made() -> None:
    async def talk(engine: Engine) -> None:
        await engine.accept(said(0, "plan"))
        await engine.accept(said(1, "una pregunta"))
        await asyncio.sleep(1)

    bench = Bench(hands=Hands(seconds=90))
    bench.play(talk)
    assert bench.heard() == ["reply plan", "reply una pregunta"]


def test_a_long_job_is_held_by_its_heartbeat() -> None:
    bench = Bench(hands=Hands(seconds=120))
    bench.play(lambda engine: tell(engine, "plan"))
    assert (bench.hands.began, bench.hands.ended) == (1, 1)


def test_stop_ends_a_job_at_once() -> None:
    async def talk(engine: Engine) -> float:
        await engine.accept(said(0, "plan"))
        await asyncio.sleep(10)
        await engine.accept(said(1, "stop"))
        await engine.settled(KEY)
        return asyncio.get_running_loop().time()

    bench = Bench(hands=Hands(seconds=90))
    assert bench.play(talk) < 10.1
    assert (bench.hands.began, bench.hands.ended) == (1, 0)
    assert bench.heard() == ["reply plan", "reply stop"]
    assert bench.board.shown[-1] is None


def test_stop_ends_a_job_of_another_process_at_its_heartbeat() -> None:
    async def talk(engine: Engine) -> None:
        await engine.accept(said(0, "plan"))
        await asyncio.sleep(10)
        await bench.store.accept(said(1, "stop"))  # another process takes it in, and its turn
        turn = await bench.store.claim(clock.now(), timedelta(seconds=15))
        assert turn
        await bench.store.commit(turn, *toy.step(turn.conversation, turn.event), None)
        await asyncio.sleep(5.1)

    bench = Bench(hands=Hands(seconds=90), pace=Pace(sweep=timedelta(hours=1)))
    bench.play(talk)
    assert (bench.hands.began, bench.hands.ended) == (1, 0)


def test_a_job_that_fails_is_tried_again() -> None:
    bench = Bench(hands=Hands(failures=2))
    bench.play(lambda engine: tell(engine, "plan"))
    assert bench.hands.began == 3
    assert bench.heard() == ["reply plan", "plan event-0/plan"]


def test_holders_that_died_use_up_no_try() -> None:
    class Restarted(MemoryStore):
        async def claim_job(self, now: datetime, lease: timedelta) -> Delivery | None:
            for thread in self.threads.values():
                thread.out = [
                    each if each.earlier else replace(each, attempt=10, earlier=10) for each in thread.out
                ]
            return await super().claim_job(now, lease)

    bench = Bench(store=Restarted(clock.now), hands=Hands(failures=2))
    bench.play(lambda engine: tell(engine, "plan"))
    assert bench.hands.began == 3
    assert bench.heard() == ["reply plan", "plan event-0/plan"]


def test_a_job_that_fails_for_good_is_told_with_its_reference(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(hands=Hands(failures=99))
    bench.play(lambda engine: tell(engine, "plan"))
    assert bench.hands.began == bench.pace.job.tries
    assert bench.heard() == ["reply plan", "given up event-0/plan"]
    (parked,) = bench.store.given_up
    assert parked.what == "job"
    assert parked.reason in caplog.text
    assert isinstance(bench.state().phase, Interviewing)


def test_what_people_wrote_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    def stumbles(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        raise ValueError(f"cannot read {event}")

    bench = Bench(hands=Hands(failures=99))
    bench.play(lambda engine: tell(engine, "plan de alguien"))
    bench.step = stumbles
    bench.play(lambda engine: engine.accept(said(7, "palabras de alguien")))
    assert "ConnectionError" in caplog.text
    assert "de alguien" not in caplog.text


def test_a_poisoned_event_is_tried_again_then_parked_and_the_conversation_goes_on() -> None:
    tried: list[str] = []

    def poisoned(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        tried.append(event.id)
        if isinstance(event, Spoke) and event.text == "veneno":
            raise ValueError
        return toy.step(conversation, event)

    bench = Bench(step=poisoned)
    bench.play(lambda engine: tell(engine, "hola", "veneno", "adiós"))
    assert tried.count("event-1") == bench.pace.turn.tries
    assert len(bench.board.posted) == 3  # and it is told
    assert bench.board.posted[1].notice == "work_failed"
    assert [(each.id, each.what, each.reason) for each in bench.store.given_up] == [
        ("event-1", "event", "ValueError")
    ]


def test_an_event_that_passes_at_its_second_try_is_handled_once() -> None:
    failures = [ValueError()]

    def wobbly(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        if failures:
            raise failures.pop()
        return toy.step(conversation, event)

    bench = Bench(step=wobbly)
    bench.play(lambda engine: tell(engine, "hola", "adiós"))
    assert bench.heard() == ["reply hola", "reply adiós"]


def test_a_message_that_fails_is_inherited_by_its_next_try_and_keeps_its_place() -> None:
    attempts: list[Posting] = []

    async def out_of_reach(posting: Posting) -> None:
        attempts.append(posting)
        if len(attempts) < 4:
            raise ConnectionError

    bench = Bench(board=Board(before=out_of_reach))
    bench.play(lambda engine: tell(engine, "hola", "adiós"))
    assert [posting.inherited for posting in attempts] == [False, True, True, True, False]
    assert len({posting.effect for posting in attempts[:4]}) == 1
    assert bench.heard() == ["reply hola", "reply adiós"]


def test_a_message_survives_an_outage_of_half_an_hour() -> None:
    async def outage(posting: Posting) -> None:
        if asyncio.get_running_loop().time() < 1800:
            raise ConnectionError

    bench = Bench(board=Board(before=outage), pace=Pace(sweep=timedelta(seconds=30)))
    bench.play(lambda engine: tell(engine, "hola"))
    assert bench.heard() == ["reply hola"]


def test_a_message_is_parked_after_its_last_try() -> None:
    async def never(posting: Posting) -> None:
        raise ConnectionError

    bench = Bench(board=Board(before=never), pace=Pace(sweep=timedelta(seconds=30)))
    bench.play(lambda engine: tell(engine, "hola"))
    assert [(each.what, each.reason) for each in bench.store.given_up] == [("message", "ConnectionError")]


def test_what_a_platform_will_never_take_is_parked_at_once() -> None:
    async def refuses(posting: Posting) -> None:
        if "hola" in words(posting.document):
            raise Undeliverable

    bench = Bench(board=Board(before=refuses))
    bench.play(lambda engine: tell(engine, "hola", "adiós"))
    assert bench.heard() == ["reply adiós"]
    assert [each.reason for each in bench.store.given_up] == ["Undeliverable"]


def test_a_message_for_a_platform_that_is_not_here_waits_and_is_never_parked() -> None:
    async def talk(engine: Engine) -> None:
        await engine.accept(opened(ELSEWHERE))
        await engine.accept(opened(KEY))
        await engine.settled(KEY)
        await asyncio.sleep(24 * 3600)

    bench = Bench(pace=Pace(sweep=timedelta(minutes=1)))
    bench.play(talk)
    assert bench.heard() == ["reply hola"]
    assert bench.store.given_up == []
    assert len(bench.store.threads[ELSEWHERE].out) == 1


def saying(*effects: Effect) -> Step:
    """A core that answers every line with these effects."""

    def says(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        return toy.step(conversation, event)[0], effects

    return says


def test_a_message_for_one_person_says_so() -> None:
    bench = Bench(step=saying(Say(Plain("welcome"), to="ana"), Say(Plain("welcome"))))
    bench.play(lambda engine: tell(engine, "hola"))
    assert [posting.to for posting in bench.board.posted] == ["ana", None]


def test_a_question_is_amended_where_it_was_asked() -> None:
    closed = QuestionClosed(Topic.TRAFFIC, None, "ana")
    bench = Bench(step=saying(Amend(Topic.TRAFFIC, closed), Say(Plain("welcome"))))
    bench.play(lambda engine: tell(engine, "hola"))
    assert [(posting.amends, posting.topic, posting.notice) for posting in bench.board.posted] == [
        ("traffic", None, "question_closed"),
        (None, None, "plain"),
    ]


def test_what_is_presented_reaches_the_platform_whole() -> None:
    shown = Presented(Document((paragraph("el plan"),)), "traffic", "Migrar")
    bench = Bench(present=lambda _notice, _language: shown)
    bench.play(lambda engine: tell(engine, "hola"))
    (posting,) = bench.board.posted
    assert (posting.document, posting.topic, posting.headline) == (shown.document, "traffic", "Migrar")


def test_a_conversation_is_forgotten_after_its_last_word_and_can_begin_anew() -> None:
    def forgets(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        after, effects = toy.step(conversation, event)
        forgotten = isinstance(event, Spoke) and event.text == "olvida"
        return after, (*effects, Forget()) if forgotten else effects

    async def slow(posting: Posting) -> None:
        await asyncio.sleep(2)

    async def talk(engine: Engine) -> None:
        await tell(engine, "hola", "olvida")
        assert await bench.store.load(KEY) is None
        await engine.accept(said(2, "olvida"))
        await asyncio.sleep(1)
        await engine.accept(said(3, "otra vez"))
        await engine.settled(KEY)

    bench = Bench(board=Board(before=slow), step=forgets)
    bench.play(talk)
    assert bench.heard() == ["reply hola", "reply olvida", "reply olvida", "reply otra vez"]
    assert [line.text for line in bench.state().transcript] == ["otra vez"]


def test_a_platform_that_asks_for_a_pause_gets_it_as_often_as_it_asks() -> None:
    at: list[float] = []

    async def busy(posting: Posting) -> None:
        at.append(asyncio.get_running_loop().time())
        if len(at) <= 3 * bench.pace.message.tries:
            raise Later(30)

    bench = Bench(pace=Pace(sweep=timedelta(seconds=30)), board=Board(before=busy))
    bench.play(lambda engine: tell(engine, "hola"))
    assert bench.heard() == ["reply hola"]
    assert bench.store.given_up == []
    assert all(30 <= after - before <= 61 for before, after in pairwise(at))
    assert bench.board.posted[0].inherited


def test_pauses_use_up_no_try_and_last_a_moment_at_least() -> None:
    at: list[float] = []

    async def busy_then_broken(posting: Posting) -> None:
        at.append(asyncio.get_running_loop().time())
        raise Later(0) if len(at) % 2 else ConnectionError

    bench = Bench(pace=Pace(sweep=timedelta(seconds=1)), board=Board(before=busy_then_broken))
    bench.play(lambda engine: tell(engine, "hola"))
    assert len(at) == 2 * bench.pace.message.tries
    assert [each.reason for each in bench.store.given_up] == ["ConnectionError"]
    assert all(after - before >= 1 for before, after in pairwise(at))


def test_a_slow_post_is_held_by_the_heartbeat() -> None:
    async def slow(posting: Posting) -> None:
        await asyncio.sleep(60)

    bench = Bench(board=Board(before=slow))
    bench.play(lambda engine: tell(engine, "hola"))
    assert bench.heard() == ["reply hola"]


def test_a_platform_that_does_not_answer_keeps_no_other_waiting() -> None:
    under_way: list[str] = []

    async def hangs(posting: Posting) -> None:
        under_way.append(posting.effect)
        await asyncio.sleep(20)
        under_way.remove(posting.effect)

    async def crowd(engine: Engine) -> tuple[int, float]:
        for number in range(100):
            await engine.accept(opened(replace(KEY, thread=str(number))))
        await asyncio.sleep(10)
        most = len(under_way)
        began = asyncio.get_running_loop().time()
        await engine.accept(opened(ELSEWHERE))
        await engine.settled(ELSEWHERE)
        took = asyncio.get_running_loop().time() - began
        await engine.settled(replace(KEY, thread="99"))
        return most, took

    bench = Bench(board=Board(before=hangs), others={"another-platform": Board()})
    most, took = bench.play(crowd)
    assert most == bench.pace.messages_at_once
    assert took < 1
    assert len(bench.board.posted) == 100


def test_a_claim_that_took_longer_than_its_lease_is_not_acted_upon() -> None:
    class Paused(MemoryStore):
        paused = False

        async def claim_message(
            self, now: datetime, lease: timedelta, busy: Collection[str] = ()
        ) -> Delivery | None:
            delivery = await super().claim_message(now, lease, busy)
            if delivery and not self.paused:
                self.paused = True
                await asyncio.sleep(20)
            return delivery

    bench = Bench(store=Paused(clock.now))
    bench.play(lambda engine: tell(engine, "hola"))
    assert bench.heard() == ["reply hola"]


def test_silence_is_reminded_once_and_then_ends() -> None:
    async def silence(engine: Engine) -> None:
        await tell(engine, "hola")
        await asyncio.sleep(20 * 24 * 3600)

    hour = timedelta(hours=1)
    bench = Bench(pace=Pace(sweep=hour, heartbeat=hour, lease=3 * hour))
    bench.play(silence)
    assert bench.heard() == ["reply hola", "reminder", "reminder"]  # the toy says the same at the end


def test_a_stop_hands_jobs_back_and_the_next_process_takes_them_up() -> None:
    async def leave(engine: Engine) -> None:
        await engine.accept(said(0, "plan"))
        await asyncio.sleep(3)

    bench = Bench(hands=Hands(seconds=30))
    bench.play(leave)
    assert (bench.hands.began, bench.hands.ended) == (1, 0)
    bench.hands.seconds = 0.1
    bench.play(lambda engine: engine.settled(KEY))
    assert bench.heard() == ["reply plan", "plan event-0/plan"]


def test_a_stop_waits_for_a_post_under_way() -> None:
    async def slow(posting: Posting) -> None:
        await asyncio.sleep(2)

    async def leave(engine: Engine) -> None:
        await engine.accept(opened())
        await asyncio.sleep(1)

    bench = Bench(board=Board(before=slow))
    bench.play(leave)
    assert bench.heard() == ["reply hola"]
    assert bench.store.threads[KEY].out == []


def test_a_stop_does_not_wait_for_ever() -> None:
    async def stuck(posting: Posting) -> None:
        await asyncio.sleep(1e6)

    async def leave(engine: Engine) -> None:
        await engine.accept(opened())
        await asyncio.sleep(1)

    bench = Bench(board=Board(before=stuck))
    bench.play(leave)
    bench.board.before = None
    bench.play(lambda engine: engine.settled(KEY))
    assert bench.heard() == ["reply hola"]
    assert bench.board.posted[0].inherited


def test_work_that_kept_killing_its_process_is_given_up() -> None:
    bench = Bench()
    bench.store.threads.clear()

    async def die_often(engine: Engine) -> None:
        await bench.store.accept(said(0, "plan"))
        for _ in range(bench.pace.crashes):
            turn = await bench.store.claim(clock.now(), timedelta())
            assert turn
        await engine.accept(said(1, "hola"))
        await engine.settled(KEY)

    bench.play(die_often)
    assert [each.reason for each in bench.store.given_up] == ["FellTooOften"]
    assert bench.board.posted[0].notice == "work_failed"
    assert bench.heard()[1:] == ["reply hola"]


def test_a_store_that_gives_out_ends_the_run() -> None:
    class Broken(MemoryStore):
        async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
            raise StoreUnusable(StoreTrouble.FULL, "here")

    async def main() -> None:
        await Bench(store=Broken(clock.now)).engine().run()

    with pytest.raises(StoreUnusable):
        clock.run(main())


def test_a_store_that_stumbles_is_asked_again() -> None:
    class Stumbling(MemoryStore):
        stumbles = 3

        async def claim(self, now: datetime, lease: timedelta) -> Turn | None:
            if self.stumbles:
                self.stumbles -= 1
                raise ConnectionError
            return await super().claim(now, lease)

    bench = Bench(store=Stumbling(clock.now))
    bench.play(lambda engine: tell(engine, "hola"))
    assert bench.heard() == ["reply hola"]


def test_what_a_dead_process_took_in_is_heard_before_the_run() -> None:
    bench = Bench()

    async def main() -> tuple[list[str], bool]:
        await bench.store.accept(opened())
        await bench.engine().catch_up()
        return bench.heard(), await bench.store.idle(KEY)

    assert clock.run(main()) == ([], False)
    assert [line.text for line in bench.state().transcript] == ["hola"]


def test_many_conversations_are_served_side_by_side() -> None:
    keys = [Key("test", "acme", f"thread-{number}") for number in range(50)]

    async def slow(posting: Posting) -> None:
        await asyncio.sleep(1)

    async def all_at_once(engine: Engine) -> float:
        for key in keys:
            await engine.accept(opened(key))
        for key in keys:
            await engine.settled(key)
        return asyncio.get_running_loop().time()

    bench = Bench(board=Board(before=slow))
    assert bench.play(all_at_once) < 3
    assert sorted(posting.key for posting in bench.board.posted) == sorted(keys)


def test_a_notice_that_cannot_be_presented_holds_up_only_itself(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)

    def no_words(notice: Notice, language: str) -> Presented:
        shown = present(notice, language)
        if words(shown.document) == "reply hola":
            raise KeyError
        return shown

    bench = Bench(present=no_words, pace=Pace(sweep=timedelta(seconds=30)))
    bench.play(lambda engine: tell(engine, "hola", "adiós"))
    assert bench.heard() == ["reply adiós"]
    assert [each.what for each in bench.store.given_up] == ["message"]
