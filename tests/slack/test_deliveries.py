"""Events over HTTP: signed, retried, doubled, and only what the app may hear."""

from collections.abc import Awaitable, Callable

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.slack.door import Door
from tests.slack.server import FakeSlack, Person, Schedule
from tests.slack.talking import App, sdk

CHANNEL = "C0PLATFORM"


async def test_every_delivery_is_signed_over_its_raw_bytes(slack: FakeSlack, door: Door, ana: Person) -> None:
    await ana.mention(CHANNEL, "¿Migramos?")
    await ana.command("/wasm", "hola & adiós", CHANNEL)
    await slack.deliveries.settled()
    verifier = SignatureVerifier(slack.signing_secret)
    assert [verifier.is_valid_request(body, headers) for headers, body in door.came] == [True] * 3
    headers, body = door.came[0]
    assert not verifier.is_valid_request(body + b" ", headers)


async def test_one_mention_is_two_events_of_one_post(slack: FakeSlack, door: Door, ana: Person) -> None:
    post = await ana.mention(CHANNEL, "hello <world>")
    await slack.deliveries.settled()
    assert sorted(told["event"]["type"] for told in door.events) == ["app_mention", "message"]
    assert {told["event"]["ts"] for told in door.events} == {post.ts}
    assert len({told["event_id"] for told in door.events}) == 2
    assert door.events[0]["event"]["text"] == "<@U0BOT> hello &lt;world&gt;"


HEARD: list[tuple[Callable[[Person], Awaitable[object]], list[str]]] = [
    (lambda ana: ana.dm("hello"), ["message"]),
    (lambda ana: ana.dm("<@U0BOT> hello"), ["message"]),
    (lambda ana: ana.say("C0ELSEWHERE", "<@U0BOT> hello"), []),
    (lambda ana: ana.open_home(), ["app_home_opened"]),
]


@pytest.mark.parametrize(("act", "expected"), HEARD)
async def test_the_app_hears_what_it_may_hear(
    slack: FakeSlack, door: Door, ana: Person, act: Callable[[Person], Awaitable[object]], expected: list[str]
) -> None:
    slack.team().channel("C0ELSEWHERE", ["U0ANA"], bot=False)
    await act(ana)
    await slack.deliveries.settled()
    assert [told["event"]["type"] for told in door.events] == expected


async def test_a_failed_event_comes_again_and_says_so(slack: FakeSlack, door: Door, ana: Person) -> None:
    door.answer(500, 503, 200)
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert door.retries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({told["event_id"] for told in door.events}) == 1


async def test_an_answer_after_three_seconds_is_none(slack: FakeSlack, door: Door, ana: Person) -> None:
    slack.deliver_to(door.url, patience=0.05)  # three seconds, in a hurry
    slack.deliveries.schedule = Schedule(retries=(0.0,))
    door.pause = 0.2
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert [ack.reason for _, _, _, ack in slack.deliveries.attempts] == ["http_timeout", "http_timeout"]


async def test_an_event_is_given_up_after_the_last_retry(slack: FakeSlack, door: Door, ana: Person) -> None:
    door.answer(500)
    slack.deliveries.schedule = Schedule(retries=(0, 0, 0))
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert [number for number, _ in door.retries] == [None, "1", "2", "3"]


async def test_an_app_can_ask_for_no_retry(slack: FakeSlack, door: Door, ana: Person) -> None:
    door.answer(500, X_Slack_No_Retry="1")
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert len(door.came) == 1


async def test_an_event_can_come_twice_and_once_late(slack: FakeSlack, door: Door, ana: Person) -> None:
    slack.deliveries.schedule = Schedule(doubles=(0.0, 0.1))
    await ana.say(CHANNEL, "hello")
    await slack.deliveries.settled()
    assert sorted(number or "" for number, _ in door.retries) == ["", "1", "2"]


async def test_files_edits_and_deletions_are_told(slack: FakeSlack, door: Door, ana: Person) -> None:
    post = await ana.say(CHANNEL, "AWS", files=[("main.tf", "resource {}")])
    await slack.deliveries.settled()
    await ana.edit(post, "GCP")
    await slack.deliveries.settled()
    await ana.delete(post)
    await slack.deliveries.settled()
    shared, changed, deleted = (told["event"] for told in door.events)
    assert (shared["subtype"], shared["files"][0]["name"]) == ("file_share", "main.tf")
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("GCP", "AWS")
    assert changed["message"]["edited"]["user"] == "U0ANA"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", post.ts)


async def test_a_deleted_root_with_replies_leaves_a_tombstone(
    slack: FakeSlack, door: Door, ana: Person
) -> None:
    root = await ana.say(CHANNEL, "root")
    await ana.say(CHANNEL, "reply", root)
    await ana.delete(root)
    await slack.deliveries.settled()
    assert door.events[-1]["event"]["message"]["subtype"] == "tombstone"


async def test_an_app_hears_its_own_messages_and_changes(slack: FakeSlack, door: Door, app: App) -> None:
    posted = await app.post("one")
    await app.call("chat.update", channel=CHANNEL, ts=posted["ts"], text="two")
    await slack.deliveries.settled()
    told = {event["event"].get("subtype", ""): event["event"] for event in door.events}
    assert told[""]["bot_id"] == "B0BOT"
    assert told["message_changed"]["message"]["text"] == "two"


async def test_an_app_hears_of_a_file_of_its_own(slack: FakeSlack, door: Door, app: App) -> None:
    told = {"channel": CHANNEL, "filename": "plan.md", "content": "# Plan"}
    await sdk(slack).files_upload_v2(**told)
    await slack.deliveries.settled()
    (event,) = (told["event"] for told in door.events)
    assert (event["subtype"], event["bot_id"], event["files"][0]["name"]) == (
        "file_share",
        "B0BOT",
        "plan.md",
    )
