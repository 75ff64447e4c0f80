"""The trade of messages: present, post under the effect's id, settle.

A message whose earlier holder may have posted it is marked inherited, so that the platform looks before it posts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.document import Document
from bot.core.effects import Say
from bot.core.notices import Notice
from bot.engine.holding import Held, Holding
from bot.ports import Delivery, Platform, Posting, Undeliverable

Present = Callable[[Notice, str], tuple[Document, str | None]]


@dataclass(frozen=True, slots=True)
class MessageTrade:
    """`done` hears of every message that left the outbox."""

    holding: Holding
    platforms: Mapping[str, Platform]
    present: Present
    done: Callable[[], None]
    name: str = "message"

    async def claim(self) -> Held | None:
        return await self.holding.claimed(self.holding.store.claim_message)

    async def do(self, held: Held) -> None:
        delivery, holding = held.delivery, self.holding
        platform = self.platforms.get(delivery.key.platform)
        if platform is None:
            later = holding.clock() + holding.pace.unserved
            await holding.store.put_off(delivery, later, "no such platform here")
            return
        posting = self._posting(delivery)
        if holding.clock() >= held.until:
            return
        try:
            posted = await holding.during(delivery, _posted(platform, posting))
        except Undeliverable:
            await holding.store.put_off(delivery, None, Undeliverable.__name__)
        else:
            if posted:
                await holding.store.settle(delivery, None)
        self.done()

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
        if not await self.holding.put_off(held, self.holding.pace.message, why):
            await self.holding.store.put_off(held.delivery, None, why)
        self.done()

    async def release(self, held: Held) -> None:
        await self.holding.release(held)

    def names(self, held: Held) -> str:
        return f"{held.delivery.key} effect={held.delivery.id} attempt={held.delivery.attempt}"


async def _posted(platform: Platform, posting: Posting) -> Literal[True]:
    await platform.post(posting)
    return True
