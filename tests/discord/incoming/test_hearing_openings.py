"""What opens a conversation, what comes along, and that it is taken in once however often it is told."""

import asyncio
from dataclasses import replace

import pytest

from adapters.discord.incoming import reading
from adapters.discord.traced import HEARD, LIVE, OPENING, PARENT
from bot.core.events import Cleaning, FileRefused, FileTrouble, Spoke, Started, TextFile
from bot.hosting.answers import Refused, Unsure
from bot.hosting.inquiries import OPENER
from tests.discord.incoming.desk import CALLS, Desk, deleted, edited, key, later, reply
from tests.discord.payloads import (
    ANA,
    ASKING,
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
    message,
    user,
)

SECRET = "AKIA" + "IOSFODNN7EXAMPLE"
LOG = TextFile("app.log", "cold start 3 s")
TWO = [attachment("app.log", id="51"), attachment("a.png", id="52")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_mention_in_a_channel_opens_the_conversation_of_the_thread_that_is_to_be_made(
    desk: Desk,
) -> None:
    await desk.hear(message(CALLS))
    (event,) = desk.taken
    assert isinstance(event, Started)
    assert (event.id, event.conversation, event.author) == (f"m:{MESSAGE}", key(MESSAGE), ANA)
    assert (event.text, event.files) == ("we run AWS Lambda, with cold starts", ())
    assert await desk.traces(MESSAGE) == {OPENER: ANA, OPENING: MESSAGE, PARENT: CHANNEL, LIVE: "1"}


async def test_a_mention_in_a_thread_opens_there(desk: Desk) -> None:
    await desk.hear(message(CALLS, THREAD))
    assert desk.opening.conversation == key(THREAD)
    assert await desk.traces(THREAD) == {OPENER: ANA, OPENING: MESSAGE, LIVE: "1"}


async def test_direct_messages_are_one_conversation_for_good(desk: Desk) -> None:
    await desk.hear(message("we run Lambda", DIRECT), message("three million", DIRECT, id=later(60)))
    began, said = desk.taken
    assert isinstance(began, Started)
    assert isinstance(said, Spoke)
    assert began.conversation == said.conversation == key(DIRECT, "@me")
    assert await desk.traces(DIRECT, "@me") == {OPENER: ANA, OPENING: MESSAGE, LIVE: "1", HEARD: later(60)}


async def test_a_mention_of_the_role_that_is_the_bots_own_opens_too(desk: Desk) -> None:
    await desk.hear(message(f"<@&{ROLE}> we run Lambda"))
    assert desk.opening.text == "we run Lambda"


async def test_the_same_role_in_another_server_is_not_the_bots(desk: Desk) -> None:
    await desk.hear(message(f"<@&{ROLE}> we run Lambda", guild_id="200000000000000001"))
    assert desk.taken == []


async def test_a_message_that_only_mentions_the_bot_opens_too(desk: Desk) -> None:
    await desk.hear(message(f"<@{BOT}>"))
    assert desk.opening.text == ""


@pytest.mark.parametrize("channel", [CHANNEL, THREAD])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"content": f"<@{LUIS}> we run Lambda"},
        {"content": "", "attachments": [attachment()]},
        {"content": ""},
        {"type": 19, "mentions": [user(BOT)], "message_reference": {"message_id": ASKING}},
        {"content": CALLS, "author": user(BOT, bot=True)},
        {"content": CALLS, "type": 21},
    ],
)
async def test_what_is_not_for_the_bot_is_left_alone(desk: Desk, channel: str, more: Payload) -> None:
    """A reply that pings it is not, either: nobody wrote a mention."""
    await desk.hear(message(channel=channel, **more))
    assert (desk.taken, desk.around.asked, desk.store.threads) == ([], [], {})


@pytest.mark.parametrize(("kind", "thread", "parent"), [(11, THREAD, None), (0, MESSAGE, THREAD)])
async def test_of_a_channel_that_nobody_told_of_discord_is_asked_once(
    desk: Desk, kind: int, thread: str, parent: str | None
) -> None:
    desk.seen.kinds.clear()
    desk.rest.kinds[THREAD] = kind
    told = message(CALLS, THREAD)
    del told["channel_type"]
    await desk.hear(told, {**told, "content": "hm", "id": later(1)})
    assert desk.opening.conversation == key(thread)
    assert (await desk.traces(thread)).get(PARENT) == parent
    assert [path for path, _ in desk.rest.asked].count(f"GET /channels/{THREAD}") == 1


