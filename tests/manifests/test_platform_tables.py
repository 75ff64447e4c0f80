"""The tables behind the readers of infrastructure, and what their small words mean."""

import tomllib
from decimal import Decimal
from importlib import resources

import pytest

from bot.assessment.manifests.amounts import BYTE, count, megabytes
from bot.assessment.manifests.formats_platforms import FORMATS
from bot.assessment.manifests.images import image_of, name_of
from bot.assessment.manifests.resources import types
from bot.assessment.manifests.runtimes import engine_of, language_of
from bot.assessment.manifests.shapes import PartKind
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind
from bot.vocabulary import lexicon

SHARED = lexicon().shared
OF_A_SECTION = {
    "store": SignalKind.DATASTORE,
    "language": SignalKind.LANGUAGE,
    "product": SignalKind.ROLE,
    "use": SignalKind.USE,
    "system": SignalKind.USE,
}
IN_EACH_LANGUAGE = {("use", "native-libraries")}  # ids that the languages' own lexicons hold


def images() -> dict[str, dict[str, list[str]]]:
    text = resources.files("bot.assessment.manifests").joinpath("images.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class TestTables:
    def test_images_mean_ids_of_the_lexicon(self) -> None:
        meant = [
            (OF_A_SECTION[section], value) for section, rows in images().items() for value in rows if value
        ]
        assert [
            each for each in meant if each[1] not in SHARED.kind(each[0]) and each not in IN_EACH_LANGUAGE
        ] == []

    def test_no_image_is_two_stores_or_two_languages(self) -> None:
        for section, rows in images().items():
            names = [name for each in rows.values() for name in each]
            assert len(names) == len(set(names)), section

    def test_resources_mean_ids_of_the_lexicon(self) -> None:
        meant = {each for _, tells in types().values() for each in tells}
        assert [each for each in meant if each[1] not in SHARED.kind(each[0])] == []

    def test_resources_are_parts_or_none(self) -> None:
        assert {part for part, _ in types().values()} <= {"", *PartKind}

    def test_a_store_is_a_part(self) -> None:
        stores = [
            name for name, (_, tells) in types().items() if tells and tells[0][0] is SignalKind.DATASTORE
        ]
        assert stores
        assert {types()[name][0] for name in stores} == {"store"}


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("docker.io/library/postgres:16@sha256:0f", "postgres"),
        ("registry.example.org:5000/acme/redis", "acme/redis"),
        ("localhost/acme/app", "acme/app"),
        ("${REGISTRY}/acme/app:${TAG}", "acme/app"),
        ("$REGISTRY/acme/app", "acme/app"),
        ("${REGISTRY:-docker.io}/acme/app", "acme/app"),
        ("acme/$APP", "?"),
        ("${IMAGE}", "?"),
        ("", "?"),
        ("Postgres:16", "postgres"),
    ],
)
def test_an_image_has_a_name_without_registry_and_tag(reference: str, name: str) -> None:
    assert name_of(reference) == name


@pytest.mark.parametrize(
    ("reference", "known"),
    [
        ("bitnami/postgresql:16", ("postgresql", "", None)),
        ("acme/redis", ("redis", "", None)),
        ("acme/redis-importer", ("", "", None)),
        ("mcr.microsoft.com/dotnet/aspnet:9.0", ("", "csharp", None)),
        ("nginx", ("", "", "gateway")),
        ("grafana/grafana", ("", "", "")),
    ],
)
def test_what_an_image_is(reference: str, known: tuple[str, str, str | None]) -> None:
    image = image_of(reference)
    assert (image.store, image.language, image.product) == known


@pytest.mark.parametrize(
    ("text", "bare", "amount"),
    [
        ("512Mi", BYTE, "512"),
        ("1.5Gi", BYTE, "1536"),
        ("1g", BYTE, "1024"),
        ("1 GB", BYTE, "1024"),
        ("134217728", BYTE, "128"),
        ("512", Decimal(1), "512"),
        ("65536k", Decimal(1), "64"),
        ("0", Decimal(1), None),
        ("-1", Decimal(1), None),
        ("lots", Decimal(1), None),
        ("512Xi", Decimal(1), None),
        ("${MEMORY}", Decimal(1), None),
        ("9" * 40, Decimal(1), None),
    ],
)
def test_memory(text: str, bare: Decimal, amount: str | None) -> None:
    assert megabytes(Scalar(1, text), bare) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("0", None), ("2.5", None), ("${N}", None), ("٣", None)]
)
def test_counts(text: str, number: int | None) -> None:
    assert count(Scalar(1, text)) == number


@pytest.mark.parametrize(
    ("runtime", "language"),
    [
        ("python3.12", "python"),
        ("nodejs22.x", "javascript"),
        ("go1.x", "go"),
        ("go122", "go"),
        ("dotnet8", "csharp"),
        ("java21", "java"),
        ("javascript", ""),
        ("provided.al2023", ""),
        ("google", ""),
    ],
)
def test_runtimes(runtime: str, language: str) -> None:
    assert language_of(runtime) == language


@pytest.mark.parametrize(
    ("engine", "store"), [("aurora-postgresql", "postgresql"), ("POSTGRES_16", "postgresql"), ("custom", "")]
)
def test_engines(engine: str, store: str) -> None:
    assert engine_of(engine) == store


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("api/dockerfile", "dockerfile"),
        ("dockerfile.worker", "dockerfile"),
        ("worker.dockerfile", "dockerfile"),
        ("containerfile", "dockerfile"),
        ("dockerfile.dockerignore", None),
        ("tools/dockerfile.py", None),
        ("dockerfile.go", "dockerfile"),
        ("docker-compose.override.yml", "compose"),
        ("compose.yaml", "compose"),
        ("serverless.yml", "serverless"),
        ("infra/main.tf", "terraform"),
        ("main.tf.json", "terraform"),
        ("terraform.tfvars", None),
        ("fly.toml", "fly"),
        ("wrangler.jsonc", "wrangler"),
        ("spin.toml", "spin"),
        ("vercel.json", "vercel"),
        ("netlify.toml", "netlify"),
        ("template.json", "cloudformation"),
        ("package.json", None),
        ("k8s/api.yaml", "yaml"),
        ("pnpm-lock.yaml", None),
    ],
)
def test_a_path_tells_its_format(path: str, form: str | None) -> None:
    assert next((each.id for each in FORMATS if each.matches(path)), None) == form
