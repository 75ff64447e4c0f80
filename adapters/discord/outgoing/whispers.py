"""A word to one person. Discord shows it to nobody else, as a further answer to what they pressed a moment ago.

So it needs that interaction's token, which lives for minutes; and it is said at most once: noted before it is tried,
and never looked for. What nobody can be told that way is posted as usual.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.discord.calls import follow_up
from adapters.discord.outgoing.means import Means
from adapters.discord.render import Card, Message, Part, Upload, body
from adapters.discord.traced import live_token, token_name
from bot.hosting.answers import Refused
from bot.hosting.sent import SENT, Sent, sent, stored_sent
from bot.ports import Later, Posting

log = logging.getLogger(__name__)


def token_of(person: str, traces: Mapping[str, str], now: float) -> str | None:
    """With what a person can be answered now; `now` in seconds since the epoch."""
    return live_token(traces.get(token_name(person)), datetime.fromtimestamp(now, UTC))


@dataclass(frozen=True, slots=True)
class Whispers:
    """Words to one person."""

    means: Means

    async def whispered(
        self, posting: Posting, token: str, known: Mapping[str, str], parts: tuple[Part, ...]
    ) -> bool:
        """Say it, unless it may have been said; False when it surely was not, and is to be posted. A 429 is passed
        on."""
        so_far = sent(known.get(SENT), posting.effect)
        words = [each for each in parts if not isinstance(each, Upload)]
        for each in words[len(so_far.parts) :]:
            tried = so_far.out("", so_far.before)
            await self._note(posting, tried)
            try:
                said = await self._said(posting, token, each)
            except Later:
                await self._note(posting, so_far)
                raise
            if not said and not so_far.parts:
                await self._note(posting, so_far)
                return False
            so_far = tried
        return True

    async def _said(self, posting: Posting, token: str, words: Card | Message) -> bool:
        """False when Discord refused it; a lost answer may have been heard."""
        ask = follow_up((await self.means.us()).application, token)
        answer = await self.means.api.call(ask, body(words, private=True))
        if isinstance(answer, Refused):
            log.info("%s effect=%s: no whisper: %s", posting.key, posting.effect, answer.error)
        return not isinstance(answer, Refused)

    async def _note(self, posting: Posting, so_far: Sent) -> None:
        await self.means.traces.trace(posting.key, SENT, stored_sent(so_far))
