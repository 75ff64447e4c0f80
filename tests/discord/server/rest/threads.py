"""Threads on messages, and changes of them."""

from tests.discord.server import shapes
from tests.discord.server.bodies import hold_name
from tests.discord.server.errors import Refused, bad
from tests.discord.server.rest.call import Answer, Call, Route
from tests.discord.server.things import TEXT, Channel

MINUTES = (60, 1_440, 4_320, 10_080)
CHANGEABLE = {"name", "archived", "locked", "auto_archive_duration"}


def _start(call: Call) -> Answer:
    channel = call.channel()
    starter = call.message(channel)
    if channel.kind != TEXT or channel.guild is None:
        raise Refused(50024)
    call.world.need(channel, "create_public_threads", "read_message_history")
    name = hold_name(call.told.get("name"), 100)
    minutes = _minutes(call.told.get("auto_archive_duration", 1_440))
    if starter.id in call.world.channels:
        raise Refused(160004)
    if len(call.world.threads(channel.guild)) >= call.world.guilds[channel.guild].most_threads:
        raise Refused(160006)
    made = call.stage.thread(starter, name, call.world.bot.id, minutes)
    return shapes.place(call.world, made)


def _change(call: Call) -> Answer:
    channel = call.channel()
    asked = {name: value for name, value in call.told.items() if name in CHANGEABLE}
    if channel.parent is None:
        raise Refused(50013)
    if "name" in asked:
        hold_name(asked["name"], 100)
    if "auto_archive_duration" in asked:
        asked["archive_minutes"] = _minutes(asked.pop("auto_archive_duration"))
    _permit(call, channel, asked)
    call.stage.change(channel, **asked)
    return shapes.place(call.world, channel)


def _permit(call: Call, channel: Channel, asked: dict[str, object]) -> None:
    """Who may write wakes a thread that is not locked; its owner names and archives it; more is for moderators."""
    if call.world.may(channel, "manage_threads"):
        return
    if channel.locked or "locked" in asked:
        raise Refused(50013)
    if channel.archived and asked.get("archived") is not False:
        raise Refused(50083)
    if channel.owner != call.world.bot.id and {*asked} != {"archived"}:
        raise Refused(50013)
    call.world.need(channel, "send_messages_in_threads")


def _minutes(given: object) -> int:
    if not isinstance(given, int) or given not in MINUTES:
        raise bad("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {MINUTES}.")
    return given


ROUTES: tuple[Route, ...] = (
    ("POST", "/channels/{channel}/messages/{message}/threads", _start, True),
    ("PATCH", "/channels/{channel}", _change, True),
)
