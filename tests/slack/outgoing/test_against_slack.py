"""The same over real connections, against the Slack of the tests: its limits, its scopes, and its trouble."""

import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from adapters.slack.client import SlackClient, Token
from adapters.slack.incoming.earlier import Surroundings
from adapters.slack.incoming.files import Downloads
from adapters.slack.incoming.parse import Offered
from adapters.slack.outgoing import Times, platform_of
from adapters.slack.outgoing.changing import MOST_TEXT, brief
from adapters.slack.outgoing.posting import SlackPlatform
from bot.core.document import Document, paragraph
from bot.core.events import FileTrouble, Key, TextFile
from bot.ports import Posting, Progress, Stage, Undeliverable
from bot.wording import wording
from tests.fakes_store import MemoryStore
from tests.slack.outgoing.test_once import EXPECTED
from tests.slack.outgoing.world import Opened, Watch, began, plan, question, said
from tests.slack.server.channels import Post
from tests.slack.server.fake import FakeSlack
from tests.slack.server.faults import Broken, Cut, Fault, RateLimited

CHANNEL = "C0PLATFORM"
COMMANDED = Key("slack", "T0ACME", f"{CHANNEL}:/13345.77.8088")


@dataclass
class Scene:
    slack: FakeSlack
    token: Token
    client: SlackClient
    store: MemoryStore
    platform: SlackPlatform
    watch: Watch

    async def insist(self, posting: Posting, tries: int = 100) -> None:
        for attempt in range(tries):
            try:
                await self.platform.post(replace(posting, inherited=attempt > 0))
            except Undeliverable:
                raise
            except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
                continue
            return
        raise AssertionError(f"not posted after {tries} tries")

    def posts(self, channel: str = CHANNEL) -> list[Post]:
        """What the bot posted, as people see it."""
        return [each for each in self.slack.team().channels[channel].seen() if each.bot_id]


@asynccontextmanager
async def scene() -> AsyncGenerator[Scene]:
    async with FakeSlack.start() as slack:
        slack.team().channel(CHANNEL)

        async def token(workspace: str) -> str | None:
            return slack.team().token if workspace == "T0ACME" else None

        client, store, watch = SlackClient(token, slack.api_url), Opened(), Watch()
        times = Times(slack.world.now, watch, watch.sleep)
        try:
            yield Scene(slack, token, client, store, platform_of(client, store, wording(), times), watch)
        finally:
            await client.close()


def mark(post: Post) -> str:
    return str(post.files[0]["name"]) if post.files else str(post.payload["effect"])


def talk(key: Key) -> list[Posting]:
    return [
        said("Hello.", "e1", key=key),
        question("infrastructure", "q1", key=key),
        question("traffic", "q2", key=key),
        began(key=key),
        plan(key=key),
        said("Anything else?", "e2", key=key),
    ]


async def test_a_conversation_that_began_with_a_command() -> None:
    async with scene() as here:
        await here.store.trace(COMMANDED, "opener", "U0ANA")
        for each in talk(COMMANDED):
            await here.platform.post(each)
        root, *thread = here.posts()
        assert [mark(each) for each in thread] == EXPECTED
        assert {each.thread_ts for each in thread} == {root.ts}
        assert "Migrate, in three phases" in root.text


TROUBLE: tuple[Fault, ...] = (
    RateLimited(30),
    RateLimited(1),
    Broken(500),
    Broken(503, after=True),
    Cut(after=False),
    Cut(after=True),
)


