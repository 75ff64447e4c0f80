"""Questions: their picks show as long as they are open, and what became of them stands in their place."""

from dataclasses import replace

import pytest

from tests.contracts.platforms.bench import Bench, Trouble
from tests.contracts.platforms.sayings import (
    bare,
    closing,
    insist,
    of_bot,
    offered,
    question,
    said,
    whole,
)

PICKS = {"In bursts", "All day long"}


class QuestionsContract:
    """`bench` is a fixture of the subclass."""

    async def test_a_question_shows_its_picks_and_the_older_one_loses_its_own(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        assert set(offered(of_bot(bench, key))) >= PICKS | {"Skip"}
        await bench.restart()
        await bench.post(question(key, "state", "q2"))
        *older, last = (each for each in of_bot(bench, key) if "What about" in each.words)
        assert [bare(each.words) for each in older] == ["Whatabouttraffic?"]
        assert offered(tuple(older)) == ()
        assert set(last.choices) >= PICKS

    async def test_a_question_that_is_posted_again_keeps_its_picks(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.post(replace(question(key, "traffic", "q1"), inherited=True))
        assert set(offered(of_bot(bench, key))) >= PICKS
        assert whole(bench, key).count("Whatabouttraffic?") == 1

    @pytest.mark.parametrize("trouble", Trouble)
    async def test_a_question_that_came_about_in_trouble_is_one_as_any_other(
        self, bench: Bench, trouble: Trouble
    ) -> None:
        """It closes the older one, holds the picks, and what becomes of it can be shown in its place."""
        for calls in range(4):
            key = await bench.opens(f"We run AWS Lambda, {calls}")
            await bench.post(question(key, "traffic", "q1"))
            bench.trouble(trouble, calls)
            await insist(bench, question(key, "state", "q2"))
            older, asked = of_bot(bench, key)
            assert (older.choices, set(asked.choices) >= PICKS) == ((), True)
            if not bench.struck:
                assert calls > 0
                return
            await bench.post(closing(key, "state"))
            closed = [bare(each.words) for each in of_bot(bench, key)]
            assert closed == ["Whatabouttraffic?", "state:inbursts"]
        raise AssertionError("a question and what closes the older one take a call each")

    @pytest.mark.parametrize("trouble", [None, *Trouble])
    async def test_what_became_of_a_question_stands_in_its_place(
        self, bench: Bench, trouble: Trouble | None
    ) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.post(said(key, "By the way."))
        if trouble:
            bench.trouble(trouble)
        await insist(bench, closing(key, "traffic"))
        await bench.post(replace(closing(key, "traffic"), inherited=True))
        assert [bare(each.words) for each in of_bot(bench, key)] == ["traffic:inbursts", "Bytheway."]
        assert offered(of_bot(bench, key)) == ()

    async def test_what_became_of_a_question_that_is_not_open_shows_nowhere(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.post(question(key, "state", "q2"))
        before = bench.thread(key)
        await bench.post(closing(key, "traffic"))
        assert bench.thread(key) == before
