"""What people write who do not write for a parser: answers that come early, late, or under another question."""

from collections.abc import Mapping

import pytest

from bot.core.brief import Component, Metric, SignalKind, Topic
from bot.core.joining import joined
from bot.core.reading import components_of, read
from bot.vocabulary import lexicon
from tests.core.talking import Talk, plan

LEXICON = lexicon()


def languages(*texts: str, language: str = "es") -> dict[str, str | None]:
    return {each.name: each.language for each in components_of(texts, LEXICON, language)}


def packages(*texts: str, language: str = "es") -> dict[str, tuple[str, ...]]:
    return {each.name: each.packages for each in components_of(texts, LEXICON, language)}


def heard(talk: Talk, topic: Topic) -> str | None:
    assert talk.conversation is not None
    return talk.conversation.phase.brief.text(topic)


def numbers(text: str, language: str, about: Topic | None = None) -> dict[str, str]:
    return {each.metric: str(each.value) for each in read(text, LEXICON, language, about).quantities}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "microservicios Node.js en Cloud Run: un gateway GraphQL, un servicio de tarifas y uno de avisos",
         {"gateway": "javascript", "tarifas": "javascript", "avisos": "javascript"}),
        ("en", "Node.js microservices on Cloud Run: a GraphQL gateway, a pricing service and an alerts one",
         {"gateway": "javascript", "pricing": "javascript", "alerts": "javascript"}),
        ("es", "un microservicio de tarifas en Go y otro de cobros en Rust", {"tarifas": "go", "cobros": "rust"}),
        ("es", "un servicio de correo y otro que no", {"correo": None}),
        ("es", "servicios, y uno", {}),
        ("es", "el enriquecimiento de precios en Python", {"enriquecimiento-precios": "python"}),
        ("en", "The core is written in Go", {"core": "go"}),
        ("es", "la aplicación en Java", {"java-service": "java"}),
        ("es", "Un backend en Node: una API y un worker", {"api": "javascript", "worker": "javascript"}),
        ("es", "Un backend en Node y un ETL en Python", {"backend": "javascript", "etl": "python"}),
        ("es", "un backend con numpy/sharp y una API", {"backend": None, "api": None}),
        ("en", "Rust and Go microservices", {"rust-service": "rust", "go-service": "go"}),
        ("es", "Cloud SQL y Postgres", {"postgresql": None}),
    ],
)  # fmt: skip
def test_parts_are_called_as_their_team_calls_them(
    language: str, text: str, expected: dict[str, str | None]
) -> None:
    assert languages(text, language=language) == expected


def test_a_host_named_later_is_no_second_database() -> None:
    old = (Component("postgresql", "Postgres", None, "database"),)
    new = (Component("cloud-sql", "Cloud SQL", None, "database"),)
    assert joined(old, new) == old
    assert joined((), new) == new


@pytest.mark.parametrize(
    ("language", "first", "later"),
    [
        ("es", "microservicios Node.js: un gateway, un servicio de tarifas y uno de avisos",
         "El gateway usa ws; tarifas usa sharp; avisos usa axios"),
        ("en", "Node.js microservices: a gateway, a tarifas service and an avisos one",
         "The gateway uses ws; tarifas uses sharp; avisos uses axios"),
    ],
)  # fmt: skip
def test_packages_belong_to_the_part_that_the_sentence_names(language: str, first: str, later: str) -> None:
    found = packages(first, later, language=language)
    assert found["tarifas"] == ("sharp",)
    assert found["avisos"] == ("axios",)


