"""Commands, buttons and modals over HTTP: delivered once, with Slack's own words where the app has none."""

from urllib.parse import parse_qs

import pytest

from tests.slack.door import Door
from tests.slack.server import FakeSlack, Person, seen
from tests.slack.talking import App
from tests.slack.vectors import actions, button, entry, feedback, modal, plain, select

CHANNEL = "C0PLATFORM"


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
