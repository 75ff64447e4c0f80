"""The complaints about a bot's behaviour: each is made when it should be, and a good message gets none."""

import pytest

from tests.slack.manners import complaints, gaps, refused
from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack
from tests.slack.talking import App
from tests.slack.vectors import mrkdwn, section

PAYLOAD = {"effect": "e1.0", "conversation": "slack/T/C:1", "notice": "asked", "topic": ""}
GOOD: Payload = {
    "metadata": {"event_type": "wasm_architect", "event_payload": PAYLOAD},
    "unfurl_links": False,
    "unfurl_media": False,
}


async def test_a_good_message_gets_no_complaint(slack: FakeSlack, app: App) -> None:
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": "<!channel> is only a text"}]}
    blocks = [
        section("a &lt;!channel&gt; b <https://t0acme.slack.com/archives/C/p1|x>"),
        {"type": "rich_text", "elements": [rich]},
    ]
    assert (await app.post("1 &lt; 2", blocks=blocks, **GOOD))["ok"]
    assert (complaints(slack), refused(slack)) == ([], [])


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ({"text": "  ", "blocks": [section("x")]}, "without a text"),
        ({"text": "<!channel>"}, "live markup"),
        ({"text": "<@U0ANA> look"}, "live markup"),
        ({"blocks": [{"type": "section", "fields": [mrkdwn("<#C0X|x>")]}]}, "live markup"),
        ({"blocks": [{"type": "markdown", "text": "ask <!here>"}]}, "live markup"),
        ({"text": "<javascript:alert(1)|x>"}, "live markup"),
        ({"blocks": [section("<https://evil.example|your bank>")]}, "live markup"),
        ({"text": "evil\u202egpj.exe"}, "turns the line"),
        ({"unfurl_media": True}, "may unfurl"),
        ({"metadata": {"event_type": "wasm_architect", "event_payload": {}}}, "without our metadata"),
        ({"link_names": True}, "link_names"),
    ],
)
async def test_bad_manners_are_named(slack: FakeSlack, app: App, bad: Payload, complaint: str) -> None:
    await app.post(**{"text": "hello", **GOOD, **bad})
    assert [complaint in told for told in complaints(slack)] == [True]


async def test_people_may_be_named_who_are_meant(slack: FakeSlack, app: App) -> None:
    await app.post("AWS, says <@U0ANA>", **GOOD)
    assert complaints(slack, {"U0ANA"}) == []
    assert len(complaints(slack, {"U0BEN"})) == 1


async def test_an_unsafe_file_name_is_named(slack: FakeSlack, app: App) -> None:
    await app.form("files.getUploadURLExternal", filename="plan\u202e.md", length="3")
    assert "unsafe name" in complaints(slack)[0]


async def test_a_refusal_is_named_with_its_place(slack: FakeSlack, app: App) -> None:
    await app.post("hello", blocks=[section("")])
    assert refused(slack) == [
        "chat.postMessage: invalid_blocks ['must be more than 0 characters [json-pointer:/blocks/0/text/text]']"
    ]


async def test_gaps_are_between_changes_of_one_message(slack: FakeSlack, app: App) -> None:
    first, other = [await app.post(text) for text in ("a", "b")]
    for ts in (first["ts"], other["ts"], first["ts"]):
        await app.call("chat.update", channel="C0PLATFORM", ts=ts, text="x")
    (gap,) = gaps(slack)
    times = [asked.at for asked in slack.calls("chat.update")]
    assert gap == times[2] - times[0]
