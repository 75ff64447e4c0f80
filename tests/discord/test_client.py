"""The thin part against a Discord of our own: what is asked arrives once, and what comes back means what it says."""

import asyncio
import logging
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from adapters.discord import asking, calls
from adapters.discord.calls import ITEMS, Ask, Attachment
from adapters.discord.client import App, DiscordRest, TokenRefused, rest_client
from bot.hosting.answers import Lost, Refused, Said, Unsure
from bot.hosting.fields import Json, listed, text
from bot.ports import Later
from tests.discord.payloads import ANA, BOT, CHANNEL
from tests.discord.server import Ack, Banned, Broken, Cut, FakeDiscord, RateLimited, Says, Slow
from tests.discord.server.client import instead
from tests.discord.server.faults import Fault
from tests.discord.server.things import Interaction

MESSAGES, HERSELF = rf"/channels/{CHANNEL}/messages", "/users/@me"
ONCE: Json = {"content": "a plan", "nonce": "n" * 24, "enforce_nonce": True}
PLAIN: Json = {"content": "a plan"}
COMMANDS: Json = {ITEMS: [{"name": "wasm", "description": "Move to Wasm", "type": 1}]}


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with instead(monkeypatch) as running:
        yield running


@pytest.fixture
async def rest(fake: FakeDiscord) -> AsyncIterator[DiscordRest]:
    """It does not wait before it tries again."""
    made = DiscordRest(fake.token, fake.api_url, sleep=lambda seconds: asyncio.sleep(0))
    yield made
    await made.close()


def times(fake: FakeDiscord, method: str, path: str) -> int:
    return sum((each.method, each.path) == (method, path) for each in fake.asked)


# ---- who the bot is ----------------------------------------------------------------------------------------


async def test_it_logs_in_once_and_knows_who_it_is(fake: FakeDiscord, rest: DiscordRest) -> None:
    known = await asyncio.gather(rest.app(), rest.app())
    assert {*known} == {App(BOT, BOT, "wasm", reads_content=True, flags=1 << 18)}
    await rest.call(calls.type_in(CHANNEL))
    assert times(fake, "GET", HERSELF) == 1


async def test_it_knows_what_it_may_not_read(fake: FakeDiscord, rest: DiscordRest) -> None:
    fake.world.reads_content = False
    assert not (await rest.app()).reads_content


async def test_a_wrong_token_is_told_from_a_discord_that_is_away(
    fake: FakeDiscord, rest: DiscordRest
) -> None:
    wrong = DiscordRest("another")
    with pytest.raises(TokenRefused):
        await wrong.app()
    assert await wrong.call(calls.type_in(CHANNEL)) == Refused("http_401")
    await wrong.close()
    fake.fault("GET", HERSELF, Cut(after=False), times=2)  # aiohttp itself reads twice
    with pytest.raises(Lost, match=r"^\w+$"):
        await rest.app()
    fake.fault("GET", HERSELF, Broken(503))
    assert await rest.call(calls.type_in(CHANNEL)) == Unsure("DiscordServerError")
    assert (await rest.app()).user == BOT


async def test_a_token_that_is_taken_back_is_a_refusal(fake: FakeDiscord, rest: DiscordRest) -> None:
    await rest.app()
    fake.world.token = "another"
    assert await rest.call(calls.type_in(CHANNEL)) == Refused("http_401")


async def test_a_given_client_is_taken(fake: FakeDiscord) -> None:
    given = discord.Client(intents=discord.Intents.none())
    rest = DiscordRest(fake.token, make=lambda: given)
    assert await rest.call(calls.type_in(CHANNEL)) == Said({})
    await rest.close()
    assert given.is_closed()


# ---- what is asked -----------------------------------------------------------------------------------------


