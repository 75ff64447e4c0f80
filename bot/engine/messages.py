"""The trade of messages: present, post under the effect's id, settle.

A message whose earlier holder may have posted it is marked inherited, so that the platform looks before it posts.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.document import Document
from bot.core.effects import Say
from bot.core.events import Key
from bot.core.notices import Notice
from bot.engine.holding import Held, Keeper
from bot.engine.pace import Pace
from bot.ports import Delivery, Outbox, Platform, Posting, Undeliverable

Present = Callable[[Notice, str], tuple[Document, str | None]]


@dataclass(frozen=True, slots=True)
class MessageTrade:
    """`done` hears of every message that left the outbox."""

    store: Outbox
    platforms: Mapping[str, Platform]
    present: Present
    clock: Callable[[], datetime]
    pace: Pace
    done: Callable[[Key], None]
    name: str = "message"

    async def claim(self) -> Held | None:
        now = self.clock()
        delivery = await self.store.claim_message(now, self.pace.lease)
        return None if delivery is None else Held(delivery, now + self.pace.lease)

    async def do(self, held: Held) -> None:
        delivery = held.delivery
        platform = self.platforms.get(delivery.key.platform)
        if platform is None:
            await self.store.put_off(delivery, self.clock() + self.pace.unserved, "no such platform here")
            return
        posting = self._posting(delivery)
        if self.clock() >= held.until:
            return
        try:
            work = asyncio.create_task(_posted(platform, posting))
            posted = await Keeper(self.store, self.clock, self.pace).keep(delivery, work)
        except Undeliverable:
            await self.store.put_off(delivery, None, Undeliverable.__name__)
        else:
            if posted:
                await self.store.settle(delivery, None)
        self.done(delivery.key)

    def _posting(self, delivery: Delivery) -> Posting:
        if not isinstance(delivery.effect, Say):
            raise TypeError(delivery.effect.kind)
        notice = delivery.effect.notice
        document, topic = self.present(notice, delivery.language)
        return Posting(
            effect=delivery.id,
            key=delivery.key,
            notice=notice.kind,
            topic=topic,
            document=document,
            inherited=delivery.attempt > 1,
            language=delivery.language,
        )

    async def failed(self, held: Held, why: str) -> None:
        wait = self.pace.message.after(held.delivery.attempt)
        await self.store.put_off(held.delivery, None if wait is None else self.clock() + wait, why)
        self.done(held.delivery.key)

    async def release(self, held: Held) -> None:
        await self.store.put_off(held.delivery, self.clock(), "stopped")

    def names(self, held: Held) -> str:
        return f"{held.delivery.key} effect={held.delivery.id} attempt={held.delivery.attempt}"


async def _posted(platform: Platform, posting: Posting) -> Literal[True]:
    await platform.post(posting)
    return True
