"""The parts of a system: named by role or language, completed by later texts, never invented."""

import pytest

from bot.core.brief import Component
from bot.core.joining import joined
from bot.core.reading import components_of, read
from bot.vocabulary import lexicon

LEXICON = lexicon()


def parts(*texts: str, language: str = "es") -> list[Component]:
    return list(components_of(texts, LEXICON, language))


def test_languages_on_a_function_platform_are_its_functions() -> None:
    assert parts("AWS Lambda con Python y Node.js") == [
        Component("python-functions", "funciones Python", "python", None),
        Component("node-functions", "funciones Node.js", "javascript", None),
    ]
    assert parts("Kubernetes with Go and C#", language="en") == [
        Component("go-service", "Go service", "go", None),
        Component("csharp-service", "C# service", "csharp", None),
    ]
    assert [each.label for each in parts("Rust", "uso Rust", language="xx")] == ["servicio Rust"]


def test_roles_with_their_languages_and_packages() -> None:
    assert parts("API en Node, ETL en Python con pandas, y un worker de imágenes en Go") == [
        Component("api", "API", "javascript", "api"),
        Component("etl", "ETL", "python", "etl", ("pandas",)),
        Component("image-processing", "worker de imágenes", "go", "image-processing"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "el backend en Lambda: la API en Node.js y el enriquecimiento en Python",
            {"api": "javascript", "enriquecimiento": "python"},
        ),
        ("el backend en Lambda, con la API en Go y Postgres", {"api": "go", "postgresql": None}),
        ("el backend en Node con Postgres", {"backend": "javascript", "postgresql": None}),
        ("un monolito Java con Spring y Oracle", {"monolith": "java", "oracle-db": None}),
        ("API en Express y Postgres en RDS", {"api": "javascript", "postgresql": None}),
        ("API con RDS", {"api": None, "rds": None}),
        ("una base de datos propia en C", {"database": "c"}),
        ("tenemos una API y unos workers. Todo en Python.", {"api": "python", "worker": "python"}),
        ("una API, un frontend y un ETL en Python", {"api": "python", "frontend": None, "etl": "python"}),
        ("la API, escrita en Go, y un ETL en Rust", {"api": "go", "etl": "rust"}),
        ("Python con pandas para el ETL; API en Go", {"etl": "python", "api": "go"}),
        ("API en Node, API en Python y API en Python", {"api": "javascript", "python-api": "python"}),
        ("API en Go y API en Go de pagos", {"api": "go"}),
        ("API de pagos en Go y API de usuarios en Node", {"api-pagos": "go", "api-usuarios": "javascript"}),
        ("API de la empresa en Go", {"api-empresa": "go"}),
        ("API de", {"api": None}),
        ("API de la", {"api": None}),
        ("API de 3 nodos", {"api": None}),
        ("API de Node", {"api": "javascript"}),
        ("no tenemos frontend", {}),
        ("sabemos Rust", {}),
        ("queremos reescribir en Rust", {}),
        ("sharp y puppeteer", {"javascript-service": "javascript"}),
        ("tensorflow", {}),
        ("numpy y sharp", {"python-service": "python", "javascript-service": "javascript"}),
        ("API en Node, con sharp y numpy", {"api": "javascript", "python-service": "python"}),
        ("una API, con numpy", {"api": "python"}),
        ("una API con numpy", {"api": "python"}),
        ("una API con numpy/sharp", {"api": None}),
        ("funciones en Pyhton", {"python-service": "python"}),
        ("SQLite y Kafka", {}),
        ("hola", {}),
    ],
)  # fmt: skip
def test_each_part_once(text: str, expected: dict[str, str | None]) -> None:
    assert {each.name: each.language for each in parts(text)} == expected


def test_a_slip_is_not_carried_into_a_name() -> None:
    assert parts("funciones en Pyhton")[0].label == "servicio Python"
    assert parts("numpy")[0].label == "servicio Python"
    assert parts("sharp", "usamos sharp")[0].label == "servicio JavaScript"


def test_a_later_text_completes_a_part() -> None:
    first = "AWS Lambda con Python y Node.js"
    assert parts(first, "usamos numpy y sharp") == [
        Component("python-functions", "funciones Python", "python", None, ("numpy",)),
        Component("node-functions", "funciones Node.js", "javascript", None, ("sharp",)),
    ]
    assert parts(first, "la API es Node y usa express") == [
        Component("python-functions", "funciones Python", "python", None),
        Component("api", "API", "javascript", "api", ("express",)),
    ]
    assert parts("una API", "la API en TypeScript", "usamos zod") == [
        Component("api", "API", "typescript", "api", ("zod",))
    ]
    assert parts("API en JavaScript", "TypeScript") == [Component("api", "API", "typescript", "api")]
    assert parts("API de pagos en Go", "la API va lenta") == [
        Component("api-pagos", "API de pagos", "go", "api")
    ]
    assert parts("Postgres", "Postgres en Docker") == [Component("postgresql", "Postgres", None, "database")]


def test_packages_go_to_every_part_that_can_use_them() -> None:
    found = parts("API en Python y ETL en Python", "dependencias: numpy y boto3")
    assert [each.packages for each in found] == [("numpy", "boto3"), ("numpy", "boto3")]


def test_names_stay_unique() -> None:
    old = (Component("api", "API", "go", "api"), Component("rust-api", "x", "c", "worker"))
    new = (Component("api", "API", "rust", "api"), Component("api", "API", "rust", "web"))
    names = [each.name for each in joined(old, new)]
    assert len(set(names)) == len(names) == 4


def test_a_reading_names_the_parts_of_its_text() -> None:
    assert [each.name for each in read("API en Go", LEXICON, "es").components] == ["api"]
