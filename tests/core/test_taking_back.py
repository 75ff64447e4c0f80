"""Edited and deleted messages: the brief follows, and says so."""

import pytest

from bot.core.brief import Known, Metric, SignalKind, Topic, Unknown
from bot.core.conversation import Delivered, Interviewing, Planning
from bot.core.notices import TakenBack
from tests.core.talking import Talk

OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara"


def opened() -> Talk:
    """The opening is e1; traffic is asked."""
    talk = Talk()
    talk.open(OPENING)
    assert talk.asks() is Topic.TRAFFIC
    return talk


def requests(talk: Talk) -> int | None:
    found = talk.phase.brief.quantity(Metric.REQUESTS_PER_MONTH)
    return None if found is None else int(found.value)


def notice(talk: Talk) -> TakenBack:
    found = [each for each in talk.notices if isinstance(each, TakenBack)]
    assert len(found) == 1
    return found[0]


# ---- edits -----------------------------------------------------------------------------------------------


def test_an_edited_answer_is_read_anew() -> None:
    talk = opened()
    talk.say("3M req/mes")  # e2
    asked = talk.asks()
    talk.edit("e2", "30M req/mes")
    assert requests(talk) == 30_000_000
    assert notice(talk).topics == (Topic.TRAFFIC,)
    assert not notice(talk).offer
    assert isinstance(talk.phase, Interviewing)
    assert talk.phase.open is not None
    assert talk.phase.open.topic is asked


def test_an_edited_change_is_read_without_the_word_for_it() -> None:
    talk = opened()
    talk.say("cambiar tráfico: 5M req/mes")  # e2
    talk.edit("e2", "cambiar tráfico: 7M req/mes")
    assert requests(talk) == 7_000_000
    assert talk.phase.brief.text(Topic.TRAFFIC) == "7M req/mes"


def test_the_transcript_holds_the_new_words_only() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.edit("e2", "30M req/mes")
    said = [line.text for line in talk.now.transcript]
    assert "30M req/mes" in said
    assert "3M req/mes" not in said


def test_an_edited_opening_changes_everything_that_rested_on_it() -> None:
    talk = opened()
    talk.edit("e1", "Kubernetes con Go. Las imágenes pesan mucho")
    brief = talk.phase.brief
    assert brief.has(SignalKind.PLATFORM, "kubernetes")
    assert brief.has(SignalKind.LANGUAGE, "go")
    assert not brief.has(SignalKind.PLATFORM, "aws-lambda")
    assert not brief.has(SignalKind.SYMPTOM, "cold-start")


def test_an_edit_to_i_do_not_know() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.edit("e2", "no sé")
    assert isinstance(talk.phase.brief.answer(Topic.TRAFFIC), Unknown)


def test_an_edited_i_do_not_know_becomes_an_answer() -> None:
    talk = opened()
    talk.say("no sé")
    talk.edit("e2", "3M req/mes")
    assert requests(talk) == 3_000_000


def test_what_others_said_on_the_topic_stays() -> None:
    talk = opened()
    talk.say("3M req/mes")  # e2
    talk.say("cada petición dura 180 ms")  # e3, joins the traffic
    talk.edit("e2", "5M req/mes")
    brief = talk.phase.brief
    assert requests(talk) == 5_000_000
    assert brief.quantity(Metric.WALL_MS) is not None
    talk.edit("e3", "cada petición dura 200 ms")
    wall = talk.phase.brief.quantity(Metric.WALL_MS)
    assert wall is not None
    assert int(wall.value) == 200
    assert requests(talk) == 5_000_000


def test_what_a_file_says_too_is_only_corrected() -> None:
    talk = opened()
    talk.attach("notas.txt", "Tráfico: 3M req/mes\n")
    talk.say("5M req/mes")  # e3
    talk.edit("e3", "6M req/mes")
    assert requests(talk) == 6_000_000


@pytest.mark.parametrize(("message", "text"), [("e99", "Kubernetes"), ("e1", OPENING + ".")])
def test_an_edit_that_changes_nothing_says_nothing(message: str, text: str) -> None:
    talk = opened()
    before = talk.phase.brief
    assert talk.edit(message, text) == []
    assert talk.phase.brief == before


def test_a_finished_plan_is_not_restarted_but_offered() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.say("plan ya")
    talk.finish()
    plan = talk.phase
    talk.edit("e2", "30M req/mes")
    assert isinstance(talk.phase, Delivered)
    assert isinstance(plan, Delivered)
    assert talk.phase.plan == plan.plan
    assert requests(talk) == 30_000_000
    assert notice(talk).offer


def test_a_plan_that_is_being_written_begins_anew() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.say("plan ya")
    assert talk.edit("e2", "30M req/mes") == [
        "taken_back",
        "cancel",
        "sheet",
        "planning_began",
        "make_plan",
    ]


def test_a_message_that_waits_is_answered_as_it_is_now() -> None:
    talk = opened()
    talk.say("plan ya")
    talk.say("¿Qué es WIT?")  # e3
    talk.edit("e3", "¿Qué es WASI?")
    assert isinstance(talk.phase, Planning)
    assert [each.text for each in talk.phase.held] == ["¿Qué es WASI?"]


# ---- deletions -------------------------------------------------------------------------------------------


def test_a_deleted_answer_is_forgotten() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.delete("e2")
    assert talk.phase.brief.answer(Topic.TRAFFIC) is None
    assert notice(talk).deleted
    assert all("3M" not in line.text for line in talk.now.transcript)


def test_of_two_messages_on_a_topic_the_other_stays() -> None:
    talk = opened()
    talk.say("3M req/mes")
    talk.say("cada petición dura 180 ms")
    talk.delete("e2")
    traffic = talk.phase.brief.answer(Topic.TRAFFIC)
    assert requests(talk) is None
    assert isinstance(traffic, Known)
    assert "3M" not in traffic.text
    assert talk.phase.brief.quantity(Metric.WALL_MS) is not None


def test_a_deleted_question_is_not_answered() -> None:
    talk = opened()
    talk.say("plan ya")
    talk.say("¿Qué es WIT?")
    assert talk.delete("e3") == []
    assert isinstance(talk.phase, Planning)
    assert talk.phase.held == ()


def test_a_deleted_opening_leaves_a_conversation_that_can_be_closed() -> None:
    talk = opened()
    talk.delete("e1")
    assert talk.phase.brief.entries == ()
    assert talk.say("parar") == ["stopped"]