async def test_what_is_asked_arrives_and_what_comes_back_is_an_object(
    fake: FakeDiscord, rest: DiscordRest
) -> None:
    posted = await said(rest, calls.post_message(CHANNEL), PLAIN)
    older = text(posted, "id")
    assert text(await said(rest, calls.edit_message(CHANNEL, older), {"content": "better"}), "id") == older
    newer = text(await said(rest, calls.post_message(CHANNEL), PLAIN), "id")
    read = await said(rest, calls.messages_after(CHANNEL, older))
    assert [text(each, "id") for each in listed(read, ITEMS)] == [newer]
    registered = await said(rest, calls.register_commands(BOT), COMMANDS)
    assert [text(each, "name") for each in listed(registered, ITEMS)] == ["wasm"]
    assert await said(rest, calls.type_in(CHANNEL)) == {}
    assert [each.text for each in fake.shown(fake.channel())] == ["better", "a plan"]


async def test_files_go_along(fake: FakeDiscord, rest: DiscordRest) -> None:
    files = (Attachment("plan.md", "# año".encode()), Attachment("spin.toml", b"\x00"))
    fake.fault("POST", MESSAGES, Broken(503, after=True))
    await said(rest, calls.post_message(CHANNEL), ONCE, files)
    (shown,) = fake.shown(fake.channel())
    assert shown.files == {"plan.md": "# año".encode(), "spin.toml": b"\x00"}


async def test_what_needs_no_token_is_fetched_without_it(fake: FakeDiscord, rest: DiscordRest) -> None:
    post = await fake.person().write(CHANNEL, "here", files=[("a.txt", "hello")])
    async with rest.session().get(
        f"{fake.world.base}/attachments/{CHANNEL}/{post.files[0].id}/a.txt"
    ) as answer:
        assert await answer.read() == b"hello"
        assert "Authorization" not in answer.request_info.headers


async def test_an_interaction_is_answered_and_followed_up(fake: FakeDiscord, rest: DiscordRest) -> None:
    await said(rest, calls.register_commands(BOT), COMMANDS)
    done = await fake.person().command(CHANNEL)
    answer = {"type": 4, "data": {"content": "private", "flags": 64}}
    await said(rest, calls.answer_interaction(done.id, done.token), answer)
    assert await fake.answered(done) is Ack.MESSAGE
    await said(rest, calls.follow_up(BOT, done.token), {"content": "and more", "flags": 64})
    assert [each.text for each in fake.shown(fake.channel(), to=ANA)] == ["private", "and more"]


# ---- trouble -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Broken(503), Broken(503, after=True), Cut(after=False), Cut(after=True)])
async def test_what_discord_takes_once_is_sent_again(
    fake: FakeDiscord, rest: DiscordRest, fault: Fault
) -> None:
    fake.fault("POST", MESSAGES, fault, times=2)
    await said(rest, calls.post_message(CHANNEL), ONCE)
    assert len(fake.shown(fake.channel())) == 1
    assert times(fake, "POST", MESSAGES) == 3


@pytest.mark.parametrize("fault", [Broken(503, after=True), Cut(after=True)])
async def test_what_may_double_is_not_sent_again(fake: FakeDiscord, rest: DiscordRest, fault: Fault) -> None:
    for body in (PLAIN, {**PLAIN, "nonce": "n"}):
        fake.fault("POST", MESSAGES, fault)
        assert isinstance(await rest.call(calls.post_message(CHANNEL), body), Unsure)
    assert times(fake, "POST", MESSAGES) == 2


async def test_reads_edits_and_threads_are_tried_three_times(fake: FakeDiscord, rest: DiscordRest) -> None:
    post = await fake.person().mention(CHANNEL, "move it")
    mine = text(await said(rest, calls.post_message(CHANNEL), PLAIN), "id")
    asked: tuple[tuple[Ask, Json | None], ...] = (
        (calls.look_at_channel(CHANNEL), None),
        (calls.edit_message(CHANNEL, mine), PLAIN),
        (calls.type_in(CHANNEL), None),
        (calls.open_direct(), {"recipient_id": ANA}),
        (calls.begin_thread(CHANNEL, post.id), {"name": "Move it"}),
    )
    for ask, body in asked:
        fake.fault("*", ".*", Broken(503), times=3)
        assert await rest.call(ask, body) == Unsure("HTTP 503")
        fake.fault("*", ".*", Cut(after=False), times=2)
        assert isinstance(await rest.call(ask, body), Said)
    fake.fault("POST", ".*/threads", Cut(after=True))
    assert await rest.call(*asked[-1]) == Refused(
        "160004", "A thread has already been created for this message"
    )