async def test_of_a_channel_of_which_discord_says_nothing_it_is_not_asked_with_every_message(
    desk: Desk,
) -> None:
    clock = [0.0]
    desk.listening = replace(desk.listening, reading=replace(desk.listening.reading, clock=lambda: clock[0]))
    desk.rest.answers[f"/channels/{THREAD}"] = Refused("50001")
    desk.seen.kinds.clear()
    for now in (0.0, 1.0, 400.0):
        clock[0] = now
        told = reply("hm", later(int(now)))
        del told["channel_type"]
        await desk.hear(told)
    assert len(desk.rest.asked) == 2


async def test_channels_are_not_remembered_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 2)
    desk.seen.kinds.clear()
    for channel in ("1", "2", "3", "3", "1"):
        told = message("hm", channel_id=channel)
        del told["channel_type"]
        await desk.hear(told)
    assert [path for path, _ in desk.rest.asked] == [f"GET /channels/{each}" for each in (1, 2, 3, 1)]


async def test_a_message_waits_for_discord_to_say_what_its_channel_is(desk: Desk) -> None:
    """Or one in a thread would count as talk in a channel, and be lost."""
    await desk.under_way()
    desk.seen.kinds.clear()
    desk.rest.kinds[THREAD], desk.rest.cut = 11, 2
    told = reply("three million")
    del told["channel_type"]
    await desk.hear(told)
    assert [each.id for each in desk.taken] == [f"m:{later(60)}"]


# ---- what was said before


async def test_a_mention_in_a_thread_brings_along_what_was_said_there(desk: Desk) -> None:
    starter = message("we have a legacy system", THREAD, id="1", author=user(ANA))
    desk.rest.messages[THREAD] = [
        message("", THREAD, id="2", type=21, referenced_message=starter),
        reply(f"our key is {SECRET}", "3", who=LUIS),
        message("I am a bot", THREAD, id="4", author=user(BOT, bot=True)),
        reply(f"<@{LUIS}> three million requests", "5", who=ANA, mentions=[user(LUIS)]),
        message(CALLS, THREAD),
        reply("after it", later(1)),
    ]
    await desk.hear(message(CALLS, THREAD))
    (context,) = desk.opening.files
    assert isinstance(context, TextFile)
    assert context.name == "hilo.txt"
    assert context.text == (
        "A: we have a legacy system\nB: our key is [SECRET]\nA: @user2 three million requests"
    )
    assert context.cleaning == Cleaning(secrets=1)


@pytest.mark.parametrize("answer", [Refused("50001"), Unsure("cut"), None])
async def test_a_thread_that_cannot_be_read_brings_nothing(
    desk: Desk, answer: Refused | Unsure | None
) -> None:
    if answer:
        desk.rest.answers[f"{THREAD}/messages"] = answer
    await desk.hear(message(CALLS, THREAD))
    assert desk.opening.files == ()


@pytest.mark.parametrize(("channel", "guild"), [(CHANNEL, GUILD), (DIRECT, "@me")])
async def test_elsewhere_nothing_was_said_before(desk: Desk, channel: str, guild: str) -> None:
    """What was forgotten in direct messages is not read back."""
    desk.rest.messages[channel] = [reply("never asked for", "3")]
    await desk.hear(message(CALLS, channel))
    assert (desk.opening.files, desk.rest.asked) == ((), [])


# ---- files


async def test_files_of_an_opening_come_with_it_and_the_unread_ones_after(desk: Desk) -> None:
    desk.around.files = {"51": LOG, "52": FileTrouble.BINARY}
    await desk.hear(message(CALLS, attachments=TWO))
    began, refused = desk.taken
    assert isinstance(began, Started)
    assert began.files == (LOG,)
    assert isinstance(refused, FileRefused)
    assert (refused.id, refused.name, refused.trouble) == (f"m:{MESSAGE}:f:52", "a.png", FileTrouble.BINARY)


# ---- told twice, or at a bad moment


