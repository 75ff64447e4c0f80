"""conversations.* and users.info: what the bot may read, in pages."""

from tests.slack.payloads import Payload
from tests.slack.server.call import Call, Method, Refused
from tests.slack.server.channels import Channel, Post

_HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}


def methods() -> dict[str, Method]:
    return {
        "conversations.replies": Method(_replies, tuple(_HISTORY.values())),
        "conversations.history": Method(_history, tuple(_HISTORY.values())),
        "conversations.open": Method(_open, ("im:write",), json=True),
        "users.info": Method(_user, ("users:read",)),
    }


def _may_read(call: Call) -> Channel:
    channel = call.joined()
    needed = _HISTORY[channel.kind]
    if needed not in call.grant.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(call.grant.scopes)))
    return channel


def _replies(call: Call) -> Payload:
    channel = _may_read(call)
    asked = call.post(channel, "ts", "thread_not_found")
    found = channel.thread(asked.root)
    root = [post for post in found if post.ts == asked.root]
    return _page(call, [*root, *_between(call, [post for post in found if post.ts != asked.root])])


def _history(call: Call) -> Payload:
    return _page(call, _between(call, list(reversed(_may_read(call).top()))))


def _between(call: Call, posts: list[Post]) -> list[Post]:
    oldest, latest = call.maybe("oldest"), call.maybe("latest")
    inclusive = call.yes("inclusive")
    return [
        post
        for post in posts
        if (oldest is None or float(post.ts) > float(oldest) or (inclusive and post.ts == oldest))
        and (latest is None or float(post.ts) < float(latest) or (inclusive and post.ts == latest))
    ]


def _page(call: Call, posts: list[Post]) -> Payload:
    size = min(int(call.args.get("limit") or call.team.replies_page), call.team.replies_page)
    told = call.maybe("cursor")
    if told is not None and not told.startswith("next:"):
        raise Refused("invalid_cursor")
    start = int(told.removeprefix("next:")) if told else 0
    page = posts[start : start + size]
    more = start + size < len(posts)
    every = call.yes("include_all_metadata")
    return {
        "ok": True,
        "messages": [post.wire(call.team.id, metadata=every) for post in page],
        "has_more": more,
        "response_metadata": {"next_cursor": f"next:{start + size}" if more else ""},
    }


def _open(call: Call) -> Payload:
    user = call.text("users")
    return {"ok": True, "channel": {"id": call.team.channel(f"D{user}", [user]).id}}


def _user(call: Call) -> Payload:
    user = call.text("user")
    if not any(user in channel.members for channel in call.team.channels.values()):
        raise Refused("user_not_found")
    told = {"id": user, "team_id": call.team.id, "name": user.lower(), "is_bot": user == call.team.bot_user}
    if call.yes("include_locale"):
        told["locale"] = call.team.locales.get(user, "en-US")
    return {"ok": True, "user": told}
