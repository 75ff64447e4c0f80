"""Streams and an assistant's status. A stream lives for `Team.stream_seconds` from its start, appends or not (seen:
306 s); then `message_not_in_streaming_state`, and what was written stays."""

from tests.slack.payloads import Payload
from tests.slack.server.blocks import message_breaches
from tests.slack.server.call import Call, Method, Refused, hold
from tests.slack.server.channels import Channel, Post
from tests.slack.server.limits import Breaches
from tests.slack.server.messages import metadata, thread


def methods() -> dict[str, Method]:
    return {
        "chat.startStream": Method(_start, ("chat:write",), json=True),
        "chat.appendStream": Method(_append, ("chat:write",), json=True),
        "chat.stopStream": Method(_stop, ("chat:write",), json=True),
        "assistant.threads.setStatus": Method(_status, ("assistant:write", "chat:write"), json=True),
        "assistant.threads.setSuggestedPrompts": Method(_prompts, ("assistant:write",), json=True),
        "assistant.threads.setTitle": Method(_title, ("assistant:write",), json=True),
    }


def _start(call: Call) -> Payload:
    if not call.team.streams:
        raise Refused("unknown_method")
    channel = call.writable()
    if channel.kind != "im":
        for name in ("recipient_team_id", "recipient_user_id"):
            if not call.maybe(name):
                raise Refused(f"missing_{name}")
    call.text("thread_ts")
    root = thread(call, channel)
    post = Post(call.world.tick(), channel.id, call.team.bot_user, "", thread_ts=root, bot_id=call.team.bot)
    post.streaming_since = call.world.now()
    post.text = _written(call)
    channel.add(post)
    return {"ok": True, "channel": channel.id, "ts": post.ts}


def _written(call: Call) -> str:
    """The text of a call: `markdown_text`, or the chunks of that kind."""
    chunks = call.items("chunks", "invalid_chunks")
    known = {"markdown_text", "task_update", "plan_update", "blocks"}
    if any(chunk.get("type") not in known for chunk in chunks):
        raise Refused("invalid_chunks")
    texts = [str(call.args.get("markdown_text") or ""), *(str(chunk.get("text", "")) for chunk in chunks)]
    for text in texts:
        found = Breaches()
        found.count("stream.markdown_text", len(text), "/markdown_text")
        hold(found)
    return "".join(texts)


def _open(call: Call) -> Post:
    post = call.own(call.writable(), "message_not_owned_by_app")
    since = post.streaming_since
    if since is None or call.world.now() - since > call.team.stream_seconds:
        post.streaming_since = None
        raise Refused("message_not_in_streaming_state")
    return post


def _append(call: Call) -> Payload:
    post = _open(call)
    if not call.args.get("markdown_text") and not call.args.get("chunks"):
        raise Refused("no_text")
    post.text += _written(call)
    return {"ok": True, "channel": post.channel, "ts": post.ts}


def _stop(call: Call) -> Payload:
    post = _open(call)
    blocks = call.items("blocks", "invalid_blocks_format")
    if blocks:
        hold(message_breaches(blocks))
    told = metadata(call)
    post.text += _written(call)
    post.blocks = blocks
    post.metadata = told or post.metadata
    post.streaming_since = None
    return {"ok": True, "channel": post.channel, "ts": post.ts, "message": post.wire(call.team.id)}


def _agents(call: Call) -> tuple[Channel, str]:
    """A thread of a direct message: only there is an assistant's display."""
    channel = call.writable("channel_id")
    if channel.kind != "im":
        raise Refused("channel_type_not_supported")
    return channel, call.text("thread_ts")


def _status(call: Call) -> Payload:
    channel, root = _agents(call)
    channel.statuses.append((root, str(call.args.get("status") or "")))
    return {"ok": True}


def _prompts(call: Call) -> Payload:
    channel = call.writable("channel_id")
    channel.prompts = call.items("prompts", "invalid_arguments")
    return {"ok": True}


def _title(call: Call) -> Payload:
    channel, _ = _agents(call)
    channel.titles.append(call.text("title"))
    return {"ok": True}
