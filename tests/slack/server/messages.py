"""chat.*: posting, changing, deleting, whispering. Rules from docs.slack.dev/reference/methods/chat.*; a `thread_ts`
that is no root is refused here, where Slack would post something that nobody finds."""

import re
from collections.abc import Callable

from tests.slack.payloads import Payload
from tests.slack.server.blocks import message_breaches
from tests.slack.server.call import Call, Handler, Method, Refused, hold
from tests.slack.server.channels import Channel, Post, Whisper
from tests.slack.server.limits import Breaches
from tests.slack.server.wire import listed, mapped

Tell = Callable[[str, Payload], None]
"""How a change in a channel reaches the app as an event: team id and event."""

_TS = re.compile(r"\d{10,}\.\d{6}")
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_]+")


def methods(tell: Tell) -> dict[str, Method]:
    return {
        "chat.postMessage": Method(_echoed(_post, tell), ("chat:write",), json=True),
        "chat.update": Method(_echoed(_update, tell), ("chat:write",), json=True),
        "chat.delete": Method(_delete, ("chat:write",), json=True),
        "chat.postEphemeral": Method(_whisper, ("chat:write",), json=True),
        "chat.getPermalink": Method(_permalink),
    }


def _echoed(handler: Handler, tell: Tell) -> Handler:
    """An app hears of its own messages, too."""

    def handle(call: Call) -> Payload:
        answer = handler(call)
        channel = call.team.channels[answer["channel"]]
        post = channel.posts[answer["ts"]]
        shown = post.wire(call.team.id)
        event = {"channel": channel.id, "channel_type": channel.kind, "event_ts": call.world.tick()}
        if post.versions:
            before = shown | {"text": post.versions[-1][0], "blocks": post.versions[-1][1]}
            changed = {
                "type": "message",
                "subtype": "message_changed",
                "hidden": True,
                "ts": event["event_ts"],
            }
            tell(call.team.id, event | changed | {"message": shown, "previous_message": before})
        else:
            tell(call.team.id, shown | event | {"event_ts": post.ts})
        return answer

    return handle


def content(call: Call, limit: str = "message.text") -> tuple[str, list[Payload]]:
    """Text and blocks of a call, held against the limits."""
    text = str(call.args.get("text") or "")
    found = Breaches()
    size = len(text.encode()) if limit == "update.text" else len(text)
    found.count(limit, size, "/text")
    hold(found)
    blocks = call.json("blocks", "invalid_blocks_format")
    if blocks is not None:
        hold(message_breaches(blocks))
    if not text and not blocks:
        raise Refused("no_text")
    return text, [mapped(block) for block in listed(blocks)]


def metadata(call: Call) -> Payload | None:
    """`event_type`, and an `event_payload` of plain values and one level of objects or lists."""
    given = call.json("metadata", "invalid_metadata_format")
    if given is None:
        return None
    told = mapped(given)
    if not told and given != {}:
        raise Refused("invalid_metadata_format")
    if not told:
        return {}
    kind, payload = str(told.get("event_type", "")), mapped(told.get("event_payload"))
    if not _EVENT_TYPE.fullmatch(kind) or "event_payload" not in told:
        raise Refused("invalid_metadata_format")
    if set(told) - {"event_type", "event_payload"} or not all(map(_plain, payload.values())):
        raise Refused("invalid_metadata_schema")
    return told


def _plain(value: object, deep: int = 1) -> bool:
    if isinstance(value, (str, int, float)):
        return True
    inside = [*listed(value), *mapped(value).values()]
    return deep > 0 and isinstance(value, (list, dict)) and all(_plain(one, deep - 1) for one in inside)


def thread(call: Call, channel: Channel) -> str | None:
    """The root that a message answers to."""
    told = call.args.get("thread_ts")
    if told is None:
        return None
    if not isinstance(told, str) or not _TS.fullmatch(told):
        raise Refused("invalid_thread_ts")
    root = channel.posts.get(told)
    if root is None or (root.deleted and not channel.thread(told)):
        raise Refused("thread_not_found")
    if root.thread_ts not in (None, root.ts):
        raise Refused("cannot_reply_to_message")
    return told


def _post(call: Call) -> Payload:
    channel = call.writable()
    text, blocks = content(call)
    post = Post(
        call.world.tick(),
        channel.id,
        call.team.bot_user,
        text,
        _with_ids(call, blocks),
        thread(call, channel),
        metadata(call) or None,
        call.team.bot,
    )
    channel.add(post)
    return {"ok": True, "channel": channel.id, "ts": post.ts, "message": post.wire(call.team.id)}


def _with_ids(call: Call, blocks: list[Payload]) -> list[Payload]:
    return [{"block_id": call.world.id("b"), **block} for block in blocks]


def _update(call: Call) -> Payload:
    channel = call.writable()
    post = call.own(channel, "cant_update_message")
    if post.streaming_since is not None:
        raise Refused("streaming_state_conflict")
    told = metadata(call)
    text, blocks = content(call, "update.text")
    post.versions.append((post.text, post.blocks))
    if "text" in call.args or blocks:
        post.text = text
        post.blocks = _with_ids(call, blocks)
    post.metadata = post.metadata if told is None else (told or None)
    if not blocks:
        post.edited_ts = call.world.tick()  # with blocks people see no "(edited)"
    return {
        "ok": True,
        "channel": channel.id,
        "ts": post.ts,
        "text": text,
        "message": post.wire(call.team.id),
    }


def _delete(call: Call) -> Payload:
    channel = call.joined()
    post = call.own(channel, "cant_delete_message")
    post.deleted = True
    return {"ok": True, "channel": channel.id, "ts": post.ts}


def _whisper(call: Call) -> Payload:
    channel = call.writable()
    user = call.text("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(call, "ephemeral.text")
    root = thread(call, channel)
    shown = root is None or len(channel.thread(root)) > 1
    whisper = Whisper(call.world.tick(), channel.id, user, text, tuple(_with_ids(call, blocks)), root, shown)
    channel.whispers.append(whisper)
    return {"ok": True, "message_ts": whisper.ts}


def _permalink(call: Call) -> Payload:
    channel = call.channel()
    post = call.post(channel, "message_ts")
    link = f"https://{call.team.id.lower()}.slack.com/archives/{channel.id}/p{post.ts.replace('.', '')}"
    if post.thread_ts:
        link += f"?thread_ts={post.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}
