"""`/wasm`: it opens a conversation, speaks in one, or only asks; the answer is for whoever gave it."""

import asyncio
from dataclasses import replace

import pytest

from adapters.discord.address import ROOT
from adapters.discord.incoming import listening
from adapters.discord.traced import LIVE, OPENING, PARENT, live_token, token_name
from bot.core.brief import Topic
from bot.core.events import FileRefused, FileShared, FileTrouble, Spoke, Started, TextFile
from bot.hosting.answers import Refused
from bot.hosting.inquiries import OPENER
from tests.discord.incoming.desk import CALLS, NOW, WORDING, Desk, done, key, later, reply
from tests.discord.payloads import (
    ANA,
    ASKING,
    BOT,
    CHANNEL,
    DIRECT,
    LUIS,
    MESSAGE,
    THREAD,
    Payload,
    attachment,
    command,
    message,
)

ONE, OTHER = later(100), later(101)
COMMANDED = f"{CHANNEL}:/{ONE}"
NOTES = TextFile("notes.md", "we use sharp")
OPENS = ["", "basic", "básico AWS Lambda con Python", "we run Lambda", "en inglés", "what does spin cost?"]
PLACES = [(CHANNEL, COMMANDED), (THREAD, THREAD), (DIRECT, DIRECT)]


def wasm(text: str = "", channel: str = CHANNEL, name: str = ONE, who: str = LUIS, files: int = 0) -> Payload:
    """The command, with words and files."""
    attached = tuple(attachment(id=str(51 + each)) for each in range(files))
    words = [{"type": 3, "name": "text", "value": text}] if text else []
    options = [{"type": 11, "name": "file", "value": each["id"]} for each in attached]
    return done(command(*words, *options, channel=channel, files=attached), name, who)


def line(name: str, language: str = "es", table: str = "discord") -> str:
    return WORDING.line(language, table, f"edge.{name}")


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def asked(desk: Desk, text: str, channel: str = CHANNEL, who: str = ANA, name: str = ONE) -> str:
    """All that is answered."""
    desk.rest.asked.clear()
    await desk.hear(wasm(text, channel, name, who))
    assert all(each["flags"] & 64 for each in desk.rest.whispered)
    return "\n".join(str(each.get("content", each["components"])) for each in desk.rest.whispered)


# ---- opening


async def test_a_command_in_a_channel_opens_before_there_is_any_message(desk: Desk) -> None:
    await desk.hear(wasm("we run Lambda"))
    (event,) = desk.taken
    assert isinstance(event, Started)
    assert (event.id, event.conversation) == (f"i:{ONE}", key(COMMANDED))
    assert (event.author, event.text) == (LUIS, "we run Lambda")
    traces = await desk.traces(COMMANDED)
    assert live_token(traces.pop(token_name(LUIS)), NOW) == f"token-of-{ONE}"
    assert traces == {OPENER: LUIS, OPENING: ONE, LIVE: "1"}


@pytest.mark.parametrize(
    ("channel", "said"), [(CHANNEL, "thread_opens"), (THREAD, "begins_here"), (DIRECT, "begins_here")]
)
@pytest.mark.parametrize("locale", ["es-419", "en-US"])
async def test_whoever_gave_it_is_told_where_it_goes_on(
    desk: Desk, channel: str, said: str, locale: str
) -> None:
    await desk.hear({**wasm("we run Lambda", channel), "locale": locale})
    (answer,) = desk.rest.callbacks
    assert (answer["type"], answer["data"]["flags"] & 64) == (4, 64)
    assert answer["data"]["content"] == line(said, locale[:2])


@pytest.mark.parametrize(
    ("locale", "text", "language"),
    [
        ("en-US", "", "en"),
        ("es-ES", "", "es"),
        ("en-US", "usamos Lambda y el arranque es lento", "es"),
        ("es-419", "we run Lambda and it is slow", "en"),
        ("fr", "", "es"),
    ],
)
async def test_where_the_words_tell_no_language_that_of_their_discord_is_spoken(
    desk: Desk, locale: str, text: str, language: str
) -> None:
    await desk.under_way({**wasm(text), "locale": locale})
    kept = await desk.state(COMMANDED)
    assert kept is not None
    assert kept.language == language
    assert kept.told is bool(text)  # else the first message that tells one still decides


@pytest.mark.parametrize(("channel", "thread"), PLACES)
@pytest.mark.parametrize("text", OPENS)
async def test_anything_that_does_not_only_ask_opens(
    desk: Desk, text: str, channel: str, thread: str
) -> None:
    await desk.hear(wasm(text, channel))
    assert [(each.kind, each.conversation.thread) for each in desk.taken] == [("started", thread)]


