"""What an app without the Message Content intent gets of a message that is not for it."""

from tests.discord.payloads import Payload
from tests.discord.server.wire import listed, mapped

HELD: tuple[str, ...] = ("embeds", "attachments", "components")


def stripped(message: Payload, bot: str) -> Payload:
    """A message of a server without what it holds, unless the bot wrote it or is mentioned in it."""
    told = dict(message)
    if mapped(told.get("referenced_message")):
        told["referenced_message"] = stripped(told["referenced_message"], bot)
    mentioned = any(mapped(each).get("id") == bot for each in listed(told.get("mentions")))
    if mapped(told.get("author")).get("id") == bot or mentioned or "content" not in told:
        return told
    told |= {"content": "", **{name: [] for name in HELD}}
    for name in ("poll", "message_snapshots"):
        told.pop(name, None)
    return told