async def test_pauses_grow_between_tries(fake: FakeDiscord) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    rest = DiscordRest(fake.token, sleep=sleep)
    fake.fault("GET", "/channels/.*", Broken(503), times=3)
    await rest.call(calls.look_at_channel(CHANNEL))
    await rest.close()
    assert pauses == [0.5, 2.0]


async def test_silence_is_given_up(
    fake: FakeDiscord, rest: DiscordRest, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rest.app()
    monkeypatch.setattr(asking, "TIMES", aiohttp.ClientTimeout(total=0.05))
    fake.fault("POST", MESSAGES, Slow(0.3), times=3)
    for number, body in enumerate((PLAIN, ONCE)):  # whoever asked has waited for long enough
        assert await rest.call(calls.post_message(CHANNEL), body) == Unsure("TimeoutError")
        assert times(fake, "POST", MESSAGES) == number + 1


async def test_a_short_429_is_waited_out_and_a_long_one_is_told(fake: FakeDiscord, rest: DiscordRest) -> None:
    fake.fault("POST", MESSAGES, RateLimited(0.05), times=2)
    assert isinstance(await rest.call(calls.post_message(CHANNEL), PLAIN), Said)
    for fault, seconds in ((RateLimited(31.0), 31.0), (Banned(), 30.0)):
        fake.fault("POST", MESSAGES, fault)
        with pytest.raises(Later) as later:
            await rest.call(calls.post_message(CHANNEL), PLAIN)
        assert later.value.seconds == seconds
    assert len(fake.shown(fake.channel())) == 1


async def test_refusals_name_the_code_and_the_fields(fake: FakeDiscord, rest: DiscordRest) -> None:
    secret = "x" * 2_001
    refused = await rest.call(calls.post_message(CHANNEL), {"content": secret})
    assert refused == Refused("50035", "Invalid Form Body content")
    fake.fault("POST", MESSAGES, Says(50013))
    assert await rest.call(calls.post_message(CHANNEL), PLAIN) == Refused("50013", "Missing Permissions")
    assert await rest.call(Ask("GET", "/nothing", {})) == Refused("http_404")


async def test_replies_that_are_no_json_are_unsure(fake: FakeDiscord, rest: DiscordRest) -> None:
    await rest.app()
    fake.fault("GET", "/channels/.*", Broken(200))
    assert await rest.call(calls.look_at_channel(CHANNEL)) == Unsure("no JSON")


async def test_a_mistake_of_ours_is_no_answer(rest: DiscordRest) -> None:
    with pytest.raises(TypeError):
        await rest.call(calls.post_message(CHANNEL), {"content": object()})
    with pytest.raises(KeyError):
        await rest.call(Ask("GET", "/channels/{channel_id}", {"guild_id": "1"}))


async def test_nothing_of_a_token_is_logged(
    fake: FakeDiscord, rest: DiscordRest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await said(rest, calls.register_commands(BOT), COMMANDS)
    done = await fake.person().command(CHANNEL)
    fake.fault("POST", "/interactions/.*", RateLimited(0.05))
    await said(rest, calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})
    assert times(fake, "POST", f"/interactions/{done.id}/{done.token}/callback") == 2
    assert done.token not in caplog.text
    assert fake.token not in caplog.text


# ---- interactions ------------------------------------------------------------------------------------------


@pytest.fixture
async def done(fake: FakeDiscord, rest: DiscordRest) -> Interaction:
    """A command that waits for its answer."""
    await said(rest, calls.register_commands(BOT), COMMANDS)
    return await fake.person().command(CHANNEL)


@pytest.mark.parametrize("fault", [Broken(502), Broken(503), Broken(500, after=True), Cut(False), Cut(True)])
async def test_a_first_answer_is_sent_again_and_may_be_there_already(
    fake: FakeDiscord, rest: DiscordRest, done: Interaction, fault: Fault
) -> None:
    fake.fault("POST", "/interactions/.*", fault)
    answer = await rest.call(calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})
    assert await fake.answered(done) is Ack.MESSAGE
    taken = isinstance(fault, Broken | Cut) and fault.after
    assert isinstance(answer, Refused) and answer.error == "40060" if taken else answer == Said({})


