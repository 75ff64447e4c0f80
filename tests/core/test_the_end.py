"""Reminders, the end, and coming back."""

from bot.core.brief import SignalKind, Topic
from bot.core.conversation import Closed, ClosedBecause
from bot.core.events import Returned, TextFile, Timer
from bot.core.notices import Noted, Question
from tests.core.talking import DAWN, KEY, Talk, asked_traffic

K, T = SignalKind, Topic


def test_one_reminder_then_the_end() -> None:
    talk = asked_traffic()
    assert talk.wait(Timer.REMINDER) == ["reminder"]
    assert talk.wait(Timer.REMINDER) == []
    assert talk.wait(Timer.EXPIRY) == ["expired"]
    assert talk.phase == Closed(ClosedBecause.EXPIRED, talk.phase.brief)


def test_somebody_who_comes_back_earns_a_new_reminder() -> None:
    talk = asked_traffic()
    talk.wait(Timer.REMINDER)
    talk.come_back()
    assert talk.wait(Timer.REMINDER) == ["reminder"]


def test_a_stopped_conversation_keeps_its_brief() -> None:
    talk = asked_traffic()
    talk.say("parar")
    assert talk.phase.brief.has(K.PLATFORM, "aws-lambda")
    assert talk.say("plan ya")[-1] == "make_plan"


def test_a_stopped_conversation_goes_on_with_a_change() -> None:
    talk = asked_traffic()
    talk.say("parar")
    assert talk.say("cambiar tráfico: 3M req/mes") == ["noted", "question"]


def test_whoever_came_too_late_or_from_nowhere_is_met_politely() -> None:
    assert Talk().press("traffic", "bursty") == ["stale_button"]
    assert Talk().wait(Timer.EXPIRY) == []
    assert Talk().finish("x") == []
    assert Talk().come_back() == ["resumed"]
    assert Talk().say("AWS Lambda con Python") == ["understood", "question"]


def test_opened_again_with_files_and_without_words() -> None:
    talk = asked_traffic()
    assert talk.open("", TextFile("requirements.txt", "numpy\n")) == ["file_read"]


def test_times_never_run_backwards() -> None:
    talk = asked_traffic()
    late = talk.now.touched
    talk.send(Returned("old", KEY, DAWN, "ana"))
    assert talk.now.touched == late


def test_notes_name_only_what_changed() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes y usamos Postgres gestionado")
    assert talk.notices[0] == Noted(talk.phase.brief, (T.STATE,))
    assert isinstance(talk.notices[1], Question)


def test_forgetting_comes_after_the_last_words_and_leaves_nothing() -> None:
    talk = asked_traffic()
    assert talk.say("olvida esta conversación") == ["forgotten", "forget"]
    assert talk.phase.brief.entries == ()
    assert [line.author for line in talk.now.transcript] == ["bot"]
