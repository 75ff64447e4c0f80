"""The things of the world as Discord writes them (API version 10)."""

from datetime import UTC, datetime
from urllib.parse import quote

from tests.discord import payloads
from tests.discord.payloads import Payload
from tests.discord.server.things import (
    DIRECT,
    GRANTED,
    HAS_THREAD,
    REPLY,
    STARTER,
    Channel,
    File,
    Guild,
    Interaction,
    Message,
    User,
    bits,
)
from tests.discord.server.world import EPOCH_MS, World

FILE_LIMIT = 10 * 2**20


def stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds")


def made(snowflake: str) -> str:
    """When the thing with this id was made."""
    return stamp(((int(snowflake) >> 22) + EPOCH_MS) / 1_000)


def user(who: User) -> Payload:
    told: Payload = {"id": who.id, "username": who.name, "global_name": None, "discriminator": "0"}
    told |= {"avatar": None, "public_flags": 0, "flags": 0, "primary_guild": None}
    return told | ({"bot": True} if who.bot else {})


def member(world: World, who: User, *, whole: bool = True) -> Payload:
    """A person in a server; in messages without `user`."""
    told: Payload = {
        "nick": None,
        "roles": [payloads.ROLE] if who is world.bot else [],
        "joined_at": "2026-01-01T00:00:00.000000+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return told | ({"user": user(who)} if whole else {})


def file(world: World, channel: str, held: File) -> Payload:
    url = f"{world.base}/attachments/{channel}/{held.id}/{quote(held.name)}?ex=1&is=2&hm=3"
    told: Payload = {"id": held.id, "filename": held.name, "size": len(held.content), "url": url}
    return told | {"proxy_url": url, "content_type": held.kind}


def message(world: World, shown: Message, *, heard: bool = False) -> Payload:
    """A message; `heard`: as the gateway tells it, with its server."""
    channel, author = world.channels[shown.channel], world.users[shown.author]
    thread = world.channels.get(shown.id)
    told: Payload = {
        "id": shown.id,
        "type": shown.kind,
        "channel_id": shown.channel,
        "author": user(author),
        "content": shown.content,
        "timestamp": made(shown.id),
        "edited_timestamp": stamp(shown.edited_at) if shown.edited_at else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(world.users[each]) for each in shown.pinged],
        "mention_roles": [],
        "attachments": [file(world, shown.channel, each) for each in shown.files],
        "embeds": shown.embeds,
        "components": shown.components,
        "pinned": False,
        "flags": shown.flags | (HAS_THREAD if thread else 0),
    }
    told |= {"nonce": shown.nonce} if shown.nonce is not None else {}
    told |= _origin(world, shown)
    if thread and thread.guild:
        told["thread"] = place(world, thread)
    if heard and channel.guild:
        told |= {"guild_id": channel.guild, "member": member(world, author, whole=False)}
    return told


def _origin(world: World, shown: Message) -> Payload:
    """What a message answers, or which interaction it came from."""
    told: Payload = {}
    if shown.kind in (REPLY, STARTER) and shown.answers:
        about = world.found(shown.answers)
        where = {"channel_id": about.channel} if about else {}
        told = {"message_reference": {"message_id": shown.answers, "type": 0, **where}}
        told["referenced_message"] = message(world, about) if about and not about.deleted else None
    if shown.interaction:
        by = world.interactions[shown.interaction]
        about_it = {"id": by.id, "type": by.kind, "user": user(world.users[by.user])}
        told |= {"application_id": world.bot.id, "webhook_id": world.bot.id}
        told["interaction_metadata"] = about_it | {"authorizing_integration_owners": {}}
    return told


def place(world: World, channel: Channel) -> Payload:
    """A channel, a thread or a direct message."""
    last = max((each for each in channel.messages), key=int, default=None)
    told: Payload = {"id": channel.id, "type": channel.kind, "last_message_id": last, "flags": 0}
    if channel.kind == DIRECT:
        return told | {"recipients": [user(world.users[channel.person])]}
    told |= {"guild_id": channel.guild, "name": channel.name, "parent_id": channel.parent}
    told |= {"rate_limit_per_user": 0, "nsfw": False}
    if channel.parent is None:
        denied = {"allow": bits(channel.allowed), "deny": bits(channel.denied)}
        overwrite = {"id": world.bot.id, "type": 1, **denied}
        return told | {"position": 0, "topic": None, "permission_overwrites": [overwrite]}
    told |= {"owner_id": channel.owner, "member_count": 2, "message_count": len(channel.messages)}
    told["total_message_sent"] = len(channel.messages)
    told["thread_metadata"] = {
        "archived": channel.archived,
        "auto_archive_duration": channel.archive_minutes,
        "archive_timestamp": made(channel.id),
        "create_timestamp": made(channel.id),
        "locked": channel.locked,
    }
    return told


def guild(world: World, held: Guild, *, whole: bool = True) -> Payload:
    """A server; `whole`: with its channels, threads and the bot, as GUILD_CREATE tells it."""
    everyone = {"id": held.id, "name": "@everyone", "permissions": bits(GRANTED), "managed": False}
    own = {"id": payloads.ROLE, "name": "wasm", "permissions": bits(GRANTED), "managed": True}
    own |= {"tags": {"bot_id": world.bot.id}}
    roles = [each | {"position": at, "color": 0, "flags": 0} for at, each in enumerate((everyone, own))]
    told: Payload = {"id": held.id, "name": held.name, "owner_id": payloads.ANA, "roles": roles}
    told |= {"preferred_locale": "es-ES", "emojis": [], "stickers": [], "features": [], "icon": None}
    if not whole:
        return told
    seen = (each for each in world.threads(held.id) if world.may(each, "view_channel"))
    told |= {"unavailable": False, "large": False, "member_count": len(held.members) + 1}
    told |= {"members": [member(world, world.bot)], "presences": [], "voice_states": []}
    told["channels"] = [place(world, each) for each in world.text_channels(held.id)]
    told["threads"] = [place(world, each) for each in seen]
    return told


def interaction(world: World, done: Interaction) -> Payload:
    """As the gateway tells it."""
    channel, who = world.channels[done.channel], world.users[done.user]
    told: Payload = {
        "id": done.id,
        "application_id": world.bot.id,
        "type": done.kind,
        "data": done.data,
        "channel_id": channel.id,
        "channel": place(world, channel),
        "token": done.token,
        "version": 1,
        "locale": who.locale,
        "app_permissions": bits(world.permissions(channel)),
        "attachment_size_limit": FILE_LIMIT,
        "entitlements": [],
        "authorizing_integration_owners": {"0": channel.guild or "0"},
        "context": 0 if channel.guild else 1,
    }
    pressed = channel.messages.get(done.message or "")
    told |= {"message": message(world, pressed)} if pressed else {}
    if channel.guild is None:
        return told | {"user": user(who)}
    told |= {"guild_id": channel.guild, "guild_locale": "es-ES", "guild": {"id": channel.guild}}
    return told | {"member": member(world, who) | {"permissions": bits(GRANTED)}}
