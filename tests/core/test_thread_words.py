"""What every thread word does while questions are asked."""

from bot.core.brief import Brief, SignalKind, Topic, Unknown
from bot.core.events import Mode
from bot.core.notices import LanguageChanged, StatusShown
from tests.core.talking import Talk, asked_traffic

K, T = SignalKind, Topic


def test_back_reopens_the_last_question_and_its_new_answer_replaces_the_old() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes, 512 MB")
    assert talk.say("atrás") == ["question"]
    assert talk.asks() is T.TRAFFIC
    talk.say("5M req/mes")
    assert talk.phase.brief.text(T.TRAFFIC) == "5M req/mes; 512 MB"
    assert talk.asks() is T.DEPENDENCIES


def test_back_goes_back_step_by_step_to_the_first_question() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes")
    talk.say("nada de eso")
    assert talk.say("atrás") == ["question"]
    assert talk.say("atrás") == ["question"]
    assert talk.question.topic is T.TRAFFIC
    assert talk.say("atrás") == ["nothing_to_undo"]


def test_skipping_a_reopened_question_leaves_its_answer_as_it_was() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes")
    talk.say("atrás")
    talk.say("saltar")
    assert talk.phase.brief.text(T.TRAFFIC) == "3M req/mes"


def test_not_knowing_takes_a_reopened_answer_back() -> None:
    talk = asked_traffic()
    talk.say("3M req/mes")
    talk.say("atrás")
    talk.say("no lo sé")
    assert isinstance(talk.phase.brief.answer(T.TRAFFIC), Unknown)


def test_change_asks_a_topic_anew_and_comes_back_to_the_open_question() -> None:
    talk = asked_traffic()
    talk.say("cambiar infraestructura")
    assert talk.asks() is T.INFRASTRUCTURE
    assert talk.say("Kubernetes") == ["noted", "question"]
    assert not talk.phase.brief.has(K.PLATFORM, "aws-lambda")
    assert talk.asks() is T.TRAFFIC


def test_change_with_new_words_changes_at_once() -> None:
    talk = asked_traffic()
    assert talk.say("cambiar infraestructura: Kubernetes") == ["noted", "question"]
    assert talk.phase.brief.has(K.PLATFORM, "kubernetes")
    assert talk.question.topic is T.TRAFFIC


def test_change_of_the_open_question_answers_it() -> None:
    talk = asked_traffic()
    talk.say("cambiar tráfico: 3M req/mes")
    assert talk.question.topic is T.DEPENDENCIES


def test_change_to_i_dont_know() -> None:
    talk = asked_traffic()
    talk.say("cambiar infraestructura: no lo sé")
    assert isinstance(talk.phase.brief.answer(T.INFRASTRUCTURE), Unknown)


def test_a_changed_application_names_its_parts_anew() -> None:
    talk = Talk()
    talk.open("La API en Node.js y el ETL en Python corren en Kubernetes")
    assert {each.language for each in talk.phase.brief.components} == {"javascript", "python"}
    talk.say("cambiar aplicación: la API en Go")
    assert {each.language for each in talk.phase.brief.components} == {"go"}


def test_a_package_that_is_denied_leaves_its_part() -> None:
    talk = Talk()
    talk.open("El ETL en Python con numpy y pandas corre en Kubernetes")
    talk.say("cambiar dependencias: solo pandas")
    assert {each for part in talk.phase.brief.components for each in part.packages} == {"pandas"}


def test_switching_to_basic_drops_what_basic_does_not_ask() -> None:
    talk = asked_traffic()
    assert talk.say("básico") == ["sheet", "planning_began", "make_plan"]
    assert talk.now.mode is Mode.BASIC


def test_switching_to_basic_keeps_a_question_that_basic_asks_too() -> None:
    talk = Talk()
    talk.open("")
    assert talk.say("básico") == ["question"]
    assert talk.question.topic is T.INFRASTRUCTURE
    assert talk.question.at_most == 2


def test_switching_with_a_system_reads_it() -> None:
    talk = Talk()
    talk.open("")
    assert talk.say("básico: API en Node.js sobre Docker") == [
        "noted",
        "sheet",
        "planning_began",
        "make_plan",
    ]


def test_the_full_plan_after_a_diagnosis_goes_on_with_its_questions() -> None:
    talk = Talk()
    talk.open("básico: API en Node.js sobre Docker")
    talk.finish()
    assert talk.say("plan completo") == ["question"]
    assert talk.now.mode is Mode.PRO
    assert talk.question.topic is T.PROBLEM


def test_the_language_changes_by_a_word_and_the_question_is_put_again() -> None:
    talk = asked_traffic()
    assert talk.say("english") == ["language_changed", "question"]
    assert talk.notices[0] == LanguageChanged("en")
    assert not talk.question.again
    assert talk.now.language == "en"


def test_status_tells_the_open_question() -> None:
    talk = asked_traffic()
    talk.say("estado")
    assert talk.notices == [StatusShown("interviewing", talk.phase.brief, T.TRAFFIC)]


def test_starting_over_forgets_everything() -> None:
    talk = asked_traffic()
    talk.say("empezar de nuevo")
    assert talk.phase.brief == Brief()
    assert [line.author for line in talk.now.transcript] == ["bot", "bot"]
