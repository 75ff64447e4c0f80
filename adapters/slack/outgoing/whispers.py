"""A word to one person. Slack shows it to nobody else, keeps it nowhere and cannot be asked whether it came.

So it is said at most once: noted before it is tried, and never looked for. What fails is logged. In a thread without
an answer Slack shows it to nobody at all, so before the bot has written there it stands in the channel.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.slack.address import place
from adapters.slack.means import Means
from adapters.slack.outgoing.parts import content
from adapters.slack.outgoing.roots import responded
from adapters.slack.render.message import Message, Part
from adapters.slack.traced import RESPONSE_URL
from bot.hosting.answers import Refused, Said
from bot.hosting.sent import SENT, sent, stored_sent
from bot.ports import Later, Posting

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Whispers:
    """Words to one person."""

    means: Means

    async def whispered(
        self, posting: Posting, person: str, known: Mapping[str, str], parts: tuple[Part, ...]
    ) -> None:
        """Say it, unless it may have been said. A 429 is passed on: then it surely was not."""
        so_far = sent(known.get(SENT), posting.effect)
        if so_far.tried:
            so_far = so_far.out("", so_far.before)
        messages = [each for each in parts if isinstance(each, Message)]
        for message in messages[len(so_far.parts) :]:
            await self.means.traces.trace(posting.key, SENT, stored_sent(so_far.begun(self.means.now())))
            try:
                await self._said(posting, person, known, message)
            except Later:
                await self.means.traces.trace(posting.key, SENT, stored_sent(so_far))
                raise
            so_far = so_far.out("", so_far.before)

    async def _said(self, posting: Posting, person: str, known: Mapping[str, str], message: Message) -> None:
        where, url = place(posting.key, known), known.get(RESPONSE_URL)
        if not where.thread and url:
            await responded(self.means.api, url, content(message))
            return
        begun = where.thread and sent(known.get(SENT), posting.effect).before
        body = {"channel": where.channel, "user": person, **content(message)}
        arguments = {**body, "thread_ts": where.thread} if begun else body
        answer = await self.means.api.call(posting.key.workspace, "chat.postEphemeral", arguments)
        if not isinstance(answer, Said):
            why = answer.error if isinstance(answer, Refused) else answer.why
            log.info("%s effect=%s was whispered to nobody: %s", posting.key, posting.effect, why)