@pytest.mark.parametrize(
    ("language", "about", "text", "expected"),
    [
        ("es", None, "30.000 USD y un trimestre", {"budget_usd": "30000", "deadline_weeks": "13"}),
        ("en", None, "80,000 USD and six months", {"budget_usd": "80000", "deadline_weeks": "26"}),
        ("en", None, "3 months, $25k", {"deadline_weeks": "13", "budget_usd": "25000"}),
        ("es", None, "50.000 € y cuatro meses", {"deadline_weeks": "17"}),
        ("es", Topic.BUDGET, "tres meses", {"deadline_weeks": "13"}),
        ("en", Topic.BUDGET, "30 weeks", {"deadline_weeks": "30"}),
        ("es", Topic.BUDGET, "unos 500 USD", {"budget_usd": "500"}),
        ("es", None, "el plazo es de un semestre", {"deadline_weeks": "26"}),
        ("es", None, "tres meses", {}),
        ("es", None, "en los últimos tres meses", {}),
        ("es", None, "gastamos 6.000 USD al trimestre", {"cost_usd_per_month": "2000"}),
        ("en", None, "a quarter of the requests start cold", {}),
        ("en", None, "10 people, half write Rust", {"team_size": "10"}),
        ("en", None, "Six people: all Go", {"team_size": "6"}),
        ("es", Topic.SKILLS, "Con 6 personas vamos", {"team_size": "6"}),
        ("es", None, "10 personas usan la app", {}),
        ("en", None, "30 million plug-in calls a month", {"requests_per_month": "30000000"}),
    ],
)  # fmt: skip
def test_sums_deadlines_and_people(
    language: str, about: Topic | None, text: str, expected: Mapping[str, str]
) -> None:
    assert numbers(text, language, about) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "Rust no lo conoce nadie"), ("es", "nadie sabe Rust"), ("en", "nobody knows Rust")],
)
def test_what_nobody_knows_is_no_skill(language: str, text: str) -> None:
    signals = read(text, LEXICON, language).signals
    assert [(each.kind, each.value, each.negated) for each in signals] == [(SignalKind.SKILL, "rust", True)]


def test_a_comma_ends_what_nobody_knows() -> None:
    signals = read("todos saben Python, Rust nadie", LEXICON, "es").signals
    assert {each.value: each.negated for each in signals} == {"python": False, "rust": True}


PLATFORM = "Corremos una API en Go en Kubernetes, con latencia alta y 3M de peticiones al mes, sin estado"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("presupuesto 60.000 € y seis meses", Topic.BUDGET),
        ("equipo de 6 personas, todos C#", Topic.SKILLS),
        ("10 personas, la mitad Rust", Topic.SKILLS),
        ("Go y algo de Rust", Topic.SKILLS),
        ("normas: las de la casa", Topic.COMPLIANCE),
    ],
)
def test_words_about_another_topic_are_kept_there_and_the_question_stays(text: str, topic: Topic) -> None:
    talk = Talk()
    talk.open(PLATFORM)
    while talk.asks() is not Topic.TARGET:
        talk.say("saltar")
    talk.say(text)
    assert talk.asks() is Topic.TARGET
    assert heard(talk, topic) == text
    assert heard(talk, Topic.TARGET) is None
    assert talk.conversation is not None
    assert [each.language for each in talk.conversation.phase.brief.components] == ["go"]


def test_bare_languages_answer_what_the_application_is() -> None:
    talk = Talk()
    talk.open("Tenemos algo en Kubernetes")
    assert talk.asks() is Topic.APPLICATION
    talk.say("Go y algo de Rust")
    assert heard(talk, Topic.APPLICATION) == "Go y algo de Rust"


def test_a_load_is_no_problem_and_a_bill_to_lower_is_one() -> None:
    talk = Talk()
    talk.open("Una API en Go en Kubernetes")
    assert talk.asks() is Topic.PROBLEM
    talk.say("8M de peticiones al mes, 120 ms de pared, 30 ms de CPU, 1 GB")
    assert talk.asks() is Topic.PROBLEM
    assert heard(talk, Topic.PROBLEM) is None
    assert "120 ms" in (heard(talk, Topic.TRAFFIC) or "")
    other = Talk()
    other.open("Una API en Go en Kubernetes y queremos bajar la factura")
    other.say("Gastamos 2.300 dólares al mes, 40M de peticiones al mes, 90 ms, 20 ms de CPU")
    assert other.asks() is not Topic.PROBLEM


@pytest.mark.parametrize(
    ("language", "text", "symptom"),
    [
        ("en", "p95 is 1.8 s when it scales from zero", "cold-start"),
        ("es", "tarda 2 s cuando escala desde cero", "cold-start"),
        ("en", "a heavy function hits the CPU limit", "scaling"),
        ("es", "pagamos 4.000 € al mes por pods casi vacíos", "idle-cost"),
        ("en", "density is terrible", "density"),
        ("es", "hoy lanzamos un contenedor por cliente", "density"),
    ],
)
def test_what_hurts_is_heard(language: str, text: str, symptom: str) -> None:
    assert symptom in {each.value for each in read(text, LEXICON, language).signals}


def test_code_of_others_tells_the_aim_and_no_dependency() -> None:
    talk = Talk()
    talk.open(
        "Un SaaS en Go en Kubernetes; los clientes quieren subir sus propias reglas (código no confiable)"
    )
    assert heard(talk, Topic.DEPENDENCIES) is None
    assert "reglas" in (heard(talk, Topic.OBJECTIVE) or "")


