"""`/wasm …`, as Slack posts it: a form whose fields are all strings."""

from adapters.slack.fields import workspace
from adapters.slack.incoming.parse.arrivals import Asked
from adapters.slack.incoming.parse.marked import plain
from bot.hosting.fields import Json, text


def command(payload: Json) -> Asked | None:
    """The command; None when a field without which nothing can be answered is missing."""
    channel, author, trigger = (text(payload, each) for each in ("channel_id", "user_id", "trigger_id"))
    tenant = workspace(payload)
    if not (tenant and channel and author and trigger):
        return None
    said = plain(text(payload, "text"), "").text
    team = text(payload, "team_id")
    return Asked(tenant, team, channel, author, said, trigger, text(payload, "response_url"))
