"""files.* and views.*. The two upload methods read forms only: with a JSON body Slack answers `invalid_arguments`
(seen by others on the real Slack), so this one does."""

from tests.slack.payloads import Payload, file
from tests.slack.server.call import Call, Method, Refused, hold
from tests.slack.server.channels import Post
from tests.slack.server.messages import Tell, thread
from tests.slack.server.modals import view_breaches
from tests.slack.server.wire import mapped
from tests.slack.server.world import SharedFile


def methods(tell: Tell) -> dict[str, Method]:
    return {
        "files.getUploadURLExternal": Method(_address, ("files:write",)),
        "files.completeUploadExternal": Method(lambda call: _complete(call, tell), ("files:write",)),
        "files.info": Method(_info, ("files:read",)),
        "views.open": Method(_open, json=True),
        "views.update": Method(_update, json=True),
    }


def _address(call: Call) -> Payload:
    name = call.text("filename")
    length = str(call.args.get("length") or "")
    if not length.isdecimal() or int(length) == 0 or "/" in name:
        raise Refused("invalid_arguments")
    shared = SharedFile(call.world.id("F"), call.team.id, name, int(length))
    call.team.files[shared.id] = shared
    return {
        "ok": True,
        "upload_url": f"{call.base}/upload/v1/{call.team.id}/{shared.id}",
        "file_id": shared.id,
    }


def _complete(call: Call, tell: Tell) -> Payload:
    told = call.items("files", "invalid_arguments")
    if not told:
        raise Refused("invalid_arguments", ("missing required field: files",))
    found = [call.team.files.get(str(one.get("id"))) for one in told]
    done = [one for one in found if one is not None and one.content is not None and not one.shared]
    if len(done) < len(told):
        raise Refused("file_not_found")
    for shared, one in zip(done, told, strict=True):
        shared.title = str(one.get("title") or shared.name)
    told_files = [described(call.base, shared) for shared in done]
    if call.maybe("channel_id"):
        channel = call.writable("channel_id")
        text = str(call.args.get("initial_comment") or "")
        root = thread(call, channel)
        post = Post(call.world.tick(), channel.id, call.team.bot_user, text, thread_ts=root)
        post.files, post.bot_id = told_files, call.team.bot
        channel.add(post)
        event = {"channel": channel.id, "channel_type": channel.kind, "event_ts": post.ts}
        tell(call.team.id, post.wire(call.team.id) | {"subtype": "file_share"} | event)
    for shared in done:
        shared.shared = True
    return {"ok": True, "files": [{"id": shared.id, "title": shared.title} for shared in done]}


def described(base: str, shared: SharedFile) -> Payload:
    """A file as messages carry it; its address is this server's, and wants a token."""
    url = f"{base}/files-pri/{shared.team}-{shared.id}/{shared.name}"
    return file(shared.name, shared.id, len(shared.content or b""), url) | {
        "title": shared.title or shared.name
    }


def _info(call: Call) -> Payload:
    shared = call.team.files.get(call.text("file"))
    if shared is None or shared.content is None:
        raise Refused("file_not_found")
    return {"ok": True, "file": described(call.base, shared) | {"shares": _shares(call, shared)}}


def _shares(call: Call, shared: SharedFile) -> Payload:
    """Where a file is to be seen: by kind of channel, then by channel."""
    found: dict[str, dict[str, list[Payload]]] = {}
    for channel in call.team.channels.values():
        posts = [post for post in channel.seen() if any(one["id"] == shared.id for one in post.files)]
        told = [{"ts": post.ts} | ({"thread_ts": post.thread_ts} if post.thread_ts else {}) for post in posts]
        if told:
            found.setdefault("public" if channel.kind == "channel" else "private", {})[channel.id] = told
    return found


def _open(call: Call) -> Payload:
    user = _exchanged(call)
    view = mapped(call.json("view", "invalid_arguments"))
    hold(view_breaches(view))
    kept = _kept(call, view, call.world.id("V")) | {"opened_for": user}
    call.team.views[kept["id"]] = kept
    return {"ok": True, "view": kept}


def _kept(call: Call, view: Payload, view_id: str) -> Payload:
    blocks = [{"block_id": call.world.id("b"), **block} for block in view["blocks"]]
    return {
        "private_metadata": "",
        "callback_id": "",
        **view,
        "id": view_id,
        "root_view_id": view_id,
        "team_id": call.team.id,
        "blocks": blocks,
        "hash": call.world.tick(),
        "state": {"values": {}},
        "app_id": "A0WASM",
        "bot_id": call.team.bot,
    }


def _exchanged(call: Call) -> str:
    told = call.text("trigger_id")
    known = call.world.triggers.get(told)
    if known is None:
        raise Refused("invalid_trigger_id")
    user, until, used = known
    if used:
        raise Refused("exchanged_trigger_id")
    if call.world.now() > until:
        raise Refused("expired_trigger_id")
    call.world.triggers[told] = (user, until, True)
    return user


def _update(call: Call) -> Payload:
    known = call.team.views.get(call.text("view_id"))
    if known is None:
        raise Refused("not_found")
    if call.args.get("hash", known["hash"]) != known["hash"]:
        raise Refused("hash_conflict")
    view = mapped(call.json("view", "invalid_arguments"))
    hold(view_breaches(view))
    kept = _kept(call, view, known["id"]) | {"opened_for": known["opened_for"]}
    call.team.views[kept["id"]] = kept
    return {"ok": True, "view": kept}
