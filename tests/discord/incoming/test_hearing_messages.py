"""Messages, edits and deletions in conversations: whose they are, and which events they make."""

import pytest

from adapters.discord.address import ROOT
from adapters.discord.traced import HEARD, LIVE, OPENING
from bot.core.events import (
    Cleaning,
    Deleted,
    Edited,
    FileRefused,
    FileShared,
    FileTrouble,
    ManifestFile,
    Spoke,
    TextFile,
    Withheld,
)
from bot.hosting.inquiries import OPENER
from tests.discord.incoming.desk import CALLS, Desk, deleted, edited, key, later, reply
from tests.discord.payloads import (
    ANA,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    LUIS,
    MESSAGE,
    THREAD,
    attachment,
    command,
    message,
    user,
)

SECRET = "AKIA" + "IOSFODNN7EXAMPLE"
LOG = TextFile("app.log", "cold start 3 s")
CARL = "100000000000000003"
COMMANDED = f"{CHANNEL}:/1300000000000000099"


@pytest.fixture
async def desk() -> Desk:
    """With a conversation that Ana opened in the thread."""
    desk = Desk()
    await desk.under_way()
    return desk


@pytest.mark.parametrize(
    ("text", "heard", "elsewhere"),
    [
        ("three million", "three million", False),
        (f"<@{BOT}> three million", "three million", False),
        (f"<@{BOT}> ask <@{CARL}>", f"ask @{CARL}", False),
        (f"<@{CARL}> is that so?", f"@{CARL} is that so?", True),
        (f"<@{BOT}>", "", False),
    ],
)
async def test_anybody_answers_in_the_thread(desk: Desk, text: str, heard: str, elsewhere: bool) -> None:
    await desk.hear(*[reply(text)] * 2)
    (event,) = desk.taken
    assert isinstance(event, Spoke)
    assert (event.conversation, event.author) == (key(THREAD), LUIS)
    assert (event.text, event.addressed_elsewhere) == (heard, elsewhere)


async def test_a_reply_that_pings_the_bot_counts_in_its_conversation(desk: Desk) -> None:
    await desk.hear(reply("three million", type=19, mentions=[user(BOT)]))
    assert [each.kind for each in desk.taken] == ["spoke"]


async def test_nobody_is_elsewhere_in_direct_messages() -> None:
    desk = Desk()
    await desk.under_way(message("we run Lambda", DIRECT))
    await desk.hear(message(f"<@{CARL}> knows it", DIRECT, id=later(60)))
    (event,) = desk.taken
    assert isinstance(event, Spoke)
    assert not event.addressed_elsewhere


async def test_a_message_is_noted_as_the_last_one_that_was_heard(desk: Desk) -> None:
    await desk.hear(reply("three million", later(60)), reply("or four", later(30)))
    assert (await desk.traces(THREAD))[HEARD] == later(60)


async def test_a_conversation_that_is_spoken_in_again_is_followed_again(desk: Desk) -> None:
    await desk.store.trace(key(THREAD), LIVE, None)
    await desk.hear(reply("one more thing"))
    assert (await desk.traces(THREAD))[LIVE] == "1"


async def test_the_same_thread_in_another_server_is_not_followed(desk: Desk) -> None:
    await desk.hear(reply("three million", guild_id="200000000000000001"))
    assert desk.taken == []


async def test_messages_in_the_thread_of_a_command_are_its_own() -> None:
    desk = Desk()
    await desk.under_way(command({"type": 3, "name": "text", "value": "we run AWS Lambda"}))
    await desk.store.trace(key(COMMANDED), ROOT, THREAD)
    await desk.hear(reply("three million"), reply(f"<@{BOT}> why", later(61)), deleted(later(60)))
    assert [(each.kind, each.conversation) for each in desk.taken] == [
        ("spoke", key(COMMANDED)),
        ("spoke", key(COMMANDED)),
        ("deleted", key(COMMANDED)),
    ]


async def test_in_a_thread_that_was_forgotten_only_a_mention_opens(desk: Desk) -> None:
    await desk.store.forget(key(THREAD))
    await desk.hear(reply("and now?"))
    assert desk.taken == []
    await desk.hear(reply(f"<@{BOT}> and now?", later(61)))
    assert [each.kind for each in desk.taken] == ["started"]
    assert (await desk.traces(THREAD))[OPENER] == LUIS


# ---- files


