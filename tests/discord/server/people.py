"""People: they write, edit, press, choose, fill in, and the app is told of it."""

import mimetypes
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.discord.payloads import Payload
from tests.discord.server.shapes import file as file_shape
from tests.discord.server.shown import labelled
from tests.discord.server.stage import Stage
from tests.discord.server.things import REPLY, Ack, Channel, File, Interaction, Message
from tests.discord.server.wire import listed, mapped, objects

COMMAND, COMPONENT, FORM = 2, 3, 5  # kinds of interactions
TEXT, FILE = 3, 11  # kinds of a command's options
Attachment = tuple[str, str | bytes]
"""A file to share: name and content."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. What they do is done when the call returns; what the app makes of it is to be waited for."""

    stage: Stage
    id: str

    # ---- messages ------------------------------------------------------------------------------------

    async def write(
        self,
        channel: Channel | str,
        text: str,
        files: Sequence[Attachment] = (),
        reply_to: Message | None = None,
    ) -> Message:
        """Write in a channel, a thread or a direct message. A reply notifies the one who is replied to."""
        place = self._place(channel)
        made = Message(self.stage.world.id(), place.id, self.id, text)
        made.files = [self._file(*each) for each in files]
        made.pinged = self.stage.mentioned(text)
        if reply_to is not None:
            made.kind, made.answers = REPLY, reply_to.id
            made.pinged = [*dict.fromkeys([*made.pinged, reply_to.author])]
        return self.stage.post(made)

    async def mention(self, channel: Channel | str, text: str, files: Sequence[Attachment] = ()) -> Message:
        """The same, with the bot mentioned first."""
        return await self.write(channel, f"<@{self.stage.world.bot.id}> {text}", files)

    async def direct(self, text: str, files: Sequence[Attachment] = ()) -> Message:
        """Write to the bot alone."""
        return await self.write(self.stage.world.direct(self.id), text, files)

    async def edit(self, message: Message, text: str) -> Message:
        return self.stage.edit(message, content=text, pinged=self.stage.mentioned(text))

    async def delete(self, message: Message) -> None:
        """Take a message away, one's own or, as a moderator, another's."""
        self.stage.delete(message)

    # ---- controls ------------------------------------------------------------------------------------

    async def press(self, message: Message, wanted: str) -> Interaction:
        """Press a button, by its label or its custom_id."""
        buttons = (each for each in objects(message.components) if each.get("type") == 2)
        button = next(
            (each for each in buttons if wanted in (each.get("label"), each.get("custom_id"))), None
        )
        if button is None or message.deleted:
            raise LookupError(f"no {wanted!r} among {[label for label, _ in labelled(message)]}")
        return self._component(message, button, 2)

    async def choose(self, message: Message, wanted: str, custom_id: str | None = None) -> Interaction:
        """Choose from a list, by an option's label or value."""
        for each in objects(message.components):
            if each.get("type") != 3 or custom_id not in (None, each.get("custom_id")):
                continue
            for option in listed(each.get("options")):
                if wanted in (option.get("label"), option.get("value")):
                    return self._component(message, each, 3, [option["value"]])
        raise LookupError(f"no {wanted!r} among {[label for label, _ in labelled(message)]}")

    async def command(
        self, channel: Channel | str, text: str | None = None, file: Attachment | None = None
    ) -> Interaction:
        """`/wasm`, as it is registered."""
        registered = next(iter(self.stage.world.commands), None)
        if registered is None:
            raise LookupError("no command is registered")
        place, options, resolved = self._place(channel), listed(registered.get("options")), {}
        names = {each["type"]: each["name"] for each in options}
        given: list[Payload] = []
        if text is not None:
            given.append({"name": names[TEXT], "type": TEXT, "value": text})
        if file is not None:
            held = self._file(*file)
            self.stage.world.loose[held.id] = held
            given.append({"name": names[FILE], "type": FILE, "value": held.id})
            resolved = {"attachments": {held.id: file_shape(self.stage.world, place.id, held)}}
        data: Payload = {"id": registered["id"], "name": registered["name"], "type": 1, "options": given}
        return self._interact(COMMAND, place.id, data | ({"resolved": resolved} if resolved else {}))

    async def submit(self, opened: Interaction, typed: Mapping[str, str]) -> Interaction:
        """Send the form that an interaction opened; fields by custom_id or label, the others stay as they were."""
        if opened.ack is not Ack.MODAL or opened.modal is None:
            raise LookupError(f"no form was opened but {opened.ack}")
        left = dict(typed)
        fields: list[Payload] = []
        for at, each in enumerate(listed(opened.modal.get("components")), start=1):
            held = mapped(each.get("component"))
            kept = {"type": each["type"], "id": each.get("id", 2 * at)}
            if held:
                value = left.pop(held["custom_id"], left.pop(str(each.get("label")), held.get("value", "")))
                filled = {"type": 4, "id": 2 * at + 1, "custom_id": held["custom_id"], "value": value}
                kept["component"] = filled
            fields.append(kept)
        if left:
            raise LookupError(f"no field {[*left]}")
        data = {"custom_id": opened.modal["custom_id"], "components": fields}
        return self._interact(FORM, opened.channel, data, opened.message)

    # ---- how -----------------------------------------------------------------------------------------

    def _component(
        self, message: Message, control: Payload, kind: int, values: list[str] | None = None
    ) -> Interaction:
        if control.get("disabled"):
            raise LookupError(f"{control['custom_id']!r} is disabled")
        data: Payload = {
            "custom_id": control["custom_id"],
            "component_type": kind,
            "id": control.get("id", 1),
        }
        data |= {"values": values} if values is not None else {}
        return self._interact(COMPONENT, message.channel, data, message.id)

    def _interact(self, kind: int, channel: str, data: Payload, message: str | None = None) -> Interaction:
        world = self.stage.world
        token = f"interaction-{secrets.token_urlsafe(12)}"
        return self.stage.interact(
            Interaction(world.id(), token, kind, self.id, channel, world.now(), data, message)
        )

    def _place(self, channel: Channel | str) -> Channel:
        return channel if isinstance(channel, Channel) else self.stage.world.channels[channel]

    def _file(self, name: str, content: str | bytes) -> File:
        held = content.encode() if isinstance(content, str) else content
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return File(self.stage.world.id(), name, held, kind)
