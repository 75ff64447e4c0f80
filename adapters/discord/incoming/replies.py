"""How an interaction is answered: not at all to the eye, with words for one person, or with a form.

The first answer has three seconds, and ends the person's waiting; further words follow it. What is answered is passing:
what was taken in is on the disk by then, so a failure loses nothing, and is only logged.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from adapters.discord.calls import Api, Ask, answer_interaction, follow_up
from adapters.discord.incoming.parse import Interacted
from adapters.discord.render import Card, Json, Message, body
from bot.hosting.answers import Answer, Refused, Unsure
from bot.ports import Later

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds; Discord takes no first answer after three
WORDS, NOTED, FORM = 4, 6, 9  # kinds of answers
ANSWERED = "40060"  # by the same, whose answer was lost


@dataclass(frozen=True, slots=True)
class Noted:
    """It was taken in; what comes of it shows in the conversation. Not for commands, which wait for words."""


@dataclass(frozen=True, slots=True)
class Whispered:
    """Words that only the person sees; at least one message."""

    messages: tuple[Message | Card, ...]


@dataclass(frozen=True, slots=True)
class FormOpened:
    """A form."""

    form: Json


Reply = Noted | Whispered | FormOpened


def callback(reply: Reply) -> Mapping[str, object]:
    """The first answer's body."""
    match reply:
        case Noted():
            return {"type": NOTED}
        case Whispered(messages):
            return {"type": WORDS, "data": body(messages[0], private=True)}
        case FormOpened(form):
            return {"type": FORM, "data": form}
        case _:
            assert_never(reply)


@dataclass(frozen=True, slots=True)
class Replies:
    """Answers over REST."""

    api: Api

    async def send(self, reply: Reply, by: Interacted, application: str) -> None:
        """Answer, in as many messages as it takes; `application` is the bot's own. When an answer was lost it may have
        come, and the others follow it."""
        if not await self._said(answer_interaction(by.id, by.token), callback(reply)):
            return
        for each in reply.messages[1:] if isinstance(reply, Whispered) else ():
            if not await self._said(follow_up(application, by.token), body(each, private=True)):
                return

    async def _said(self, ask: Ask, said: Json) -> bool:
        """Whether Discord may have taken it. The token in the path is nobody's business."""
        try:
            async with asyncio.timeout(PATIENCE):
                answer: Answer = await self.api.call(ask, said)
        except Later as later:
            answer = Refused(f"429, {later}")
        except TimeoutError:
            answer = Unsure("too slow")
        if isinstance(answer, Refused) and answer.error != ANSWERED:
            log.warning("an interaction was not answered: %s", answer.error)
            return False
        if isinstance(answer, Unsure):
            log.warning("an interaction may not have been answered: %s", answer.why)
        return True
