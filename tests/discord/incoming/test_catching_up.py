"""What was written while the bot was away: read when it is back, before what comes then, and taken in once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from adapters.discord.address import ROOT
from adapters.discord.incoming import backlog, catching_up
from adapters.discord.incoming.rereading import Rereading
from adapters.discord.traced import HEARD, LIVE, stored_token, token_name
from bot.core.events import Event, FileShared, Spoke, Started, TextFile
from bot.hosting.answers import Answer, Refused, Unsure
from bot.hosting.fields import Json
from bot.ports import Later
from tests.discord.incoming.desk import CALLS, NOW, Desk, DiskFull, done, key, later, reply, until
from tests.discord.payloads import (
    ANA,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    LUIS,
    MESSAGE,
    ROLE,
    THREAD,
    Payload,
    attachment,
    command,
    message,
    press,
    user,
)

BACK: Payload = {"id": GUILD, "channels": [], "threads": []}  # the server, as it is told after a new session
READY: Payload = {"v": 10, "user": {"id": BOT}, "guilds": []}
OTHER_THREAD = "310000000000000001"
OTHER_CHANNEL = "300000000000000001"


def over_rest(told: Payload) -> Payload:
    """A message as REST has it."""
    return {name: value for name, value in told.items() if name not in {"guild_id", "channel_type"}}


def said(seconds: int, content: str = "", channel: str = THREAD, who: str = LUIS) -> Payload:
    return over_rest(reply(content or f"said at {seconds}", later(seconds), who=who)) | {
        "channel_id": channel
    }


def texts(desk: Desk) -> list[str]:
    return [each.text for each in desk.taken if isinstance(each, Spoke | Started)]


@pytest.fixture
async def desk() -> Desk:
    """With a conversation that Ana opened in the thread."""
    desk = Desk()
    await desk.under_way()
    return desk


def cancel(task: asyncio.Task[None]) -> None:
    task.cancel()


async def back(desk: Desk, *told: Payload) -> None:
    """A new session begins, and right behind it comes what is told."""
    desk.listening.hear("READY", READY)
    desk.listening.hear("GUILD_CREATE", BACK)
    await desk.hear(*told)


# ---- conversations


async def test_what_was_missed_in_a_conversation_is_taken_in_in_order(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [message(CALLS, THREAD), *(said(each) for each in (70, 90, 80))]
    await back(desk)
    assert texts(desk) == ["said at 70", "said at 80", "said at 90"]
    assert (await desk.traces(THREAD))[HEARD] == later(90)
    await back(desk)
    assert len(desk.taken) == 3


async def test_it_is_read_from_where_it_was_heard(desk: Desk) -> None:
    await desk.hear(reply("heard", later(60)))
    desk.rest.messages[THREAD] = [said(60), said(70)]
    desk.taken.clear()
    await back(desk)
    assert texts(desk) == ["said at 70"]


async def test_many_pages_are_read_to_the_end(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(each) for each in range(1, 251)]
    await back(desk)
    assert texts(desk) == [f"said at {each}" for each in range(1, 251)]


async def test_what_comes_meanwhile_is_behind_what_was_missed(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(70), said(80)]
    await back(desk, reply("said now", later(90)), reply("and now", later(91)))
    assert texts(desk) == ["said at 70", "said at 80", "said now", "and now"]


async def test_a_message_that_comes_both_ways_is_taken_in_once(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(70), said(80)]
    await back(desk, reply("said at 80", later(80)), reply("said now", later(90)))
    assert texts(desk) == ["said at 70", "said at 80", "said now"]


async def test_a_press_does_not_wait_for_what_was_missed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.incoming.listening.PATIENCE", 0.02)
    monkeypatch.setattr(catching_up, "TIME", 0.3)
    desk.rest.silent = True
    desk.listening.hear("GUILD_CREATE", BACK)
    desk.listening.hear("INTERACTION_CREATE", done(press("q:traffic:bursty"), later(100)))
    await until(lambda: desk.rest.callbacks)
    assert [each.kind for each in desk.taken] == ["pressed"]
    await desk.listening.close()


async def test_files_and_side_talk_are_as_they_would_have_been(desk: Desk) -> None:
    desk.around.files = {"51": TextFile("app.log", "cold start")}
    with_file = said(70, "the logs") | {"attachments": [attachment(id="51")]}
    desk.rest.messages[THREAD] = [with_file, said(80, f"<@{LUIS}> is that so?", who=ANA), said(85, who=BOT)]
    desk.rest.messages[THREAD][-1]["author"] = user(BOT, bot=True)
    await back(desk)
    assert [each.kind for each in desk.taken] == ["spoke", "file_shared", "spoke"]
    assert isinstance(desk.taken[1], FileShared)
    assert isinstance(desk.taken[2], Spoke)
    assert desk.taken[2].addressed_elsewhere


async def test_direct_messages_are_read_when_the_session_begins() -> None:
    desk = Desk()
    await desk.under_way(message("we run Lambda", DIRECT))
    desk.rest.messages[DIRECT] = [said(70, channel=DIRECT)]
    await back(desk, message("said now", DIRECT, id=later(90)))
    assert [(each.kind, each.conversation) for each in desk.taken] == [("spoke", key(DIRECT, "@me"))] * 2
    assert texts(desk) == ["said at 70", "said now"]


async def test_the_thread_of_a_command_is_read_too() -> None:
    desk = Desk()
    await desk.under_way(command({"type": 3, "name": "text", "value": "we run AWS Lambda"}))
    asked = key(f"{CHANNEL}:/1300000000000000099")
    await desk.store.trace(asked, ROOT, OTHER_THREAD)
    desk.rest.messages[OTHER_THREAD] = [said(70, channel=OTHER_THREAD)]
    await back(desk)
    assert [(each.kind, each.conversation) for each in desk.taken] == [("spoke", asked)]


@pytest.mark.parametrize("trouble", [Refused("50001"), Refused("10003"), Refused("http_404")])
async def test_one_that_cannot_be_read_is_left_out(desk: Desk, trouble: Answer) -> None:
    await desk.under_way(message(CALLS, THREAD, id=later(5), channel_id=OTHER_THREAD))
    desk.rest.answers[f"{THREAD}/messages"] = trouble
    desk.rest.messages[OTHER_THREAD] = [said(70, channel=OTHER_THREAD)]
    await back(desk, reply("said now", later(90)))
    assert sorted(texts(desk)) == ["said at 70", "said now"]


@pytest.mark.parametrize("trouble", [Unsure("cut"), Later(60)])
async def test_when_discord_cannot_be_asked_what_comes_now_is_heard_all_the_same(
    desk: Desk, trouble: Answer | Later, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.under_way(message(CALLS, THREAD, id=later(5), channel_id=OTHER_THREAD))
    desk.rest.answers["/messages"] = trouble
    await back(desk, reply("said now", later(90)))
    assert texts(desk) == ["said now"]
    assert "what was missed is not all read" in caplog.text


async def test_a_discord_that_cannot_be_asked_is_not_asked_again_and_again(desk: Desk) -> None:
    for each in range(40):
        await desk.hear(message(CALLS, THREAD, id=later(each), channel_id=str(int(THREAD) + 1 + each)))
    desk.rest.asked.clear()
    desk.rest.answers["/messages"] = Unsure("cut")
    await back(desk)
    tries = 1 + len(desk.listening.catching_up.pauses)
    assert len(desk.rest.asked) <= (catching_up.MOST_FAILURES + catching_up.AT_A_TIME) * tries


async def test_what_discord_did_not_give_at_first_is_asked_for_again(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(60), said(70)]
    desk.rest.cut = 2
    await back(desk, reply("said now", later(90)))
    assert texts(desk) == ["said at 60", "said at 70", "said now"]


async def test_what_could_not_be_read_is_read_the_next_time(desk: Desk) -> None:
    """What was heard behind it is not where reading goes on from."""
    desk.rest.messages[THREAD] = [said(60), over_rest(reply("said now", later(90)))]
    desk.rest.answers["/messages"] = Unsure("cut")
    await back(desk, reply("said now", later(90)))
    del desk.rest.answers["/messages"]
    await back(desk)
    assert texts(desk) == ["said now", "said at 60"]
    desk.rest.asked.clear()
    await back(desk, reply("and on", later(120)))
    assert (await desk.traces(THREAD))[HEARD] == later(120)


async def test_a_message_that_could_not_be_taken_in_is_read_the_next_time(desk: Desk) -> None:
    missed = reply("said when the disk was full", later(60))
    desk.front.broken = 3
    await desk.hear(missed)
    await desk.hear(reply("said then", later(90)))
    desk.rest.messages[THREAD] = [over_rest(missed), over_rest(reply("said then", later(90)))]
    await back(desk)
    assert texts(desk) == ["said then", "said when the disk was full"]


async def test_of_two_mentions_the_one_that_was_not_taken_in_is_found(desk: Desk) -> None:
    """The later one was quicker."""
    slow, quick = (message(CALLS, CHANNEL, id=later(each), channel_id=CHANNEL) for each in (100, 160))
    await desk.hear(quick)
    desk.rest.messages[CHANNEL] = [over_rest(slow), over_rest(quick) | {"thread": {"id": quick["id"]}}]
    await back(desk)
    assert [each.id for each in desk.taken] == [f"m:{later(160)}", f"m:{later(100)}"]


async def test_when_reading_is_broken_off_nothing_is_left_in_the_way(desk: Desk) -> None:
    lanes = desk.listening.catching_up.lanes

    async def take(_: Json, gap: bool) -> bool:  # it is handed on
        return gap  # never comes to it

    async def broken_off() -> None:
        me = asyncio.current_task()
        assert me is not None
        await desk.listening.catching_up.run(GUILD, take, partial(cancel, me))

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(broken_off())
    assert len(lanes) == 0


async def test_a_discord_that_does_not_answer_holds_nothing_up_for_long(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "TIME", 0.02)
    desk.rest.silent = True
    async with asyncio.timeout(5):
        await back(desk, reply("said now", later(90)))
    assert texts(desk) == ["said now"]


async def test_a_store_that_fails_lets_what_comes_now_pass(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def traced(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(catching_up, "backlog", traced)
        await back(desk, reply("said now", later(90)))
    assert texts(desk) == ["said now"]


async def test_places_that_cannot_be_read_do_not_keep_the_others_from_it() -> None:
    """They alone are read again later."""
    desk, threads = Desk(), [str(int(THREAD) + each) for each in range(1, 25)]
    for seconds, thread in enumerate(threads):
        await desk.under_way(message(CALLS, THREAD, id=later(seconds), channel_id=thread))
        desk.rest.messages[thread] = [said(70, thread, thread)]
    broken = threads[1::2]
    desk.rest.answers = {f"{each}/messages": Unsure("http_500") for each in broken}
    await back(desk)
    assert sorted(texts(desk)) == threads[::2]
    assert desk.listening.catching_up.gaps == {*broken}


async def test_a_gap_is_read_again_after_a_while(desk: Desk) -> None:
    desk.listening = replace(desk.listening, rereading=Rereading((0.01,) * 100))
    desk.rest.messages[THREAD] = [said(60)]
    desk.rest.answers["/messages"] = Unsure("cut")
    await back(desk, reply("said now", later(90)))
    assert texts(desk) == ["said now"]
    del desk.rest.answers["/messages"]
    await until(lambda: not desk.listening.catching_up.gaps)
    assert texts(desk) == ["said now", "said at 60"]
    await desk.hear(reply("and on", later(120)))
    assert (await desk.traces(THREAD))[HEARD] == later(120)
    await desk.listening.close()


async def test_so_is_a_message_that_could_not_be_taken_in(desk: Desk) -> None:
    desk.listening = replace(desk.listening, rereading=Rereading((0.01,) * 100))
    desk.rest.messages[THREAD] = [said(60)]
    desk.front.broken = 3
    await desk.hear(reply("said at 60", later(60)))
    assert desk.taken == []
    await until(lambda: not desk.listening.catching_up.gaps)
    assert texts(desk) == ["said at 60"]
    await desk.listening.close()


async def test_one_that_was_missed_and_cannot_be_taken_in_is_read_once_more(desk: Desk) -> None:
    """Those behind it do not wait, and do not hide it."""
    desk.rest.messages[THREAD] = [said(60), said(70)]
    desk.front.broken = 3
    await back(desk)
    assert texts(desk) == ["said at 70"]
    await desk.hear(reply("said now", later(90)))
    assert HEARD not in await desk.traces(THREAD)
    await back(desk)
    assert texts(desk) == ["said at 70", "said now", "said at 60"]
    assert (await desk.traces(THREAD))[HEARD] == later(70)


async def test_a_store_that_takes_nothing_is_not_tried_with_every_message(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(each) for each in range(60, 90)]
    desk.front.broken = 1_000
    await back(desk)
    assert desk.front.broken == 1_000 - 2 * 3


async def test_who_spoke_last_is_read_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However old the conversation is."""
    await desk.under_way(message(CALLS, THREAD, id=later(10), channel_id=OTHER_THREAD))
    await desk.hear(reply("heard", later(60)))
    desk.taken.clear()
    monkeypatch.setattr(backlog, "MOST", 1)
    desk.rest.messages[THREAD] = [said(70)]
    desk.rest.messages[OTHER_THREAD] = [said(70, "not read", OTHER_THREAD)]
    await back(desk)
    assert texts(desk) == ["said at 70"]


