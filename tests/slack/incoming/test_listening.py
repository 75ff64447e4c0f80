"""Bolt and what listens behind it: Slack is told that something arrived when it was taken in, and not before."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.hosting.answers import Refused, Unsure
from bot.ports import Later
from tests.slack.incoming.bolted import ASKS, GRID, QUESTION, SENT, STOP, Bolted, body_of, under_way
from tests.slack.incoming.desk import WORDING
from tests.slack.incoming.ear import ANA, ANA_DIRECT, BEA, LATER, ROOT
from tests.slack.payloads import (
    Payload,
    app_mention,
    app_uninstalled,
    block_actions,
    bot_message,
    button,
    event_callback,
    message,
    message_changed,
    message_deleted,
    message_sent,
    modal,
    slash_command,
    ssl_check,
    tokens_revoked,
    url_verification,
    view_closed,
    view_submission,
)

OPENING = message_sent(ANA, "<@U0BOT> we run AWS Lambda, with cold starts", ROOT)


@pytest.fixture(params=["http", "socket_mode"])
def desk(request: pytest.FixtureRequest) -> Bolted:
    return Bolted(request.param)


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (ASKS, "started"),
        (message(BEA, "three million a month", LATER, ROOT), "spoke"),
        (message_changed(ANA, OPENING, "<@U0BOT> we run Fargate"), "edited"),
        (message_deleted(ANA, OPENING), "deleted"),
        (block_actions(BEA, QUESTION, STOP), "pressed"),
        (SENT, "filled"),
        (slash_command(ANA, "we run AWS Lambda"), "started"),
    ],
)
async def test_what_is_acknowledged_is_taken_in(desk: Bolted, payload: Payload, kind: str) -> None:
    """And what was not taken in is not acknowledged: it comes again, and is taken in then."""
    if payload is not ASKS:
        await under_way(desk)
    desk.ear.front.broken = 1
    refused = await desk.send(payload)
    assert (refused.status, desk.ear.taken) == (500, [])
    accepted = await desk.send(payload)
    assert (accepted.status, [each.kind for each in desk.ear.taken]) == (200, [kind])
    again = await desk.send(payload)
    assert (again.status, len(desk.ear.taken)) == (200, 1)


async def test_what_people_wrote_is_not_in_the_log_when_it_fails(
    desk: Bolted, caplog: pytest.LogCaptureFixture
) -> None:
    desk.ear.front.broken = 2
    await desk.send(ASKS)
    await desk.send(slash_command(ANA, "we run AWS Lambda"))
    assert "DiskFull" in caplog.text
    assert "Lambda" not in caplog.text


@pytest.mark.parametrize(
    "payload",
    [
        bot_message(ANA, "<@U0BOT> hello"),
        event_callback(ANA, {"type": "reaction_added"}),
        event_callback(ANA, {"type": "member_joined_channel", "user": "U0BOT", "channel": "C1"}),
        block_actions(ANA, QUESTION, button("somebody_elses", "x", "x")),
        slash_command(ANA, "we run Lambda", trigger_id=""),
        view_submission(ANA, modal(ANA, callback_id="somebody_elses"), {}),
    ],
)
async def test_what_is_not_for_us_is_acknowledged_and_left_alone(desk: Bolted, payload: Payload) -> None:
    """Or Slack would send it again, and at last switch events off."""
    assert (await desk.send(payload)).status == 200
    assert desk.ear.taken == []
    assert desk.api.asked == []


async def test_the_address_is_confirmed_without_a_word_from_us() -> None:
    desk = Bolted("http")
    confirmed = await desk.send(url_verification("abc"))
    assert (confirmed.status, body_of(confirmed)) == (200, {"challenge": "abc"})
    assert (await desk.send(ssl_check())).status == 200
    assert desk.asked_for == []


async def test_a_form_that_was_closed_is_nothing(desk: Bolted) -> None:
    await desk.send(view_closed(ANA, modal(ANA)))
    assert (desk.ear.taken, desk.api.asked) == ([], [])


# ---- where the app is not installed


async def test_nothing_is_taken_in_where_the_app_is_not_installed(desk: Bolted) -> None:
    """It is acknowledged: telling it again would change nothing."""
    desk.installed = None
    assert (await desk.send(ASKS)).status == 200
    assert desk.ear.taken == []


async def test_whoever_asks_where_the_app_is_not_installed_is_told_so(desk: Bolted) -> None:
    told: list[Payload] = []

    async def heard(request: web.Request) -> web.Response:
        told.append(await request.json())
        return web.Response()

    hooks = web.Application()
    hooks.router.add_post("/answer", heard)
    desk.installed = None
    async with TestServer(hooks) as server:
        asked = slash_command(ANA, "we run AWS Lambda", response_url=str(server.make_url("/answer")))
        answer = await desk.send(asked)
    assert (answer.status, answer.body or "") == (200, "")
    assert [each["text"] for each in told] == [WORDING.line("es", "slack", "edge.not_installed")]
    assert desk.ear.taken == []


@pytest.mark.parametrize("gone", [app_uninstalled(ANA), tokens_revoked(ANA, bot=["U0BOT"])])
async def test_whoever_leaves_is_heard_though_the_token_is_gone(desk: Bolted, gone: Payload) -> None:
    desk.installed = None
    assert (await desk.send(gone)).status == 200
    assert desk.departed == ["T0ACME"]


@pytest.mark.parametrize(
    "payload",
    [
        app_mention(GRID, "<@U0BOT> we run Lambda", ROOT),
        slash_command(GRID, "we run Lambda"),
        block_actions(GRID, QUESTION, STOP),
        view_submission(GRID, modal(GRID), {}),
    ],
)
async def test_the_token_of_an_organisation_is_the_organisations(desk: Bolted, payload: Payload) -> None:
    assert (await desk.send(payload)).status == 200
    assert desk.asked_for == ["E0GRID"]


# ---- commands


async def test_a_command_that_opens_is_acknowledged_without_a_word(desk: Bolted) -> None:
    answer = await desk.send(slash_command(ANA, "we run AWS Lambda"))
    assert (answer.status, answer.body or "") == (200, "")


async def test_a_command_that_asks_is_answered_with_the_acknowledgement(desk: Bolted) -> None:
    answer = await desk.send(slash_command(ANA, "help"))
    body = body_of(answer)
    assert (answer.status, body["response_type"]) == (200, "ephemeral")
    assert "ordinary sentences" in body["text"]
    assert body["blocks"]
    assert desk.ear.taken == []


async def test_an_answer_of_several_messages_shows_in_order(desk: Bolted) -> None:
    await desk.send(
        message(ANA_DIRECT, "we run AWS Lambda, with cold starts. " + "It is slow. " * 2_000, ROOT)
    )
    await desk.work()
    url = "https://hooks.example/1"
    last = body_of(await desk.send(slash_command(ANA_DIRECT, "prompt", response_url=url)))
    assert last["response_type"] == "ephemeral"
    assert desk.api.asked
    for where, method, more in desk.api.asked:
        assert (where, method, more["response_type"]) == (url, "respond", "ephemeral")
    first = str(desk.api.asked[0][2]["text"])
    assert "prompt" in first  # what it is stands before the prompt itself, and shows first
    assert last["text"] != first


@pytest.mark.parametrize("trouble", [Refused("http_404"), Unsure("cut"), Later(30)])
async def test_an_answer_that_goes_astray_does_not_undo_the_first(
    desk: Bolted, trouble: Refused | Unsure | Later
) -> None:
    await desk.send(
        message(ANA_DIRECT, "we run AWS Lambda, with cold starts. " + "It is slow. " * 2_000, ROOT)
    )
    await desk.work()
    desk.api.answer = trouble
    answer = await desk.send(slash_command(ANA_DIRECT, "prompt"))
    assert (answer.status, body_of(answer)["response_type"]) == (200, "ephemeral")
