"""What every store must do, one class per protocol. A subclass names the store: `store` is its fixture.

Time is given by the tests; nothing here waits. `START` is now, `later(s)` is so many seconds after it.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.core.brief import Brief, Topic
from bot.core.conversation import Conversation, Interviewing
from bot.core.document import Document, paragraph
from bot.core.effects import Amend, CancelJob, Effect, Forget, Line, MakePlan, Say, StartJob
from bot.core.events import (
    AnswerMade,
    Event,
    JobFailed,
    JobFinished,
    Key,
    Mode,
    Spoke,
    TimePassed,
    Timer,
)
from bot.core.identity import effect_id
from bot.core.notices import Plain, QuestionClosed
from bot.ports import Alarm, Delivery, Store, Tenant, Told, Turn

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=15)
ANA = Key("test", "acme", "thread-1")
BEN = Key("test", "acme", "thread-2")
ELSEWHERE = Key("test", "globex", "thread-1")  # another tenant, the same thread id
THERE = Key("another-platform", "acme", "thread-1")

HELLO, WELCOME = Say(Plain("help")), Say(Plain("welcome"))
AMEND = Amend(Topic.TRAFFIC, QuestionClosed(Topic.TRAFFIC, None, "ana"))
WORK = StartJob("job-1", MakePlan(Brief(), Mode.PRO, ()))
RESULT = AnswerMade(Document((paragraph("hecho"),)))


def later(seconds: float) -> datetime:
    """So many seconds after the start."""
    return START + timedelta(seconds=seconds)


def said(name: str, key: Key = ANA) -> Spoke:
    """Somebody said something."""
    return Spoke(name, key, START, "ana", f"texto de {name}")


def state(key: Key = ANA, *lines: str, touched: datetime = START, language: str = "es") -> Conversation:
    """A conversation with these lines in its transcript."""
    transcript = tuple(Line("ana", line) for line in lines)
    return Conversation(key, language, Mode.PRO, Interviewing(Brief()), touched, transcript)


async def claimed(store: Store, at: datetime = START) -> Turn:
    """A turn that must be there."""
    turn = await store.claim(at, LEASE)
    assert turn is not None
    return turn


async def turn(store: Store, event: Event, *effects: Effect, alarm: Alarm | None = None) -> None:
    """A whole turn that leaves these effects."""
    assert await store.accept(event)
    held = await claimed(store)
    assert held.event == event
    assert await store.commit(held, state(event.conversation), effects, alarm)


async def message(store: Store, at: datetime = START) -> Delivery:
    """A message that must be there."""
    delivery = await store.claim_message(at, LEASE)
    assert delivery is not None
    return delivery


async def job(store: Store, at: datetime = START) -> Delivery:
    """A job that must be there."""
    delivery = await store.claim_job(at, LEASE)
    assert delivery is not None
    return delivery


def finished(delivery: Delivery) -> JobFinished:
    """The job's result."""
    return JobFinished(f"{delivery.id}/finished", delivery.key, START, "bot", "job-1", RESULT)


