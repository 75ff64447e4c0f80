"""Messages and commands: whose conversation they are, and which events they make."""

import pytest

from bot.core.events import (
    Cleaning,
    Edited,
    FileRefused,
    FileShared,
    FileTrouble,
    ManifestFile,
    Spoke,
    Started,
    TextFile,
)
from tests.slack.incoming.ear import ANA, ANA_DIRECT, BEA, LATER, LATEST, NOW, ROOT, DiskFull, Ear, key
from tests.slack.payloads import (
    Place,
    app_mention,
    file,
    message,
    message_changed,
    message_sent,
    slash_command,
    thread_broadcast,
)

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


@pytest.mark.parametrize(
    ("text", "heard", "elsewhere"),
    [
        ("three million", "three million", False),
        ("<@U0BOT> three million", "three million", False),
        ("well, <@U0BOT>", "well,", False),
        ("<@U0BOT> ask <@U0CARL>", "ask @U0CARL", False),
        ("<@U0CARL> is that so?", "@U0CARL is that so?", True),
        ("<!here> is that so?", "@here is that so?", False),
        ("<@U0BOT>", "", False),
    ],
)
async def test_anybody_answers_in_the_thread(ear: Ear, text: str, heard: str, elsewhere: bool) -> None:
    await opened(ear)
    await ear.hear(message(BEA, text, LATER, ROOT))
    (event,) = ear.taken
    assert isinstance(event, Spoke)
    assert (event.conversation, event.author) == (key(THREAD), "U0BEA")
    assert (event.text, event.addressed_elsewhere) == (heard, elsewhere)


async def test_a_mention_in_a_thread_that_is_followed_already_is_a_reply(ear: Ear) -> None:
    await opened(ear)
    ear.around.before = "U0ANA: never asked for"
    await ear.hear(*(each(BEA, "<@U0BOT> three million", LATER, ROOT) for each in (message, app_mention)))
    assert [(each.kind, each.id) for each in ear.taken] == [("spoke", f"m:C0PLATFORM:{LATER}")]
    assert ear.around.asked == []


async def test_a_reply_that_is_sent_to_the_channel_too_is_a_reply(ear: Ear) -> None:
    await opened(ear)
    await ear.hear(thread_broadcast(BEA, "three million", LATER, ROOT))
    assert [each.kind for each in ear.taken] == ["spoke"]


async def test_a_new_mention_in_the_channel_is_another_conversation(ear: Ear) -> None:
    await opened(ear)
    await ear.hear(app_mention(BEA, ASKS, LATER))
    assert ear.opening.conversation == key(f"C0PLATFORM:{LATER}")


async def test_the_same_thread_in_another_workspace_is_not_followed(ear: Ear) -> None:
    await opened(ear)
    await ear.hear(message(Place(team="T0OTHER"), "three million", LATER, ROOT))
    assert ear.taken == []


async def test_files_in_the_thread_are_read_or_refused_one_by_one(ear: Ear) -> None:
    await opened(ear)
    ear.around.files = {"F1": LOG, "F2": FileTrouble.TOO_LARGE}
    files = [file("app.log", "F1"), file("all.log", "F2")]
    await ear.hear(message(BEA, "the logs", LATER, ROOT, files=files))
    spoke, shared, refused = ear.taken
    assert isinstance(spoke, Spoke)
    assert isinstance(shared, FileShared)
    assert isinstance(refused, FileRefused)
    assert spoke.with_files
    assert shared.file == LOG
    assert refused.trouble is FileTrouble.TOO_LARGE
    assert [each.id for each in ear.taken] == [f"m:C0PLATFORM:{LATER}{end}" for end in ("", ":f:F1", ":f:F2")]


async def test_manifests_of_one_message_are_read_together(ear: Ear) -> None:
    await opened(ear)
    ear.around.files = {
        "F1": TextFile("compose.yaml", "services:\n  api:\n    build: .\n"),
        "F2": TextFile("Dockerfile", "FROM python:3.13\n"),
    }
    files = [file("compose.yaml", "F1"), file("Dockerfile", "F2")]
    await ear.hear(*[message(BEA, "", LATER, ROOT, files=files)] * 2)
    (shared,) = ear.taken
    assert isinstance(shared, FileShared)
    assert isinstance(shared.file, ManifestFile)
    assert [(each.name, each.language) for each in shared.file.found.parts] == [("api", "python")]


async def test_a_file_without_words_is_no_empty_message(ear: Ear) -> None:
    await opened(ear)
    ear.around.files = {"F1": LOG}
    await ear.hear(message(BEA, "", LATER, ROOT, files=[file("app.log", "F1")]))
    assert [each.kind for each in ear.taken] == ["file_shared"]


