"""What a posting means, and what refusals mean: pure decisions."""

from dataclasses import replace

import pytest

from adapters.discord.outgoing.look_up import newer, ours
from adapters.discord.outgoing.plainer import unframed
from adapters.discord.outgoing.posting import (
    Amendment,
    Doing,
    Publish,
    Silent,
    Whisper,
    plan_of,
)
from adapters.discord.outgoing.refusals import SENTENCES, Barred, Deed, Meaning, meaning, sentence
from adapters.discord.outgoing.threads import awaited
from adapters.discord.render import Card, Message, TextAttachment, Upload
from adapters.discord.traced import OpenQuestion, stored_question
from bot.core.events import Key
from bot.hosting.sent import Sent, stored_sent
from bot.ports import Posting
from bot.wording import wording
from tests.discord.outgoing.discord import BOT
from tests.discord.outgoing.world import COMMANDED, DIRECT, MENTION, THREAD, question, said

NOW = 1_760_000_000.0
ASKED = OpenQuestion("1425768082046976000", "traffic", "How much?")
OPEN = {"question": stored_question(ASKED)}
AMENDING = replace(said("Traffic: 3M"), amends="traffic", notice="question_closed")
WHISPERED = replace(said("psst"), to="U1")
TOKEN = {"token:U1": f"{int(NOW) - 60}:abc"}
REFUSED = {"refused": "50013"}

MEANINGS: list[tuple[str, Posting, dict[str, str], Doing]] = [
    ("words go to the thread", said("hello"), {}, Publish(None)),
    ("words leave an open question open", said("hello"), OPEN, Publish(None)),
    ("a new question closes the older one", question("region"), OPEN, Publish(ASKED)),
    ("the same question again closes its first asking", question("traffic"), OPEN, Publish(ASKED)),
    (
        "a question that is out already does not close itself",
        question("traffic"),
        OPEN | {"sent": stored_sent(Sent("q1", (ASKED.id,)))},
        Publish(None),
    ),
    ("an answer is shown where its question was", AMENDING, OPEN, Amendment(ASKED)),
    ("an answer to another question is shown nowhere", replace(AMENDING, amends="region"), OPEN, Silent()),
    ("an answer to a forgotten question is shown nowhere", AMENDING, {}, Silent()),
    ("a word to one person is whispered", WHISPERED, TOKEN, Whisper("abc")),
    ("where that cannot be, all may read it", WHISPERED, {}, Publish(None)),
    ("in a direct message nobody else reads", replace(WHISPERED, key=DIRECT), TOKEN, Publish(None)),
    ("where no thread could be made it is silent", said("hello", key=MENTION), REFUSED, Silent()),
    ("and so it is below a root without one", said("hello", key=COMMANDED), REFUSED, Silent()),
    ("a thread that is there may have been opened again", said("hello"), REFUSED, Publish(None)),
]


@pytest.mark.parametrize(
    ("posting", "traces", "expected"), [row[1:] for row in MEANINGS], ids=[row[0] for row in MEANINGS]
)
def test_what_a_posting_means(posting: Posting, traces: dict[str, str], expected: Doing) -> None:
    known = {"opener": "U1"} | ({"parent": "1"} if posting.key == MENTION else {}) | traces
    assert plan_of(posting, known, NOW) == expected


@pytest.mark.parametrize("posting", [said("hello"), said("hello", key=DIRECT), question("region"), AMENDING])
def test_in_a_conversation_that_was_forgotten_nothing_is_said(posting: Posting) -> None:
    assert plan_of(posting, OPEN, NOW) == Silent()


@pytest.mark.parametrize(
    ("key", "traces", "expected"),
    [
        (THREAD, {}, False),
        (DIRECT, {}, False),
        (MENTION, {"parent": "1"}, True),
        (MENTION, {"parent": "1", "thread": "2"}, False),
        (COMMANDED, {}, True),
        (COMMANDED, {"root": "2"}, True),
        (COMMANDED, {"root": "2", "thread": "2"}, False),
    ],
)
def test_which_threads_are_still_to_be_made(key: Key, traces: dict[str, str], expected: bool) -> None:
    assert awaited(key, traces) is expected


def test_what_refusals_mean() -> None:
    table = {
        "10003": Meaning.GONE,
        "50007": Meaning.GONE,
        "50013": Meaning.BARRED,
        "160005": Meaning.BARRED,
        "50035": Meaning.FORM,
        "http_413": Meaning.FORM,
        "10008": Meaning.CLOSED,
        "30046": Meaning.CLOSED,
        "http_401": Meaning.ODD,
        "something new": Meaning.ODD,
    }
    assert {error: meaning(error) for error in table} == table


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_refusal_that_is_told_has_its_sentence(language: str) -> None:
    names = {sentence(Barred(error, deed)) for deed, error in SENTENCES} | {
        sentence(Barred("160005", deed)) for deed in Deed
    }
    lines = {wording().line(language, "discord", f"refused.{name}") for name in names}
    assert len(lines) == len(names) == 9
    assert sentence(Barred("10008", Deed.OPEN)) == ""


def test_the_later_of_two_ids_is_the_longer_or_the_larger() -> None:
    assert newer("999", "1000") == "1000"
    assert newer("1425768082046976001", "1425768082046976000") == "1425768082046976001"
    assert newer("", "12") == newer("12", "") == newer("x", "12") == "12"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"type": 0}, True),
        ({"type": 21}, False),
        ({"author": {"id": "7"}}, False),
        ({"webhook_id": "7"}, False),
        ({"interaction_metadata": {"id": "7"}}, False),
    ],
)
def test_which_messages_are_ours(more: dict[str, object], expected: bool) -> None:
    assert ours({"author": {"id": BOT}, **more}, BOT) is expected


def test_a_card_as_words_keeps_its_texts_whole_and_in_order() -> None:
    texts = [letter * 900 for letter in "abcde"]
    frame = {"type": 17, "components": [{"type": 10, "content": each} for each in texts]}
    file = Upload((TextAttachment("plan.md", "x"),))
    parts = unframed((Card((frame,)), Message("after"), file))
    words = [each.content for each in parts if isinstance(each, Message)]
    assert words == ["\n\n".join(texts[:2]), "\n\n".join(texts[2:4]), texts[4], "after"]
    assert parts[-1] == file