@pytest.mark.parametrize("fault", [Broken(500, after=True), Broken(502, after=True), Cut(after=True)])
async def test_a_follow_up_is_never_sent_again(
    fake: FakeDiscord, rest: DiscordRest, done: Interaction, fault: Fault
) -> None:
    await said(rest, calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})
    fake.fault("POST", "/webhooks/.*", fault)
    assert isinstance(await rest.call(calls.follow_up(BOT, done.token), PLAIN), Unsure)
    assert len(done.replies) == 2  # the first answer is one of them


async def test_answers_wait_for_nothing_else_that_the_bot_asks(
    fake: FakeDiscord, rest: DiscordRest, done: Interaction
) -> None:
    fake.fault("POST", MESSAGES, RateLimited(20.0, everywhere=True))
    held_up = asyncio.create_task(rest.call(calls.post_message(CHANNEL), PLAIN))
    await fake.wait_for(lambda: times(fake, "POST", MESSAGES))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await said(rest, calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})
        await said(rest, calls.follow_up(BOT, done.token), PLAIN)
    held_up.cancel()


async def test_a_long_429_of_an_answer_is_told(
    fake: FakeDiscord, rest: DiscordRest, done: Interaction
) -> None:
    for fault in (RateLimited(31.0), Banned()):
        fake.fault("POST", "/interactions/.*", fault)
        with pytest.raises(Later):
            await rest.call(calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})
    fake.fault("POST", "/interactions/.*", RateLimited(0.05), times=None)
    with pytest.raises(Later):
        await rest.call(calls.answer_interaction(done.id, done.token), {"type": 4, "data": PLAIN})


async def test_a_token_that_is_over_is_a_refusal(rest: DiscordRest) -> None:
    answer = await rest.call(calls.follow_up(BOT, "over"), PLAIN)
    assert isinstance(answer, Refused)


async def test_after_the_end_nobody_is_answered(fake: FakeDiscord) -> None:
    rest = DiscordRest(fake.token, sleep=lambda seconds: asyncio.sleep(0))
    await rest.close()
    assert isinstance(await rest.call(calls.follow_up(BOT, "token"), PLAIN), Unsure)


# ---- the end -----------------------------------------------------------------------------------------------


async def test_after_the_end_nothing_is_asked(fake: FakeDiscord) -> None:
    rest, unused = DiscordRest(fake.token), DiscordRest(fake.token)
    fake.fault("GET", "/channels/.*", Slow(0.2))
    asked = asyncio.create_task(rest.call(calls.look_at_channel(CHANNEL)))
    await fake.wait_for(lambda: times(fake, "GET", f"/channels/{CHANNEL}"))
    await rest.close()
    assert isinstance(await asked, Unsure)
    await unused.close()
    for each in (rest, unused):
        assert await each.call(calls.look_at_channel(CHANNEL)) == Unsure("closed")
    assert times(fake, "GET", f"/channels/{CHANNEL}") == 1


async def test_a_login_that_is_broken_off_leaves_nothing_open(fake: FakeDiscord) -> None:
    given = rest_client()
    rest = DiscordRest(fake.token, make=lambda: given)
    fake.fault("GET", HERSELF, Slow(0.2))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(rest.app(), 0.05)
    assert given.is_closed()
    await rest.close()


async def said(
    rest: DiscordRest, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()
) -> Json:
    """What Discord said; fails for anything else."""
    answer = await rest.call(ask, body, files)
    assert isinstance(answer, Said), answer
    return answer.body
