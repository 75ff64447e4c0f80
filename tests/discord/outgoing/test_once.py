"""Each part once, in order, whatever happens between the bot and Discord. The same with a naive sender fails."""

import json
import random
from collections.abc import Callable

import pytest

from adapters.discord.calls import post_message
from bot.core.events import Key
from bot.hosting.answers import Odd, Said
from bot.ports import Later, Posting, Undeliverable
from tests.discord.outgoing.discord import CHANNEL, Discord, Fault, Killed
from tests.discord.outgoing.world import (
    ASKED,
    COMMANDED,
    DIRECT,
    KEYS,
    PERSON,
    PLAN,
    STANDING,
    THREAD,
    Opened,
    World,
    began,
    plan,
    question,
    said,
    shown,
)

EVERYWHERE = pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)


@EVERYWHERE
async def test_a_plan_comes_in_order_with_its_file_last(key: Key) -> None:
    world = World()
    await world.post(plan(key=key))
    assert shown(world.held(key)) == PLAN


@pytest.mark.parametrize("window", [0.0, 300.0], ids=["shut", "open"])
@pytest.mark.parametrize("taken", [False, True], ids=["not taken", "taken"])
@pytest.mark.parametrize("kind", ["lost", "killed"])
@pytest.mark.parametrize("part", range(4))
async def test_a_part_whose_answer_was_lost_is_looked_for(
    part: int, kind: str, taken: bool, window: float
) -> None:
    """Also when Discord does not know the nonce any more."""
    world = World(discord=Discord(window=window))
    chances = iter([None] * part + [Fault(kind, taken)])
    world.discord.chance = lambda called: next(chances, None) if called == "post" else None
    assert await world.insist(plan()) == 2
    assert shown(world.held(THREAD)) == PLAN
    assert len(world.discord.called("list")) == 1


async def test_every_part_goes_out_under_a_nonce_of_its_own() -> None:
    world = World()
    await world.post(plan())
    await world.post(said("hello"))
    sent = world.discord.called("post")
    assert len({str(each["nonce"]) for each in sent}) == len(sent) == 5
    assert all(each["enforce_nonce"] is True for each in sent)
    assert {json.dumps(each["allowed_mentions"]) for each in sent} == {'{"parse": [], "replied_user": false}'}


@pytest.mark.parametrize("kind", ["429", "20028"])
async def test_what_discord_surely_did_not_take_needs_no_look(kind: str) -> None:
    world = World()
    chances = iter([None, Fault(kind)])
    world.discord.chance = lambda called: next(chances, None) if called == "post" else None
    assert await world.insist(plan()) == 2
    assert shown(world.held(THREAD)) == PLAN
    assert world.discord.called("list") == []


async def test_a_429_goes_up_with_its_time() -> None:
    world = World()
    world.discord.faults = [("post", Fault("429"))]
    with pytest.raises(Later) as later:
        await world.post(said("hello"))
    assert later.value.seconds == 30.0


async def test_while_discord_does_not_know_the_bot_everything_waits() -> None:
    world = World()
    world.discord.faults = [("post", Fault("http_401"))]
    with pytest.raises(Later) as later:
        await world.post(said("hello"))
    assert later.value.seconds == 60.0
    await world.post(said("hello"))
    assert shown(world.held(THREAD)) == ["hello"]


async def test_a_look_up_that_fails_posts_nothing() -> None:
    world = World(discord=Discord(window=0.0))
    world.discord.faults = [
        ("post", Fault("lost", taken=True)),
        ("list", Fault("429")),
        ("list", Fault("lost")),
        ("list", Fault("20016")),
    ]
    assert await world.insist(said("hello")) == 5
    assert shown(world.held(THREAD)) == ["hello"]


async def test_a_look_up_goes_on_where_it_was_cut_short() -> None:
    """The pages hold people's talk too; the part in doubt is the last message."""
    world = World(discord=Discord(window=0.0))
    await world.post(said("first", "e0"))
    for number in range(230):
        world.discord.write(PERSON, STANDING, f"side talk {number}")
    listings = 0

    def once_a_page(name: str) -> Fault | None:
        nonlocal listings
        if name == "post":
            return Fault("lost", taken=True)
        listings += name == "list"
        return Fault("429") if name == "list" and listings % 2 == 0 else None

    world.discord.chance = once_a_page
    await world.insist(said("second"))
    assert shown(world.held(THREAD)) == ["first", "second"]
    looked = [ask.query["after"] for name, ask, _ in world.discord.calls if name == "list"]
    assert looked == sorted(looked)
    assert len(set(looked)) == 3


