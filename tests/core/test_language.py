"""Which language a text is in, and which are not ours."""

import pytest

from bot.core.reading import foreign, language_of
from bot.vocabulary import lexicon

LEXICON = lexicon()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tenemos AWS Lambda con Python y los arranques en frío nos duelen", "es"),
        ("Hola, queremos saber si nos conviene", "es"),
        ("microservicios en Node", "es"),
        ("aplicacion sin accentos pero con problemas", "es"),
        ("¿qué tiempo hace mañana?", "es"),
        ("We run AWS Lambda with Python and the cold starts hurt", "en"),
        ("Hi, is it worth moving to Wasm?", "en"),
        ("our team doesn’t know", "en"),
        ("AWS Lambda, Python, Node.js, PostgreSQL", None),
        ("3M", None),
        ("", None),
        ("no", None),
        ("Nous avons des microservices en Python et nous voulons réduire la facture", None),
    ],
)
def test_the_language_of_a_message(text: str, language: str | None) -> None:
    assert language_of(text, LEXICON) == language


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, nous avons des microservices Node.js sur Kubernetes et les démarrages à froid sont trop lents",
        "L'application tourne sur AWS Lambda, c'est trop cher et on voudrait réduire la facture",
        "Wir betreiben Node.js auf Kubernetes und die Kosten sind zu hoch",
        "Unsere Lambda-Funktionen starten langsam und der Speicher ist teuer",
        "Nós usamos AWS Lambda com Python e Node.js, os cold starts demoram muito e a memória é cara",
        "Temos uma aplicação em Python rodando no Kubernetes e queremos reduzir os custos da nuvem",
        "A nossa equipe usa contêineres Docker e o serviço está muito lento",
        "Abbiamo una applicazione Python su Kubernetes e vogliamo ridurre i costi",
        "Le nostre funzioni Lambda sono lente e la memoria costa troppo",
        "Tenim microserveis en Node amb Kubernetes i volem baixar els costos",
        "Wij draaien onze diensten op Kubernetes en de kosten zijn te hoog",
        "Mamy aplikację w Pythonie i chcemy obniżyć koszty chmury",
        "Мы используем Kubernetes и Python",
        "我们使用 AWS Lambda 和 Python 开发后端服务",
        "نستخدم خدمات سحابية كثيرة",
    ],
)
def test_prose_in_a_third_language(text: str) -> None:
    assert foreign(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "AWS Lambda, Python, Node.js, PostgreSQL, Redis, S3",
        "Kubernetes (EKS), Java 17, Spring Boot, Kafka",
        "Tenemos una base de datos en el contenedor",
        "la API va en Go y el ETL en Python con pandas",
        "usamos Redis para la sesión y no guardamos estado en disco",
        "el equipo no sabe Rust",
        "We run on ECS with Go",
        "no",
        "3M req/mes",
        "",
        "π ≈ 3,14 µs",
        "señalización de la línea según el año",
    ],
)
def test_our_languages_and_lists_of_names_are_not_foreign(text: str) -> None:
    assert not foreign(text, LEXICON)


def test_a_language_with_a_folder_of_its_own_is_not_foreign() -> None:
    assert not LEXICON.foreign.keys() & set(LEXICON.languages)
    assert "pt" in LEXICON.foreign
