"""Edited and deleted messages, forms, and what becomes of a question that is not open any more."""

import pytest

from bot.core.brief import Known, Metric, Said, SignalKind, Topic, Unknown
from bot.core.conversation import Delivered, Interviewing, Planning
from bot.core.effects import Say
from bot.core.notices import Plain, QuestionClosed, TakenBack
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


# ---- forms -----------------------------------------------------------------------------------------------


def test_a_form_answers_several_topics_and_the_interview_goes_on() -> None:
    talk = opened()
    names = talk.fill(("traffic", "3M req/mes"), ("state", "no guarda estado"))
    assert names == ["noted", "question"]
    assert requests(talk) == 3_000_000
    assert talk.phase.brief.has(SignalKind.STATE, "stateless")
    assert talk.asks() not in {Topic.TRAFFIC, Topic.STATE}


def test_an_emptied_field_is_an_i_do_not_know() -> None:
    talk = opened()
    talk.fill(("problem", "  "))
    assert talk.phase.brief.answer(Topic.PROBLEM) == Unknown(Said("ana", "e2"))


def test_i_do_not_know_in_a_field() -> None:
    talk = opened()
    talk.fill(("problem", "no sé"))
    assert isinstance(talk.phase.brief.answer(Topic.PROBLEM), Unknown)


# ---- what becomes of a question --------------------------------------------------------------------------


def test_an_answered_question_shows_its_answer_and_whose_it_is() -> None:
    talk = opened()
    talk.say("3M req/mes")
    (closed,) = talk.closed
    assert closed.topic is Topic.TRAFFIC
    assert closed.author == "ana"
    assert isinstance(closed.answer, Known)
    assert closed.answer.text == "3M req/mes"


def test_it_is_closed_before_the_next_one_is_asked() -> None:
    talk = opened()
    talk.press("traffic", "bursty", "A ráfagas")
    assert [effect.kind for effect in talk.effects] == ["amend", "say"]


def test_a_question_that_stays_open_is_not_closed() -> None:
    talk = opened()
    talk.say("por qué")
    assert talk.closed == []


@pytest.mark.parametrize("word", ["parar", "plan ya", "empezar de nuevo"])
def test_a_question_that_was_left_says_so(word: str) -> None:
    talk = opened()
    talk.say(word)
    assert talk.closed == [QuestionClosed(Topic.TRAFFIC, None, "ana")]


# ---- whispers, forgetting --------------------------------------------------------------------------------


def test_an_old_button_is_told_to_whoever_pressed_it() -> None:
    talk = opened()
    talk.press("state", "stateless")
    assert talk.effects == (Say(Plain("stale_button"), "ana"),)


def test_forgetting_comes_after_the_last_words_and_leaves_nothing() -> None:
    talk = opened()
    assert talk.say("olvida esta conversación") == ["forgotten", "forget"]
    assert talk.phase.brief.entries == ()
    assert [line.author for line in talk.now.transcript] == ["bot"]


# ---- how much waits --------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("plan ya",), ()])
def test_only_so_many_questions_wait_for_the_plan(words: tuple[str, ...]) -> None:
    talk = opened()
    for each in words:
        talk.say(each)
    for _ in range(10):
        assert talk.say("¿Qué es WIT?") == ["held_until_plan"]
    assert talk.say("¿Qué es WASI?") == ["too_many_waiting"]
    assert isinstance(talk.phase, Planning | Interviewing)
    assert len(talk.phase.held) == 10


def test_only_so_many_follow_ups_are_answered_at_once() -> None:
    talk = opened()
    talk.say("plan ya")
    talk.finish()
    for _ in range(10):
        assert talk.say("¿Qué es WIT?") == ["answer_question"]
    assert talk.say("¿Qué es WIT?") == ["too_many_waiting"]
