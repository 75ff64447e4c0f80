"""A play: some people talk to the bot while everything breaks; afterwards, what must hold is checked.

`play` gives the list of what went wrong, empty when all is well: no line lost, no message twice, order kept, nothing
in a wrong thread, every plan arrives or is given up or stopped, the model asked no more often than explained, and
everything ends.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.core.document import Document, Paragraph
from bot.core.events import Key, Spoke, Started
from bot.ports import Posting, Store
from tests.simulation import clock, toy
from tests.simulation.world import Machines, MakeEngine, Odds, World, engine_with

REAL, USUAL = engine_with(toy.step), Odds()
ENOUGH = 900.0  # virtual seconds in which everything must have ended


@dataclass(frozen=True)
class Cast:
    """How many processes and conversations, and what they run on."""

    machines: Callable[[Path], Machines]
    processes: int = 1
    conversations: int = 4
    make: MakeEngine = REAL
    odds: Odds = USUAL
    lines: tuple[str, ...] = ("line", "line", "plan", "stop")


def play(cast: Cast, seed: int, folder: Path) -> list[str]:
    """What went wrong with this seed."""
    return clock.run(_play(cast, Random(seed), folder))


async def _play(cast: Cast, chance: Random, folder: Path) -> list[str]:
    world = World(chance, cast.odds, cast.machines(folder), cast.make)
    processes = [asyncio.create_task(world.process()) for _ in range(cast.processes)]
    keys = [
        Key("test", f"tenant-{number % 2}", f"thread-{number // 2}") for number in range(cast.conversations)
    ]
    people = [asyncio.create_task(_person(world, key, cast.lines)) for key in keys]
    ended = await _ended(world, people, keys, processes)
    for process in processes:
        process.cancel()
    done, _ = await asyncio.wait(processes)
    wrong = [repr(each.exception()) for each in done if not each.cancelled()]
    if not ended:
        return [*wrong, "not everything ended"]
    after = world.machines.after()
    wrong.extend([f"{key}: {each}" for key in keys for each in await _wrong_in(world, after, key)])
    wrong.extend(f"parked: {each}" for each in await after.parked() if each.what != "job")
    started = sum(
        _text(post).split()[1:3] == ["reply", "plan"] for key in keys for post in world.channel.posts[key]
    )
    # a crash may come when a job has ended and nobody knows it; a pause may cost each conversation its lease once
    explained = started + world.bill.cut + world.bill.failures + world.crashes + world.pauses * len(keys)
    if world.bill.calls > explained:
        wrong.append(f"the model was asked {world.bill.calls} times, {explained} are explained")
    machines_close = getattr(after, "close", None)
    if machines_close:
        machines_close()
    return wrong


async def _person(world: World, key: Key, lines: tuple[str, ...]) -> None:
    """Says some lines, one after the other, at some pace."""
    chance = world.chance
    for number in range(chance.randrange(2, 8)):
        what = chance.choice(lines)
        name, text = f"event-{number}", f"{what} {number}"
        kind = Spoke if number else Started
        await world.say(kind(name, key, clock.now(), "ana", text))
        await asyncio.sleep(chance.choice([0, 0.01, 1, 20]) * chance.random())


async def _ended(
    world: World, people: list[asyncio.Task[None]], keys: list[Key], processes: list[asyncio.Task[None]]
) -> bool:
    """Whether everybody has said everything, and nothing waits or is under way."""
    while asyncio.get_running_loop().time() < ENOUGH and not any(each.done() for each in processes):
        await asyncio.sleep(5)
        if all(person.done() for person in people) and world.alive:
            assert world.store
            if all([await world.store.idle(key) for key in keys]):
                return True
    return False


async def _wrong_in(world: World, store: Store, key: Key) -> list[str]:
    posts, said = world.channel.posts[key], [_line(event) for event in world.accepted[key]]
    conversation = await store.load(key)
    kept = [line.text for line in conversation.transcript] if conversation else []
    wrong: list[str] = []
    last = max((place for place, text in enumerate(said, start=1) if text.startswith("forget")), default=0)
    if kept != said[last:]:
        wrong.append(f"said {said}, kept {kept}")
    twice = [effect for effect, times in Counter(post.effect for post in posts).items() if times > 1]
    if twice:
        wrong.append(f"posted twice: {twice}")
    wrong.extend(
        f"in the wrong thread: {_text(post)}" for post in posts if not _text(post).startswith(str(key))
    )
    replies = [_text(post).split(" ", 2)[2] for post in posts if _text(post).split()[1] == toy.REPLY]
    if replies != said:
        wrong.append(f"said {said}, replied to {replies}")
    wrong.extend(_wrong_plans(posts))
    return wrong


def _wrong_plans(posts: list[Posting]) -> Iterator[str]:
    """Plans in the order in which they were asked for, each once, none after it was stopped."""
    awaited = False
    for post in posts:
        what = _text(post).split(" ", 1)[1]
        if what.startswith("reply plan"):
            awaited = True
        elif what.startswith(("reply stop", "reply forget")):
            awaited = False
        elif not what.startswith(toy.REPLY):
            if not awaited:
                yield f"nobody waited for: {what}"
            awaited = False
    if awaited:
        yield "a plan never came"


def _line(event: object) -> str:
    assert isinstance(event, Started | Spoke)
    return event.text


def _text(post: Posting) -> str:
    document: Document = post.document
    (node,) = document.nodes
    assert isinstance(node, Paragraph)
    return "".join(span.text for span in node.spans)