async def test_tokens_that_have_worn_out_are_not_kept(desk: Desk) -> None:
    old, young = token_name(ANA), token_name(LUIS)
    await desk.store.trace(key(THREAD), old, stored_token("secret", NOW - timedelta(minutes=20)))
    await desk.store.trace(key(THREAD), young, stored_token("secret", NOW))
    await back(desk)
    kept = await desk.traces(THREAD)
    assert (old in kept, young in kept) == (False, True)


# ---- which are followed


async def closed(desk: Desk, told: Payload) -> None:
    """Somebody stopped the conversation."""
    await desk.hear(told)
    await desk.work()
    desk.taken.clear()


async def test_a_conversation_that_has_ended_is_not_followed_until_somebody_speaks_in_it(desk: Desk) -> None:
    await closed(desk, reply("stop", later(60)))
    desk.rest.messages[THREAD] = [said(70)]
    await back(desk)
    assert desk.taken == []
    assert LIVE not in await desk.traces(THREAD)
    await desk.hear(reply("we use Redis too", later(80)))
    assert (await desk.traces(THREAD))[LIVE] == "1"


async def test_direct_messages_are_followed_for_good() -> None:
    desk = Desk()
    await desk.under_way(message("we run Lambda", DIRECT))
    await closed(desk, message("stop", DIRECT, id=later(60)))
    desk.rest.messages[DIRECT] = [said(70, channel=DIRECT)]
    await back(desk)
    assert texts(desk) == ["said at 70"]


