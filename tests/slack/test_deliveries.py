"""Deliveries over HTTP: signed, retried, doubled; commands and interactions once, with Slack's own words on failure."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack, Person, Schedule, seen
from tests.slack.talking import App, sdk
from tests.slack.vectors import actions, button, entry, feedback, modal, plain, select

CHANNEL = "C0PLATFORM"


@dataclass
class Door:
    """An app's address: what came, and what it answers in turn (the last answer serves all that follow)."""

    answers: list[web.Response] = field(default_factory=list[web.Response])
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list[tuple[dict[str, str], bytes]])
    url: str = ""
    pause: float = 0.0

    async def post(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.pause)
        self.came.append((dict(request.headers), await request.read()))
        told = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(status=told.status, body=told.body, headers=told.headers)

    def answer(self, *statuses: int, body: Payload | None = None, **headers: str) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        text = json.dumps(body) if body else ""
        self.answers = [web.Response(status=status, text=text, headers=told) for status in statuses]

    @property
    def events(self) -> list[Payload]:
        return [
            json.loads(body) for headers, body in self.came if headers["Content-Type"] == "application/json"
        ]

    @property
    def interactions(self) -> list[Payload]:
        forms = [parse_qs(body.decode()) for _, body in self.came]
        return [json.loads(form["payload"][0]) for form in forms if "payload" in form]

    @property
    def retries(self) -> list[tuple[str | None, str | None]]:
        return [(head.get("X-Slack-Retry-Num"), head.get("X-Slack-Retry-Reason")) for head, _ in self.came]


@pytest.fixture
async def door(slack: FakeSlack) -> AsyncGenerator[Door]:
    door = Door()
    door.answer(200)
    app = web.Application()
    app.router.add_post("/slack/events", door.post)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    slack.deliver_to(door.url)
    yield door
    await slack.deliveries.close()
    await runner.cleanup()


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


async def test_a_command_is_a_form_whose_answer_only_its_author_sees(
    slack: FakeSlack, door: Door, ana: Person
) -> None:
    door.answer(200, body={"text": "On my way"})
    ack = await ana.command("/wasm", "move & save", CHANNEL)
    form = parse_qs(door.came[0][1].decode())
    assert (form["command"], form["text"], form["user_id"]) == (["/wasm"], ["move & save"], ["U0ANA"])
    assert (ack.ok, ana.whispers(CHANNEL)) == (True, ["On my way"])
    assert slack.person("U0BEN").whispers(CHANNEL) == []


async def test_a_command_may_be_answered_to_all(slack: FakeSlack, door: Door, ana: Person) -> None:
    door.answer(200, body={"text": "Everybody!", "response_type": "in_channel"})
    await ana.command("/wasm", "", CHANNEL)
    assert [seen(post) for post in slack.team().posts()] == ["Everybody!"]
    assert ana.whispers(CHANNEL) == []


async def test_a_failed_command_is_not_tried_again_and_its_author_is_told(door: Door, ana: Person) -> None:
    door.answer(500)
    await ana.command("/wasm", "", CHANNEL)
    assert len(door.came) == 1
    assert ana.whispers(CHANNEL) == ["/wasm failed with the error dispatch_failed"]


async def test_a_response_url_takes_five_answers_in_half_an_hour(
    slack: FakeSlack, door: Door, ana: Person
) -> None:
    slack.team().channel("C0ELSEWHERE", ["U0ANA"], bot=False)
    await ana.command("/wasm", "", "C0ELSEWHERE")
    url = parse_qs(door.came[0][1].decode())["response_url"][0]
    answers = [await slack.session.post(url, json={"text": f"answer {n}"}) for n in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [404]
    assert ana.whispers("C0ELSEWHERE")[0] == "answer 0"
    await ana.command("/wasm", "", "C0ELSEWHERE")
    later = parse_qs(door.came[1][1].decode())["response_url"][0]
    slack.world.skew += 1_801
    assert (await slack.session.post(later, json={"text": "late"})).status == 404


BLOCKS = [
    {"type": "section", "text": plain("Where does it run?")},
    actions(button(1, text=plain("AWS"), value="aws"), select(placeholder=plain("More"))),
    {"type": "context_actions", "elements": [feedback("Helpful")]},
]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("AWS", ("button", "aws")),
        ("one", ("static_select", "0")),
        ("Helpful", ("feedback_buttons", "yes")),
    ],
)
async def test_a_press_tells_what_was_pressed_on_which_message(
    door: Door, app: App, ana: Person, label: str, expected: tuple[str, str]
) -> None:
    root = await app.post("root")
    posted = await app.post("q", blocks=BLOCKS, thread_ts=root["ts"])
    await ana.press(app.slack.team().channels[CHANNEL].posts[posted["ts"]], label)
    (told,) = door.interactions
    (action,) = told["actions"]
    assert (action["type"], action.get("value") or action["selected_option"]["value"]) == expected
    assert told["container"]["message_ts"] == told["message"]["ts"] == posted["ts"]
    assert told["container"]["thread_ts"] == root["ts"]


async def test_a_stale_screen_still_shows_the_old_buttons(
    slack: FakeSlack, door: Door, app: App, ana: Person
) -> None:
    posted = await app.post("q", blocks=BLOCKS)
    await app.call("chat.update", channel=CHANNEL, ts=posted["ts"], text="answered")
    post = slack.team().channels[CHANNEL].posts[posted["ts"]]
    with pytest.raises(LookupError, match="no control says 'AWS'"):
        await ana.press(post, "AWS")
    assert (await ana.press(post, "AWS", version=0)).ok
    assert len(door.interactions) == 1


async def test_a_modal_is_filled_in_and_keeps_what_was_not_touched(
    slack: FakeSlack, door: Door, app: App, ana: Person
) -> None:
    other = entry("Traffic", initial_value="50M") | {"block_id": "t"}
    view = modal(entry("Cloud"), other, private_metadata="k")
    await app.call("views.open", trigger_id=slack.world.trigger("U0ANA"), view=view)
    await ana.submit(await ana.modal(), {"Cloud": "GCP"})
    (told,) = door.interactions
    fields = {name: held["i"]["value"] for name, held in told["view"]["state"]["values"].items()}
    assert fields == {"b": "GCP", "t": "50M"}
    assert told["view"]["private_metadata"] == "k"


async def test_an_uninstall_is_told_by_two_events(slack: FakeSlack, door: Door) -> None:
    await slack.uninstall(slack.team())
    await slack.deliveries.settled()
    assert sorted(told["event"]["type"] for told in door.events) == ["app_uninstalled", "tokens_revoked"]
