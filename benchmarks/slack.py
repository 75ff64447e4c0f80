"""An answered question in Slack against the smallest Bolt app there is, on the same machine in the same run.

Both are processes of their own behind HTTP. 200 conversations talk to each in turns: a signed event comes in, the
answer in the thread is awaited, then the next one comes. For us a message answers a question: it is on the disk before
it is acknowledged, a turn is taken and committed, the question loses its buttons (chat.update) and the next one is
posted. The bare app acknowledges and echoes (chat.postMessage); `twice` also updates a message, and so asks Slack as
often as we do. Slack is a server beside the load that says yes.

Measured: the time until a message is acknowledged, and the processor time that each process took for a message.
"""

import asyncio
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from benchmarks._bolt import SECRET
from benchmarks._sides import Side, process
from tests.slack import payloads
from tests.slack.payloads import Place
from tests.slack.server import signed

CONVERSATIONS = 200
ROUNDS = 5
ANSWERS = ("picos por la mañana, 3M al mes", "sin librerías nativas, ni hilos", "Python y Go, cinco personas")
OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara"
GOAL = 1.5
PLACE = Place()
KEPT = 2.0  # seconds that an idle connection is used again; uvicorn closes it after five


@dataclass(slots=True)
class Yes:
    """A Slack that does all it is asked at once. `heard`: who waits for a message in a thread."""

    url: str = ""
    heard: dict[str, asyncio.Future[None]] = field(default_factory=dict[str, "asyncio.Future[None]"])
    calls: int = 0
    stamps: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1_795_000_000_000_000))

    def stamp(self) -> str:
        """A ts that is later than all before."""
        now = next(self.stamps)
        return f"{now // 1_000_000}.{now % 1_000_000:06d}"

    async def asked(self, request: web.Request) -> web.Response:
        self.calls += 1
        told = await arguments(request)
        said = {"ok": True, "channel": told.get("channel", ""), "ts": told.get("ts") or self.stamp()}
        said |= {"team_id": PLACE.team, "user_id": PLACE.bot_user, "bot_id": PLACE.bot, "message": {}}
        waiting = self.heard.get(str(told.get("thread_ts")))
        if waiting and not waiting.done() and request.path.endswith("chat.postMessage") and asks(told):
            waiting.set_result(None)
        return web.json_response(said)


async def arguments(request: web.Request) -> dict[str, Any]:  # Any: JSON
    """JSON or a form."""
    return json.loads(await request.text()) if "json" in request.content_type else dict(await request.post())


def asks(told: Mapping[str, Any]) -> bool:  # Any: JSON
    """Whether it is the next question, or the echo."""
    metadata = told.get("metadata")
    return metadata is None or bool(metadata["event_payload"]["topic"])


@dataclass(slots=True)
class Load:
    """People who talk to both sides."""

    slack: Yes
    session: aiohttp.ClientSession

    async def round(self, side: Side) -> None:
        """New conversations, opened first, which is not measured; then every answer of each."""
        roots = [self.slack.stamp() for _ in range(CONVERSATIONS)]
        await asyncio.gather(*(self.say(side, root, OPENING, mention=True) for root in roots))
        await asyncio.sleep(0.5)  # what is still being tidied up belongs to the openings
        began, before = time.perf_counter(), side.taken()
        times = await asyncio.gather(*(self.talk(side, root) for root in roots))
        seconds = time.perf_counter() - began
        await asyncio.sleep(0.5)  # and what is left over from the answers to them
        total = CONVERSATIONS * len(ANSWERS)
        side.processor.append((side.taken() - before) / total)
        side.messages.append(total / seconds)
        side.seconds += itertools.chain.from_iterable(times)

    async def talk(self, side: Side, root: str) -> list[float]:
        return [await self.say(side, root, text) for text in ANSWERS]

    async def say(self, side: Side, root: str, text: str, *, mention: bool = False) -> float:
        """Say it and wait for the answer; seconds until it was acknowledged."""
        heard = self.slack.heard[root] = asyncio.get_running_loop().create_future()
        tell = payloads.app_mention if mention else payloads.message
        said = f"<@{PLACE.bot_user}> {text}" if mention else text
        ts = root if mention else self.slack.stamp()
        body = json.dumps(tell(PLACE, said, ts, None if mention else root)).encode()
        headers = {"Content-Type": "application/json", **signed(SECRET, body)}
        began = time.perf_counter()
        async with self.session.post(side.url, data=body, headers=headers) as answer:
            await answer.read()
            seconds = time.perf_counter() - began
            assert answer.status == 200, answer.status
        await asyncio.wait_for(heard, 60)
        return seconds


async def measured() -> tuple[Side, Side, Side]:
    """All sides, in turns."""
    slack, app = Yes(), web.Application()
    app.add_routes([web.route("*", "/api/{method}", slack.asked)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]
    slack.url = f"http://127.0.0.1:{port}/api/"
    limit = aiohttp.TCPConnector(limit=CONVERSATIONS, keepalive_timeout=KEPT)
    with tempfile.TemporaryDirectory() as home:
        async with (
            aiohttp.ClientSession(connector=limit) as session,
            process("ours", ["bot", "serve"], slack.url, port + 1, home) as ours,
            process("bare", ["benchmarks._bolt", "echo"], slack.url, port + 2, home) as bare,
            process("twice", ["benchmarks._bolt", "twice"], slack.url, port + 3, home) as twice,
        ):
            load = Load(slack, session)
            for number in range(ROUNDS + 1):
                for side in (ours, bare, twice):
                    await load.round(side)
                    if number == 0:  # the first round warms both up
                        for figures in (side.seconds, side.processor, side.messages):
                            figures.clear()
    await runner.cleanup()
    return ours, bare, twice


def main() -> None:
    """Print the medians, the spread and the ratio."""
    ours, bare, twice = asyncio.run(measured())
    answers = CONVERSATIONS * len(ANSWERS)
    print(
        f"Slack: {CONVERSATIONS} conversations at once, {ROUNDS} rounds of {answers} messages, each side in turns"
    )
    for side in (ours, bare, twice):
        cuts = statistics.quantiles(side.seconds, n=100)
        cost = sorted(side.processor)
        print(
            f"  {side.name:5}  acknowledged in ms: median {cuts[49] * 1000:6.1f}  p99 {cuts[98] * 1000:6.1f}"
            f"  worst {max(side.seconds) * 1000:6.1f}   messages/s {statistics.median(side.messages):5.0f}"
            f"   processor ms a message: median {statistics.median(cost) * 1000:5.2f}"
            f" ({cost[0] * 1000:.2f} to {cost[-1] * 1000:.2f})"
        )
    print(f"  processor time, ours ÷ bare   {ratio(ours, bare)}   goal ≤ {GOAL}")
    print(f"  processor time, ours ÷ twice  {ratio(ours, twice)}")


def ratio(side: Side, yardstick: Side) -> str:
    """Round by round."""
    every = sorted(mine / its for mine, its in zip(side.processor, yardstick.processor, strict=True))
    return f"median {statistics.median(every):.2f} ({every[0]:.2f} to {every[-1]:.2f})"


if __name__ == "__main__":
    main()
