"""Everything that listens, over the real core and presenter: the ear, what is asked at the edge, and a Web API that
notes what it was asked."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from adapters.slack.incoming.forms import Forms
from adapters.slack.incoming.inquiries import Inquiries
from adapters.slack.incoming.listening import Listening
from adapters.slack.incoming.parse import Left
from bot.assessment.facts import knowledge
from bot.core.conversation import Conversation
from bot.core.events import Key
from bot.core.notices import Notice
from bot.core.step import step
from bot.hosting import Host, Step
from bot.hosting.answers import Answer, Said
from bot.hosting.fields import Json
from bot.ports import Later
from bot.presenter import Library, Presented, present
from bot.vocabulary import lexicon
from bot.wording import wording
from tests.slack.incoming.ear import NOW, Ear
from tests.slack.payloads import Payload

LEXICON, WORDING, KNOWLEDGE = lexicon(), wording(), knowledge()
STEP: Step = lambda conversation, event: step(conversation, event, LEXICON)  # noqa: E731  # as a value, typed


def presented(notice: Notice, language: str) -> Presented:
    return present(notice, language, WORDING, Library(KNOWLEDGE, NOW.date()))


@dataclass
class Calls:
    """A Web API that says yes to everything, or what `answer` is, or nothing at all where it is `silent`; `asked` is
    (workspace or address, method, body)."""

    asked: list[tuple[str, str, Payload]] = field(default_factory=list[tuple[str, str, Payload]])
    answer: Answer | Later = field(default_factory=lambda: Said({}))
    silent: bool = False

    async def call(self, workspace: str, method: str, arguments: Json) -> Answer:
        if self.silent:
            await asyncio.Event().wait()
        return self._said(workspace, method, arguments)

    async def upload(self, url: str, content: bytes) -> Answer:
        raise AssertionError("nothing is uploaded on the way in")

    async def respond(self, url: str, body: Json) -> Answer:
        return self._said(url, "respond", body)

    def _said(self, where: str, method: str, body: Json) -> Answer:
        self.asked.append((where, method, dict(body)))
        if isinstance(self.answer, Later):
            raise self.answer
        return self.answer


class Desk:
    """What listens; `departed` are the workspaces that left."""

    def __init__(self) -> None:
        self.ear = Ear()
        self.api = Calls()
        self.departed: list[str] = []
        store = self.ear.store
        host = Host(self.ear.front, store, STEP, presented, WORDING, LEXICON, "es", lambda: NOW)
        self.inquiries = Inquiries(host)
        hearing, forms = self.ear.hearing, Forms(WORDING)
        self.listening = Listening(hearing, self.inquiries, forms, store, self.api, WORDING, "es", self._left)

    async def _left(self, left: Left) -> None:
        self.departed.append(left.workspace)

    async def work(self) -> None:
        """What was taken in is dealt with, and what comes of it delivered."""
        store = self.ear.store
        while turn := await store.claim(NOW, timedelta(minutes=1)):
            after, effects = STEP(turn.conversation, turn.event)
            await store.commit(turn, after, effects, None)
        while delivery := await store.claim_message(NOW, timedelta(minutes=1)):
            await store.settle(delivery, None)

    async def state(self, key: Key) -> Conversation | None:
        return await self.ear.store.load(key)


def blocks_of(answer: Json) -> list[Payload]:
    """The blocks of an answer, none where it is words alone."""
    return cast("list[Payload]", answer.get("blocks", []))
