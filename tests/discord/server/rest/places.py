"""Who the bot is, where it is, and the places it may look at."""

from tests.discord.server import shapes
from tests.discord.server.bodies import hold_commands
from tests.discord.server.errors import Refused
from tests.discord.server.rest.call import Answer, Call, Route
from tests.discord.server.things import GRANTED, bits


def _me(call: Call) -> Answer:
    return shapes.user(call.world.bot) | {"verified": True, "mfa_enabled": False, "locale": "en-US"}


def _application(call: Call) -> Answer:
    return {
        "id": call.world.bot.id,
        "name": call.world.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "00",
        "owner": shapes.user(next(each for each in call.world.users.values() if not each.bot)),
        "bot": shapes.user(call.world.bot),
        "team": None,
        "summary": "",
        "flags": call.world.flags,
        "approximate_guild_count": sum(each.inside for each in call.world.guilds.values()),
    }


def _gateway(call: Call) -> Answer:
    limit = {"total": 1_000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    url = f"{call.world.base.replace('http', 'ws', 1)}/gateway"
    return {"url": url, "shards": call.world.shards, "session_start_limit": limit}


def _register(call: Call) -> Answer:
    _own(call)
    kept = {str(each["name"]): each for each in call.world.commands}
    call.world.commands = [
        {
            **each,
            "id": kept.get(str(each["name"]), {}).get("id") or call.world.id(),
            "version": call.world.id(),
        }
        | {"application_id": call.world.bot.id, "default_member_permissions": None}
        for each in hold_commands(call.body)
    ]
    return call.world.commands


def _registered(call: Call) -> Answer:
    _own(call)
    return call.world.commands


def _own(call: Call) -> None:
    if call.ids["app"] != call.world.bot.id:
        raise Refused(50001)


def _guilds(call: Call) -> Answer:
    inside = (each for each in call.world.guilds.values() if each.inside)
    return [
        {"id": each.id, "name": each.name, "owner": False, "permissions": bits(GRANTED - each.denied)}
        for each in inside
    ]


def _guild(call: Call) -> Answer:
    found = call.world.guilds.get(call.ids["guild"])
    if found is None or not found.inside:
        raise Refused(10004)
    return shapes.guild(call.world, found, whole=False)


def _channel(call: Call) -> Answer:
    return shapes.place(call.world, call.channel())


def _typing(call: Call) -> Answer:
    channel = call.channel()
    call.world.may_write(channel)
    channel.typed.append(call.world.now())
    return None


def _direct(call: Call) -> Answer:
    recipient = call.world.users.get(str(call.told.get("recipient_id")))
    if recipient is None or recipient.bot:
        raise Refused(50033)
    return shapes.place(call.world, call.world.direct(recipient.id))


ROUTES: tuple[Route, ...] = (
    ("GET", "/users/@me", _me, True),
    ("GET", "/applications/@me", _application, True),
    ("GET", "/oauth2/applications/@me", _application, True),
    ("GET", "/gateway/bot", _gateway, True),
    ("PUT", "/applications/{app}/commands", _register, True),
    ("GET", "/applications/{app}/commands", _registered, True),
    ("GET", "/users/@me/guilds", _guilds, True),
    ("GET", "/guilds/{guild}", _guild, True),
    ("GET", "/channels/{channel}", _channel, True),
    ("POST", "/channels/{channel}/typing", _typing, True),
    ("POST", "/users/@me/channels", _direct, True),
)
