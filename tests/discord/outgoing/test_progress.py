"""Progress as it shows: one message, edits apart, the last state always; and somebody types while there is work."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from adapters.discord.calls import Ask, Attachment
from adapters.discord.outgoing.displays import EDITS, SILENT, TYPING, Displays, view
from adapters.discord.outgoing.voice import voice_of
from adapters.discord.traced import PROGRESS, REFUSED, ProgressAt, progress_at, stored_progress
from bot.core.events import Key
from bot.hosting.answers import Answer, Lost, Refused, Said, Unsure
from bot.hosting.fields import Json
from bot.ports import Later, Progress, Stage, StoreTrouble, StoreUnusable
from bot.presenter.progress import Course, Standing
from bot.wording import wording
from tests.discord.payloads import CHANNEL, GUILD, THREAD
from tests.fakes_store import MemoryStore
from tests.hosting.watch import Watch

KEY = Key("discord", GUILD, THREAD)
ANNOUNCED, LATER_ON = "1300000000000000100", "1300000000000000200"


@dataclass
class Discord:
    """Takes edits and typing; `troubles` come first, one a call of that method."""

    watch: Watch
    troubles: dict[str, list[Answer | Exception]] = field(default_factory=dict[str, list[Answer | Exception]])
    edits: list[tuple[float, str, str, bool]] = field(default_factory=list[tuple[float, str, str, bool]])
    typings: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        await asyncio.sleep(0)
        trouble = next(iter(self.troubles.get(ask.method, ())), None)
        if trouble is not None:
            del self.troubles[ask.method][0]
        elif ask.method == "PATCH" and body is not None:
            shown = (str(body["content"]), bool(body["components"]))
            self.edits.append((self.watch(), ask.ids["message_id"], *shown))
        elif ask.path.endswith("/typing"):
            self.typings.append((self.watch(), ask.ids["channel_id"]))
        if isinstance(trouble, Exception):
            raise trouble
        return trouble or Said({})

    @property
    def words(self) -> str:
        """How the message reads now."""
        return self.edits[-1][2]


class World:
    """A conversation in a thread, and the displays of one process."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        self.watch = Watch()
        self.discord = Discord(self.watch)
        self.store = store or MemoryStore()
        self.displays = Displays(self.discord, self.store, wording(), self.watch, self.watch.sleep)

    async def announced(self, message: str = ANNOUNCED, key: Key = KEY) -> None:
        """The message that says that the work begins is posted."""
        at = ProgressAt(message, "en")
        await self.displays.moved(key, await self.store.traces(key), at)
        await self.store.trace(key, PROGRESS, stored_progress(at))

    async def finishes(self) -> None:
        """The plan is posted; the last edit keeps its distance too."""
        finishing = asyncio.create_task(self.displays.finished(KEY))
        await self.watch.passes(EDITS)
        await finishing

    async def reports(self, *reports: Progress | None, key: Key = KEY) -> None:
        for each in reports:
            await self.displays.show(key, each)
            await self.watch.still()


async def running(*reports: Progress | None) -> World:
    world = World()
    await world.announced()
    await world.reports(*reports)
    return world


DRAFTING, CHECKING = Progress(Stage.DRAFTING, "The API can move."), Progress(Stage.CHECKING)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("language", [*wording().languages, "unknown"])
def test_stages_and_the_button_show_as_long_as_the_job_runs(standing: Standing, language: str) -> None:
    voice = voice_of(language, wording())
    message = view(Course((Stage.DRAFTING,), "The summary.", standing), voice)
    assert ("The summary." in message.content) is (standing is Standing.RUNNING)
    assert bool(message.components) is (standing is Standing.RUNNING)


# ---- the message ---------------------------------------------------------------------------------------


async def test_progress_shows_in_the_message_that_announced_the_work() -> None:
    world = await running(DRAFTING)
    ((_, message, words, stoppable),) = world.discord.edits
    assert message == ANNOUNCED
    assert "Drafting the plan" in words
    assert "The API can move" in words
    assert stoppable


