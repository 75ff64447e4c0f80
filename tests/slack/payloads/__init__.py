"""What Slack sends, built from what happened: one function per kind of payload.

Shapes follow docs.slack.dev (reference/events, reference/interaction-payloads, apis/events-api/using-socket-mode) and
the fixtures of slack_bolt and slack_sdk. Text is given as the wire has it: `&amp;`, `&lt;`, `&gt;` and `<@U…>`; `typed`
makes that of what a person types. A payload is a fresh `dict`, so a test may change what it wants to spoil.
"""

from tests.slack.payloads.commands import slash_command, ssl_check, url_verification
from tests.slack.payloads.envelopes import disconnect, envelope, hello
from tests.slack.payloads.interactions import (
    block_actions,
    button,
    feedback,
    modal,
    select,
    view_closed,
    view_submission,
)
from tests.slack.payloads.lives import app_home_opened, app_uninstalled, tokens_revoked
from tests.slack.payloads.messages import (
    app_mention,
    bot_message,
    event_callback,
    file,
    message,
    message_changed,
    message_deleted,
    message_sent,
    thread_broadcast,
    tombstoned,
    unfurled,
)
from tests.slack.payloads.place import Payload, Place, typed

__all__ = [
    "Payload",
    "Place",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "block_actions",
    "bot_message",
    "button",
    "disconnect",
    "envelope",
    "event_callback",
    "feedback",
    "file",
    "hello",
    "message",
    "message_changed",
    "message_deleted",
    "message_sent",
    "modal",
    "select",
    "slash_command",
    "ssl_check",
    "thread_broadcast",
    "tokens_revoked",
    "tombstoned",
    "typed",
    "unfurled",
    "url_verification",
    "view_closed",
    "view_submission",
]
