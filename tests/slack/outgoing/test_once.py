"""Each part once, in order, whatever happens between the bot and Slack. The same with a naive sender fails."""

import random
from collections.abc import Callable

import pytest

from bot.core.events import Key
from bot.hosting.answers import Odd
from bot.ports import Later, Posting, Undeliverable
from tests.slack.outgoing.slack import Fault, Killed, Shown, Slack
from tests.slack.outgoing.world import COMMANDED, ROOT, THREAD, Opened, World, began, plan, question, said

PARTS = ["3fa9c1d2.0", "3fa9c1d2.1", "3fa9c1d2.2", "plan-3fa9c1.md"]


def shown(messages: list[Shown]) -> list[str]:
    """What is out, by mark or by file name, in the order in which people see it."""
    return [each.file or each.effect for each in messages]


async def test_a_plan_comes_in_order_with_its_file_last() -> None:
    world = World()
    await world.post(plan())
    assert shown(world.slack.thread("C1", ROOT)) == PARTS


@pytest.mark.parametrize("taken", [False, True], ids=["not taken", "taken"])
@pytest.mark.parametrize("kind", ["lost", "killed"])
@pytest.mark.parametrize("part", range(4))
async def test_a_part_whose_answer_was_lost_is_looked_for(part: int, kind: str, taken: bool) -> None:
    world = World()
    method, before = ("chat.postMessage", part) if part < 3 else ("files.completeUploadExternal", 0)
    chances = iter([None] * before + [Fault(kind, taken)])
    world.slack.chance = lambda called: next(chances, None) if called == method else None
    assert await world.insist(plan()) == 2
    assert shown(world.slack.thread("C1", ROOT)) == PARTS
    assert len(world.slack.called("conversations.replies")) == 1


@pytest.mark.parametrize("kind", ["429", "ratelimited_workspace", "unreached"])
async def test_what_slack_surely_did_not_take_needs_no_look(kind: str) -> None:
    world = World()
    chances = iter([None, Fault(kind)])
    world.slack.chance = lambda called: next(chances, None) if called == "chat.postMessage" else None
    assert await world.insist(plan()) == 2
    assert shown(world.slack.thread("C1", ROOT)) == PARTS
    assert world.slack.called("conversations.replies") == []


async def test_a_429_goes_up_with_its_time_and_a_short_one_is_waited_out() -> None:
    world = World()
    world.slack.faults = [("chat.postMessage", Fault("429"))]
    with pytest.raises(Later) as later:
        await world.post(said("hello"))
    assert later.value.seconds == 30.0

    class Brief(Slack):
        async def call(self, workspace: str, method: str, arguments: object) -> object:  # type: ignore[override]
            if not self.calls:
                self.calls.append((method, {}))
                raise Later(2.0)
            return await Slack.call(self, workspace, method, arguments)  # type: ignore[arg-type]

    brief = World(slack=Brief())
    await brief.post(said("hello"))
    assert brief.watch.slept == [2.0]
    assert shown(brief.slack.messages) == ["e1.0"]


async def test_a_look_up_that_fails_posts_nothing() -> None:
    world = World()
    world.slack.faults = [
        ("chat.postMessage", Fault("lost", taken=True)),
        ("conversations.replies", Fault("429")),
        ("conversations.replies", Fault("lost")),
        ("conversations.replies", Fault("internal_error")),
    ]
    assert await world.insist(said("hello")) == 5
    assert shown(world.slack.messages) == ["e1.0"]


async def test_a_look_up_goes_on_where_it_was_cut_short() -> None:
    """With pages of 15 and 40 messages of people's since, the part in doubt is the last one."""
    world = World()
    await world.post(said("first", "e0"))
    for number in range(40):
        world.slack.write("U1", "C1", ROOT, f"side talk {number}")
    calls = 0

    def once_a_page(method: str) -> Fault | None:
        nonlocal calls
        if method == "chat.postMessage":
            return Fault("lost", taken=True)
        calls += method == "conversations.replies"
        return Fault("429") if method == "conversations.replies" and calls % 2 == 0 else None

    world.slack.chance = once_a_page
    await world.insist(said("second"))
    assert shown(world.slack.messages) == ["e0.0", *[""] * 40, "e1.0"]
    assert len({each["oldest"] for each in world.slack.called("conversations.replies")}) > 1


@pytest.mark.parametrize(("passed", "waited"), [(0.0, [2.75]), (1.0, [1.75]), (20.0, []), (-500.0, [])])
async def test_what_may_still_be_under_way_is_given_time(passed: float, waited: list[float]) -> None:
    """A look at once might miss it. A clock that was set back makes nobody wait."""
    world = World()
    world.slack.faults = [("chat.postMessage", Fault("killed", taken=True))]
    with pytest.raises(Killed):
        await world.post(said("hello"))
    world.slack.clock += passed
    await world.post(said("hello"))
    assert world.watch.slept == pytest.approx(waited)
    assert shown(world.slack.messages) == ["e1.0"]


