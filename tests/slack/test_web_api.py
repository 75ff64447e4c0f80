"""The Web API as the real SDK sees it, and who may call what."""

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.slack.server import FakeSlack, Person, labels, seen
from tests.slack.server.world import SCOPES
from tests.slack.talking import App, sdk

CHANNEL = "C0PLATFORM"
METADATA = {"event_type": "wasm_architect", "event_payload": {"effect": "e1.0"}}


async def error(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    failed: Any = caught.value  # Any: the SDK has no type for its response
    return str(failed.response["error"])


async def test_a_message_is_posted_changed_read_and_deleted(slack: FakeSlack) -> None:
    posted = await sdk(slack).chat_postMessage(channel=CHANNEL, text="Hello", metadata=METADATA)
    ts = str(posted["ts"])
    reply = await sdk(slack).chat_postMessage(channel=CHANNEL, text="And more", thread_ts=ts)
    await sdk(slack).chat_update(channel=CHANNEL, ts=ts, text="Good day")
    found = await sdk(slack).conversations_replies(channel=CHANNEL, ts=ts, include_all_metadata=True)
    assert [one["text"] for one in found["messages"]] == ["Good day", "And more"]
    assert found["messages"][0]["metadata"] == METADATA
    await sdk(slack).chat_delete(channel=CHANNEL, ts=str(reply["ts"]))
    assert [seen(post) for post in slack.team().channels[CHANNEL].thread(ts)] == ["Good day"]


async def test_metadata_is_only_shown_to_who_asks_for_it(app: App) -> None:
    posted = await app.post(metadata=METADATA)
    found = await app.form("conversations.replies", channel=CHANNEL, ts=posted["ts"])
    assert "metadata" not in found["messages"][0]


async def test_an_update_without_metadata_keeps_it_and_with_text_alone_drops_the_blocks(
    slack: FakeSlack, app: App
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "A question"}}]
    posted = await app.post("q", blocks=blocks, metadata=METADATA)
    await app.call("chat.update", channel=CHANNEL, ts=posted["ts"], text="answered")
    post = slack.team().channels[CHANNEL].posts[posted["ts"]]
    assert (post.blocks, post.payload) == ([], {"effect": "e1.0"})
    assert [text for text, _ in post.versions] == ["q"]


async def test_pages_follow_a_cursor(app: App) -> None:
    root = await app.post("root")
    for number in range(4):
        await app.post(f"reply {number}", thread_ts=root["ts"])
    first = await app.form("conversations.replies", channel=CHANNEL, ts=root["ts"], limit="3")
    cursor = first["response_metadata"]["next_cursor"]
    rest = await app.form("conversations.replies", channel=CHANNEL, ts=root["ts"], limit="3", cursor=cursor)
    texts = [one["text"] for page in (first, rest) for one in page["messages"]]
    assert texts == ["root", "reply 0", "reply 1", "reply 2", "reply 3"]
    assert (first["has_more"], rest["has_more"]) == (True, False)


async def test_history_is_newest_first_and_has_no_replies(app: App) -> None:
    root = await app.post("root")
    await app.post("reply", thread_ts=root["ts"])
    await app.post("later")
    found = await app.form("conversations.history", channel=CHANNEL)
    assert [one["text"] for one in found["messages"]] == ["later", "root"]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("C0ELSEWHERE", "not_in_channel"),
        ("G0SECRET", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
    ],
)
async def test_where_the_bot_is_not_it_cannot_post(slack: FakeSlack, channel: str, expected: str) -> None:
    slack.team().channel("C0ELSEWHERE", ["U0ANA"], bot=False)
    slack.team().channel("G0SECRET", ["U0ANA"], bot=False)
    assert await error(sdk(slack).chat_postMessage(channel=channel, text="Hello")) == expected


async def test_an_archived_channel_takes_nothing(slack: FakeSlack) -> None:
    slack.team().channels[CHANNEL].archived = True
    assert await error(sdk(slack).chat_postMessage(channel=CHANNEL, text="Hello")) == "is_archived"


async def test_only_own_messages_can_be_changed(slack: FakeSlack, ana: Person) -> None:
    theirs = await ana.say(CHANNEL, "mine")
    assert (
        await error(sdk(slack).chat_update(channel=CHANNEL, ts=theirs.ts, text="yours"))
        == "cant_update_message"
    )
    assert await error(sdk(slack).chat_delete(channel=CHANNEL, ts=theirs.ts)) == "cant_delete_message"
    assert (
        await error(sdk(slack).chat_update(channel=CHANNEL, ts="1.000001", text="x")) == "message_not_found"
    )


