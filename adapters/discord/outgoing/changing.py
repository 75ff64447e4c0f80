"""Changing a message of ours that is out: to do it twice is to do it once, so nothing is noted.

A message that is not there any more, or that Discord will not change, is left as it is: what mattered stands in the
thread. A 429 and a lost answer are for whoever asked. A thread that sleeps is woken first, whatever is to be done in
it.
"""

import logging

from adapters.discord.calls import Api, Ask, Attachment, change_channel, edit_message
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


def bare(message: Message) -> Message:
    """The message without its controls, as it reads when it asks no longer."""
    return Message(message.content)
