"""Stand-ins for the world, each keeping its port's contract."""

import asyncio
from collections.abc import Callable, Iterable

from bot.ports import Completion, Finish, Prompt, Trouble, TroubleKind, Usage

Reply = Completion | Trouble | str | Callable[[Prompt], Completion | Trouble | str]


class ScriptedModel:
    """A model that gives its replies in order, and keeps what it was asked. A string is a whole answer.

    Past its script it is out of reach, so a test that asks once too often sees it.
    """

    name = "scripted-1"
    endpoint = "https://models.example/v1"

    def __init__(self, *replies: Reply) -> None:
        self.asked: list[Prompt] = []
        self._replies = list(replies)

    async def complete(self, prompt: Prompt, hear: Callable[[str], None]) -> Completion | Trouble:
        self.asked.append(prompt)
        await asyncio.sleep(0)
        if not self._replies:
            return Trouble(TroubleKind.UNREACHABLE, "the script has ended")
        reply = self._replies.pop(0)
        said = reply(prompt) if callable(reply) else reply
        if isinstance(said, str):
            said = Completion(said, Finish.STOP, Usage(input=1000, output=500))
        if isinstance(said, Completion):
            for heard in beginnings(said.text):
                hear(heard)
        return said


class StuckModel(ScriptedModel):
    """A model that takes the question and never answers; `began` is set once it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.began = asyncio.Event()

    async def complete(self, prompt: Prompt, hear: Callable[[str], None]) -> Completion | Trouble:
        self.asked.append(prompt)
        self.began.set()
        await asyncio.Event().wait()
        raise AssertionError("never woken")


def beginnings(text: str, step: int = 40) -> Iterable[str]:
    """A text as it streams in: longer and longer, and at last the whole."""
    yield from (text[:end] for end in range(step, len(text), step))
    yield text
