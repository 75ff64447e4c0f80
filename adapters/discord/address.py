"""Where a conversation is in Discord: its key read as a channel.

A thread and a direct message are channels of their own, and the conversation in one is named after it. A thread made
from a message has that message's id, so a mention in a channel names its conversation before there is a thread.
A `/wasm` in a channel has no message yet: its conversation is `channel:/interaction`; the first post makes the root,
and the trace `root` says which thread is its.
"""

from collections.abc import Mapping

from adapters.discord.incoming.parse.arrivals import DIRECT, Changed, Interacted, Surface, TakenAway, Written
from bot.core.events import Key

PLATFORM = "discord"
ROOT = "root"


def key_in(guild: str, channel: str) -> Key:
    """The conversation in a thread or a direct message."""
    return Key(PLATFORM, guild, channel)


def key_of(said: Written | Changed) -> Key:
    """The conversation that a message is in, or would open."""
    return key_in(said.guild, said.id if said.surface is Surface.CHANNEL else said.channel)


def key_around(guild: str, channel: str) -> Key:
    """Where it is kept what is known of a channel in which the bot is called: no conversation, and of no person."""
    return Key(PLATFORM, guild, f"{channel}:")


def keys_of(gone: TakenAway) -> tuple[Key, ...]:
    """The conversations that a message may have been in: Discord does not say what kind of place it was taken from."""
    return key_in(gone.guild, gone.channel), key_in(gone.guild, gone.id)


def key_of_command(by: Interacted) -> Key:
    """The conversation that a command opens, or speaks to where it is given in one."""
    if by.surface is Surface.CHANNEL:
        return key_in(by.guild, f"{by.channel}:/{by.id}")
    return key_in(by.guild, by.channel)


def commanded(key: Key) -> bool:
    """Whether the conversation began with `/wasm` in a channel: then its root message is ours."""
    return "/" in key.thread


def channel_of(key: Key) -> str:
    """The channel of a key: the thread or direct message itself, or where a command was given."""
    return key.thread.partition(":")[0]


def place(key: Key, traces: Mapping[str, str]) -> str | None:
    """The channel in which the conversation is held; None as long as the root of a `/wasm` has not been made. A thread
    that is still to be made from a mention has its id already."""
    return traces.get(ROOT) if commanded(key) else key.thread


def direct(key: Key) -> bool:
    """Whether nobody else reads there."""
    return key.workspace == DIRECT
