"""The suite can fail: each platform here does one thing as one would at first, and the suite finds it."""

from dataclasses import replace
from inspect import signature
from itertools import count

import pytest

from bot.core.events import Key
from bot.hosting.answers import Lost
from bot.hosting.fields import Json
from bot.ports import Later, Posting, Progress, StoreUnusable, Undeliverable
from bot.presenter.progress import Course
from tests.contracts.platforms.bench import Bench, Trouble
from tests.contracts.platforms.suite import PlatformContract
from tests.contracts.platforms.tiny.corcho import CorchoPlatform
from tests.contracts.platforms.tiny.corcho_bench import CorchoBench

numbers = count()


class Forgetful(CorchoPlatform):
    """Does not know a message again."""

    async def post(self, posting: Posting) -> None:
        await super().post(replace(posting, effect=f"{posting.effect}-{next(numbers)}"))


class Trusting(CorchoPlatform):
    """Takes what is inherited for done."""

    async def post(self, posting: Posting) -> None:
        if not posting.inherited:
            await super().post(posting)


class Impatient(CorchoPlatform):
    """Takes a pause for a failure."""

    async def post(self, posting: Posting) -> None:
        try:
            await super().post(posting)
        except Later:
            raise RuntimeError from None


class Hopeful(CorchoPlatform):
    """Tries again for ever where nobody is."""

    async def post(self, posting: Posting) -> None:
        try:
            await super().post(posting)
        except Undeliverable:
            raise RuntimeError from None


class Unkind(CorchoPlatform):
    """Posts into what was forgotten."""

    async def post(self, posting: Posting) -> None:
        await self._call("pin", posting.key, {"tag": posting.effect, "words": "I am back."})


class Talkative(CorchoPlatform):
    """Asks, and never takes a question back."""

    async def _call(self, do: str, key: Key, note: Json) -> None:
        if do == "pin":
            await super()._call(do, key, note)


class Nervous(CorchoPlatform):
    """Lets progress fail."""

    async def show(self, key: Key, progress: Progress | None) -> None:
        await self._display(key, Course() if progress is None else Course().heard(progress))


class Endless(CorchoPlatform):
    """Never says that a job has ended."""

    async def show(self, key: Key, progress: Progress | None) -> None:
        if progress is not None:
            await super().show(key, progress)


class Cutting(CorchoPlatform):
    """Shows the beginning of what is long."""

    async def _call(self, do: str, key: Key, note: Json) -> None:
        if str(note["tag"]).endswith(".0"):
            await super()._call(do, key, note)


class Bare(CorchoPlatform):
    """Leaves files behind."""

    async def _call(self, do: str, key: Key, note: Json) -> None:
        await super()._call(do, key, {**note, "files": []})


class Inviting(CorchoPlatform):
    """Lets what people wrote call people."""

    async def _call(self, do: str, key: Key, note: Json) -> None:
        await super()._call(do, key, {**note, "words": str(note.get("words", "")).replace("\u2060", "")})


NAIVE: tuple[tuple[type[CorchoPlatform], str], ...] = (
    (Forgetful, "test_a_message_that_is_posted_again_shows_once"),
    (Forgetful, "test_whichever_call_goes_wrong_a_plan_shows_once_whole_and_in_order"),
    (Forgetful, "test_the_first_message_of_all_shows_once_too"),
    (Forgetful, "test_a_word_to_one_person_is_never_seen_twice"),
    (Trusting, "test_whichever_call_goes_wrong_a_plan_shows_once_whole_and_in_order"),
    (Trusting, "test_a_pause_that_is_asked_for_is_passed_on_and_loses_nothing"),
    (Impatient, "test_a_pause_that_is_asked_for_is_passed_on_and_loses_nothing"),
    (Hopeful, "test_a_place_that_is_gone_is_undeliverable"),
    (Unkind, "test_a_conversation_that_was_forgotten_gets_nothing_more"),
    (Talkative, "test_a_question_shows_its_picks_and_the_older_one_loses_its_own"),
    (Talkative, "test_what_became_of_a_question_stands_in_its_place"),
    (Talkative, "test_progress_shows_where_the_plan_was_begun_and_ends"),
    (Nervous, "test_progress_raises_nothing_when_the_platform_is_in_trouble"),
    (Nervous, "test_progress_raises_nothing_when_the_store_is_out_of_reach"),
    (Endless, "test_progress_shows_where_the_plan_was_begun_and_ends"),
    (Cutting, "test_a_very_long_paragraph_shows_whole"),
    (Cutting, "test_a_word_without_a_blank_shows_whole"),
    (Bare, "test_a_file_comes_whole"),
    (Inviting, "test_hostile_words_show_whole_and_call_nobody"),
)


GIVEN: dict[str, object] = {"trouble": Trouble.LOST_AFTER, "words": "@everyone"}  # where a promise takes more
BROKEN = (AssertionError, pytest.fail.Exception, Later, Lost, RuntimeError, StoreUnusable)


@pytest.mark.parametrize(("kind", "promise"), NAIVE, ids=[f"{kind.__name__}-{name}" for kind, name in NAIVE])
async def test_a_naive_platform_breaks_a_promise(kind: type[CorchoPlatform], promise: str) -> None:
    await kept(promise, CorchoBench())
    with pytest.raises(BROKEN):
        await kept(promise, CorchoBench(kind=kind))


async def kept(promise: str, bench: Bench) -> None:
    """Hold a platform to a promise."""
    test = getattr(PlatformContract(), promise)
    await test(bench, **{name: GIVEN[name] for name in signature(test).parameters if name != "bench"})
