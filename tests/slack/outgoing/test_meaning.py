"""What a posting means, what is remembered between two of them, and where a conversation is: pure decisions."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.address import Place, commanded, place
from adapters.slack.outgoing.posting import Amendment, Doing, Publish, Silent, Whisper, plan_of
from adapters.slack.outgoing.refusals import Meaning, meaning
from adapters.slack.traced import (
    OpenQuestion,
    ProgressAt,
    Recipient,
    later,
    open_question,
    progress_at,
    recipient,
    stored_plan,
    stored_progress,
    stored_question,
    stored_recipient,
)
from bot.hosting.sent import Sent, sent, stored_sent
from bot.ports import Posting
from tests.slack.outgoing.world import COMMANDED, DIRECT, ROOT, THREAD, question, said

ASKED = OpenQuestion("1.5", "traffic", "How much?", ({"type": "section"},))
OPEN = {"question": stored_question(ASKED)}
AMENDING = replace(said("Traffic: 3M"), amends="traffic", notice="question_closed")

MEANINGS: list[tuple[str, Posting, dict[str, str], Doing]] = [
    ("words go to the thread", said("hello"), {}, Publish(None)),
    ("words leave an open question open", said("hello"), OPEN, Publish(None)),
    ("a new question closes the older one", question("region"), OPEN, Publish(ASKED)),
    ("the same question again closes its first asking", question("traffic"), OPEN, Publish(ASKED)),
    (
        "a question that is out already does not close itself",
        question("traffic"),
        OPEN | {"sent": stored_sent(Sent("q1", ("1.5",)))},
        Publish(None),
    ),
    ("an answer is shown where its question was", AMENDING, OPEN, Amendment(ASKED)),
    ("an answer to another question is shown nowhere", replace(AMENDING, amends="region"), OPEN, Silent()),
    ("an answer to a forgotten question is shown nowhere", AMENDING, {}, Silent()),
    ("a word to one person is whispered", replace(said("psst"), to="U1"), {}, Whisper("U1")),
    ("in a direct message nobody else reads", replace(said("psst", key=DIRECT), to="U1"), {}, Publish(None)),
    ("where the bot may not write it is silent", said("hello"), {"refused": "not_in_channel"}, Silent()),
    ("and whispers nothing", replace(said("psst"), to="U1"), {"refused": "not_in_channel"}, Silent()),
]


@pytest.mark.parametrize(
    ("posting", "traces", "expected"), [row[1:] for row in MEANINGS], ids=[row[0] for row in MEANINGS]
)
def test_what_a_posting_means(posting: Posting, traces: dict[str, str], expected: Doing) -> None:
    assert plan_of(posting, {"opener": "U1"} | traces) == expected


@pytest.mark.parametrize(
    "posting", [said("hello"), said("hello", key=COMMANDED), question("region"), AMENDING]
)
def test_in_a_conversation_that_was_forgotten_nothing_is_said(posting: Posting) -> None:
    """What came while it was being deleted opened it again, and nobody would hear the replies."""
    assert plan_of(posting, OPEN) == Silent()


def test_where_a_conversation_is() -> None:
    assert place(THREAD, {}) == Place("C1", ROOT)
    assert place(DIRECT, {}).direct
    assert place(COMMANDED, {}) == Place("C1", "")
    assert place(COMMANDED, {"root": "C1:1.2"}) == Place("C1", "1.2")
    assert commanded(COMMANDED)
    assert not commanded(THREAD)


# ---- what is remembered --------------------------------------------------------------------------------

TS = st.builds("{}.{:06d}".format, st.integers(0, 2_000_000_000), st.integers(0, 999_999))


@given(st.lists(TS, max_size=5), st.floats(0, 2e9), TS)
def test_how_far_a_message_has_come_is_kept_whole(parts: list[str], tried: float, before: str) -> None:
    known = Sent("e1", tuple(parts), tried, before)
    assert sent(stored_sent(known), "e1") == known
    assert sent(stored_sent(known), "e2") == Sent("e2", before=before)


@given(TS, TS)
def test_the_later_of_two_is_the_later(one: str, other: str) -> None:
    assert float(later(one, other)) == max(float(one), float(other))


def test_what_is_no_ts_is_before_all() -> None:
    assert later("1.2", "F123") == "1.2"
    assert later("", "1.2") == "1.2"


def test_a_part_that_is_out_moves_the_mark() -> None:
    known = Sent("e1", before="1.0").begun(at=5.0)
    assert known.tried == 5.0
    assert known.undone() == Sent("e1", before="1.0")
    assert known.out("2.0", "2.0") == Sent("e1", ("2.0",), before="2.0")
    assert known.out("F1", "1.0") == Sent("e1", ("F1",), before="1.0")
    assert known.read_to("3.0").before == "3.0"


@pytest.mark.parametrize("stored", [None, "", "{", "[]", "1", '{"ts": 5}', '"x"', '{"parts": {"a": 1}}'])
def test_what_cannot_be_read_is_as_good_as_nothing(stored: str | None) -> None:
    assert sent(stored, "e1") == Sent("e1")
    assert open_question(stored) is None
    assert progress_at(stored) is None


def test_the_rest_is_kept_whole_too() -> None:
    assert open_question(stored_question(ASKED)) == ASKED
    assert progress_at(stored_progress(ProgressAt("", "es"))) == ProgressAt("", "es")
    assert recipient(stored_recipient(Recipient("U1", "T1"))) == Recipient("U1", "T1")
    assert recipient(None) is None
    assert json.loads(stored_plan("1.2", "https://x")) == {"ts": "1.2", "permalink": "https://x"}


def test_what_refusals_mean() -> None:
    table = {
        "channel_not_found": Meaning.GONE,
        "no_token": Meaning.GONE,
        "invalid_blocks": Meaning.FORM,
        "msg_blocks_too_long": Meaning.FORM,
        "message_not_found": Meaning.CLOSED,
        "unreached": Meaning.ODD,
        "something_new": Meaning.ODD,
    }
    assert {error: meaning(error) for error in table} == table