async def test_what_is_no_message_of_the_conversation_is_not_taken_for_one() -> None:
    """Discord's own notes, people's words, and what the bot answered to an interaction."""
    world = World(discord=Discord(window=0.0))
    world.discord.faults = [("post", Fault("lost"))]
    with pytest.raises(Exception, match="lost"):
        await world.post(said("hello"))
    world.discord.write(PERSON, STANDING, "hello")
    world.discord.write("900000000000000001", STANDING, "pinned a message", kind=6)
    await world.post(said("hello"))
    assert [each.content for each in world.held(THREAD)] == ["hello"]


@pytest.mark.parametrize(("passed", "waited"), [(0.0, [2.75]), (1.0, [1.75]), (20.0, []), (-500.0, [])])
async def test_what_may_still_be_under_way_is_given_time(passed: float, waited: list[float]) -> None:
    """A look at once might miss it. A clock that was set back makes nobody wait."""
    world = World()
    world.discord.faults = [("post", Fault("killed", taken=True))]
    with pytest.raises(Killed):
        await world.post(said("hello"))
    world.discord.clock += passed
    await world.post(said("hello"))
    assert world.watch.slept == pytest.approx(waited)
    assert shown(world.held(THREAD)) == ["hello"]


async def test_the_first_message_is_looked_for_from_the_opening_on_and_others_from_the_last() -> None:
    world = World()
    for effect in ("e0", "e1"):
        world.discord.faults = [("post", Fault("lost", taken=True))]
        await world.insist(said(effect, effect, key=DIRECT))
    looks = [ask.query["after"] for name, ask, _ in world.discord.calls if name == "list"]
    assert looks == [ASKED, world.held(DIRECT)[0].id]


async def test_a_posting_done_again_does_nothing() -> None:
    """Killed between the last part and the note that the whole is done."""
    world = World()
    await world.post(plan())
    calls = len(world.discord.calls)
    world.restart()
    await world.insist(plan())
    again = {name for name, *_ in world.discord.calls[calls:]}
    assert shown(world.held(THREAD)) == PLAN
    assert again <= {"edit"}


@pytest.mark.parametrize("error", ["10003", "50007", "50278"])
async def test_what_will_never_work_is_said_so(error: str) -> None:
    world = World()
    world.discord.refuses = {"post": error}
    with pytest.raises(Undeliverable):
        await world.post(said("hello", key=DIRECT))


async def test_a_refusal_that_nobody_foresaw_is_tried_again() -> None:
    world = World()
    world.discord.refuses = {"post": "99999"}
    with pytest.raises(Odd, match="99999"):
        await world.post(said("hello"))


# ---- any faults at all ---------------------------------------------------------------------------------

REFUSED = "20028"
KINDS = (
    Fault("429"),
    Fault("lost"),
    Fault("lost", taken=True),
    Fault("killed"),
    Fault("killed", taken=True),
    Fault(REFUSED),
)


def weather(seed: int) -> Callable[[str], Fault | None]:
    """Every third request goes wrong, each time in another way; an edit that is refused would be left."""
    dice = random.Random(seed)

    def strikes(name: str) -> Fault | None:
        fault = dice.choice(KINDS) if dice.random() < 0.33 else None
        return None if fault and fault.kind == REFUSED and name == "edit" else fault

    return strikes


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


def talk(key: Key) -> list[Posting]:
    """A conversation's messages, first to last."""
    return [
        said("Hello.", "e1", key=key),
        question("infrastructure", "q1", key=key),
        question("traffic", "q2", key=key),
        began(key=key),
        plan(key=key),
        said("Anything else?", "e2", key=key),
    ]


EXPECTED = [
    "Hello.",
    "What about infrastructure?",
    "What about traffic?",
    "**The work is done; the result is below.**",
    *PLAN,
    "Anything else?",
]


@pytest.mark.parametrize("window", [0.0, 300.0], ids=["shut", "open"])
@EVERYWHERE
@pytest.mark.parametrize("seed", range(20))
async def test_nothing_lost_nothing_doubled_order_kept(seed: int, key: Key, window: float) -> None:
    world = World(store=Mortal(random.Random(-seed)), discord=Discord(window=window))
    world.discord.chance = weather(seed)
    for each in talk(key):
        await world.insist(each, tries=400)
    messages = world.held(key)
    assert shown(messages) == EXPECTED
    assert [each.content for each in messages if each.controls] == ["What about traffic?"]
    assert len(world.discord.of_bot(CHANNEL)) == (key == COMMANDED)


async def test_a_naive_sender_doubles_under_the_same_weather() -> None:
    doubled = 0
    for seed in range(60):
        discord = World(discord=Discord(chance=weather(seed))).discord
        for number in range(10):
            await naively(discord, f"n{number}")
        words = shown(discord.of_bot(STANDING))
        doubled += len(words) > len(set(words))
    assert doubled > 50


async def naively(discord: Discord, words: str) -> None:
    """Post until Discord says that it is done."""
    answer: object = None
    while not isinstance(answer, Said):
        try:
            answer = await discord.call(post_message(STANDING), {"content": words})
        except (Later, Killed):
            continue