async def test_a_mention_that_is_told_twice_is_taken_in_once(desk: Desk) -> None:
    desk.around.files = {"51": LOG, "52": FileTrouble.BINARY}
    for _ in range(2):
        await desk.hear(*[message(CALLS, attachments=TWO)] * 2)
    assert [each.kind for each in desk.taken] == ["started", "file_refused"]


@pytest.mark.parametrize("failures", [1, 2])
async def test_an_opening_that_failed_is_tried_again_with_all_that_it_brought(
    desk: Desk, failures: int
) -> None:
    desk.around.files = {"51": LOG, "52": FileTrouble.BINARY}
    desk.rest.messages[THREAD] = [reply("three million requests", "3")]
    desk.front.broken = failures
    await desk.hear(message(CALLS, THREAD, attachments=TWO))
    assert [each.kind for each in desk.taken] == ["started", "file_refused"]
    assert [each.text for each in desk.opening.files if isinstance(each, TextFile)] == [
        "A: three million requests",
        LOG.text,
    ]


async def test_an_opening_that_was_given_up_opens_when_it_is_told_again(desk: Desk) -> None:
    desk.front.broken = 3
    await desk.hear(message(CALLS))
    assert desk.taken == []
    assert (await desk.traces(MESSAGE))[OPENER] == ANA  # so whatever posts first finds who opened it
    await desk.hear(message(CALLS))
    assert [each.kind for each in desk.taken] == ["started"]


async def test_what_is_said_while_a_conversation_is_being_opened_comes_after_its_opening(desk: Desk) -> None:
    """Also in a thread that somebody made on the mention at once."""
    desk.front.open.clear()
    desk.seen.kinds[MESSAGE] = 11
    follow_up = {**reply("three million"), "channel_id": MESSAGE, "channel_type": 11}
    asyncio.get_running_loop().call_later(0.02, desk.front.open.set)
    await desk.hear(message(CALLS), follow_up)
    assert [(each.kind, each.conversation) for each in desk.taken] == [
        ("started", key(MESSAGE)),
        ("spoke", key(MESSAGE)),
    ]


async def test_two_people_who_call_at_once_in_a_thread_open_one_conversation(desk: Desk) -> None:
    await desk.hear(message(CALLS, THREAD), reply(f"<@{BOT}> we too", who=LUIS))
    assert [(each.kind, each.author) for each in desk.taken] == [("started", ANA), ("spoke", LUIS)]


async def test_two_who_call_in_a_channel_open_two(desk: Desk) -> None:
    await desk.hear(message(CALLS), message(CALLS, id=later(1), author=user(LUIS)))
    assert [(each.kind, each.conversation) for each in desk.taken] == [
        ("started", key(MESSAGE)),
        ("started", key(later(1))),
    ]


async def test_a_mention_that_is_deleted_at_once_is_opened_and_taken_back(desk: Desk) -> None:
    await desk.hear(message(CALLS), deleted(MESSAGE, CHANNEL))
    assert [(each.kind, each.conversation) for each in desk.taken] == [
        ("started", key(MESSAGE)),
        ("deleted", key(MESSAGE)),
    ]


# ---- a mention that is edited in


@pytest.mark.parametrize("channel", [CHANNEL, THREAD])
async def test_a_mention_that_is_edited_in_opens(desk: Desk, channel: str) -> None:
    said = message("we run Lambda", channel)
    await desk.hear(said, edited(said, f"<@{BOT}> we run Lambda", seconds=500))
    assert [(each.kind, each.id) for each in desk.taken] == [("started", f"m:{MESSAGE}")]
    assert desk.opening.text == "we run Lambda"


async def test_a_mention_that_is_edited_in_brings_its_files(desk: Desk) -> None:
    desk.around.files = {"51": LOG}
    said = message("we run Lambda", THREAD, attachments=TWO[:1])
    await desk.hear(said, edited(said, f"<@{BOT}> we run Lambda", seconds=500))
    assert desk.opening.files == (LOG,)


async def test_an_old_message_that_is_touched_opens_nothing_anew(desk: Desk) -> None:
    """Discord tells it again when it is pinned, with the time of an old edit; its conversation may be forgotten."""
    await desk.hear(edited(message(CALLS), CALLS, seconds=60))
    assert desk.taken == []