async def test_edits_are_two_seconds_apart_and_the_last_state_is_shown() -> None:
    world = await running()
    for number in range(50):
        await world.reports(Progress(Stage.DRAFTING, f"word {number}"))
        await world.watch.passes(0.1)
    await world.watch.passes(EDITS)
    times = [at for at, *_ in world.discord.edits]
    assert len(times) == 4
    assert all(later - earlier >= EDITS for earlier, later in pairwise(times))
    assert "word 49" in world.discord.words


async def test_when_the_work_ends_the_button_goes() -> None:
    world = await running(DRAFTING, None)
    await world.watch.passes(EDITS)
    assert "This work has ended" in world.discord.words
    assert not world.discord.edits[-1][3]


async def test_once_the_plan_is_out_all_is_done_and_stays_so() -> None:
    world = await running(CHECKING)
    await world.finishes()
    await world.reports(Progress(Stage.ANSWERING), None)
    await world.watch.passes(EDITS)
    assert "The work is done" in world.discord.words
    assert [at for at, *_ in world.discord.edits] == [1_000.0, 1_002.0]


async def test_another_process_can_say_that_the_work_is_done() -> None:
    world = World()
    await world.store.trace(KEY, PROGRESS, stored_progress(ProgressAt(ANNOUNCED, "es")))
    await world.displays.finished(KEY)
    ((_, message, _, stoppable),) = world.discord.edits
    assert (message, stoppable) == (ANNOUNCED, False)
    assert progress_at((await world.store.traces(KEY))[PROGRESS]) == ProgressAt("", "es")


async def test_an_edit_under_way_does_not_come_after_the_last_one() -> None:
    world = World()
    await world.announced()
    await world.displays.show(KEY, CHECKING)
    await asyncio.sleep(0)
    await world.finishes()
    assert ["Checking" in words for _, _, words, _ in world.discord.edits] == [True, False]


async def test_the_first_job_shows_though_it_reports_before_its_message_is_out() -> None:
    world = World()
    await world.reports(Progress(Stage.ASSESSING), DRAFTING)
    assert (world.discord.edits, world.discord.typings) == ([], [])
    await world.announced()
    await world.watch.still()
    assert "✓ Working out" in world.discord.words
    assert "The API can move" in world.discord.words


async def test_what_ended_before_its_message_was_out_does_not_show_as_running() -> None:
    world = World()
    await world.reports(DRAFTING, None)
    await world.announced()
    await world.watch.passes(TYPING)
    assert (world.discord.edits, world.discord.typings) == ([], [])


async def test_a_second_plan_closes_a_message_that_was_left_open() -> None:
    world = World()
    await world.store.trace(KEY, PROGRESS, stored_progress(ProgressAt(ANNOUNCED, "en")))
    await world.announced(LATER_ON)
    await world.reports(DRAFTING)
    assert [(message, stoppable) for _, message, _, stoppable in world.discord.edits] == [
        (ANNOUNCED, False),
        (LATER_ON, True),
    ]


async def test_a_job_that_is_run_again_shows_in_the_newer_message() -> None:
    world = await running(DRAFTING)
    await world.announced(LATER_ON)
    await world.watch.passes(EDITS)
    assert world.discord.edits[-1][1] == LATER_ON


@pytest.mark.parametrize("error", ["10008", "30046", "50001"])
async def test_a_message_that_cannot_be_changed_is_left_alone(error: str) -> None:
    world = await running()
    world.discord.troubles = {"PATCH": [Refused(error)]}
    await world.reports(DRAFTING)
    await world.watch.passes(EDITS)
    await world.reports(CHECKING)
    assert world.discord.edits == []


async def test_one_that_is_gone_does_not_silence_the_one_after_it() -> None:
    world = await running()
    world.discord.troubles = {"PATCH": [Refused("10008")]}
    await world.displays.show(KEY, DRAFTING)
    await asyncio.sleep(0)  # the edit of the older message is under way
    at = ProgressAt(LATER_ON, "en")
    await world.displays.moved(KEY, {}, at)
    await world.watch.passes(EDITS)
    assert [message for _, message, *_ in world.discord.edits] == [LATER_ON]


async def test_what_waits_while_discord_asks_for_a_pause_shows_after_it() -> None:
    world = await running()
    world.discord.troubles = {"PATCH": [Later(30.0), Unsure("cut")]}
    await world.reports(DRAFTING)
    await world.watch.passes(30.0)
    await world.reports(CHECKING)
    await world.watch.passes(EDITS)
    ((at, _, words, _),) = world.discord.edits
    assert at == 1_032.0
    assert "Checking" in words


