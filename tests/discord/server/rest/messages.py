"""Messages of the bot's: new ones, edits, deletions, and a channel's history."""

from copy import deepcopy

from tests.discord.payloads import Payload
from tests.discord.server import shapes
from tests.discord.server.bodies import hold
from tests.discord.server.errors import Refused, bad
from tests.discord.server.rest.call import Answer, Call, Route
from tests.discord.server.stripping import stripped
from tests.discord.server.things import DIRECT, REPLY, V2, Channel, Message
from tests.discord.server.wire import listed, mapped, objects

HOUR = 3_600
SETTABLE = 1 << 2 | 1 << 12 | V2  # flags of a message that the app may set


def written(call: Call, channel: Channel, body: Payload, settable: int = SETTABLE) -> Message:
    """A message as a body describes it, checked; it is not posted."""
    flags = int(body.get("flags") or 0) & settable
    hold(body, call.files, flags)
    made = Message(call.world.id(), channel.id, call.world.bot.id, str(body.get("content") or ""))
    made.components, made.embeds = numbered(listed(body.get("components"))), listed(body.get("embeds"))
    made.files, made.flags, made.nonce = list(call.files), flags, body.get("nonce")
    made.pinged = _pinged(call, body)
    if not (made.content.strip() or made.components or made.embeds or made.files):
        raise Refused(50006)
    return made


def rewritten(call: Call, message: Message, body: Payload, without: int = 0) -> Message:
    """An edit by a body, checked and done; what it does not name stays. `without`: flags that it takes away."""
    flags = (message.flags | int(body.get("flags") or 0) & SETTABLE) & ~without
    if message.flags & V2 and body.get("content"):
        raise bad(
            "content", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "The message stays one of components."
        )
    hold(body, call.files, flags)
    changed: Payload = {"flags": flags}
    changed |= {"content": body["content"] or ""} if "content" in body else {}
    changed |= {"components": numbered(listed(body["components"]))} if "components" in body else {}
    changed |= {"embeds": listed(body["embeds"])} if "embeds" in body else {}
    if "attachments" in body or call.files:
        kept = {str(each.get("id")) for each in listed(body.get("attachments"))}
        old = [each for each in message.files if each.id in kept or "attachments" not in body]
        changed["files"] = [*old, *call.files]
    after = {"content": message.content, "components": message.components, "files": message.files} | changed
    if not (str(after["content"]).strip() or after["components"] or after["files"] or message.embeds):
        raise Refused(50006)
    return call.stage.edit(message, **changed)


def numbered(components: list[Payload]) -> list[Payload]:
    """Components with the ids that Discord gives those that have none."""
    given = deepcopy(components)
    for at, each in enumerate((each for each in objects(given) if "type" in each), start=1):
        each.setdefault("id", at)
    return given


def _pinged(call: Call, body: Payload) -> list[str]:
    """Whom a text of ours notifies: those it mentions, as far as `allowed_mentions` lets it."""
    shown = [body.get("content"), *(each.get("content") for each in objects(body.get("components")))]
    named = call.stage.mentioned(" ".join(str(each) for each in shown if each))
    allowed = body.get("allowed_mentions")
    if allowed is None or "users" in listed(mapped(allowed).get("parse")):
        return named
    return [each for each in named if each in listed(mapped(allowed).get("users"))]


def _create(call: Call) -> Answer:
    channel = call.channel()
    call.world.may_write(channel)
    if call.files:
        call.world.need(channel, "attach_files")
    made = written(call, channel, call.told)
    _answering(call, channel, made)
    if channel.kind == DIRECT and call.world.users[channel.person].closed:
        raise Refused(50007)
    kept = call.world.with_nonce(made) if call.told.get("enforce_nonce") is True else None
    return shapes.message(call.world, kept or call.stage.post(made))


def _answering(call: Call, channel: Channel, made: Message) -> None:
    reference = mapped(call.told.get("message_reference"))
    if not reference:
        return
    if not call.world.may(channel, "read_message_history"):
        raise Refused(160002)
    about = channel.messages.get(str(reference.get("message_id")))
    if about and not about.deleted:
        made.kind, made.answers = REPLY, about.id
        if mapped(call.told.get("allowed_mentions")).get("replied_user", True):
            made.pinged = [*dict.fromkeys([*made.pinged, about.author])]
    elif reference.get("fail_if_not_exists", True):
        raise bad("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")


def _own(call: Call) -> tuple[Channel, Message]:
    """A message that the bot may edit."""
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.world.bot.id:
        raise Refused(50005)
    if channel.archived:
        raise Refused(50083)
    return channel, message


def _edit(call: Call) -> Answer:
    channel, message = _own(call)
    if call.files:
        call.world.need(channel, "attach_files")
    if call.world.age(message.id) > HOUR:
        if call.world.old_edits <= 0:
            raise Refused(30046)
        call.world.old_edits -= 1
    return shapes.message(call.world, rewritten(call, message, call.told))


def _delete(call: Call) -> Answer:
    channel = call.channel()
    message = call.message(channel)
    if message.author != call.world.bot.id:
        if channel.kind == DIRECT:
            raise Refused(50003)
        call.world.need(channel, "manage_messages")
    if channel.archived:
        raise Refused(50083)
    call.stage.delete(message)
    return None


def _one(call: Call) -> Answer:
    channel = call.channel()
    if not call.world.may(channel, "read_message_history"):
        raise Refused(50001)
    return _read(call, call.message(channel))


def _history(call: Call) -> Answer:
    """Newest first: those just after `after`, just before `before`, or the newest."""
    channel = call.channel()
    limit = call.number("limit", 1, 100, 50)
    if not call.world.may(channel, "read_message_history"):
        return []
    every = sorted(
        (each for each in channel.messages.values() if not each.deleted), key=lambda it: int(it.id)
    )
    read = [each for each in every if each.only_for is None]
    if after := call.query.get("after"):
        read = [each for each in read if int(each.id) > int(after)][:limit]
    if before := call.query.get("before"):
        read = [each for each in read if int(each.id) < int(before)]
    return [_read(call, each) for each in reversed(read[-limit:])]


def _read(call: Call, message: Message) -> Payload:
    told = shapes.message(call.world, message)
    direct = call.world.channels[message.channel].kind == DIRECT
    return told if call.world.reads_content or direct else stripped(told, call.world.bot.id)


ROUTES: tuple[Route, ...] = (
    ("POST", "/channels/{channel}/messages", _create, True),
    ("GET", "/channels/{channel}/messages", _history, True),
    ("GET", "/channels/{channel}/messages/{message}", _one, True),
    ("PATCH", "/channels/{channel}/messages/{message}", _edit, True),
    ("DELETE", "/channels/{channel}/messages/{message}", _delete, True),
)