def delivered(*texts: str) -> Talk:
    talk = Talk()
    talk.open(texts[0])
    for text in (*texts[1:], "plan ya"):
        talk.say(text)
    talk.finish(result=plan())
    return talk


def test_a_what_if_of_another_language_rewrites_the_parts_and_keeps_the_aim() -> None:
    talk = delivered("Una API en .NET y un ETL en Python en Fargate y queremos bajar la factura")
    aim = heard(talk, Topic.OBJECTIVE)
    assert "make_plan" in talk.say("¿y si reescribimos la API en Rust?")
    assert talk.conversation is not None
    brief = talk.conversation.phase.brief
    assert {each.name: each.language for each in brief.components} == {"api": "rust", "etl": "python"}
    assert heard(talk, Topic.OBJECTIVE) == aim
    assert (heard(talk, Topic.APPLICATION) or "").endswith("→ Rust")


def test_a_what_if_where_nothing_was_known() -> None:
    talk = delivered("Tenemos algo en Kubernetes")
    talk.say("¿y si lo reescribimos en Rust?")
    assert heard(talk, Topic.APPLICATION) == "Rust"


def test_a_what_if_about_a_number_replaces_it_where_it_stands() -> None:
    talk = delivered(
        "API en Node en Lambda, con arranques en frío", "60M de peticiones al mes, 12 ms de CPU; 3% en frío"
    )
    problem = heard(talk, Topic.PROBLEM)
    talk.say("¿y si el 20% arranca en frío?")
    assert talk.conversation is not None
    share = talk.conversation.phase.brief.quantity(Metric.COLD_START_SHARE)
    assert share is not None
    assert str(share.value) == "0.2"
    assert heard(talk, Topic.PROBLEM) == problem


def test_a_what_if_without_a_package_takes_it_out() -> None:
    talk = delivered("la API de reservas en AWS Lambda con Python y pandas")
    talk.say("¿y si quitamos pandas?")
    assert talk.conversation is not None
    assert [each.packages for each in talk.conversation.phase.brief.components] == [()]


@pytest.mark.parametrize(
    ("text", "language", "mode"),
    [
        ("basic", "en", "basic"),
        ("básico", "es", "basic"),
        ("basic AWS Lambda with Python, API for thumbnails", "en", "basic"),
        ("basic AWS Lambda, Python", "en", "basic"),
        ("básico AWS Lambda con Python, API de miniaturas", "es", "basic"),
        ("plan completo", "es", "pro"),
        ("AWS Lambda, Python", "es", "pro"),
        ("help", "en", "pro"),
        ("/wasm basic", "en", "basic"),
        ("ayyuda", "es", "pro"),
        ("pro", "es", "pro"),
    ],
)
def test_the_first_word_decides_mode_and_language(text: str, language: str, mode: str) -> None:
    talk = Talk()
    talk.open(text)
    assert talk.conversation is not None
    assert (talk.conversation.language, talk.conversation.mode) == (language, mode)


def test_the_language_is_locked_by_the_first_message_that_tells_it() -> None:
    talk = Talk()
    talk.open("AWS Lambda, Python")
    assert talk.conversation is not None
    assert talk.conversation.language == "es"
    talk.say("Docker, Redis")
    assert talk.conversation.language == "es"
    talk.say("the cold starts are what hurts us most")
    assert talk.conversation.language == "en"
    talk.say("los arranques en frío nos duelen mucho")
    assert talk.conversation.language == "en"


def test_what_a_part_uses_tells_its_language() -> None:
    talk = Talk()
    talk.open("ML inference service: PyTorch models on Kubernetes, autoscaling is slow", language="en")
    assert Topic.APPLICATION not in [each.topic for each in talk.asked]


@pytest.mark.parametrize("text", ["here is our list", "Ahí van", "the logs of last week"])
def test_words_about_a_file_answer_nothing(text: str) -> None:
    talk = Talk()
    talk.open("AWS Lambda con Python; arranques en frío", language="es")
    asked = talk.asks()
    assert talk.comment(text) == []
    assert (talk.asks(), heard(talk, asked)) == (asked, None)


def test_an_answer_that_comes_with_a_file_is_one() -> None:
    talk = Talk()
    talk.open("AWS Lambda con Python; arranques en frío", language="es")
    assert talk.asks() is Topic.TRAFFIC
    talk.comment("3 millones de peticiones al mes; detalles en el archivo")
    assert heard(talk, Topic.TRAFFIC)
