"""A judge who is not ours: what is posted, changed, shared and looked up, on a Slack Web API that others wrote."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.slack.client import SlackClient
from adapters.slack.incoming.earlier import Surroundings
from adapters.slack.incoming.files import Downloads
from adapters.slack.outgoing import Times, platform_of
from adapters.slack.outgoing.posting import SlackPlatform
from bot.core.events import Key
from bot.hosting.answers import Answer, Said, Unsure
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Posting
from bot.wording import wording
from tests.fakes_store import MemoryStore
from tests.slack.outgoing.emulate import emulate
from tests.slack.outgoing.test_once import EXPECTED
from tests.slack.outgoing.world import Opened, Watch, began, plan, question, said

GENERAL = "C000000001"  # there from the start, with its one user in it
COMMANDED = Key("slack", "T000000001", f"{GENERAL}:/13345.77.8088")


async def token(_: str) -> str | None:
    return "xoxb-1"


class Lossy(SlackClient):
    """Every post is taken, and the first answer to each is lost on the way."""

    seen: set[str]

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        answer = await super().call(workspace, method, arguments)
        name = text(arguments, "metadata", "event_payload", "effect") or str(arguments.get("files", ""))
        if method not in {"chat.postMessage", "files.completeUploadExternal"} or name in self.seen:
            return answer
        self.seen.add(name)
        return Unsure("lost on purpose")


@dataclass
class Scene:
    client: SlackClient
    store: MemoryStore
    platform: SlackPlatform

    async def thread(self) -> list[Json]:
        """The root and what stands under it."""
        where = (await self.store.traces(COMMANDED))["root"].split(":")[1]
        asked = {"channel": GENERAL, "ts": where, "include_all_metadata": True, "limit": 100}
        answer = await self.client.call("T000000001", "conversations.replies", asked)
        assert isinstance(answer, Said)
        return list(listed(answer.body, "messages"))


@asynccontextmanager
async def scene(folder: Path, client: type[SlackClient] = SlackClient) -> AsyncGenerator[Scene]:
    async with emulate(folder) as url:
        asking, store = client(token, url), Opened()
        await store.trace(COMMANDED, "opener", "U000000001")
        times = Times(time.time, time.monotonic, Watch().sleep)
        try:
            yield Scene(asking, store, platform_of(asking, store, wording(), times))
        finally:
            await asking.close()


def talk() -> list[Posting]:
    return [
        said("Hello.", "e1", key=COMMANDED),
        question("infrastructure", "q1", key=COMMANDED),
        question("traffic", "q2", key=COMMANDED),
        began(key=COMMANDED),
        plan(key=COMMANDED),
        said("Anything else?", "e2", key=COMMANDED),
    ]


def mark(message: Json) -> str:
    files = [text(each, "name") for each in listed(message, "files")]
    return files[0] if files else text(inner(message, "metadata"), "event_payload", "effect")


def kinds(message: Json) -> set[str]:
    return {text(each, "type") for each in listed(message, "blocks")}


async def test_a_conversation_reads_as_it_should(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for each in talk():
            await here.platform.post(each)
        root, *thread = await here.thread()
        assert [mark(each) for each in thread] == EXPECTED
        assert "Migrate, in three phases" in text(root, "text")
        assert [mark(each) for each in thread if "actions" in kinds(each)] == ["q2.0"]
        assert "The work is done" in text(thread[3], "text")


async def test_no_lost_answer_doubles_anything(tmp_path: Path) -> None:
    Lossy.seen = set()
    async with scene(tmp_path, Lossy) as here:
        for each in talk():
            for _ in range(12):
                try:
                    await here.platform.post(each)
                except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
                    continue
                break
        assert [mark(each) for each in await here.thread()] == ["e1.root.0", *EXPECTED]
        assert len(Lossy.seen) == len(EXPECTED) + 1


async def test_a_thread_is_read(tmp_path: Path) -> None:
    """A token of any name stands for a person there, so what the platform posts is a person's."""
    async with scene(tmp_path) as here:
        await here.platform.post(said("Hello, <you> & all.", key=COMMANDED))
        root = (await here.thread())[0]
        near = Surroundings(here.client, Downloads(here.client.session, token, "http://127.0.0.1/api/"), 10)
        before = f"{time.time() + 60:.6f}"
        lines = (await near.earlier("T000000001", GENERAL, text(root, "ts"), before)).splitlines()
        assert lines[1].replace("\u2060", "") == "U000000001: Hello, <you> & all."


async def test_a_channel_that_is_not_there_is_refused(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        elsewhere = Key("slack", "T000000001", "C999999999:/1.2")
        await here.platform.post(said("Hello.", key=elsewhere))
        assert (await here.store.traces(elsewhere))["refused"] == "channel_not_found"