async def test_a_command_in_a_thread_brings_along_what_was_said_there(desk: Desk) -> None:
    desk.rest.messages[THREAD] = [reply("three million requests", "3")]
    await desk.hear(wasm("we run Lambda", THREAD))
    assert [each.text for each in desk.opening.files if isinstance(each, TextFile)] == [
        "A: three million requests"
    ]


async def test_a_command_in_a_channel_looks_at_nothing_else(desk: Desk) -> None:
    desk.rest.messages[CHANNEL] = [reply("never asked for", "3")]
    await desk.hear(wasm("we run Lambda"))
    assert desk.opening.files == ()


@pytest.mark.parametrize("channel", [CHANNEL, THREAD, DIRECT])
async def test_a_command_that_is_told_twice_opens_once(desk: Desk, channel: str) -> None:
    await desk.hear(wasm("we run Lambda", channel), wasm("we run Lambda", channel))
    assert [each.id for each in desk.taken] == [f"i:{ONE}"]


async def test_two_commands_in_one_channel_are_two_conversations(desk: Desk) -> None:
    await desk.hear(wasm("we run Lambda"), wasm("we run Lambda", name=OTHER))
    assert len({each.conversation for each in desk.taken}) == 2


async def test_a_command_that_is_not_taken_in_is_not_answered(desk: Desk) -> None:
    desk.front.broken = 1
    await desk.hear(wasm("we run Lambda"))
    assert (desk.taken, desk.rest.callbacks) == ([], [])


# ---- files


async def test_files_of_a_command_come_with_it(desk: Desk) -> None:
    desk.around.files = {"51": NOTES, "52": FileTrouble.BINARY}
    await desk.hear(wasm("we run Lambda", files=2))
    began, refused = desk.taken
    assert isinstance(began, Started)
    assert began.files == (NOTES,)
    assert isinstance(refused, FileRefused)
    assert (refused.id, refused.trouble) == (f"i:{ONE}:f:52", FileTrouble.BINARY)


async def test_a_file_that_comes_slowly_follows_when_the_command_was_answered(desk: Desk) -> None:
    """Discord gives three seconds."""
    desk.around.files, desk.around.slow = {"51": NOTES}, {"51"}
    await desk.hear(wasm("we run Lambda", files=1))
    began, shared = desk.taken
    assert isinstance(began, Started)
    assert began.files == ()
    assert isinstance(shared, FileShared)
    assert (shared.id, shared.conversation, shared.file) == (f"i:{ONE}:f:51", key(COMMANDED), NOTES)
    assert len(desk.rest.callbacks) == 1


