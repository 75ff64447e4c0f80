"""Conversations, postings and a platform for the tests of Slack's outgoing side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adapters.slack.outgoing import Times, platform_of
from adapters.slack.outgoing.posting import SlackPlatform
from bot.core.document import (
    COMMAND,
    Choice,
    Choices,
    Document,
    File,
    Heading,
    Node,
    Table,
    paragraph,
    plain,
)
from bot.core.events import Key
from bot.ports import Posting, Undeliverable
from bot.wording import wording
from tests.fakes_store import MemoryStore
from tests.slack.outgoing.slack import Killed, Slack

ROOT = "1760000000.000100"
THREAD = Key("slack", "T1", f"C1:{ROOT}")
COMMANDED = Key("slack", "T1", "C1:/13345.77.8088")
DIRECT = Key("slack", "T1", f"D1:{ROOT}")


@dataclass(slots=True)
class Watch:
    """Time that passes when somebody sleeps."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list[float])

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Opened(MemoryStore):
    """A store in which every conversation was opened by somebody, as the door leaves it."""

    async def traces(self, key: Key) -> Mapping[str, str]:
        return {"opener": "U1"} | dict(await super().traces(key))


@dataclass(slots=True)
class World:
    """One Slack, one store, and the bot's process, which may be started anew."""

    slack: Slack = field(default_factory=Slack)
    store: MemoryStore = field(default_factory=Opened)
    watch: Watch = field(default_factory=Watch)
    platform: SlackPlatform = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        times = Times(lambda: self.slack.clock, self.watch, self.watch.sleep)
        self.platform = platform_of(self.slack, self.store, wording(), times)

    async def post(self, posting: Posting) -> None:
        await self.platform.post(posting)

    async def insist(self, posting: Posting, tries: int = 60) -> int:
        """Post as the engine would: again and again, inherited from the second try on; how many it took."""
        for attempt in range(1, tries + 1):
            try:
                await self.platform.post(replace(posting, inherited=attempt > 1))
            except Undeliverable:
                raise
            except Killed:
                self.restart()
            except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
                continue
            else:
                return attempt
        raise AssertionError(f"not posted after {tries} tries")

    async def traces(self, key: Key = THREAD) -> Mapping[str, str]:
        return await self.store.traces(key)


def posting(effect: str, *nodes: Node, key: Key = THREAD, **more: object) -> Posting:
    """A posting in English; `more` are its other fields."""
    posted = Posting(effect, key, "plain", None, Document(nodes), inherited=False, language="en")
    return replace(posted, **more)  # type: ignore[arg-type]  # the caller names fields


def said(words: str, effect: str = "e1", **more: object) -> Posting:
    return posting(effect, paragraph(words), **more)  # type: ignore[arg-type]  # the caller names fields


def question(topic: str, effect: str = "q1", **more: object) -> Posting:
    picks = Choices(topic, (Choice("aws", "AWS"), Choice("gke", "GKE")))
    controls = Choices(COMMAND, (Choice("skip", "Skip"),))
    asked = (paragraph(f"What about {topic}?"), picks, controls)
    return posting(effect, *asked, notice="question", topic=topic, **more)  # type: ignore[arg-type]  # fields


def plan(effect: str = "3fa9c1d2", **more: object) -> Posting:
    """Five messages or more: two tables each take one of their own, and a file comes last."""
    table = Table(("what", "cost"), ((plain("Lambda"), plain("10")),))
    nodes = (
        Heading(1, "Verdict: migrate"),
        paragraph("The reasons."),
        table,
        paragraph("In between."),
        table,
        paragraph("The road."),
        File("plan.md", "# The plan\n"),
    )
    fields = {"notice": "plan_posted", "headline": "Migrate, in three phases"} | more
    return posting(effect, *nodes, **fields)  # type: ignore[arg-type]  # fields of a posting


def began(effect: str = "b1", **more: object) -> Posting:
    stop = Choices(COMMAND, (Choice("stop", "Stop"),))
    return posting(effect, paragraph("I begin."), stop, notice="planning_began", **more)  # type: ignore[arg-type]
