"""The trade of messages: present, post under the effect's id, settle.

A message whose earlier holder may have posted it is marked inherited, so that the platform looks before it posts. An
`Amend` goes the same way: it is posted in place of a question. A `Forget` is the last of the messages, and is posted
nowhere: the store deletes the conversation as it is settled. Each platform has hands of its own: one that does not
answer keeps none of the others waiting.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from bot.core.effects import Amend, Effect, Forget, Say
from bot.core.notices import Notice
from bot.engine.holding import Holding, InHand
from bot.ports import Delivery, Later, Platform, Posting, Undeliverable
from bot.presenter import Presented

Present = Callable[[Notice, str], Presented]


@dataclass(frozen=True, slots=True)
class MessageTrade:
    """`done` hears of every message that left the outbox, or was tried."""

    holding: Holding
    platforms: Mapping[str, Platform]
    present: Present
    done: Callable[[Effect], None]
    name: str = "message"
    _in_hand: Counter[str] = field(default_factory=Counter[str])  # messages by platform

    async def claim(self) -> InHand | None:
        most = self.holding.pace.messages_at_once
        busy = frozenset(name for name, count in self._in_hand.items() if count >= most)
        held = await self.holding.claimed(partial(self.holding.store.claim_message, busy=busy))
        if held is not None:
            self._in_hand[held.delivery.key.platform] += 1
        return held

    async def do(self, held: InHand) -> None:
        try:
            await self._delivered(held)
        finally:
            self._in_hand[held.delivery.key.platform] -= 1

    async def _delivered(self, held: InHand) -> None:
        delivery, store = held.delivery, self.holding.store
        platform = self.platforms.get(delivery.key.platform)
        if isinstance(delivery.effect, Forget):
            await store.settle(delivery, None)
        elif platform is None:
            later = self.holding.clock() + self.holding.pace.unserved
            await store.put_off(delivery, later, "no such platform here", excused=True)
            return
        else:
            await self._post(held, platform)
        self.done(delivery.effect)

    async def _post(self, held: InHand, platform: Platform) -> None:
        delivery, holding = held.delivery, self.holding
        posting = self._posting(delivery)
        if held.late:
            return
        try:
            posted = await holding.during(delivery, _posted(platform, posting))
        except Later as later:
            await holding.pause(held, later.seconds)
        except Undeliverable:
            await holding.store.put_off(delivery, None, Undeliverable.__name__)
        else:
            if posted:
                await holding.store.settle(delivery, None)

    def _posting(self, delivery: Delivery) -> Posting:
        effect = delivery.effect
        if not isinstance(effect, Say | Amend):
            raise TypeError(effect.kind)
        shown = self.present(effect.notice, delivery.language)
        return Posting(
            effect=delivery.id,
            key=delivery.key,
            notice=effect.notice.kind,
            topic=shown.topic,
            document=shown.document,
            inherited=delivery.attempt > 1,
            language=delivery.language,
            to=effect.to if isinstance(effect, Say) else None,
            amends=effect.topic if isinstance(effect, Amend) else None,
            headline=shown.headline,
        )

    async def failed(self, held: InHand, why: str) -> None:
        if not await self.holding.put_off(held, self.holding.pace.message, why):
            await self.holding.store.put_off(held.delivery, None, why)
        self.done(held.delivery.effect)

    async def release(self, held: InHand) -> None:
        await self.holding.release(held)

    def names(self, held: InHand) -> str:
        return f"{held.delivery.key} effect={held.delivery.id} attempt={held.delivery.attempt}"


async def _posted(platform: Platform, posting: Posting) -> Literal[True]:
    await platform.post(posting)
    return True