async def test_a_reply_is_no_root(app: App) -> None:
    root = await app.post("root")
    reply = await app.post("reply", thread_ts=root["ts"])
    assert (await app.post("deeper", thread_ts=reply["ts"]))["error"] == "cannot_reply_to_message"


async def test_a_whisper_is_for_one_person_and_wants_a_thread_with_replies(app: App, ana: Person) -> None:
    root = await app.post("root")
    told = {"channel": CHANNEL, "user": "U0ANA", "thread_ts": root["ts"]}
    await app.call("chat.postEphemeral", text="lost", **told)
    await app.post("reply", thread_ts=root["ts"])
    await app.call("chat.postEphemeral", text="heard", **told)
    assert ana.whispers(CHANNEL) == ["heard"]
    other = await app.call("chat.postEphemeral", text="x", channel=CHANNEL, user="U0NOBODY")
    assert other["error"] == "user_not_in_channel"


async def test_tokens_and_scopes_are_asked_for(slack: FakeSlack, app: App) -> None:
    poor = slack.world.grant(slack.team(), SCOPES - {"chat:write"}, "xoxb-poor")
    refused = await App(slack, poor.token).post()
    assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")
    assert "commands" in refused["provided"]
    assert (await App(slack, "").post())["error"] == "not_authed"
    assert (await App(slack, "xoxb-who").post())["error"] == "invalid_auth"
    slack.world.grants[app.token].revoked = True
    assert (await app.post())["error"] == "token_revoked"


async def test_what_was_granted_is_in_a_header(app: App) -> None:
    answer = await app.ask("auth.test")
    assert set(answer.headers["x-oauth-scopes"].split(",")) == SCOPES
    assert (await answer.json())["team_id"] == "T0ACME"


async def test_workspaces_do_not_see_each_other(slack: FakeSlack) -> None:
    other = slack.team("T0OTHER")
    other.channel("C0THEIRS")
    assert (await App(slack, other.token).post())["error"] == "channel_not_found"
    posted = await App(slack, other.token).call("chat.postMessage", channel="C0THEIRS", text="x")
    assert slack.team().posts() == []
    assert [post.ts for post in other.posts()] == [posted["ts"]]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "conversations.replies"])
async def test_methods_that_take_a_form_see_nothing_in_json(app: App, method: str) -> None:
    posted = await app.post()
    args = {"channel": CHANNEL, "ts": posted["ts"], "filename": "plan.md", "length": 3}
    as_json, as_form = await app.call(method, **args), await app.form(method, **args)
    assert (as_json.get("error"), as_form["ok"]) == ("invalid_arguments", True)


async def test_an_unknown_method_and_a_broken_body_are_refused(app: App) -> None:
    assert (await app.call("chat.sing"))["error"] == "unknown_method"
    assert (await (await app.ask("chat.postMessage", "{")).json())["error"] == "invalid_json"
    assert (await (await app.ask("chat.postMessage", "[]")).json())["error"] == "json_not_object"


async def test_everything_that_was_asked_is_kept(slack: FakeSlack, app: App) -> None:
    await app.post("one")
    await app.post("")
    kept = [(asked.method, asked.args["text"], asked.ok, asked.body) for asked in slack.asked]
    assert kept == [("chat.postMessage", "one", True, "json"), ("chat.postMessage", "", False, "json")]
    assert {asked.token for asked in slack.calls("chat.postMessage")} == {"xoxb-T0ACME"}


async def test_a_permalink_leads_to_a_reply_in_its_thread(app: App) -> None:
    root = await app.post("root")
    reply = await app.post("reply", thread_ts=root["ts"])
    found = await app.form("chat.getPermalink", channel=CHANNEL, message_ts=reply["ts"])
    assert found["permalink"].endswith(
        f"/p{reply['ts'].replace('.', '')}?thread_ts={root['ts']}&cid={CHANNEL}"
    )


async def test_controls_are_read_off_the_blocks(slack: FakeSlack, app: App) -> None:
    yes = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Yes"}, "value": "y"}
    options = [{"text": {"type": "plain_text", "text": "AWS"}, "value": "aws"}]
    select = {"type": "static_select", "action_id": "s", "options": options}
    await app.post("q", blocks=[{"type": "actions", "elements": [yes, select]}])
    assert labels(slack.team().posts()[0]) == ["Yes", "AWS"]


async def test_a_message_seen_twice_is_named(slack: FakeSlack, app: App) -> None:
    await app.post("one", metadata=METADATA)
    assert slack.doubled() == []
    await app.post("one", metadata=METADATA)
    assert slack.doubled() == ["e1.0"]
