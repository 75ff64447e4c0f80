"""What opens a conversation, what comes along, and that it is taken in once however often it is told."""

import asyncio
from collections.abc import Callable

import pytest

from bot.core.events import (
    Cleaning,
    FileRefused,
    FileTrouble,
    Started,
    TextFile,
)
from tests.slack.incoming.ear import ANA, ANA_DIRECT, BEA, LATER, ROOT, DiskFull, Ear, key
from tests.slack.payloads import (
    Payload,
    Place,
    app_mention,
    file,
    message,
)

Told = Callable[..., Payload]  # what Slack tells of a message; the arguments are those of `payloads`
THREAD = f"C0PLATFORM:{ROOT}"
ASKS = "<@U0BOT> we run Lambda"
SECRET = "AKIA" + "IOSFODNN7EXAMPLE"
LOG = TextFile("app.log", "cold start 3 s")


@pytest.fixture
def ear() -> Ear:
    return Ear()


async def opened(ear: Ear, place: Place = ANA) -> None:
    """A conversation that Ana opened by a mention; what was taken in for it is put aside."""
    await ear.hear(app_mention(place, ASKS, ROOT))
    ear.taken.clear()


# ---- opening


async def test_a_mention_opens_a_conversation_named_after_its_message(ear: Ear) -> None:
    await ear.hear(app_mention(ANA, ASKS, ROOT))
    (event,) = ear.taken
    assert isinstance(event, Started)
    assert (event.id, event.conversation) == (f"m:{THREAD}", key(THREAD))
    assert (event.author, event.text, event.files) == ("U0ANA", "we run Lambda", ())


async def test_a_direct_message_opens_a_conversation_of_an_agent(ear: Ear) -> None:
    await ear.hear(message(ANA_DIRECT, "we run Lambda", ROOT))
    assert ear.opening.conversation == key(f"D0ANA:{ROOT}")
    traces = await ear.traces(f"D0ANA:{ROOT}")
    assert (traces["agent"], traces["opener"], traces["recipient"]) == ("1", "U0ANA", "U0ANA:T0ACME")


async def test_in_a_channel_it_is_remembered_who_opened_and_that_it_is_no_agent_s(ear: Ear) -> None:
    await ear.hear(app_mention(ANA, ASKS, ROOT))
    traces = await ear.traces(THREAD)
    assert (traces["opener"], traces["recipient"]) == ("U0ANA", "U0ANA:T0ACME")
    assert "agent" not in traces


async def test_in_an_organisation_streams_go_to_the_author_s_own_team(ear: Ear) -> None:
    await ear.hear(app_mention(Place(enterprise="E0GRID", org_install=True), ASKS, ROOT))
    assert (await ear.traces(THREAD, "E0GRID"))["recipient"] == "U0ANA:T0ACME"


async def test_a_message_that_only_mentions_the_bot_opens_too(ear: Ear) -> None:
    await ear.hear(app_mention(ANA, "<@U0BOT>", ROOT))
    assert ear.opening.text == ""


async def test_a_mention_in_a_thread_brings_along_what_was_said_there(ear: Ear) -> None:
    ear.around.before = f"U0BEA: our key is {SECRET}\nU0ANA: three million requests"
    await ear.hear(app_mention(ANA, ASKS, LATER, ROOT))
    (context,) = ear.opening.files
    assert ear.opening.conversation == key(THREAD)
    assert ear.around.asked == [f"T0ACME C0PLATFORM {ROOT} {LATER}"]
    assert isinstance(context, TextFile)
    assert context.name == "thread.txt"
    assert context.text == "U0BEA: our key is [SECRET]\nU0ANA: three million requests"
    assert context.cleaning == Cleaning(secrets=1)


async def test_what_was_forgotten_in_a_direct_message_is_not_read_back(ear: Ear) -> None:
    """All of such a thread was said to the bot: it is unknown because somebody had it forgotten."""
    ear.around.before = "U0ANA: we run Lambda"
    await ear.hear(message(ANA_DIRECT, "hello again", LATER, ROOT))
    assert ear.opening.conversation == key(f"D0ANA:{ROOT}")
    assert (ear.opening.files, ear.around.asked) == ((), [])


@pytest.mark.parametrize("before", ["", "  \n "])
async def test_a_thread_that_could_not_be_read_brings_nothing(ear: Ear, before: str) -> None:
    ear.around.before = before
    await ear.hear(app_mention(ANA, ASKS, LATER, ROOT))
    assert ear.opening.files == ()


async def test_a_new_message_has_nothing_before_it(ear: Ear) -> None:
    ear.around.before = "U0BEA: never asked for"
    await ear.hear(app_mention(ANA, ASKS, ROOT))
    assert ear.around.asked == []


