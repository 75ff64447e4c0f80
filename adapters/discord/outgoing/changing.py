"""Changing a message of ours that is out: to do it twice is to do it once, so nothing is noted.

A message that is not there any more, or that Discord will not change, is left as it is: what mattered stands in the
thread. A 429 and a lost answer are for whoever asked, save of an old message: Discord counts changes of those, and may
ask for a pause that no conversation is to wait for. A thread that sleeps is woken first, whatever is done in it.
"""

import asyncio
import logging

from adapters.discord.calls import Api, Ask, Attachment, change_channel, edit_message
from adapters.discord.incoming.parse.fields import made
from adapters.discord.outgoing.means import Means
from adapters.discord.outgoing.refusals import (
    ARCHIVED,
    FULL,
    LOCKED,
    UNKNOWN_BOT,
    UNTIL_KNOWN,
    Meaning,
    meaning,
)
from adapters.discord.render import Json, Message, body
from bot.hosting.answers import Answer, Lost, Refused, Said, Unsure
from bot.ports import Later

log = logging.getLogger(__name__)

OLD = 3_600.0  # seconds after which Discord counts the changes of a message (30046)
BRIEFLY = 3.0  # seconds that are spent on one of those


async def awake(api: Api, ask: Ask, told: Json, files: tuple[Attachment, ...] = ()) -> Answer:
    """A request in a thread, which is woken for it if it sleeps. One that cannot be woken is locked."""
    answer = await api.call(ask, told, files)
    if not (isinstance(answer, Refused) and answer.error == ARCHIVED):
        return answer
    match await api.call(change_channel(ask.ids["channel_id"]), {"archived": False}):
        case Said():
            return await api.call(ask, told, files)
        case Refused(error, why):
            return Refused(error if error == FULL else LOCKED, why)
        case Unsure() as unsure:
            return unsure


async def changed(api: Api, channel: str, id_: str, message: Message) -> bool:
    """Show this instead; False when it could not be. Raises `Later` or `Lost` when it may work another time."""
    for form in (message, bare(message)):
        match await awake(api, edit_message(channel, id_), body(form)):
            case Said():
                return True
            case Unsure(why):
                raise Lost(why)
            case Refused(error) if error == UNKNOWN_BOT:
                raise Later(UNTIL_KNOWN)
            case Refused(error, why):
                log.info("%s: a message stays as it is: %s %s", channel, error, why)
                if meaning(error) is not Meaning.FORM:
                    return False
    return False


async def shown_instead(means: Means, channel: str, id_: str, message: Message) -> None:
    """Show this instead, if it can be. Raises `Later` or `Lost` when it may work another time, and the message is one
    that Discord lets be changed at will."""
    if means.now() - made(id_).timestamp() < OLD:
        await changed(means.api, channel, id_, message)
        return
    try:
        async with asyncio.timeout(BRIEFLY):
            await changed(means.api, channel, id_, message)
    except (Later, TimeoutError):
        log.info("%s: an old message stays as it is", channel)


def bare(message: Message) -> Message:
    """The message without its controls, as it reads when it asks no longer."""
    return Message(message.content)
