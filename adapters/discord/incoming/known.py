"""Which conversation is meant by a place in Discord, and what is remembered of one beside its words.

A conversation is known from the moment in which it is noted who opened it, before its first event is taken in. So
whatever posts first finds that, and an opening that failed half way is told again whole.
"""

from dataclasses import dataclass

from adapters.discord import address
from adapters.discord.incoming.parse import Changed, Interacted, Surface, TakenAway, Written
from adapters.discord.traced import HEARD, LIVE, OPENING, PARENT, stored_token, token_name
from bot.core.events import Key
from bot.hosting.inquiries import OPENER
from bot.ports import Tenant, Traces


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

    async def heard(self, key: Key, message: str) -> None:
        """A message was taken in. One that has it all forgotten leaves nothing behind, so it is looked at anew."""
        kept = await self.traces.traces(key)
        if OPENER not in kept:
            return
        if int(message) > int(kept.get(HEARD, "0")):
            await self.traces.trace(key, HEARD, message)
        if LIVE not in kept:
            await self.traces.trace(key, LIVE, "1")

    async def answerable(self, key: Key, by: Interacted) -> None:
        """Remember how a person can be told something that nobody else sees, for the minutes in which they can."""
        await self.traces.trace(key, token_name(by.author), stored_token(by.token, by.at))
