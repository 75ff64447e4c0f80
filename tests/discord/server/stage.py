"""What happens in the world, whoever does it: each change is made and told to those who listen."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.discord.payloads import Payload
from tests.discord.server import shapes
from tests.discord.server.things import STARTER, THREAD, Channel, Guild, Interaction, Message
from tests.discord.server.world import World

Tell = Callable[[str, Payload], None]
MENTION = re.compile(r"<@!?([0-9]{1,20})>")


@dataclass(frozen=True, slots=True)
class Stage:
    """The world, and who is told of it (an event's name and its `d`)."""

    world: World
    tell: Tell

    def mentioned(self, text: str) -> list[str]:
        """People whom a text mentions, each once."""
        return [*dict.fromkeys(each for each in MENTION.findall(text) if each in self.world.users)]

    def post(self, message: Message) -> Message:
        """A new message. It wakes a thread that is archived."""
        channel = self.world.channels[message.channel]
        if channel.archived:
            self.change(channel, archived=False)
        channel.messages[message.id] = message
        self._told("MESSAGE_CREATE", channel, shapes.message(self.world, message, heard=True))
        return message

    def edit(self, message: Message, **changed: object) -> Message:
        """New `content`, `components`, `embeds`, `files`, `flags` of a message."""
        message.versions.append((message.content, message.components))
        for name, value in changed.items():
            setattr(message, name, value)
        message.edited_at = self.world.now()
        if message.only_for is None:
            self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """Tell a message anew; nobody edited it."""
        channel = self.world.channels[message.channel]
        self._told("MESSAGE_UPDATE", channel, shapes.message(self.world, message, heard=True))

    def delete(self, message: Message) -> None:
        message.deleted = True
        channel = self.world.channels[message.channel]
        told = {"id": message.id, "channel_id": channel.id}
        if message.only_for is None:
            self._told(
                "MESSAGE_DELETE", channel, told | ({"guild_id": channel.guild} if channel.guild else {})
            )

    def thread(self, starter: Message, name: str, owner: str, minutes: int = 1_440) -> Channel:
        """A public thread on a message; it has the message's id."""
        parent = self.world.channels[starter.channel]
        made = Channel(starter.id, THREAD, name, parent.guild, parent.id, owner, archive_minutes=minutes)
        self.world.channels[made.id] = made
        told = shapes.place(self.world, made) | {"newly_created": True}
        self._told("THREAD_CREATE", made, told)
        self.touch(starter)
        self.post(Message(self.world.id(), made.id, owner, kind=STARTER, answers=starter.id))
        return made

    def change(self, channel: Channel, **changed: object) -> None:
        """New `name`, `archived`, `locked`, `denied`, … of a channel or thread."""
        for name, value in changed.items():
            setattr(channel, name, value)
        event = "THREAD_UPDATE" if channel.parent else "CHANNEL_UPDATE"
        self._told(event, channel, shapes.place(self.world, channel))

    def remove(self, channel: Channel) -> None:
        """Somebody deletes a channel or thread."""
        event = "THREAD_DELETE" if channel.parent else "CHANNEL_DELETE"
        self._told(event, channel, shapes.place(self.world, channel))
        channel.removed = True

    def interact(self, done: Interaction) -> Interaction:
        """The app hears of it wherever it is; it needs no permission for that."""
        self.world.interactions[done.token] = done
        self.tell("INTERACTION_CREATE", shapes.interaction(self.world, done))
        return done

    # ---- servers -------------------------------------------------------------------------------------

    def invite(self, guild: Guild) -> None:
        """Somebody takes the bot into a server."""
        guild.inside = True
        told = shapes.guild(self.world, guild)
        del told["unavailable"]  # the library takes a server that says it is available for one that came back
        self.tell("GUILD_CREATE", told)

    def kick(self, guild: Guild) -> None:
        """Somebody removes the bot from a server."""
        guild.inside = False
        self.tell("GUILD_DELETE", {"id": guild.id})

    def outage(self, guild: Guild) -> None:
        """A server is out of reach, until `recover`."""
        guild.reachable = False
        self.tell("GUILD_DELETE", {"id": guild.id, "unavailable": True})

    def recover(self, guild: Guild) -> None:
        guild.reachable = True
        self.tell("GUILD_CREATE", shapes.guild(self.world, guild))

    # ---- how -----------------------------------------------------------------------------------------

    def _told(self, event: str, channel: Channel, told: Payload) -> None:
        if self.world.may(channel, "view_channel"):
            self.tell(event, told)
