"""A language model on the loopback: OpenAI's interface, a plan that passes, at the pace that a test wants.

The plan is code's own for the brief that the same words lead to, with one sentence in it by which it is known again.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from bot.core.effects import MakePlan, StartJob
from tests.core.talking import Talk
from tests.loopback import DONE, STREAM, body, counted, piece
from tests.planning.desk import good_plan

SUMMARY = "Esto lo redactó un modelo: conviene probar con una sola función, medir, y decidir después."
ANSWER = "Porque es la parte que más sufre con los arranques en frío."
STEP = 200  # characters of a piece


@dataclass(slots=True, repr=False)
class FakeModel:
    """`pause` seconds between two pieces of a plan. `left`: when somebody hung up before the end (monotonic)."""

    plan: str
    url: str = ""
    pause: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])  # Any: the JSON of a request
    left: list[float] = field(default_factory=list[float])

    @property
    def settings(self) -> dict[str, str]:
        """What the bot is to be told of it."""
        return {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "any", "LLM_MODEL": "gpt-6-luna"}

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request: a plan where a form of the answer is asked for, else an answer in words."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            self.asked.append(await body(reader))
            await self._streamed(reader, writer)
        writer.close()

    async def _streamed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        gone = asyncio.create_task(reader.read())
        writer.write(STREAM)
        for each in self._pieces("response_format" in self.asked[-1]):
            writer.write(each)
            await writer.drain()
            if self.pause:
                await asyncio.wait({gone}, timeout=self.pause)
            if gone.done():
                self.left.append(time.monotonic())
                return
        gone.cancel()

    def _pieces(self, planning: bool) -> Iterator[bytes]:
        text = self.plan if planning else ANSWER
        yield from (piece(text[at : at + STEP]) for at in range(0, len(text), STEP))
        yield piece(finish="stop")
        yield counted(2000, 900)
        yield DONE


def plan_for(opening: str, language: str = "es") -> str:
    """A plan, as JSON, for a conversation of this opening and "plan now"."""
    talk = Talk()
    talk.open(opening, language=language)
    talk.say("plan ya")
    job = next(each.job for each in talk.effects if isinstance(each, StartJob))
    assert isinstance(job, MakePlan)
    return good_plan(job.brief, language).model_copy(update={"summary": SUMMARY}).model_dump_json()


@asynccontextmanager
async def modelled(opening: str) -> AsyncGenerator[FakeModel]:
    """A model that runs."""
    model = FakeModel(plan_for(opening))
    server = await asyncio.start_server(model.answer, "127.0.0.1", 0)
    model.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield model
    finally:
        server.close()
