"""Where paths lead, whose packages are whose, and the line behind a number."""

from decimal import Decimal

import pytest

from bot.assessment.evidence.places import joined
from bot.assessment.evidence.portrait import asked_for
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Spot
from bot.assessment.statements import measured
from bot.core.brief import Metric
from bot.planning.pages import place
from bot.planning.phrases import Phrases
from bot.wording import wording
from tests.evidence.told import decided, module, names, of

TWO_PARTS = {
    "services/package-lock.json": '{"lockfileVersion": 3, "packages": {"": {"dependencies": {"left-pad": "1"}},'
    ' "node_modules/left-pad": {"version": "1.3.0"}}}',
    "services/api/package.json": '{"name": "api", "dependencies": {"express": "5"}}',
    "services/web/package.json": '{"name": "web", "dependencies": {"fastify": "5"}}',
}


@pytest.mark.parametrize(
    ("base", "path", "found"),
    [("a/b", "../c", "a/c"), ("a", "..", ""), ("a", "../..", None), ("a", "./b", "a/b"), ("a", "/b", None)],
)
def test_a_path_is_followed_as_far_as_the_folder(base: str, path: str, found: str | None) -> None:
    assert joined(base, path) == found


def test_a_figure_is_traced_to_its_line() -> None:
    evidence = of({"fly.toml": 'app = "shop"\n[[vm]]\nmemory = "512mb"\n'})
    (figure,) = evidence.figures
    assert figure.value == Decimal(512)
    why = measured(decided(evidence).brief, Metric.MEMORY_MB)
    assert why is not None
    assert (str(why[1].at), why[1].quote) == ("fly.toml:3", figure.quote)


def test_the_language_is_that_of_most_that_is_asked_for() -> None:
    at = Spot("apt.txt", 1)
    own = (
        Dependency(Ecosystem.DEBIAN, "libpq-dev", "", at),
        Dependency(Ecosystem.PYPI, "psycopg", "3", at, direct=False),
        Dependency(Ecosystem.NPM, "pg", "8", Spot("more.json", 4)),
    )
    assert asked_for(own) == ("javascript", Spot("more.json", 4))
    assert asked_for(own[:2]) is None


def test_what_no_module_asks_for_is_nobodys() -> None:
    evidence = of(TWO_PARTS)
    assert [names(module(evidence, each)) for each in ("api", "web")] == [["express"], ["fastify"]]
    assert "left-pad" in {each.name for each in evidence.dependencies}


def test_the_headline_names_the_platform_and_not_a_word_of_its_file() -> None:
    page = place(
        decided(of({"netlify.toml": '[build]\ncommand = "make"\n'})).brief,
        Phrases(wording(), "en", "composed"),
    )
    assert page["platform"] == "Netlify"