async def test_a_message_that_follows_is_looked_for_from_the_last_one_on() -> None:
    world = World()
    await world.post(said("first", "e0"))
    last = float(world.slack.messages[-1].ts)
    world.slack.faults = [("chat.postMessage", Fault("lost", taken=True))]
    await world.insist(said("second"))
    (look,) = world.slack.called("conversations.replies")
    assert last - 5 < float(str(look["oldest"])) < last
    assert look["include_all_metadata"] is True
    assert shown(world.slack.messages) == ["e0.0", "e1.0"]


async def test_a_posting_done_again_does_nothing() -> None:
    """Killed between the last part and the note that the whole is done."""
    world = World()
    await world.post(plan())
    posts = len(world.slack.calls)
    world.restart()
    await world.insist(plan())
    again = {method for method, _ in world.slack.calls[posts:]}
    assert shown(world.slack.thread("C1", ROOT)) == PARTS
    assert "chat.postMessage" not in again
    assert "conversations.replies" not in again


@pytest.mark.parametrize(
    "error", ["channel_not_found", "not_in_channel", "token_revoked", "is_archived", "no_token"]
)
async def test_what_will_never_work_is_said_so(error: str) -> None:
    world = World()
    world.slack.refuses = {"chat.postMessage": error}
    with pytest.raises(Undeliverable):
        await world.post(said("hello"))


async def test_a_refusal_that_nobody_foresaw_is_tried_again() -> None:
    world = World()
    world.slack.refuses = {"chat.postMessage": "team_is_on_holiday"}
    with pytest.raises(Odd, match="team_is_on_holiday"):
        await world.post(said("hello"))


# ---- any faults at all ---------------------------------------------------------------------------------

KINDS = (
    Fault("429"),
    Fault("lost"),
    Fault("lost", taken=True),
    Fault("killed"),
    Fault("killed", taken=True),
    Fault("unreached"),
)


def weather(seed: int) -> Callable[[str], Fault | None]:
    """Every third call goes wrong, each time in another way."""
    dice = random.Random(seed)
    return lambda _: dice.choice(KINDS) if dice.random() < 0.33 else None


class Mortal(Opened):
    """A store in a process that sometimes dies right before or right after a write."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice = dice

    async def trace(self, key: Key, name: str, value: str | None) -> None:
        if self.dice.random() < 0.05:
            raise Killed
        await super().trace(key, name, value)
        if self.dice.random() < 0.05:
            raise Killed


def talk(commanded: bool) -> list[Posting]:
    """A conversation's messages, first to last."""
    key = COMMANDED if commanded else THREAD
    return [
        said("Hello.", "e1", key=key),
        question("infrastructure", "q1", key=key),
        question("traffic", "q2", key=key),
        began(key=key),
        plan(key=key),
        said("Anything else?", "e2", key=key),
    ]


EXPECTED = ["e1.0", "q1.0", "q2.0", "b1.0", *PARTS, "e2.0"]


@pytest.mark.parametrize("commanded", [False, True], ids=["mention", "command"])
@pytest.mark.parametrize("seed", range(60))
async def test_nothing_lost_nothing_doubled_order_kept(seed: int, commanded: bool) -> None:
    world = World(store=Mortal(random.Random(-seed)))
    world.slack.chance = weather(seed)
    for each in talk(commanded):
        await world.insist(each, tries=400)
    messages = list(world.slack.messages)
    if commanded:
        root = messages.pop(0)
        assert root.effect == "e1.root.0"
        assert {each.thread for each in messages} == {root.ts}
    assert shown(messages) == EXPECTED
    assert [each.effect for each in messages if each.controls] == ["q2.0"]


async def test_a_naive_sender_doubles_under_the_same_weather() -> None:
    doubled = 0
    for seed in range(60):
        slack = Slack(chance=weather(seed))
        for number in range(10):
            await naively(slack, f"n{number}")
        effects = shown(slack.messages)
        doubled += len(effects) > len(set(effects))
    assert doubled > 50


async def naively(slack: Slack, effect: str) -> None:
    """Post until Slack says that it is done."""
    answer: object = None
    while type(answer).__name__ != "Said":
        try:
            metadata = {"event_payload": {"effect": effect}}
            answer = await slack.call("T1", "chat.postMessage", {"channel": "C1", "metadata": metadata})
        except (Later, Killed):
            continue