async def test_a_file_for_somebody_else_is_not_even_fetched(ear: Ear) -> None:
    await opened(ear)
    ear.around.files = {"F1": LOG}
    await ear.hear(message(BEA, "<@U0CARL> have a look", LATER, ROOT, files=[file("app.log", "F1")]))
    assert [each.kind for each in ear.taken] == ["spoke"]
    assert ear.around.asked == []


async def test_replies_under_the_root_of_a_command_are_its_own(ear: Ear) -> None:
    await ear.command(slash_command(ANA, "we run Lambda", trigger_id="1.2.3"))
    asked = key("C0PLATFORM:/1.2.3")
    await ear.store.trace(asked, "root", THREAD)
    await ear.hear(message(BEA, "three million", LATER, ROOT), app_mention(BEA, "<@U0BOT> why", LATEST, ROOT))
    assert [(each.kind, each.conversation) for each in ear.taken[1:]] == [("spoke", asked)] * 2


async def test_a_reply_in_a_thread_that_was_forgotten_opens_only_in_direct_messages(ear: Ear) -> None:
    for place, thread in ((ANA, THREAD), (ANA_DIRECT, f"D0ANA:{ROOT}")):
        await opened(ear, place)
        await ear.store.forget(key(thread))
        await ear.hear(message(place, "and now?", LATER, ROOT))
    assert [(each.kind, each.conversation) for each in ear.taken] == [("started", key(f"D0ANA:{ROOT}"))]


# ---- commands


async def test_a_command_opens_before_there_is_any_message(ear: Ear) -> None:
    form = slash_command(ANA, "we run Lambda", trigger_id="1.2.3", response_url="https://hooks.example/1")
    await ear.command(form)
    (event,) = ear.taken
    assert isinstance(event, Started)
    assert (event.id, event.conversation, event.at) == ("c:1.2.3", key("C0PLATFORM:/1.2.3"), NOW)
    assert (event.author, event.text) == ("U0ANA", "we run Lambda")
    traces = await ear.traces("C0PLATFORM:/1.2.3")
    assert traces == {
        "response_url": "https://hooks.example/1",
        "opener": "U0ANA",
        "recipient": "U0ANA:T0ACME",
    }


async def test_a_command_that_failed_can_be_given_again_and_is_taken_in_once(ear: Ear) -> None:
    ear.front.broken = 1
    form = slash_command(ANA, "we run Lambda", trigger_id="1.2.3")
    with pytest.raises(DiskFull):
        await ear.command(form)
    assert (await ear.traces("C0PLATFORM:/1.2.3"))["opener"] == "U0ANA"
    await ear.command(form)
    await ear.command(form)
    assert [each.id for each in ear.taken] == ["c:1.2.3"]


async def test_two_commands_in_one_channel_are_two_conversations(ear: Ear) -> None:
    for trigger in ("1.2.3", "1.2.4"):
        await ear.command(slash_command(ANA, "we run Lambda", trigger_id=trigger))
    assert len({each.conversation for each in ear.taken}) == 2


# ---- secrets


async def test_no_secret_comes_in_with_words_files_or_names_of_files(ear: Ear) -> None:
    named = file(f"{SECRET}.png", "F2")
    ear.around.files = {"F2": FileTrouble.BINARY}
    await ear.hear(
        app_mention(ANA, f"<@U0BOT> the key is {SECRET}", ROOT, files=[named]),
        message(BEA, f"no, it is {SECRET}", LATER, ROOT, files=[{**named, "id": "F3"}]),
        message_changed(BEA, message_sent(BEA, "no", LATER, ROOT), f"it was {SECRET}"),
    )
    await ear.command(slash_command(ANA, f"the key is {SECRET}"))
    assert [each.kind for each in ear.taken] == [
        "started", "file_refused", "spoke", "file_refused", "edited", "started",
    ]  # fmt: skip
    assert SECRET not in repr(ear.taken)
    assert SECRET not in repr(ear.store.threads)
    said = [each for each in ear.taken if isinstance(each, Started | Spoke | Edited)]
    assert [each.cleaning for each in said] == [Cleaning(secrets=1)] * 4


async def test_what_is_longer_than_a_message_is_cut_and_told(ear: Ear) -> None:
    await ear.hear(app_mention(ANA, "<@U0BOT> " + "a " * 25_000, ROOT))
    assert len(ear.opening.text) == 40_000
    assert ear.opening.cleaning.characters_cut == 9_999