@pytest.mark.parametrize(("trouble", "raised"), [(Later(9.0), Later), (Unsure("cut"), Lost)])
async def test_whoever_posts_the_plan_hears_of_trouble(
    trouble: Answer | Exception, raised: type[Exception]
) -> None:
    world = await running()
    world.discord.troubles = {"PATCH": [trouble]}
    with pytest.raises(raised):
        await world.displays.finished(KEY)
    await world.displays.finished(KEY)
    assert "The work is done" in world.discord.words


async def test_an_end_without_a_beginning_changes_nothing() -> None:
    world = await running(None)
    assert (world.discord.edits, world.discord.typings) == ([], [])


async def test_trouble_with_the_store_is_nobodys_trouble() -> None:
    class Broken(MemoryStore):
        async def traces(self, key: Key) -> Mapping[str, str]:
            raise StoreUnusable(StoreTrouble.BROKEN, "here")

    world = World(Broken())
    await world.reports(DRAFTING)
    assert world.discord.edits == []


@pytest.mark.parametrize("key", [KEY, Key("discord", GUILD, f"{CHANNEL}:/1300000000000000009")])
async def test_where_nothing_can_be_said_nothing_shows(key: Key) -> None:
    """Posting was refused for good, or a command has no thread yet."""
    world = World()
    await world.store.trace(key, PROGRESS, stored_progress(ProgressAt(ANNOUNCED, "en")))
    if key is KEY:
        await world.store.trace(key, REFUSED, "1")
    await world.reports(DRAFTING, key=key)
    assert (world.discord.edits, world.discord.typings) == ([], [])


async def test_leaving_leaves_what_shows() -> None:
    world = await running(DRAFTING, CHECKING)
    await world.displays.close()
    await world.watch.passes(3 * TYPING)
    assert len(world.discord.edits) == len(world.discord.typings) == 1


# ---- typing --------------------------------------------------------------------------------------------


async def test_somebody_types_from_the_first_report_to_the_end_of_the_job() -> None:
    world = await running(DRAFTING, CHECKING)
    await world.watch.passes(2.5 * TYPING)
    assert world.discord.typings == [(1_000.0 + each * TYPING, THREAD) for each in range(3)]
    await world.reports(None)
    await world.watch.passes(3 * TYPING)
    assert len(world.discord.typings) == 3


async def test_of_an_answer_only_the_typing_shows() -> None:
    world = await running(DRAFTING, None)
    await world.finishes()
    edits, typings = len(world.discord.edits), len(world.discord.typings)
    await world.reports(Progress(Stage.ANSWERING), None)
    await world.watch.passes(EDITS)
    assert len(world.discord.edits) == edits
    assert len(world.discord.typings) == typings + 1


async def test_an_answer_has_no_message_even_where_an_earlier_plan_was_stopped() -> None:
    world = await running(Progress(Stage.ANSWERING), None)
    await world.watch.passes(EDITS)
    assert world.discord.edits == []
    assert world.discord.typings == [(1_000.0, THREAD)]


async def test_where_nobody_may_type_it_is_tried_once() -> None:
    world = await running()
    world.discord.troubles = {"POST": [Refused("50013")]}
    await world.reports(DRAFTING)
    await world.watch.passes(2 * TYPING)
    await world.reports(CHECKING)
    await world.watch.passes(2 * TYPING)
    assert world.discord.typings == []
    assert "Checking" in world.discord.words


@pytest.mark.parametrize("trouble", [Unsure("cut"), Later(TYPING)])
async def test_typing_goes_on_after_trouble(trouble: Answer | Exception) -> None:
    world = await running()
    world.discord.troubles = {"POST": [trouble]}
    await world.reports(DRAFTING)
    await world.watch.passes(TYPING)
    assert world.discord.typings == [(1_008.0, THREAD)]


async def test_nobody_types_for_ever_for_a_job_that_says_nothing_any_more() -> None:
    world = await running(DRAFTING)
    await world.watch.passes(2 * SILENT * TYPING)
    assert len(world.discord.typings) == SILENT
    await world.reports(CHECKING)
    assert len(world.discord.typings) == SILENT + 1
