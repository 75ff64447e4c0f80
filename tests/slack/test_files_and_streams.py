"""Files up and down, modals, streams that expire, and an assistant's status."""

import pytest

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack, Person, seen
from tests.slack.server.world import SCOPES
from tests.slack.talking import App, sdk
from tests.slack.vectors import entry, modal

CHANNEL = "C0PLATFORM"


async def test_the_sdk_uploads_a_file_into_a_thread(slack: FakeSlack, app: App) -> None:
    root = await app.post("root")
    told = {"channel": CHANNEL, "thread_ts": root["ts"], "filename": "plan.md", "content": "# Plan"}
    await sdk(slack).files_upload_v2(**told)
    posts = slack.team().channels[CHANNEL].thread(root["ts"])
    assert [seen(post) for post in posts] == ["root", "[file plan.md]"]
    (kept,) = slack.team().files.values()
    assert kept.content == b"# Plan"


async def test_an_upload_must_be_as_long_as_was_said_and_complete(slack: FakeSlack, app: App) -> None:
    place = await app.form("files.getUploadURLExternal", filename="plan.md", length="3")
    files = [{"id": place["file_id"], "title": "plan.md"}]
    early = await app.form("files.completeUploadExternal", files=files, channel_id=CHANNEL)
    async with slack.session.post(place["upload_url"], data=b"four") as answer:
        assert answer.status == 400
    assert early["error"] == "file_not_found"
    assert slack.team().posts() == []


async def test_a_shared_file_wants_a_token_that_may_read(slack: FakeSlack, app: App, ana: Person) -> None:
    post = await ana.say(CHANNEL, "see", files=[("main.tf", "resource {}")])
    url = post.files[0]["url_private"]
    slack.world.grant(slack.team(), SCOPES - {"files:read"}, "xoxb-blind")
    for token, expected in [(app.token, (200, "resource {}")), ("xoxb-blind", (302, "")), ("", (302, ""))]:
        headers = {"Authorization": f"Bearer {token}"}
        async with slack.session.get(url, headers=headers, allow_redirects=False) as answer:
            text = await answer.text() if answer.status == 200 else ""
            assert (answer.status, text) == expected
    found = await app.form("files.info", file=post.files[0]["id"])
    assert found["file"]["name"] == "main.tf"


async def test_a_trigger_opens_one_modal_and_not_for_long(slack: FakeSlack, app: App) -> None:
    view = modal(entry())
    trigger = slack.world.trigger("U0ANA")
    first = await app.call("views.open", trigger_id=trigger, view=view)
    again = await app.call("views.open", trigger_id=trigger, view=view)
    late = slack.world.trigger("U0ANA")
    slack.world.skew += 3.1
    expired = await app.call("views.open", trigger_id=late, view=view)
    unknown = await app.call("views.open", trigger_id="1.2.3", view=view)
    errors = [answer.get("error") for answer in (first, again, expired, unknown)]
    assert errors == [None, "exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


async def test_a_view_is_updated_by_who_knows_its_last_state(slack: FakeSlack, app: App) -> None:
    opened = await app.call("views.open", trigger_id=slack.world.trigger("U0ANA"), view=modal(entry()))
    told: Payload = {"view_id": opened["view"]["id"], "view": modal(entry("New"))}
    assert (await app.call("views.update", hash="old", **told))["error"] == "hash_conflict"
    assert (await app.call("views.update", hash=opened["view"]["hash"], **told))["ok"]


@pytest.fixture
async def dm(slack: FakeSlack, ana: Person) -> Payload:
    post = await ana.dm("hello")
    return {"channel": post.channel, "thread_ts": post.ts}


async def test_a_stream_grows_and_ends(slack: FakeSlack, app: App, dm: Payload) -> None:
    started = await app.call("chat.startStream", markdown_text="One", **dm)
    stream = {"channel": dm["channel"], "ts": started["ts"]}
    await app.call("chat.appendStream", chunks=[{"type": "markdown_text", "text": " two"}], **stream)
    await app.call("chat.stopStream", markdown_text=" three", **stream)
    assert seen(slack.team().channels[dm["channel"]].posts[started["ts"]]) == "One two three"
    closed = await app.call("chat.appendStream", markdown_text="four", **stream)
    assert closed["error"] == "message_not_in_streaming_state"


async def test_a_stream_lives_so_long_from_its_start(slack: FakeSlack, app: App, dm: Payload) -> None:
    slack.team().stream_seconds = 300
    started = await app.call("chat.startStream", **dm)
    stream = {"channel": dm["channel"], "ts": started["ts"]}
    slack.world.skew += 200
    assert (await app.call("chat.appendStream", markdown_text="x", **stream))["ok"]
    slack.world.skew += 101
    over = await app.call("chat.appendStream", markdown_text="x", **stream)
    assert over["error"] == "message_not_in_streaming_state"


async def test_a_stream_in_a_channel_wants_to_know_for_whom(slack: FakeSlack, app: App) -> None:
    root = await app.post("root")
    told = {"channel": CHANNEL, "thread_ts": root["ts"]}
    nobody = await app.call("chat.startStream", **told)
    assert nobody["error"] == "missing_recipient_team_id"
    known = await app.call("chat.startStream", recipient_team_id="T0ACME", recipient_user_id="U0ANA", **told)
    assert known["ok"]


async def test_a_workspace_without_streams_does_not_know_the_method(
    slack: FakeSlack, app: App, dm: Payload
) -> None:
    slack.team().streams = False
    assert (await app.call("chat.startStream", **dm))["error"] == "unknown_method"


async def test_a_status_is_for_direct_messages(slack: FakeSlack, app: App, dm: Payload) -> None:
    told = {"channel_id": dm["channel"], "thread_ts": dm["thread_ts"], "status": "reading…"}
    assert (await app.call("assistant.threads.setStatus", **told))["ok"]
    assert slack.team().channels[dm["channel"]].statuses == [(dm["thread_ts"], "reading…")]
    other = await app.call("assistant.threads.setStatus", **told | {"channel_id": CHANNEL})
    assert other["error"] == "channel_type_not_supported"
