"""Messages as the Events API tells them: said, mentioned, shared, changed, deleted, and those of other bots."""

from collections.abc import Sequence
from typing import Any

from tests.slack.payloads.place import Payload, Place

TS = "1795000000.000100"


def event_callback(place: Place, event: Payload, event_id: str = "", at: int = 0) -> Payload:
    """The envelope of every event. A redelivery has the same `event_id`."""
    ts = str(event.get("event_ts", TS))
    return {
        "token": "verification-token",
        "team_id": place.team,
        "enterprise_id": place.enterprise,
        "context_team_id": place.team,
        "context_enterprise_id": place.enterprise,
        "api_app_id": place.app,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or f"Ev{event['type']}{ts.replace('.', '')}",
        "event_time": at or int(float(ts)),
        "authorizations": [
            {
                "enterprise_id": place.enterprise,
                "team_id": None if place.org_install else place.team,
                "user_id": place.bot_user,
                "is_bot": True,
                "is_enterprise_install": place.org_install,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event['type']}-{ts}",
    }


def message_sent(
    place: Place, text: str, ts: str = TS, thread_ts: str | None = None, files: Sequence[Payload] = ()
) -> Payload:
    """A person's message as it lies in the channel (`conversations.replies` gives the same)."""
    sent: Payload = {
        "client_msg_id": f"cmi-{ts}",
        "type": "message",
        "user": place.user,
        "text": text,
        "ts": ts,
        "team": place.team,
        "blocks": [
            {
                "type": "rich_text",
                "block_id": f"b{ts}",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
            }
        ],
    }
    if thread_ts:
        sent |= {"thread_ts": thread_ts}
        if thread_ts != ts:
            sent |= {"parent_user_id": place.user}
    if files:
        sent |= {"subtype": "file_share", "files": list(files), "upload": True, "display_as_bot": False}
    return sent


def file(
    name: str, file_id: str = "F0FILE", size: int = 12, url: str = "", mimetype: str = "text/plain"
) -> Payload:
    """A file of a message. Without `url` it lies on Slack's own host."""
    kind = name.rpartition(".")[2]
    where = url or f"https://files.slack.com/files-pri/T0ACME-{file_id}/{name}"
    return {
        "id": file_id,
        "created": 1795000000,
        "timestamp": 1795000000,
        "name": name,
        "title": name,
        "mimetype": mimetype,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": "U0ANA",
        "mode": "hosted",
        "editable": False,
        "size": size,
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "url_private": where,
        "url_private_download": where,
        "permalink": f"https://acme.slack.com/files/U0ANA/{file_id}/{name}",
        "file_access": "visible",
    }


def message(place: Place, text: str, ts: str = TS, thread_ts: str | None = None, **more: Any) -> Payload:
    """`message` (channels, groups, im); with `files=[file(…)]` it is a `file_share`; `event_id` may be given."""
    event_id = str(more.pop("event_id", ""))
    sent = message_sent(place, text, ts, thread_ts, **more)
    told = sent | {"channel": place.channel, "event_ts": ts, "channel_type": place.channel_type}
    return event_callback(place, told, event_id)


def app_mention(place: Place, text: str, ts: str = TS, thread_ts: str | None = None, **more: Any) -> Payload:
    """`app_mention`: the same post arrives as `message` too where the bot reads the channel."""
    event_id = str(more.pop("event_id", ""))
    sent = message_sent(place, text, ts, thread_ts, **more)
    for absent in ("subtype", "display_as_bot", "upload"):
        sent.pop(absent, None)
    told = sent | {"type": "app_mention", "channel": place.channel, "event_ts": ts}
    return event_callback(place, told, event_id)


def message_changed(
    place: Place, before: Payload, text: str, edited_ts: str = "1795000060.000000", by: str | None = None
) -> Payload:
    """`message_changed` by a person: `before` is what `message_sent` gave."""
    after = {**before, "text": text, "edited": {"user": by or before["user"], "ts": edited_ts}}
    return _hidden(place, "message_changed", edited_ts, {"message": after, "previous_message": before})


def unfurled(place: Place, before: Payload, at: str = "1795000061.000000") -> Payload:
    """`message_changed` that nobody made: Slack added a preview of a link. There is no `edited`."""
    after = {**before, "attachments": [{"from_url": "https://example.com/", "id": 1, "title": "Example"}]}
    return _hidden(place, "message_changed", at, {"message": after, "previous_message": before})


def tombstoned(place: Place, before: Payload, at: str = "1795000062.000000") -> Payload:
    """A root message with replies that was deleted: Slack tells it as a change."""
    after = {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": before["ts"],
        "thread_ts": before["ts"],
        "reply_count": 1,
    }
    return _hidden(place, "message_changed", at, {"message": after, "previous_message": before})


def message_deleted(place: Place, before: Payload, at: str = "1795000063.000000") -> Payload:
    """`message_deleted`."""
    return _hidden(place, "message_deleted", at, {"deleted_ts": before["ts"], "previous_message": before})


def _hidden(place: Place, subtype: str, at: str, what: Payload) -> Payload:
    event = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": place.channel,
        "channel_type": place.channel_type,
        "ts": at,
        "event_ts": at,
        **what,
    }
    return event_callback(place, event)


def bot_message(place: Place, text: str, ts: str = TS, thread_ts: str | None = None) -> Payload:
    """A message of another bot: no subtype, a `bot_id`, and a user of its own."""
    sent = message_sent(place, text, ts, thread_ts)
    told = sent | {"bot_id": "B0OTHER", "app_id": "A0OTHER", "user": "U0OTHERBOT"}
    told |= {"channel": place.channel, "event_ts": ts, "channel_type": place.channel_type}
    return event_callback(place, told)


def thread_broadcast(place: Place, text: str, ts: str, thread_ts: str) -> Payload:
    """A reply that was also sent to the channel."""
    sent = message_sent(place, text, ts, thread_ts) | {"subtype": "thread_broadcast"}
    told = sent | {"channel": place.channel, "event_ts": ts, "channel_type": place.channel_type}
    return event_callback(place, told)
