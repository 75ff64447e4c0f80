"""Buttons, lists and forms."""

from adapters.slack.fields import workspace
from adapters.slack.incoming.parse.arrivals import Submitted, Touched
from adapters.slack.render.controls import picked
from adapters.slack.render.modals import filled
from bot.hosting.fields import Json, inner, listed, text


def action(payload: Json) -> Touched | None:
    """A `block_actions` payload; None for an action that is not ours, or on no message."""
    done = next(iter(listed(payload, "actions")), None)
    if done is None:
        return None
    meant = picked(text(done, "action_id"), done.get("selected_option") or done.get("value"))
    container, message = inner(payload, "container"), inner(payload, "message")
    ts = text(container, "message_ts") or text(message, "ts")
    channel = text(container, "channel_id") or text(payload, "channel", "id")
    tenant, author = workspace(payload), text(payload, "user", "id")
    if meant is None or not (tenant and ts and channel and author):
        return None
    return Touched(
        tenant,
        text(payload, "team", "id") or text(payload, "user", "team_id"),
        channel,
        text(message, "thread_ts") or text(container, "thread_ts") or ts,
        ts,
        author,
        *meant,
        when=text(done, "action_ts"),
        trigger=text(payload, "trigger_id"),
    )


def form(payload: Json) -> Submitted:
    """A `view_submission` of one of our forms."""
    view = inner(payload, "view")
    return Submitted(
        workspace(payload),
        text(payload, "user", "id"),
        f"{text(view, 'id')}:{text(view, 'hash')}",
        text(view, "private_metadata"),
        filled(view),
    )
