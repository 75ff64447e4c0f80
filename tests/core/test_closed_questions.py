"""What becomes of a question that is not open any more, and of its buttons."""

import pytest

from bot.core.brief import Known, Topic
from bot.core.effects import Say
from bot.core.notices import Plain, QuestionClosed
from tests.core.talking import asked_traffic


def test_an_answered_question_shows_its_answer_and_whose_it_is() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes")
    (closed,) = talk.closed
    assert closed.topic is Topic.TRAFFIC
    assert closed.author == "ana"
    assert isinstance(closed.answer, Known)
    assert closed.answer.text == "3M req/mes"


def test_it_is_closed_before_the_next_one_is_asked() -> None:
    talk = asked_traffic()
    talk.press("traffic", "bursty", "A ráfagas")
    assert [effect.kind for effect in talk.effects] == ["amend", "say"]


def test_a_question_that_stays_open_is_not_closed() -> None:
    talk = asked_traffic()
    talk.say("por qué")
    assert talk.closed == []


@pytest.mark.parametrize("word", ["parar", "plan ya", "empezar de nuevo"])
def test_a_question_that_was_left_says_so(word: str) -> None:
    talk = asked_traffic()
    talk.say(word)
    assert talk.closed == [QuestionClosed(Topic.TRAFFIC, None, "ana")]


def test_an_old_button_is_told_to_whoever_pressed_it() -> None:
    talk = asked_traffic()
    talk.press("state", "stateless")
    assert talk.effects == (Say(Plain("stale_button"), "ana"),)
