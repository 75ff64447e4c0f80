"""Buttons, selects, feedback and modals. Over HTTP an interaction is the JSON in the form field `payload`."""

from collections.abc import Mapping, Sequence

from tests.slack.payloads.place import Payload, Place

TRIGGER = "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3"
ACTION_TS = "1795000030.123456"


def button(action_id: str, value: str, label: str, block_id: str = "b1", at: str = ACTION_TS) -> Payload:
    """What a pressed button says of itself."""
    return {
        "action_id": action_id,
        "block_id": block_id,
        "text": {"type": "plain_text", "text": label, "emoji": True},
        "value": value,
        "type": "button",
        "action_ts": at,
    }


def select(action_id: str, value: str, label: str, block_id: str = "b1", at: str = ACTION_TS) -> Payload:
    """What a static select says when an option was chosen."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "block_id": block_id,
        "selected_option": {"text": {"type": "plain_text", "text": label, "emoji": True}, "value": value},
        "placeholder": {"type": "plain_text", "text": "Choose", "emoji": True},
        "action_ts": at,
    }


def feedback(action_id: str, value: str, label: str, block_id: str = "b1", at: str = ACTION_TS) -> Payload:
    """What `feedback_buttons` of a `context_actions` block say."""
    return {
        "type": "feedback_buttons",
        "action_id": action_id,
        "block_id": block_id,
        "text": {"type": "plain_text", "text": label, "emoji": True},
        "value": value,
        "action_ts": at,
    }


def block_actions(
    place: Place,
    message: Payload,
    *actions: Payload,
    trigger_id: str = TRIGGER,
    response_url: str = "https://hooks.slack.com/actions/T0ACME/1/abc",
    ephemeral: bool = False,
) -> Payload:
    """`block_actions` on a message (or on an ephemeral one, of which Slack sends no copy)."""
    container: Payload = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": place.channel,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    told: Payload = {
        "type": "block_actions",
        "user": place.person(),
        "api_app_id": place.app,
        "token": "verification-token",
        "container": container,
        "trigger_id": trigger_id,
        "team": place.workspace(),
        **place.installed(),
        "channel": {"id": place.channel, "name": place.channel_name},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": list(actions),
    }
    return told if ephemeral else told | {"message": message}


def modal(
    place: Place,
    blocks: Sequence[Payload] = (),
    private_metadata: str = "",
    callback_id: str = "other",
    view_id: str = "V0VIEW",
) -> Payload:
    """A view as Slack keeps it after `views.open`."""
    return {
        "id": view_id,
        "team_id": place.team,
        "type": "modal",
        "blocks": list(blocks),
        "private_metadata": private_metadata,
        "callback_id": callback_id,
        "state": {"values": {}},
        "hash": "1795000040.abcdefgh",
        "title": {"type": "plain_text", "text": "Modal", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": {"type": "plain_text", "text": "OK", "emoji": True},
        "previous_view_id": None,
        "root_view_id": view_id,
        "app_id": place.app,
        "external_id": "",
        "app_installed_team_id": place.team,
        "bot_id": place.bot,
    }


def view_submission(
    place: Place, view: Payload, values: Mapping[str, Mapping[str, str | None]], trigger_id: str = TRIGGER
) -> Payload:
    """A modal sent off. `values`: block_id → action_id → what the field holds (None: left empty)."""
    state = {
        block: {action: {"type": "plain_text_input", "value": text} for action, text in fields.items()}
        for block, fields in values.items()
    }
    return {
        "type": "view_submission",
        "team": place.workspace(),
        "user": place.person(),
        "api_app_id": place.app,
        "token": "verification-token",
        "trigger_id": trigger_id,
        "view": {**view, "state": {"values": state}},
        "response_urls": [],
        **place.installed(),
    }


def view_closed(place: Place, view: Payload) -> Payload:
    """A modal closed without sending (only where `notify_on_close` was asked for)."""
    return {
        "type": "view_closed",
        "team": place.workspace(),
        "user": place.person(),
        "api_app_id": place.app,
        "token": "verification-token",
        "view": view,
        "is_cleared": False,
        **place.installed(),
    }