@pytest.mark.parametrize("seed", range(12))
async def test_nothing_lost_nothing_doubled_order_kept_over_real_connections(seed: int) -> None:
    dice = random.Random(seed)
    methods = ("chat.postMessage", "chat.update", "conversations.replies", "conversations.history")
    uploads = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")
    async with scene() as here:
        for number in range(60):
            method = dice.choice(methods + uploads)
            here.slack.fault(method, dice.choice(TROUBLE), skip=number // 12)
        for each in talk(COMMANDED):
            await here.insist(each)
        root, *thread = here.posts()
        assert mark(root) == "e1.root.0"
        assert [mark(each) for each in thread] == EXPECTED


async def test_a_plan_longer_than_any_message_arrives_whole() -> None:
    words = [f"word{number}" for number in range(6_000)]
    nodes = tuple(paragraph(" ".join(words[at : at + 500])) for at in range(0, len(words), 500))
    async with scene() as here:
        await here.platform.post(replace(said("x", key=COMMANDED), document=Document(nodes)))
        posted = " ".join(str(each.blocks) for each in here.posts())
        assert all(word in posted for word in (words[0], words[2_999], words[-1]))
        assert all(asked.answer["ok"] for asked in here.slack.asked if asked.method == "chat.postMessage")


async def test_where_the_bot_is_no_member_the_person_learns_how_to_invite_it() -> None:
    async with scene() as here:
        here.slack.team().channels[CHANNEL].members.clear()
        for effect in ("e1", "e2"):
            await here.platform.post(said("Hello.", effect, key=COMMANDED))
        assert here.posts() == []
        assert (await here.store.traces(COMMANDED))["refused"] in {"not_in_channel", "channel_not_found"}


async def test_a_workspace_that_removed_the_bot_gets_nothing_more() -> None:
    async with scene() as here:
        await here.slack.uninstall(here.slack.team())
        with pytest.raises(Undeliverable):
            await here.platform.post(said("Hello.", key=COMMANDED))


async def test_an_agent_streams_and_goes_on_when_a_stream_expires() -> None:
    async with scene() as here:
        here.slack.echoes = False
        ana = here.slack.person("U0ANA")
        post = await ana.dm("We run Lambdas.")
        key = Key("slack", "T0ACME", f"{post.channel}:{post.ts}")
        await here.store.trace(key, "agent", "1")
        await here.store.trace(key, "recipient", "U0ANA:T0ACME")
        await here.platform.post(began(key=key))
        for words in ("It can", "It can move", "It can move <!channel>"):
            await here.platform.show(key, Progress(Stage.DRAFTING, words))
            await here.platform.displays.settled()
        channel = here.slack.team().channels[post.channel]
        assert channel.seen()[-1].text == "It can move <\u2060!channel>"
        channel.seen()[-1].streaming_since = 0.0
        await here.platform.show(key, Progress(Stage.CHECKING, "It can move <!channel> at last"))
        await here.platform.show(key, None)
        await here.platform.displays.settled()
        assert channel.statuses[-1][1] == ""
        assert not any(each.streaming_since for each in channel.seen())


async def test_a_thread_and_a_file_are_read() -> None:
    async with scene() as here:
        here.slack.echoes = False
        ana = here.slack.person("U0ANA")
        root = await ana.say(CHANNEL, "We run on Lambda & <Fargate>.", files=[("stack.tf", "resource {}")])
        downloads = Downloads(here.client.session, here.token, here.slack.api_url)
        near = Surroundings(here.client, downloads)
        text = await near.earlier("T0ACME", CHANNEL, root.ts, "9999999999.000000")
        assert text == "U0ANA: We run on Lambda & <Fargate>."
        told = root.files[0]
        offered = Offered(
            told["id"], told["name"], told["url_private_download"], told["size"], told["mimetype"]
        )
        found = await near.fetched("T0ACME", offered)
        assert isinstance(found, TextFile)
        assert (found.name, found.text) == ("stack.tf", "resource {}")
        assert await near.fetched("T0ACME", Offered(told["id"], told["id"], "", 0, "")) == found
        assert await near.fetched("T0ACME", Offered("F0GONE", "F0GONE", "", 0, "")) is FileTrouble.MISSING


@pytest.mark.parametrize("text", ["short", "ñ" * 3_000, "x" * (MOST_TEXT - 2) + "&amp;&lt;" + "y" * 10])
def test_an_update_takes_a_text_of_few_bytes(text: str) -> None:
    kept = brief(text)
    assert len(kept.encode()) <= MOST_TEXT + 3
    assert text.startswith(kept.removesuffix("…"))
    assert "&" not in kept.replace("&amp;", "").replace("&lt;", "")
