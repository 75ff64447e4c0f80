"""`/wasm` with a word that only asks, as ephemeral messages. The person's conversations in that channel are near."""

from dataclasses import dataclass

from adapters.slack.incoming import event_ids
from adapters.slack.incoming.hearing import PLATFORM
from adapters.slack.incoming.parse import Asked
from adapters.slack.render import rendered
from adapters.slack.render.labels import labels as labels_of
from adapters.slack.render.message import Message
from bot.core.events import Happened, Key
from bot.hosting import Host
from bot.hosting import inquiries as asking
from bot.hosting.fields import Json


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Answered from what the bot lends a platform."""

    host: Host

    async def answer(self, asked: Asked) -> tuple[Json, ...] | None:
        """Messages that only the person sees, the first for the acknowledgement; None when `/wasm` opens a
        conversation."""
        key = Key(PLATFORM, asked.workspace, asked.channel)
        about = Happened(event_ids.command(asked), key, self.host.now(), asked.author)

        def near(kept: Key) -> bool:
            return kept.thread.startswith(f"{asked.channel}:")

        reply = await asking.Inquiries(self.host).answer(asking.Inquiry(about, asked.text, near))
        if reply is None:
            return None
        labels = labels_of(reply.language, self.host.wording)
        parts = (part for each in reply.documents for part in rendered(each, labels))
        return tuple(ephemeral(part.text, part.blocks) for part in parts if isinstance(part, Message))


def ephemeral(text: str, blocks: tuple[Json, ...] = ()) -> Json:
    """An answer to a command that only the person sees."""
    shown = {"blocks": list(blocks)} if blocks else {}
    return {"response_type": "ephemeral", "text": text, **shown}