async def test_a_command_that_waited_for_others_waits_for_its_files_the_less(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord gives three seconds for both."""
    monkeypatch.setattr(listening, "PATIENCE", 0.02)
    monkeypatch.setattr(listening, "SOON", 0.05)
    acting = replace(desk.listening.attending.acting, at_once=60.0)
    attending = replace(desk.listening.attending, acting=acting)
    desk.listening = replace(desk.listening, attending=attending)
    desk.around.files, desk.around.slow = {"51": NOTES}, {"51"}
    before = desk.listening.catching_up.lanes.enter(THREAD)
    async with asyncio.timeout(5):
        await desk.hear(wasm("we run Lambda", THREAD, files=1))
    assert len(desk.rest.callbacks) == 1
    before.leave()


async def test_a_file_alone_opens_too(desk: Desk) -> None:
    desk.around.files = {"51": NOTES}
    await desk.hear(wasm(files=1))
    assert (desk.opening.text, desk.opening.files) == ("", (NOTES,))


# ---- in a conversation


async def test_a_command_in_a_conversation_speaks_there(desk: Desk) -> None:
    await desk.under_way()
    desk.around.files = {"51": NOTES}
    await desk.hear(wasm("three million", THREAD, files=1))
    said, shared = desk.taken
    assert isinstance(said, Spoke)
    assert (said.id, said.conversation, said.text, said.with_files) == (
        f"i:{ONE}",
        key(THREAD),
        "three million",
        True,
    )
    assert isinstance(shared, FileShared)
    assert desk.rest.callbacks[0]["data"]["content"] == line("heard")


async def test_a_file_alone_is_shared_there(desk: Desk) -> None:
    await desk.under_way()
    desk.around.files = {"51": NOTES}
    await desk.hear(wasm("", THREAD, files=1))
    assert [each.kind for each in desk.taken] == ["file_shared"]


async def test_a_command_in_the_thread_of_a_command_is_that_conversations(desk: Desk) -> None:
    await desk.under_way(wasm("we run AWS Lambda"))
    await desk.store.trace(key(COMMANDED), ROOT, THREAD)
    await desk.hear(wasm("three million", THREAD, OTHER))
    assert [(each.kind, each.conversation) for each in desk.taken] == [("spoke", key(COMMANDED))]


@pytest.mark.parametrize("who", [ANA, LUIS])
async def test_alone_it_asks_how_the_conversation_stands_whoever_opened_it(desk: Desk, who: str) -> None:
    await desk.under_way()
    assert "AWS Lambda" in await asked(desk, "", THREAD, who)
    assert desk.taken == []


async def test_a_conversation_that_was_opened_a_moment_ago_has_nothing_to_show_yet(desk: Desk) -> None:
    await desk.hear(message(CALLS, THREAD))
    assert await asked(desk, "", THREAD) == line("begins_here")


@pytest.mark.parametrize("channel", [THREAD, DIRECT])
@pytest.mark.parametrize(
    ("text", "said"), [("help", "frases normales"), ("facts spin", "Spin"), ("status", "AWS Lambda")]
)
async def test_what_only_asks_is_answered_to_whoever_asked_there_too(
    desk: Desk, channel: str, text: str, said: str
) -> None:
    await desk.under_way(message(f"<@{BOT}> usamos AWS Lambda y el arranque es lento", channel))
    assert said in await asked(desk, text, channel, LUIS)
    assert desk.taken == []


@pytest.mark.parametrize("text", ["forget", "why", "skip"])
async def test_words_to_the_conversation_are_said_to_it(desk: Desk, text: str) -> None:
    await desk.under_way()
    await desk.hear(wasm(text, THREAD))
    assert [each.kind for each in desk.taken] == ["spoke"]


# ---- only asking


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("help", "ordinary sentences"),
        ("ayuda", "frases normales"),
        ("facts spin", "Spin"),
        ("why", "three reasons"),
        ("por qué", "tres razones"),
        ("stop", "belongs in a thread"),
        ("estado", "ninguna conversación"),
    ],
)
async def test_what_only_asks_is_answered_to_whoever_asked(desk: Desk, text: str, said: str) -> None:
    assert said in await asked(desk, text)
    assert (desk.taken, desk.store.threads) == ([], {})


async def test_an_answer_of_several_messages_shows_in_order(desk: Desk) -> None:
    await desk.under_way(message(CALLS + ". " + "It is slow. " * 2_000))
    await asked(desk, "prompt")
    kinds = [path.split("/")[1] for path, _ in desk.rest.asked]
    assert kinds[0] == "interactions"
    assert set(kinds[1:]) == {"webhooks"}
    assert "100000000000000009" in desk.rest.asked[1][0]  # the application that Discord says


async def test_what_could_not_be_answered_has_no_further_words(desk: Desk) -> None:
    """Or the end would stand there without its beginning."""
    await desk.under_way(message(CALLS + ". " + "It is slow. " * 2_000))
    desk.rest.answers["/callback"] = Refused("10062")
    await desk.hear(wasm("prompt", who=ANA))
    assert [path.split("/")[1] for path, _ in desk.rest.asked] == ["interactions"]


@pytest.mark.parametrize("opening", [message(CALLS), wasm("we run AWS Lambda", name=ASKING, who=ANA)])
async def test_the_status_is_that_of_the_conversation_that_hangs_in_this_channel(
    desk: Desk, opening: Payload
) -> None:
    await desk.under_way(opening)
    assert "AWS Lambda" in await asked(desk, "status")
    assert "AWS Lambda" not in await asked(desk, "status", who=LUIS, name=OTHER)


async def test_asking_in_a_channel_does_not_show_what_was_said_elsewhere(desk: Desk) -> None:
    await desk.under_way(message(CALLS, THREAD))
    await desk.under_way(message(CALLS, DIRECT))
    assert "AWS Lambda" not in await asked(desk, "status")


async def test_forget_deletes_what_the_person_opened_here(desk: Desk) -> None:
    await desk.under_way(message(CALLS))
    await desk.under_way(message(CALLS, THREAD, id=later(5)))
    assert "2 conversations that you opened in this server" in await asked(desk, "forget")
    await desk.work()
    assert not any(OPENER in thread.traces or thread.state for thread in desk.store.threads.values())


async def test_forget_leaves_what_others_opened(desk: Desk) -> None:
    await desk.under_way(message(CALLS))
    assert "no conversation" in await asked(desk, "forget", who=LUIS)
    await desk.work()
    kept = await desk.state(MESSAGE)
    assert kept is not None
    assert kept.phase.brief.answer(Topic.INFRASTRUCTURE) is not None
    assert PARENT in await desk.traces(MESSAGE)