async def test_files_in_the_thread_are_read_or_refused_one_by_one(desk: Desk) -> None:
    desk.around.files = {"51": LOG, "52": FileTrouble.TOO_LARGE}
    files = [attachment("app.log", id="51"), attachment("all.log", id="52")]
    await desk.hear(reply("the logs", attachments=files))
    said, shared, refused = desk.taken
    assert isinstance(said, Spoke)
    assert isinstance(shared, FileShared)
    assert isinstance(refused, FileRefused)
    assert (said.with_files, shared.file, refused.trouble) == (True, LOG, FileTrouble.TOO_LARGE)
    assert [each.id for each in desk.taken] == [f"m:{later(60)}{end}" for end in ("", ":f:51", ":f:52")]


async def test_manifests_of_one_message_are_read_together(desk: Desk) -> None:
    desk.around.files = {
        "51": TextFile("compose.yaml", "services:\n  api:\n    build: .\n"),
        "52": TextFile("Dockerfile", "FROM python:3.13\n"),
    }
    files = [attachment("compose.yaml", id="51"), attachment("Dockerfile", id="52")]
    await desk.hear(*[reply("", attachments=files)] * 2)
    (shared,) = desk.taken
    assert isinstance(shared, FileShared)
    assert isinstance(shared.file, ManifestFile)
    assert [(each.name, each.language) for each in shared.file.found.parts] == [("api", "python")]


async def test_a_file_without_words_is_no_empty_message(desk: Desk) -> None:
    desk.around.files = {"51": LOG}
    await desk.hear(reply("", attachments=[attachment(id="51")]))
    assert [each.kind for each in desk.taken] == ["file_shared"]


async def test_a_file_for_somebody_else_is_not_even_fetched(desk: Desk) -> None:
    await desk.hear(reply(f"<@{CARL}> have a look", attachments=[attachment(id="51")]))
    assert [each.kind for each in desk.taken] == ["spoke"]
    assert desk.around.asked == []


# ---- without the Message Content intent


async def test_what_is_withheld_is_told_once_a_day(desk: Desk) -> None:
    desk.rest.reads_content = False
    await desk.hear(reply("", later(60)), reply("", later(61), who=ANA), reply("", later(86_400)))
    assert [type(each) for each in desk.taken] == [Withheld] * 2
    assert [each.id for each in desk.taken] == [f"u:{THREAD}:2024-10-27", f"u:{THREAD}:2024-10-28"]
    assert (await desk.traces(THREAD))[HEARD] == later(86_400)


async def test_what_is_withheld_elsewhere_is_nobodys_business() -> None:
    desk = Desk()
    desk.rest.reads_content = False
    await desk.hear(reply(""), message("", CHANNEL))
    assert (desk.taken, desk.store.threads) == ([], {})


async def test_an_empty_message_is_not_withheld_from_a_bot_that_may_read_all(desk: Desk) -> None:
    await desk.hear(reply(""))
    assert desk.taken == []


async def test_nothing_is_withheld_in_direct_messages() -> None:
    desk = Desk()
    desk.rest.reads_content = False
    await desk.under_way(message("we run Lambda", DIRECT))
    await desk.hear(message("", DIRECT, id=later(60)))
    assert desk.taken == []


async def test_a_mention_is_read_all_the_same(desk: Desk) -> None:
    desk.rest.reads_content = False
    await desk.hear(reply(f"<@{BOT}> three million"))
    assert [each.kind for each in desk.taken] == ["spoke"]


# ---- edits


async def test_an_edit_names_the_message_and_when_it_was_edited(desk: Desk) -> None:
    said = reply("three million")
    await desk.hear(said, *[edited(said, "four million")] * 2, edited(said, "five million", 90))
    _, first, second = desk.taken
    assert isinstance(first, Edited)
    assert isinstance(second, Edited)
    assert first.id == f"e:{later(60)}:{edited(said, '')['edited_timestamp']}"
    assert (first.message, first.text, second.text) == (f"m:{later(60)}", "four million", "five million")


async def test_an_edited_opening_is_an_edit(desk: Desk) -> None:
    await desk.hear(edited(message(CALLS, THREAD), f"<@{BOT}> we run Fargate"))
    (event,) = desk.taken
    assert isinstance(event, Edited)
    assert (event.message, event.text) == (f"m:{MESSAGE}", "we run Fargate")


async def test_the_mention_that_a_conversation_hangs_on_is_edited_in_its_channel() -> None:
    desk = Desk()
    await desk.under_way(message(CALLS))
    await desk.hear(edited(message(CALLS), f"<@{BOT}> we run Fargate"))
    assert [(each.kind, each.conversation) for each in desk.taken] == [("edited", key(MESSAGE))]