async def test_files_of_an_opening_come_with_it_and_the_unread_ones_after(ear: Ear) -> None:
    ear.around.files = {"F1": LOG, "F2": FileTrouble.BINARY}
    await ear.hear(app_mention(ANA, ASKS, ROOT, files=[file("app.log", "F1"), file("a.png", "F2")]))
    began, refused = ear.taken
    assert isinstance(began, Started)
    assert began.files == (LOG,)
    assert isinstance(refused, FileRefused)
    assert (refused.id, refused.name, refused.trouble) == (f"m:{THREAD}:f:F2", "a.png", FileTrouble.BINARY)


async def test_a_file_without_words_opens_in_a_direct_message(ear: Ear) -> None:
    ear.around.files = {"F1": LOG}
    await ear.hear(message(ANA_DIRECT, "", ROOT, files=[file("app.log", "F1")]))
    assert (ear.opening.text, ear.opening.files) == ("", (LOG,))


@pytest.mark.parametrize(
    "said",
    [
        message(ANA, "we run Lambda", ROOT),
        message(ANA, "we run Lambda", LATER, ROOT),
        message(ANA, "<@U0BEA> we run Lambda", ROOT),
        message(ANA, "", ROOT, files=[file("app.log", "F1")]),
    ],
)
async def test_what_is_not_for_the_bot_is_left_alone(ear: Ear, said: dict[str, object]) -> None:
    await ear.hear(said)
    assert (ear.taken, ear.around.asked, ear.store.threads) == ([], [], {})


# ---- told twice


@pytest.mark.parametrize("thread", [None, "1794000000.000100"])
@pytest.mark.parametrize("order", [(app_mention, message), (message, app_mention)])
async def test_both_deliveries_of_a_mention_are_taken_in_once(
    ear: Ear, order: tuple[Told, Told], thread: str | None
) -> None:
    ear.around.files = {"F1": LOG, "F2": FileTrouble.BINARY}
    ear.around.before = "U0BEA: three million requests"
    files = [file("app.log", "F1"), file("a.png", "F2")]
    for told in order:
        await ear.hear(told(ANA, ASKS, LATER, thread, files=files))
    assert [each.kind for each in ear.taken] == ["started", "file_refused"]


async def test_both_deliveries_at_once_are_taken_in_once(ear: Ear) -> None:
    ear.around.files = {"F1": LOG}
    ear.around.before = "U0BEA: three million requests"
    told = (each(ANA, ASKS, LATER, ROOT, files=[file("app.log", "F1")]) for each in (app_mention, message))
    await asyncio.gather(*(ear.hear(each) for each in told))
    assert [each.kind for each in ear.taken] == ["started"]
    assert [each.text for each in ear.opening.files if isinstance(each, TextFile)] == [
        ear.around.before,
        LOG.text,
    ]


@pytest.mark.parametrize("failures", [1, 2, 3])
async def test_an_opening_that_failed_opens_when_it_is_told_again(ear: Ear, failures: int) -> None:
    """With everything that it brought along, as if it had not failed."""
    ear.around.files = {"F1": LOG, "F2": FileTrouble.BINARY}
    ear.around.before = "U0BEA: three million requests"
    told = app_mention(ANA, ASKS, LATER, ROOT, files=[file("app.log", "F1"), file("a.png", "F2")])
    ear.front.broken = failures
    for _ in range(failures):
        with pytest.raises(DiskFull):
            await ear.hear(told)
    assert ear.taken == []
    await ear.hear(told)
    await ear.hear(told)
    assert [each.kind for each in ear.taken] == ["started", "file_refused"]
    assert [each.text for each in ear.opening.files if isinstance(each, TextFile)] == [
        ear.around.before,
        LOG.text,
    ]


async def test_an_opening_that_failed_half_way_is_completed(ear: Ear) -> None:
    ear.around.files = {"F2": FileTrouble.BINARY}
    told = app_mention(ANA, ASKS, ROOT, files=[file("a.png", "F2")])
    await ear.hear(app_mention(ANA, ASKS, ROOT))  # as far as it came
    await ear.hear(told)
    assert [each.kind for each in ear.taken] == ["started", "file_refused"]


async def test_a_conversation_is_remembered_before_it_is_taken_in(ear: Ear) -> None:
    """So whatever posts first finds who opened it."""
    ear.front.broken = 1
    with pytest.raises(DiskFull):
        await ear.hear(app_mention(ANA, ASKS, ROOT))
    assert (await ear.traces(THREAD))["opener"] == "U0ANA"


async def test_a_reply_that_failed_is_taken_in_when_it_is_told_again(ear: Ear) -> None:
    await opened(ear)
    ear.front.broken = 1
    told = message(BEA, "three million", LATER, ROOT)
    with pytest.raises(DiskFull):
        await ear.hear(told)
    await ear.hear(told, told)
    assert [each.id for each in ear.taken] == [f"m:C0PLATFORM:{LATER}"]