async def test_one_that_was_forgotten_is_read_no_more(desk: Desk) -> None:
    await desk.store.forget(key(THREAD))
    desk.rest.messages[THREAD] = [message(CALLS, THREAD), said(70)]
    await back(desk)
    assert (desk.taken, desk.rest.asked) == ([], [])


async def test_one_whose_opening_waits_for_its_turn_is_followed() -> None:
    desk = Desk()
    await desk.hear(message(CALLS, THREAD))  # nobody has dealt with it yet
    desk.rest.messages[THREAD] = [said(70)]
    await back(desk)
    assert [each.kind for each in desk.taken] == ["started", "spoke"]


async def test_another_server_is_not_read(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [said(70)]
    desk.listening.hear("GUILD_CREATE", {"id": "200000000000000001"})
    await desk.hear()
    assert (desk.taken, desk.rest.asked) == ([], [])


async def test_what_was_noted_of_one_that_was_forgotten_meanwhile_is_no_conversation(desk: Desk) -> None:
    """It would be read from its beginning, and opened again."""
    await desk.store.forget(key(THREAD))
    await desk.store.trace(key(THREAD), LIVE, "1")
    desk.rest.messages[THREAD] = [message(CALLS, THREAD), said(70)]
    await back(desk)
    assert (desk.taken, desk.rest.asked, desk.store.threads) == ([], [], {})


async def test_a_message_that_has_its_conversation_forgotten_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot may forget faster than it notes that it heard."""
    accept = desk.front.accept

    async def forgets(event: Event) -> bool:
        new = await accept(event)
        await desk.store.forget(key(THREAD))
        return new

    monkeypatch.setattr(desk.front, "accept", forgets)
    await desk.hear(reply("forget"))
    assert desk.store.threads == {}


async def test_a_server_that_was_out_of_reach_is_read_when_it_is_back(desk: Desk) -> None:
    """Within one session."""
    await desk.hear({"id": GUILD, "unavailable": True}, event="GUILD_DELETE")
    desk.rest.messages[THREAD] = [said(70)]
    await desk.hear(BACK, event="GUILD_CREATE")
    assert texts(desk) == ["said at 70"]


# ---- mentions in channels


async def test_a_mention_that_was_missed_opens_in_the_channels_where_the_bot_was_called_before() -> None:
    desk = Desk()
    await desk.under_way(message(CALLS))
    desk.rest.messages[CHANNEL] = [
        over_rest(message(CALLS)),
        said(70, "hello", CHANNEL),
        said(80, f"<@{BOT}> we run Fargate", CHANNEL),
        said(81, f"<@&{ROLE}> we run ECS", CHANNEL),
    ]
    await back(desk)
    opened = [each for each in desk.taken if isinstance(each, Started)]
    assert [(each.conversation, each.text) for each in opened] == [
        (key(later(80)), "we run Fargate"),
        (key(later(81)), "we run ECS"),
    ]
    await back(desk)
    assert len(desk.taken) == 2


async def test_a_channel_is_looked_at_whatever_became_of_what_was_opened_in_it() -> None:
    """Also in the second session after that."""
    desk = Desk()
    await desk.under_way(message(CALLS))
    await desk.hear({**reply("stop"), "channel_id": MESSAGE, "channel_type": 11})
    await desk.work()
    desk.taken.clear()
    for each in (80, 180):
        desk.rest.messages[CHANNEL] = [said(each, f"<@{BOT}> we run {each}", CHANNEL)]
        await back(desk)
    assert LIVE not in await desk.traces(MESSAGE)
    assert texts(desk) == ["we run 80", "we run 180"]


@pytest.mark.parametrize("others", [(), (90,)])
async def test_a_mention_whose_conversation_was_forgotten_is_not_opened_again(others: Sequence[int]) -> None:
    """Somebody deleted its thread, or there never was one."""
    desk = Desk()
    calls = {each: reply(f"<@{BOT}> we run {each}", later(each), CHANNEL) for each in (80, *others)}
    await desk.under_way(*calls.values())
    await desk.store.forget(key(later(80)))
    desk.rest.messages[CHANNEL] = [over_rest(each) for each in calls.values()]
    await back(desk)
    assert desk.taken == []


async def test_what_is_known_of_a_mention_is_not_known_for_long() -> None:
    desk = Desk()
    month = 30 * 24 * 3_600
    await desk.under_way(message(CALLS))
    await desk.under_way(message(CALLS, id=later(month)))
    assert [each for each in await desk.traces(f"{CHANNEL}:") if MESSAGE in each] == []


async def test_a_mention_in_a_channel_that_could_not_be_read_is_found_later() -> None:
    """Whoever is heard in between does not hide it."""
    desk = Desk()
    await desk.under_way(message(CALLS))
    missed, now = (reply(f"<@{BOT}> we run {each}", later(each), CHANNEL) for each in (1_000, 9_000))
    desk.rest.messages[CHANNEL] = [over_rest(missed)]
    desk.rest.answers["/messages"] = Unsure("cut")
    await back(desk, now)
    desk.rest.answers.clear()
    desk.rest.messages[CHANNEL].append(over_rest(now))
    await back(desk)
    assert texts(desk) == ["we run 9000", "we run 1000"]


async def test_the_channel_of_a_command_is_looked_at_too() -> None:
    desk = Desk()
    await desk.under_way(command({"type": 3, "name": "text", "value": "we run AWS Lambda"}))
    desk.rest.messages[CHANNEL] = [said(80, f"<@{BOT}> we run Fargate", CHANNEL)]
    await back(desk)
    assert texts(desk) == ["we run Fargate"]


async def test_a_mention_that_has_its_thread_was_seen_before() -> None:
    """Its conversation was forgotten, perhaps: it is not to be opened again."""
    desk = Desk()
    await desk.under_way(message(CALLS))
    gone = said(80, f"<@{BOT}> we run Fargate", CHANNEL) | {"thread": {"id": later(80)}}
    desk.rest.messages[CHANNEL] = [gone]
    await back(desk)
    assert desk.taken == []


async def test_a_mention_that_nobody_waits_for_any_more_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    await desk.under_way(message(CALLS))
    monkeypatch.setattr(catching_up, "RECENT", timedelta())
    desk.rest.messages[CHANNEL] = [said(80, f"<@{BOT}> we run Fargate", CHANNEL)]
    await back(desk)
    assert desk.taken == []


async def test_of_a_busy_channel_the_end_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "PAGES_AROUND", 2)
    desk = Desk()
    await desk.under_way(message(CALLS))
    busy = [said(each, f"<@{BOT}> we run {each}", CHANNEL) for each in range(1, 301)]
    desk.rest.messages[CHANNEL] = busy
    await back(desk)
    assert texts(desk) == [f"we run {each}" for each in range(101, 301)]


# ---- killed between two steps


@pytest.mark.parametrize("channel", [CHANNEL, THREAD, DIRECT])
async def test_an_opening_that_was_remembered_and_not_taken_in_is_read_again(channel: str) -> None:
    """The process ended in between."""
    desk, told = Desk(), message(CALLS, channel)
    for each in (-60, 30):
        await desk.under_way(message(CALLS, CHANNEL, id=later(each)))
    desk.front.broken = 3
    await desk.hear(told)
    assert desk.taken == []
    desk.rest.messages[channel] = [over_rest(told), said(70, "meanwhile", channel)]
    await back(desk)
    assert [each.id for each in desk.taken if isinstance(each, Started)] == [f"m:{MESSAGE}"]
    assert ("meanwhile" in texts(desk)) is (channel != CHANNEL)


async def test_a_command_that_waits_for_its_turn_is_followed() -> None:
    desk = Desk()
    await desk.hear(command())  # nobody has dealt with it yet
    await back(desk)
    assert (await desk.traces(f"{CHANNEL}:/1300000000000000099"))[LIVE] == "1"


async def test_a_command_that_was_remembered_and_not_taken_in_is_let_go() -> None:
    """Whoever gave it was told by Discord that it failed."""
    desk = Desk()
    desk.front.broken = 1
    await desk.hear(command())
    await back(desk)
    assert LIVE not in await desk.traces(f"{CHANNEL}:/1300000000000000099")
    assert desk.taken == []
