"""The payloads that tests build are ones that Bolt itself understands: who, where, in which workspace."""

import json

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest

from tests.slack.payloads import (
    Payload,
    Place,
    app_home_opened,
    app_mention,
    app_uninstalled,
    block_actions,
    bot_message,
    button,
    file,
    message,
    message_changed,
    message_deleted,
    message_sent,
    modal,
    slash_command,
    tokens_revoked,
    tombstoned,
    typed,
    unfurled,
    view_closed,
    view_submission,
)

HERE = Place()
SENT = message_sent(HERE, "hello")
ROOT = "1794000000.000001"

EVENTS: dict[str, tuple[Payload, str | None]] = {
    "message": (message(HERE, "hello"), "U0ANA"),
    "file": (message(HERE, "see", files=[file("main.tf")]), "U0ANA"),
    "mention": (app_mention(HERE, "<@U0BOT> hello", thread_ts=ROOT), "U0ANA"),
    "changed": (message_changed(HERE, SENT, "bye"), "U0ANA"),
    "unfurled": (unfurled(HERE, SENT), "U0ANA"),
    "tombstone": (tombstoned(HERE, SENT), "USLACKBOT"),
    "deleted": (message_deleted(HERE, SENT), "U0ANA"),
    "home": (app_home_opened(HERE), "U0ANA"),
    "uninstalled": (app_uninstalled(HERE), None),
    "revoked": (tokens_revoked(HERE, bot=["U0BOT"]), None),
    "other bot": (bot_message(HERE, "beep"), "U0OTHERBOT"),
    "pressed": (block_actions(HERE, SENT, button("a", "v", "Yes")), "U0ANA"),
    "submitted": (view_submission(HERE, modal(HERE), {"b": {"a": "x"}}), "U0ANA"),
    "closed": (view_closed(HERE, modal(HERE)), "U0ANA"),
    "command": (dict(slash_command(HERE, "move")), "U0ANA"),
}
WITHOUT_CHANNEL = {"uninstalled", "revoked", "submitted", "closed"}


@pytest.mark.parametrize("kind", EVENTS)
def test_bolt_reads_workspace_person_and_channel(kind: str) -> None:
    payload, user = EVENTS[kind]
    context = AsyncBoltRequest(body=payload, mode="socket_mode").context
    assert (context.team_id, context.enterprise_id, context.is_enterprise_install) == ("T0ACME", None, False)
    if kind not in {"changed", "unfurled", "tombstone", "deleted"}:  # Bolt looks for their authors elsewhere
        assert context.user_id == user
    assert context.channel_id == (None if kind in WITHOUT_CHANNEL else "C0PLATFORM")


@pytest.mark.parametrize("kind", sorted(set(EVENTS) - {"uninstalled", "revoked"}))
def test_an_install_for_an_organisation_is_seen_as_one(kind: str) -> None:
    grid = Place(enterprise="E0GRID", org_install=True)
    built: dict[str, Payload] = {
        "command": dict(slash_command(grid, "move")),
        "pressed": block_actions(grid, SENT, button("a", "v", "Yes")),
        "submitted": view_submission(grid, modal(grid), {}),
        "closed": view_closed(grid, modal(grid)),
    }
    context = AsyncBoltRequest(body=built.get(kind, message(grid, "x")), mode="socket_mode").context
    assert (context.enterprise_id, context.is_enterprise_install) == ("E0GRID", True)


def test_a_reply_knows_its_thread() -> None:
    context = AsyncBoltRequest(body=app_mention(HERE, "x", thread_ts=ROOT), mode="socket_mode").context
    assert context.thread_ts == ROOT


@pytest.mark.parametrize(
    ("said", "wire"),
    [
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("<@U0BOT> is x<y?", "<@U0BOT> is x&lt;y?"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_what_a_person_types_is_escaped_but_for_mentions(said: str, wire: str) -> None:
    assert typed(said) == wire


def test_every_payload_is_json() -> None:
    assert [json.loads(json.dumps(payload)) for payload, _ in EVENTS.values()] == [
        payload for payload, _ in EVENTS.values()
    ]
