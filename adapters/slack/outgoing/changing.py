"""Changing a message of ours that is out: to do it twice is to do it once, so nothing is noted.

A message that is not there any more, or that Slack will not change, is left as it is: what mattered stands in the
thread. A 429 and a lost answer are for whoever asked.
"""

import logging
import re

from adapters.slack.address import Place
from adapters.slack.calls import Api
from adapters.slack.outgoing.refusals import Meaning, meaning
from adapters.slack.render import plainer
from adapters.slack.render.message import Message, Part
from bot.hosting.answers import Lost, Refused, Said, Unsure
from bot.hosting.fields import Json

log = logging.getLogger(__name__)


async def changed(api: Api, workspace: str, place: Place, ts: str, message: Message) -> bool:
    """Show this instead; False when it could not be. Raises `Later` or `Lost` when it may work another time."""
    for form in (message, plainer(message)):
        match await api.call(workspace, "chat.update", update_of(form, place, ts)):
            case Said():
                return True
            case Unsure(why):
                raise Lost(why)
            case Refused("unreached" as error):
                raise Lost(error)
            case Refused(error, why):
                log.info("%s: a message stays as it is: %s %s", workspace, error, why)
                if meaning(error) is not Meaning.FORM:
                    return False
    return False


MOST_TEXT = 3_900  # bytes: others saw chat.update refuse a text of 4 000, though chat.postMessage takes it


def brief(text: str) -> str:
    """A top-level text that an update takes; the blocks hold everything. No escape is cut in the middle."""
    if len(text.encode()) <= MOST_TEXT:
        return text
    kept = text.encode()[:MOST_TEXT].decode(errors="ignore")
    return re.sub(r"&[a-z]{0,3}$", "", kept) + "…"


def update_of(message: Message, place: Place, ts: str) -> Json:
    """The arguments. Metadata that is not given stays."""
    return {
        "channel": place.channel,
        "ts": ts,
        "text": brief(message.text),
        "blocks": [dict(each) for each in message.blocks],
    }


def first_message(parts: tuple[Part, ...]) -> Message | None:
    """What a changed message can show: one message has room for one."""
    return next((each for each in parts if isinstance(each, Message)), None)


CONTROLS = frozenset({"actions", "context_actions"})


def has_controls(message: Message) -> bool:
    return any(each.get("type") in CONTROLS for each in message.blocks)


def without_controls(message: Message) -> Message:
    """The message as it reads when it asks no longer."""
    kept = tuple(each for each in message.blocks if each.get("type") not in CONTROLS)
    return Message(
        message.text, kept or ({"type": "section", "text": {"type": "mrkdwn", "text": message.text}},)
    )