class TurnsContract:
    """Accept, claim, commit."""

    async def test_an_event_is_claimed_as_it_was_accepted(self, store: Store) -> None:
        assert await store.accept(said("1"))
        held = await claimed(store)
        assert (held.event, held.key, held.conversation, held.version, held.attempt) == (
            said("1"),
            ANA,
            None,
            0,
            1,
        )

    async def test_an_event_is_accepted_once(self, store: Store) -> None:
        assert await store.accept(said("1"))
        assert not await store.accept(said("1"))
        await store.commit(await claimed(store), state(), (), None)
        assert not await store.accept(said("1"))
        assert await store.claim(START, LEASE) is None

    async def test_the_same_id_in_another_conversation_is_another_event(self, store: Store) -> None:
        assert await store.accept(said("1", ANA))
        assert await store.accept(said("1", BEN))
        assert await store.accept(said("1", ELSEWHERE))
        assert {(await claimed(store)).key for _ in range(3)} == {ANA, BEN, ELSEWHERE}

    async def test_a_conversation_is_held_by_one(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.accept(said("2"))
        await claimed(store)
        assert await store.claim(START, LEASE) is None
        assert await store.claim(later(14.9), LEASE) is None

    async def test_an_arriving_event_does_not_break_a_lease(self, store: Store) -> None:
        await store.accept(said("1"))
        await claimed(store)
        await store.accept(said("2"))
        assert await store.claim(later(1), LEASE) is None

    async def test_events_come_in_the_order_in_which_they_were_accepted(self, store: Store) -> None:
        for name in "123":
            await store.accept(said(name))
        order: list[str] = []
        for _ in range(3):
            held = await claimed(store)
            order.append(held.event.id)
            assert await store.commit(held, state(), (), None)
        assert order == ["1", "2", "3"]
        assert await store.claim(START, LEASE) is None

    async def test_a_commit_is_what_the_next_turn_sees(self, store: Store) -> None:
        await turn(store, said("1"))
        await store.accept(said("2"))
        held = await claimed(store)
        assert (held.conversation, held.version) == (state(), 1)

    async def test_an_event_that_arrives_during_a_turn_is_not_lost(self, store: Store) -> None:
        await store.accept(said("1"))
        held = await claimed(store)
        await store.accept(said("2"))
        await store.commit(held, state(), (), None)
        assert (await claimed(store)).event.id == "2"

    async def test_a_lease_that_ran_out_lets_the_next_one_in_with_a_higher_fence(self, store: Store) -> None:
        await store.accept(said("1"))
        first = await claimed(store)
        second = await claimed(store, later(16))
        assert second.event == first.event
        assert second.fence > first.fence
        assert second.attempt == 2

    async def test_a_late_holder_commits_nothing(self, store: Store) -> None:
        await store.accept(said("1"))
        first = await claimed(store)
        second = await claimed(store, later(16))
        assert not await store.commit(first, state(ANA, "late"), (HELLO,), None)
        assert await store.commit(second, state(ANA, "in time"), (), None)
        assert await store.load(ANA) == state(ANA, "in time")
        assert await store.claim_message(later(16), LEASE) is None

    async def test_a_late_holder_commits_nothing_after_the_other_is_done(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.accept(said("2"))
        first = await claimed(store)
        second = await claimed(store, later(16))
        assert await store.commit(second, state(ANA, "in time"), (), None)
        assert not await store.commit(first, state(ANA, "late"), (HELLO,), None)
        assert (await claimed(store, later(16))).event.id == "2"

    async def test_a_turn_is_committed_once(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.accept(said("2"))
        held = await claimed(store)
        assert await store.commit(held, state(), (HELLO,), None)
        assert not await store.commit(held, state(), (HELLO,), None)
        await store.settle(await message(store), None)
        assert await store.claim_message(START, LEASE) is None

    async def test_a_turn_given_back_waits_and_nothing_overtakes_it(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.give_back(await claimed(store), later(60), "ValueError")
        await store.accept(said("2"))
        assert await store.claim(later(59), LEASE) is None
        again = await claimed(store, later(60))
        assert (again.event.id, again.attempt) == ("1", 2)

    async def test_a_turn_given_up_is_parked_and_the_conversation_goes_on(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.accept(said("2"))
        await store.give_back(await claimed(store), None, "ValueError")
        held = await claimed(store)
        assert (held.event.id, held.attempt) == ("2", 1)
        assert [(each.id, each.key, each.what, each.reason) for each in await store.parked()] == [
            ("1", ANA, "event", "ValueError")
        ]

    async def test_a_turn_given_up_is_told_in_the_same_write(self, store: Store) -> None:
        await store.accept(said("1"))
        held = await claimed(store)
        await store.give_back(held, None, "ValueError", Told(HELLO, "en"))
        await store.give_back(held, None, "ValueError", Told(HELLO, "en"))
        delivery = await message(store)
        assert (delivery.effect, delivery.language) == (HELLO, "en")
        await store.settle(delivery, None)
        assert await store.idle(ANA)

    async def test_a_late_holder_gives_nothing_back(self, store: Store) -> None:
        await store.accept(said("1"))
        first = await claimed(store)
        second = await claimed(store, later(16))
        await store.give_back(first, None, "late")
        await store.give_back(first, later(17), "late")
        assert await store.parked() == ()
        assert await store.claim(later(18), LEASE) is None
        assert await store.commit(second, state(), (), None)

    async def test_conversations_take_turns(self, store: Store) -> None:
        """A busy conversation does not starve another."""
        for name in "1234":
            await store.accept(said(name, ANA))
        await store.accept(said("1", BEN))
        keys: list[Key] = []
        for _ in range(3):
            held = await claimed(store)
            keys.append(held.key)
            await store.commit(held, state(held.key), (), None)
        assert BEN in keys

    async def test_an_alarm_comes_as_an_event_when_its_time_has_come(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        assert await store.claim(later(59), LEASE) is None
        held = await claimed(store, later(61))
        assert isinstance(held.event, TimePassed)
        assert (held.event.timer, held.event.conversation, held.event.at) == (Timer.REMINDER, ANA, later(61))

    async def test_an_alarm_rings_once(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        held = await claimed(store, later(61))
        assert await store.claim(later(62), LEASE) is None
        await store.commit(held, state(), (), None)
        assert await store.claim(later(10_000), LEASE) is None

    async def test_an_alarm_whose_holder_died_rings_on(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        first = await claimed(store, later(61))
        again = await claimed(store, later(80))
        assert again.event == first.event

    async def test_a_new_turn_replaces_the_alarm(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        await turn(store, said("2"), alarm=Alarm(later(120), Timer.EXPIRY))
        assert await store.claim(later(119), LEASE) is None
        held = await claimed(store, later(120))
        assert isinstance(held.event, TimePassed)
        assert held.event.timer is Timer.EXPIRY

    async def test_who_speaks_in_time_is_heard_before_the_alarm(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        await store.accept(said("2"))
        held = await claimed(store, later(61))
        assert held.event.id == "2"
        await store.commit(held, state(), (), Alarm(later(120), Timer.REMINDER))
        assert await store.claim(later(100), LEASE) is None

    async def test_the_alarm_still_rings_after_an_event_that_was_given_up(self, store: Store) -> None:
        await turn(store, said("1"), alarm=Alarm(later(60), Timer.REMINDER))
        await store.accept(said("2"))
        await store.give_back(await claimed(store, later(61)), None, "ValueError")
        assert isinstance((await claimed(store, later(62))).event, TimePassed)

    async def test_every_alarm_that_is_due_rings(self, store: Store) -> None:
        keys = [Key("test", "acme", f"thread-{number}") for number in range(100)]
        for key in keys:
            await turn(store, said("1", key), alarm=Alarm(later(60), Timer.REMINDER))
        assert {(await claimed(store, later(61))).key for _ in keys} == set(keys)


class OutboxContract:
    """Messages and jobs after the commit."""

    async def test_a_message_carries_its_name_its_language_and_its_effect(self, store: Store) -> None:
        await turn(store, said("1"), HELLO)
        delivery = await message(store)
        assert delivery.id == effect_id(ANA, "1", 0)
        assert (delivery.key, delivery.language, delivery.effect, delivery.attempt) == (ANA, "es", HELLO, 1)

    async def test_messages_of_a_conversation_leave_one_after_the_other(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WELCOME)
        first = await message(store)
        assert await store.claim_message(START, LEASE) is None
        assert await store.settle(first, None)
        second = await message(store)
        assert (first.effect, second.effect) == (HELLO, WELCOME)

    async def test_the_messages_of_a_later_turn_wait_for_those_of_an_earlier(self, store: Store) -> None:
        await turn(store, said("1"), HELLO)
        first = await message(store)
        await turn(store, said("2"), WELCOME)
        assert await store.claim_message(START, LEASE) is None
        await store.settle(first, None)
        assert (await message(store)).effect == WELCOME

    async def test_conversations_do_not_wait_for_each_other(self, store: Store) -> None:
        await turn(store, said("1", ANA), HELLO)
        await turn(store, said("1", BEN), HELLO)
        assert {(await message(store)).key, (await message(store)).key} == {ANA, BEN}

    async def test_messages_of_a_busy_platform_stay_where_they_are(self, store: Store) -> None:
        for key in (ANA, BEN, THERE):
            await turn(store, said("1", key), HELLO)
        first = await store.claim_message(START, LEASE, {"test"})
        assert first is not None
        assert first.key == THERE
        assert await store.claim_message(START, LEASE, {"test"}) is None
        assert [(await message(store)).key for _ in range(2)] == [ANA, BEN]

    async def test_messages_of_all_platforms_leave_in_the_order_in_which_they_came(
        self, store: Store
    ) -> None:
        for key in (ANA, THERE, BEN):
            await turn(store, said("1", key), HELLO)
        assert [(await message(store)).key for _ in range(3)] == [ANA, THERE, BEN]

    async def test_a_message_whose_holder_died_is_inherited(self, store: Store) -> None:
        await turn(store, said("1"), HELLO)
        first = await message(store)
        assert await store.claim_message(later(14), LEASE) is None
        second = await message(store, later(16))
        assert (second.id, second.attempt) == (first.id, 2)
        assert second.fence > first.fence

    async def test_a_late_holder_settles_nothing(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WELCOME)
        first = await message(store)
        second = await message(store, later(16))
        assert not await store.settle(first, None)
        assert await store.settle(second, None)
        assert (await message(store, later(16))).effect == WELCOME

    async def test_a_message_is_settled_once(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WELCOME)
        first = await message(store)
        assert await store.settle(first, None)
        assert not await store.settle(first, None)
        assert (await message(store)).effect == WELCOME

    async def test_a_message_put_off_waits_and_the_next_one_with_it(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WELCOME)
        await store.put_off(await message(store), later(60), "TimeoutError")
        assert await store.claim_message(later(59), LEASE) is None
        again = await message(store, later(60))
        assert (again.effect, again.attempt) == (HELLO, 2)

    async def test_a_message_given_up_is_parked_and_the_next_one_leaves(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WELCOME)
        first = await message(store)
        await store.put_off(first, None, "Undeliverable")
        assert (await message(store)).effect == WELCOME
        assert [(each.id, each.what, each.reason) for each in await store.parked()] == [
            (first.id, "message", "Undeliverable")
        ]

    async def test_a_late_holder_puts_nothing_off(self, store: Store) -> None:
        await turn(store, said("1"), HELLO)
        first = await message(store)
        second = await message(store, later(16))
        await store.put_off(first, later(17), "late")
        await store.put_off(first, None, "late")
        assert await store.claim_message(later(18), LEASE) is None
        assert await store.parked() == ()
        assert await store.settle(second, None)

    async def test_a_job_runs_beside_the_messages(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WORK)
        assert (await job(store)).effect == WORK
        assert (await message(store)).effect == HELLO
        assert await store.claim_job(START, LEASE) is None

    async def test_several_jobs_of_a_conversation_run_at_once(self, store: Store) -> None:
        await turn(store, said("1"), WORK, StartJob("job-2", WORK.job))
        assert {(await job(store)).id, (await job(store)).id} == {
            effect_id(ANA, "1", index) for index in range(2)
        }

    async def test_a_heartbeat_keeps_a_job(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        delivery = await job(store)
        for beat in range(1, 10):
            assert await store.hold(delivery, later(5 * beat), LEASE)
            assert await store.claim_job(later(5 * beat), LEASE) is None
        assert await store.claim_job(later(59), LEASE) is None
        assert await store.claim_job(later(61), LEASE) is not None

    async def test_a_job_that_was_taken_over_is_not_held(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        first = await job(store)
        await job(store, later(16))
        assert not await store.hold(first, later(17), LEASE)

    async def test_a_result_is_an_event_in_the_same_write(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        delivery = await job(store)
        assert await store.settle(delivery, finished(delivery))
        assert (await claimed(store)).event == finished(delivery)
        assert await store.claim_job(later(1000), LEASE) is None

    async def test_a_result_of_a_late_holder_is_refused(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        first = await job(store)
        second = await job(store, later(16))
        assert not await store.settle(first, finished(first))
        assert await store.claim(later(16), LEASE) is None
        assert await store.settle(second, finished(second))

    async def test_a_cancelled_job_is_gone_with_the_commit(self, store: Store) -> None:
        await turn(store, said("1"), WORK, StartJob("job-2", WORK.job))
        running, other = await job(store), await job(store)
        await turn(store, said("2"), CancelJob("job-1"))
        assert not await store.hold(running, later(5), LEASE)
        assert not await store.settle(running, finished(running))
        assert await store.claim(START, LEASE) is None
        assert await store.hold(other, later(5), LEASE)
        assert await store.parked() == ()

    async def test_a_job_that_nobody_took_can_be_cancelled(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        await turn(store, said("2"), CancelJob("job-1"))
        assert await store.claim_job(START, LEASE) is None
        assert await store.idle(ANA)

    async def test_a_job_started_and_cancelled_in_one_turn_does_not_run(self, store: Store) -> None:
        await turn(store, said("1"), WORK, CancelJob("job-1"))
        assert await store.claim_job(START, LEASE) is None
        assert await store.idle(ANA)

    async def test_a_job_given_up_is_parked_under_its_reference(self, store: Store) -> None:
        await turn(store, said("1"), WORK)
        delivery = await job(store)
        failed = JobFailed(f"{delivery.id}/failed", ANA, START, "bot", "job-1", "4f2a")
        assert await store.settle(delivery, failed)
        assert (await claimed(store)).event == failed
        assert [(each.id, each.what, each.reason) for each in await store.parked()] == [
            (delivery.id, "job", "4f2a")
        ]

    async def test_a_question_is_amended_in_its_place_among_the_messages(self, store: Store) -> None:
        await turn(store, said("1"), AMEND, HELLO)
        first = await message(store)
        assert first.effect == AMEND
        assert await store.claim_message(START, LEASE) is None
        await store.settle(first, None)
        assert (await message(store)).effect == HELLO

    async def test_an_excused_attempt_is_no_failure(self, store: Store) -> None:
        await turn(store, said("1"), HELLO)
        await store.put_off(await message(store), later(60), "Later", excused=True)
        assert await store.claim_message(later(59), LEASE) is None
        again = await message(store, later(60))
        assert (again.attempt, again.earlier) == (2, 1)

    async def test_a_conversation_is_forgotten_once_all_was_said(self, store: Store) -> None:
        await store.trace(ANA, "root", "C1:1.0")
        await store.accept(said("0"))
        await store.give_back(await claimed(store), None, "ValueError")
        await turn(store, said("1"), HELLO, WORK, Forget(), alarm=Alarm(later(60), Timer.REMINDER))
        words, work = await message(store), await job(store)
        assert await store.claim_message(START, LEASE) is None
        await store.settle(words, None)
        assert await store.load(ANA) == state()
        farewell = await message(store)
        assert farewell.effect == Forget()
        assert await store.settle(farewell, None)
        assert await store.load(ANA) is None
        assert await store.traces(ANA) == {}
        assert await store.parked() == ()
        assert await store.idle(ANA)
        assert await store.claim(later(61), LEASE) is None
        assert not await store.settle(work, finished(work))
        assert not await store.settle(farewell, None)
        assert await store.accept(said("1"))

    async def test_what_comes_before_it_is_forgotten_waits_and_begins_anew(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, Forget())
        await turn(store, said("1", BEN))
        await store.trace(ANA, "root", "C1:1.0")
        await store.accept(said("2"))
        assert await store.claim(later(1000), LEASE) is None
        await store.settle(await message(store), None)
        assert await store.settle(await message(store), None)
        assert not await store.accept(said("2"))
        anew = await claimed(store)
        assert (anew.event, anew.conversation, anew.version, anew.attempt) == (said("2"), None, 0, 1)
        assert await store.commit(anew, state(ANA, "anew"), (WELCOME,), None)
        assert (await message(store)).effect == WELCOME
        assert await store.load(ANA) == state(ANA, "anew")
        assert await store.traces(ANA) == {}
        assert await store.load(BEN) == state(BEN)

    async def test_who_was_to_forget_and_comes_too_late_forgets_nothing(self, store: Store) -> None:
        await turn(store, said("1"), Forget())
        first = await message(store)
        second = await message(store, later(16))
        assert not await store.settle(first, None)
        assert await store.settle(second, None)
        await turn(store, said("2"), HELLO)
        assert not await store.settle(first, None)
        assert not await store.settle(second, None)
        assert await store.load(ANA) == state()

    async def test_a_conversation_that_could_not_be_forgotten_goes_on(self, store: Store) -> None:
        await turn(store, said("1"), Forget())
        await store.accept(said("2"))
        await store.put_off(await message(store), None, "ValueError")
        assert [(each.what, each.reason) for each in await store.parked()] == [("forget", "ValueError")]
        held = await claimed(store)
        assert (held.event, held.conversation) == (said("2"), state())

    async def test_the_language_is_that_of_the_turn(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.commit(await claimed(store), state(language="en"), (HELLO,), None)
        assert (await message(store)).language == "en"


class ArchiveContract:
    """What people and operators ask."""

    async def test_nothing_is_known_of_a_stranger(self, store: Store) -> None:
        assert await store.load(ANA) is None
        assert await store.latest("test", "acme") is None
        assert await store.idle(ANA)
        assert await store.parked() == ()

    async def test_the_latest_is_the_one_last_touched_in_its_workspace(self, store: Store) -> None:
        for key, seconds in ((ANA, 30), (BEN, 20), (ELSEWHERE, 40)):
            await store.accept(said("1", key))
            held = await claimed(store)
            await store.commit(held, state(key, touched=later(seconds)), (), None)
        latest = await store.latest("test", "acme")
        assert latest is not None
        assert latest.key == ANA

    async def test_a_conversation_is_idle_when_nothing_waits_or_is_under_way(self, store: Store) -> None:
        await store.accept(said("1"))
        assert not await store.idle(ANA)
        held = await claimed(store)
        assert not await store.idle(ANA)
        await store.commit(held, state(), (HELLO, WORK), None)
        assert not await store.idle(ANA)
        await store.settle(await message(store), None)
        assert not await store.idle(ANA)
        delivery = await job(store)
        await store.settle(delivery, finished(delivery))
        assert not await store.idle(ANA)
        await store.commit(await claimed(store), state(), (), None)
        assert await store.idle(ANA)

    async def test_work_that_waits_for_its_next_try_is_not_idle(self, store: Store) -> None:
        await store.accept(said("1"))
        await store.give_back(await claimed(store), later(60), "ValueError")
        assert not await store.idle(ANA)

    async def test_what_is_forgotten_is_gone(self, store: Store) -> None:
        await turn(store, said("1", BEN), HELLO)
        await turn(store, said("1"), HELLO, WORK, alarm=Alarm(later(60), Timer.REMINDER))
        await store.accept(said("2"))
        await store.give_back(await claimed(store), None, "ValueError")
        await store.accept(said("3"))
        await store.forget(ANA)
        assert await store.load(ANA) is None
        assert await store.parked() == ()
        assert await store.idle(ANA)
        assert await store.claim(later(61), LEASE) is None
        assert await store.claim_job(START, LEASE) is None
        assert (await message(store)).key == BEN
        assert await store.claim_message(START, LEASE) is None

    async def test_who_holds_what_is_forgotten_holds_nothing(self, store: Store) -> None:
        await turn(store, said("1"), HELLO, WORK)
        await store.accept(said("2"))
        held, words, work = await claimed(store), await message(store), await job(store)
        await store.forget(ANA)
        assert not await store.commit(held, state(ANA, "late"), (HELLO,), None)
        assert not await store.settle(words, None)
        assert not await store.settle(work, finished(work))
        assert not await store.hold(work, later(5), LEASE)
        assert await store.load(ANA) is None
        assert await store.idle(ANA)

    async def test_a_forgotten_conversation_can_begin_anew(self, store: Store) -> None:
        await store.accept(said("1"))
        before = await claimed(store)
        await store.forget(ANA)
        assert await store.accept(said("1"))
        anew = await claimed(store)
        assert (anew.conversation, anew.version) == (None, 0)
        assert not await store.commit(before, state(ANA, "late"), (), None)
        assert await store.commit(anew, state(ANA, "anew"), (), None)
        assert await store.load(ANA) == state(ANA, "anew")

    async def test_a_tenant_is_forgotten_with_all_its_conversations_and_no_other(self, store: Store) -> None:
        for key in (ANA, BEN, ELSEWHERE):
            await turn(store, said("1", key), HELLO, WORK, alarm=Alarm(later(60), Timer.REMINDER))
            await store.trace(key, "root", str(key))
        await store.forget(Tenant("test", "acme"))
        for key in (ANA, BEN):
            assert await store.load(key) is None
            assert await store.idle(key)
            assert await store.traces(key) == {}
        assert await store.load(ELSEWHERE) == state(ELSEWHERE)
        assert (await message(store)).key == (await job(store)).key == ELSEWHERE
        assert (await claimed(store, later(61))).key == ELSEWHERE
        assert await store.traces(ELSEWHERE) == {"root": str(ELSEWHERE)}
        assert await store.accept(said("1"))

    async def test_what_comes_while_it_is_forgotten_begins_anew(self, store: Store) -> None:
        await turn(store, said("1"))
        await store.trace(ANA, "root", "C1:1.0")
        await asyncio.gather(
            store.forget(ANA),
            store.accept(said("1", BEN)),
            store.accept(said("2")),
            store.trace(ANA, "root", "new"),
        )
        held = {turn.key: turn for turn in (await claimed(store), await claimed(store))}
        assert (held[ANA].conversation, held[ANA].version, held[ANA].event) == (None, 0, said("2"))
        assert await store.commit(held[ANA], state(ANA, "anew"), (), None)
        assert await store.commit(held[BEN], state(BEN, "first"), (), None)
        assert await store.load(ANA) == state(ANA, "anew")
        assert await store.load(BEN) == state(BEN, "first")
        assert await store.traces(ANA) == {"root": "new"}


class TracesContract:
    """What platforms keep of a conversation."""

    async def test_nothing_is_kept_of_a_stranger(self, store: Store) -> None:
        assert await store.traces(ANA) == {}
        assert await store.traced(Tenant("test", "acme"), "root", "C1:1.0") == ()
        await store.trace(ANA, "root", None)
        assert await store.traces(ANA) == {}

    async def test_a_trace_may_come_before_anything_else_of_its_conversation(self, store: Store) -> None:
        await store.trace(ANA, "root", "C1:1.0")
        assert await store.traces(ANA) == {"root": "C1:1.0"}
        assert await store.load(ANA) is None
        assert await store.latest("test", "acme") is None
        assert await store.idle(ANA)
        await turn(store, said("1"))
        assert await store.load(ANA) == state()
        assert await store.traces(ANA) == {"root": "C1:1.0"}

    async def test_a_trace_is_set_anew_and_deleted_by_its_name(self, store: Store) -> None:
        await turn(store, said("1"))
        await store.trace(ANA, "root", "C1:1.0")
        await store.trace(ANA, "opener", "U1")
        await store.trace(ANA, "root", "C1:2.0")
        assert await store.traces(ANA) == {"root": "C1:2.0", "opener": "U1"}
        assert await store.traced(Tenant("test", "acme"), "root", "C1:1.0") == ()
        await store.trace(ANA, "root", None)
        assert await store.traces(ANA) == {"opener": "U1"}

    async def test_conversations_are_found_by_a_trace_in_their_workspace(self, store: Store) -> None:
        for key in (ANA, ELSEWHERE):
            await turn(store, said("1", key))
            await store.trace(key, "root", "C1:1.0")
        assert await store.traced(Tenant("test", "acme"), "root", "C1:1.0") == (ANA,)
        assert await store.traced(Tenant("test", "globex"), "root", "C1:1.0") == (ELSEWHERE,)
        assert await store.traced(Tenant("other", "acme"), "root", "C1:1.0") == ()
        assert await store.traced(Tenant("test", "acme"), "opener", "C1:1.0") == ()

    async def test_of_several_the_newest_comes_first(self, store: Store) -> None:
        await turn(store, said("1", BEN))
        await turn(store, said("1", ANA))
        await turn(store, said("2", BEN))
        await store.trace(ANA, "opener", "U1")
        await store.trace(BEN, "opener", "U1")
        assert await store.traced(Tenant("test", "acme"), "opener", "U1") == (ANA, BEN)

    async def test_traces_are_forgotten_with_their_conversation(self, store: Store) -> None:
        for key in (ANA, BEN):
            await store.trace(key, "opener", "U1")
        await store.forget(ANA)
        assert await store.traces(ANA) == {}
        assert await store.traced(Tenant("test", "acme"), "opener", "U1") == (BEN,)
