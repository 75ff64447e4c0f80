"""Progress: it shows, it passes, it ends, and it never stands in the way of anything."""

import pytest

from bot.ports import Progress, Stage
from bot.wording import wording
from tests.contracts.platforms.bench import Bench, Trouble
from tests.contracts.platforms.sayings import (
    bare,
    began,
    insist,
    of_bot,
    offered,
    plan,
    said,
    whole,
)


class ProgressContract:
    """`bench` is a fixture of the subclass."""

    async def test_progress_shows_where_the_plan_was_begun_and_ends(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(began(key))
        for stage in (Stage.ASSESSING, Stage.DRAFTING):
            await bench.platform.show(key, Progress(stage, "It can move."))
        await bench.settled()
        (shown,) = of_bot(bench, key)
        assert bare(wording().line("en", "messages", "stage.drafting")) in bare(shown.words)
        assert "Stop" in shown.choices
        await bench.platform.show(key, None)
        await bench.settled()
        (ended,) = of_bot(bench, key)
        assert ended.choices == ()
        await bench.post(plan(key))
        assert bare(wording().line("en", "messages", "progress.finished")) in whole(bench, key)

    @pytest.mark.parametrize("trouble", [Trouble.LOST_AFTER, Trouble.KILLED_AFTER])
    async def test_progress_shows_in_a_message_that_came_about_in_trouble(
        self, bench: Bench, trouble: Trouble
    ) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello."))
        bench.trouble(trouble)
        await insist(bench, began(key))
        await bench.platform.show(key, Progress(Stage.DRAFTING))
        await bench.settled()
        _, shown = of_bot(bench, key)
        assert bare(wording().line("en", "messages", "stage.drafting")) in bare(shown.words)

    async def test_progress_of_a_killed_process_ends_with_the_plan(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(began(key))
        await bench.platform.show(key, Progress(Stage.DRAFTING))
        await bench.settled()
        await bench.restart()
        await bench.post(plan(key))
        assert "Stop" not in offered(of_bot(bench, key))

    @pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.PAUSE])
    async def test_progress_raises_nothing_when_the_platform_is_in_trouble(
        self, bench: Bench, trouble: Trouble
    ) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(began(key))
        bench.trouble(trouble)
        for stage in Stage:
            await bench.platform.show(key, Progress(stage))
            await bench.settled()
        await bench.platform.show(key, None)
        await bench.settled()
        assert bench.struck
        assert len(of_bot(bench, key)) == 1

    async def test_progress_raises_nothing_when_the_store_is_out_of_reach(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(began(key))
        bench.store.down = True
        await bench.platform.show(key, Progress(Stage.DRAFTING))
        await bench.platform.show(key, None)
        await bench.settled()
        bench.store.down = False
        assert len(of_bot(bench, key)) == 1

    async def test_progress_of_what_was_forgotten_or_never_begun_shows_nowhere(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello."))
        before = bench.thread(key)
        await bench.platform.show(key, Progress(Stage.DRAFTING))
        await bench.settled()
        await bench.store.forget(key)
        await bench.platform.show(key, Progress(Stage.CHECKING))
        await bench.platform.show(key, None)
        await bench.settled()
        assert bench.thread(key) == before
