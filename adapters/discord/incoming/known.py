"""Which conversation is meant by a place in Discord, and what is remembered of one beside its words.

A conversation is known from the moment in which it is noted who opened it, before its first event is taken in. So
whatever posts first finds that, and an opening that failed half way is told again whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.discord import address
from adapters.discord.incoming.parse import Changed, Interacted, Surface, TakenAway, Written
from adapters.discord.incoming.parse.fields import made
from adapters.discord.traced import HEARD, LIVE, OPENING, PARENT, TOKEN_LIFE, stored_token, token_name
from bot.core.events import Key
from bot.hosting.inquiries import OPENER
from bot.ports import Tenant, Traces

CALLED = "called"  # of a channel: the bot was called in it; and, with an id behind it, by which messages
TAKEN_BACK = "deleted"  # the last messages that were deleted, which may be told after that
MOST_TAKEN_BACK = 100  # as many as are deleted at once
RECENT = timedelta(days=3)  # whoever called the bot before that has given up


@dataclass(frozen=True, slots=True)
class Opening:
    """What opened a conversation: a message or an interaction, by its id. `parent` is the channel in which a mention
    opened it, whose thread is still to be made; empty elsewhere."""

    id: str
    author: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Conversations:
    """What is remembered of them."""

    traces: Traces

    async def key_in(self, guild: str, channel: str) -> Key:
        """The conversation in a thread or direct message: named after it, or the `/wasm` whose thread it is."""
        ours = await self.traces.traced(Tenant(address.PLATFORM, guild), address.ROOT, channel)
        return ours[0] if ours else address.key_in(guild, channel)

    async def key_of(self, said: Written | Changed) -> Key:
        """The conversation that a message is in, or would open."""
        if said.surface is Surface.CHANNEL:
            return address.key_of(said)
        return await self.key_in(said.guild, said.channel)

    async def keys_of(self, gone: TakenAway) -> tuple[Key, ...]:
        """The conversations that a message may have been in: in its thread, or the one that it opened."""
        return await self.key_in(gone.guild, gone.channel), address.key_in(gone.guild, gone.id)

    async def keys_within(self, guild: str, channel: str) -> tuple[Key, ...]:
        """The conversations that are held in a thread, or hang in a channel, as far as that is known, and what is
        known of the channel itself."""
        tenant = Tenant(address.PLATFORM, guild)
        live = await self.traces.traced(tenant, LIVE, "1")
        commanded = (key for key in live if address.commanded(key) and address.channel_of(key) == channel)
        hanging = await self.traces.traced(tenant, PARENT, channel)
        return await self.key_in(guild, channel), *hanging, *commanded, address.key_around(guild, channel)

    async def key_of_interaction(self, by: Interacted) -> Key:
        """The conversation in which somebody did something; no channel that is no thread holds one."""
        if by.surface is Surface.CHANNEL:
            return address.key_in(by.guild, by.channel)
        return await self.key_in(by.guild, by.channel)

    async def known(self, key: Key) -> bool:
        """Whether a conversation was opened there."""
        return OPENER in await self.traces.traces(key)

    async def opened(self, key: Key, opening: Opening) -> None:
        """Remember it; who opened it comes last, since that makes it known."""
        await self.traces.trace(key, OPENING, opening.id)
        if opening.parent:
            await self.traces.trace(key, PARENT, opening.parent)
        await self.traces.trace(key, LIVE, "1")
        await self.traces.trace(key, OPENER, opening.author)

    async def heard(self, key: Key, message: str, *, gap: bool) -> None:
        """A message was taken in. One that has it all forgotten leaves nothing behind, so it is looked at anew. One
        behind a gap is not that from which on it is read again."""
        kept = await self.traces.traces(key)
        if OPENER not in kept:
            return
        if not gap and int(message) > int(kept.get(HEARD, "0")):
            await self.traces.trace(key, HEARD, message)
        if LIVE not in kept:
            await self.traces.trace(key, LIVE, "1")

    async def called(self, channel: Key, by: str, *, moves: bool) -> None:
        """The bot was called in a channel, by a message or a command. What was opened by it may be forgotten: that it
        was heard is known for some days all the same, or it would be opened again. `moves`: from there on the channel
        is read when the bot comes back."""
        kept = await self.traces.traces(channel)
        await self.traces.trace(channel, called_by(by), "1")
        if HEARD not in kept or (moves and int(by) > int(kept[HEARD])):
            await self.traces.trace(channel, HEARD, by)
        await self.traces.trace(channel, CALLED, "1")
        for name in kept:
            each = name.removeprefix(called_by(""))
            if each.isdecimal() and made(by) - made(each) > RECENT:
                await self.traces.trace(channel, name, None)

    async def taken_back(self, key: Key, message: str) -> None:
        """A message was deleted: it is not heard when it is told after that."""
        before = (await self.traces.traces(key)).get(TAKEN_BACK, "").split()
        ids = [*(each for each in before if each != message), message]
        await self.traces.trace(key, TAKEN_BACK, " ".join(ids[-MOST_TAKEN_BACK:]))

    async def answerable(self, key: Key, by: Interacted) -> None:
        """Remember how a person can be told something that nobody else sees, for the minutes in which they can."""
        for name in worn_out(await self.traces.traces(key), by.at):
            await self.traces.trace(key, name, None)
        await self.traces.trace(key, token_name(by.author), stored_token(by.token, by.at))


def called_by(message: str) -> str:
    """The trace that says that a message, or a command, called the bot."""
    return f"{CALLED}:{message}"


def was_taken_back(kept: Mapping[str, str], message: str) -> bool:
    """Whether it was deleted a moment ago."""
    return message in kept.get(TAKEN_BACK, "").split()


def worn_out(kept: Mapping[str, str], now: datetime) -> tuple[str, ...]:
    """The names of tokens that Discord takes no more."""
    tokens = (
        (name, stored.partition(":")[0]) for name, stored in kept.items() if name.startswith(token_name(""))
    )
    old = now.timestamp() - TOKEN_LIFE
    return tuple(name for name, since in tokens if not since.isdecimal() or int(since) < old)
