"""Each message once, whole and in order, whatever happens between the bot and the platform."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.events import Key
from bot.ports import Later, Undeliverable
from tests.contracts.platforms.bench import PAUSE, Bench, Shown, Trouble
from tests.contracts.platforms.sayings import (
    TEXT,
    bare,
    closing,
    insist,
    of_bot,
    plan,
    posting,
    question,
    said,
    whole,
)

LOST = (Trouble.LOST_BEFORE, Trouble.LOST_AFTER)
KILLED = (Trouble.KILLED_BEFORE, Trouble.KILLED_AFTER)
named = pytest.mark.parametrize


def kind(trouble: Trouble) -> str:
    return trouble.name.lower()


class OnceContract:
    """`bench` is a fixture of the subclass."""

    async def test_messages_show_in_the_order_in_which_they_were_posted(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        for number in range(4):
            await bench.post(said(key, f"Message {number}.", f"e{number}"))
        assert [bare(each.words) for each in of_bot(bench, key)] == [f"Message{each}." for each in range(4)]

    async def test_a_message_that_is_posted_again_shows_once(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        for posted in (said(key, "Hello.", "e1"), plan(key), said(key, "Anything else?", "e2")):
            await bench.post(posted)
            before = of_bot(bench, key)
            await bench.post(replace(posted, inherited=True))
            await bench.restart()
            await bench.post(replace(posted, inherited=True))
            assert of_bot(bench, key) == before

    async def test_two_messages_of_the_same_words_are_two(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        for effect in ("e1", "e2"):
            await bench.post(said(key, "Hello.", effect))
        assert len(of_bot(bench, key)) == 2

    @named("trouble", (*LOST, *KILLED, Trouble.PAUSE), ids=kind)
    async def test_whichever_call_goes_wrong_a_plan_shows_once_whole_and_in_order(
        self, bench: Bench, trouble: Trouble
    ) -> None:
        """The first call goes wrong, then the second one, until there is none left to go wrong."""
        expected = await self._undisturbed(bench)
        calls = 0
        while True:
            key = await bench.opens(f"We run AWS Lambda, {calls}")
            await bench.post(said(key, "Hello.", "e1"))
            bench.trouble(trouble, calls)
            await insist(bench, plan(key))
            assert shape(of_bot(bench, key)) == expected, f"call {calls}"
            if not bench.struck:
                break
            calls += 1
        assert calls > 1, "a plan is more than one message"

    async def _undisturbed(self, bench: Bench) -> list[object]:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello.", "e1"))
        await bench.post(plan(key))
        return shape(of_bot(bench, key))

    @named("trouble", (*LOST, *KILLED), ids=kind)
    async def test_the_first_message_of_all_shows_once_too(self, bench: Bench, trouble: Trouble) -> None:
        """What a platform makes first (a thread, a root) may go wrong as anything else."""
        for calls in range(3):
            key = await bench.opens(f"We run AWS Lambda, {calls}")
            bench.trouble(trouble, calls)
            await insist(bench, said(key, "Hello."))
            assert [bare(each.words) for each in of_bot(bench, key)] == ["Hello."]
            if not bench.struck:
                return

    async def test_conversations_that_are_written_to_at_once_do_not_mix(self, bench: Bench) -> None:
        expected = await self._undisturbed(bench)
        keys = [await bench.opens(f"We run AWS Lambda, {each}") for each in range(3)]
        await asyncio.gather(*(bench.post(said(key, "Hello.", "e1")) for key in keys))
        await asyncio.gather(*(bench.post(plan(key)) for key in keys))
        assert [shape(of_bot(bench, key)) for key in keys] == [expected] * 3

    async def test_what_others_say_meanwhile_is_not_taken_for_a_message_of_the_bot(
        self, bench: Bench
    ) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "First.", "e0"))
        bench.trouble(Trouble.KILLED_BEFORE)
        await bench.says(key, "Hello.")
        await insist(bench, said(key, "Hello."))
        assert bench.struck
        assert [bare(each.words) for each in of_bot(bench, key)] == ["First.", "Hello."]

    async def test_a_pause_that_is_asked_for_is_passed_on_and_loses_nothing(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "First.", "e0"))
        bench.trouble(Trouble.PAUSE)
        with pytest.raises(Later) as later:
            await bench.post(said(key, "Hello."))
        assert later.value.seconds == pytest.approx(PAUSE, abs=1)
        await bench.post(replace(said(key, "Hello."), inherited=True))
        assert whole(bench, key) == "First.Hello."

    async def test_a_place_that_is_gone_is_undeliverable(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello."))
        bench.vanish(key)
        with pytest.raises(Undeliverable):
            await bench.post(said(key, "Are you there?", "e2"))

    async def test_a_conversation_that_was_forgotten_gets_nothing_more(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        before = bench.thread(key)
        await bench.store.forget(key)
        for late in (said(key, "Late."), question(key, "state", "q2"), closing(key, "traffic"), plan(key)):
            await bench.post(late)
        assert bench.thread(key) == before
        assert dict(await bench.store.traces(key)) == {}

    async def test_a_word_to_one_person_is_seen_once(self, bench: Bench) -> None:
        key = await self._asked(bench)
        await bench.post(replace(said(key, "Only you."), to=bench.person))
        await bench.post(replace(said(key, "Only you."), to=bench.person, inherited=True))
        assert seen_by_person(bench, key, "Only you.") == 1

    @named("trouble", (*LOST, *KILLED, Trouble.PAUSE), ids=kind)
    async def test_a_word_to_one_person_is_never_seen_twice(self, bench: Bench, trouble: Trouble) -> None:
        key = await self._asked(bench)
        bench.trouble(trouble)
        await insist(bench, replace(said(key, "Only you."), to=bench.person))
        assert bench.struck
        at_least = 1 if trouble is Trouble.PAUSE else 0
        assert at_least <= seen_by_person(bench, key, "Only you.") <= 1

    async def _asked(self, bench: Bench) -> Key:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.presses(key, "Skip")
        return key

    async def test_a_file_comes_whole(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(posting(key, "f1", *plan(key).document.nodes[-1:]))
        files = [each for message in of_bot(bench, key) for each in message.files]
        assert [text for _, text in files] == [TEXT]
        assert files[0][0].startswith("plan")
        assert files[0][0].endswith(".md")


def shape(messages: tuple[Shown, ...]) -> list[object]:
    """Messages without what is another in each conversation."""
    return [(each.words, each.choices, [text for _, text in each.files]) for each in messages]


def seen_by_person(bench: Bench, key: Key, words: str) -> int:
    shown = [each.words for each in of_bot(bench, key)] + list(bench.alone(key))
    return sum(bare(words) in bare(each) for each in shown)