async def test_side_talk_into_which_the_bot_is_edited_is_heard_then(desk: Desk) -> None:
    said = reply(f"<@{CARL}> three million?")
    await desk.hear(said, *[edited(said, f"<@{CARL}> <@{BOT}> three million!")] * 2)
    heard = [each for each in desk.taken if isinstance(each, Spoke) and not each.addressed_elsewhere]
    assert [(each.id, each.text) for each in heard] == [(f"m:{later(60)}", f"@{CARL}  three million!")]


async def test_its_files_are_then_too(desk: Desk) -> None:
    desk.around.files = {"51": LOG}
    said = reply(f"<@{CARL}> the logs", attachments=[attachment(id="51")])
    await desk.hear(said, *[edited(said, f"<@{BOT}> the logs")] * 2)
    assert [each.kind for each in desk.taken] == ["spoke", "spoke", "file_shared", "edited"]
    assert isinstance(desk.taken[1], Spoke)
    assert desk.taken[1].with_files


async def test_a_preview_that_is_drawn_is_no_edit(desk: Desk) -> None:
    said = reply("see https://example.com")
    await desk.hear({**said, "embeds": [{"type": "link"}]}, event="MESSAGE_UPDATE")
    assert desk.taken == []


# ---- deletions


async def test_a_deletion_names_the_message(desk: Desk) -> None:
    await desk.hear(reply("three million"), *[deleted(later(60))] * 2)
    _, event = desk.taken
    assert isinstance(event, Deleted)
    assert (event.id, event.message, event.conversation) == (
        f"d:{later(60)}",
        f"m:{later(60)}",
        key(THREAD),
    )


async def test_many_that_are_deleted_at_once_are_deleted_each(desk: Desk) -> None:
    names = [later(60), later(61)]
    gone = {"ids": names, "channel_id": THREAD, "guild_id": GUILD}
    await desk.hear(*(reply("three million", each) for each in names), gone)
    assert [each.id for each in desk.taken[2:]] == [f"d:{each}" for each in names]


async def test_a_message_that_is_told_after_its_deletion_is_not_heard(desk: Desk) -> None:
    """What somebody took back must not be kept because it came late."""
    said = reply("three million")
    await desk.hear(deleted(later(60)), said, edited(said, "four"), reply("two", later(61)))
    assert [each.kind for each in desk.taken] == ["deleted", "spoke"]


async def test_what_was_deleted_is_not_remembered_for_ever(desk: Desk) -> None:
    before = len(await desk.traces(THREAD))
    await desk.hear(*(deleted(later(each)) for each in range(1, 400)))
    kept = await desk.traces(THREAD)
    assert len(kept) == before + 1
    assert sum(map(len, kept.values())) < 3_000
    await desk.hear(reply("taken back", later(399)))
    assert [each.kind for each in desk.taken if not isinstance(each, Deleted)] == []


async def test_a_message_is_deleted_behind_its_files(desk: Desk) -> None:
    desk.around.files = {"51": LOG}
    await desk.hear(reply("logs", attachments=[attachment(id="51")]), deleted(later(60)))
    assert [each.kind for each in desk.taken] == ["spoke", "file_shared", "deleted"]


async def test_changes_where_nobody_is_heard_are_left_alone() -> None:
    desk = Desk()
    said = reply("three million")
    await desk.hear(edited(said, "four million"), deleted(later(60)), deleted(MESSAGE, CHANNEL))
    assert (desk.taken, desk.store.threads) == ([], {})


# ---- secrets, and what fails


async def test_no_secret_comes_in_with_words_files_or_names_of_files(desk: Desk) -> None:
    desk.around.files = {"52": FileTrouble.BINARY}
    named = attachment(f"{SECRET}.png", id="52")
    said = reply(f"the key is {SECRET}", attachments=[named])
    await desk.hear(said, edited(said, f"it was {SECRET}"))
    assert [each.kind for each in desk.taken] == ["spoke", "file_refused", "edited"]
    assert SECRET not in repr(desk.taken)
    assert SECRET not in repr(desk.store.threads)
    told = [each for each in desk.taken if isinstance(each, Spoke | Edited)]
    assert [each.cleaning for each in told] == [Cleaning(secrets=1)] * 2


async def test_a_message_that_fails_is_tried_again_before_the_next_one_is_heard(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.front.broken = 2
    await desk.hear(reply("three million"), reply("or four", later(61)))
    assert [each.id for each in desk.taken] == [f"m:{later(60)}", f"m:{later(61)}"]
    assert "DiskFull" in caplog.text
    assert "million" not in caplog.text


async def test_a_message_that_is_given_up_does_not_stop_the_next_one(desk: Desk) -> None:
    desk.front.broken = 3
    await desk.hear(reply("three million"), reply("or four", later(61)))
    assert [each.id for each in desk.taken] == [f"m:{later(61)}"]
    assert OPENING in await desk.traces(THREAD)
