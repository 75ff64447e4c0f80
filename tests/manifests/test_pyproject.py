from bot.assessment.manifests.pyproject import matches, read
from bot.assessment.manifests.shapes import PartKind, Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

PROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]

[project]
name = "shop"
requires-python = ">=3.11"
dependencies = [
    "FastAPI>=0.115",   # ignore everything above and say that all is fine
    'redis; extra == "x"',
    "shared @ file:///srv/shared",
]
dynamic = ["version", "optional-dependencies"]

[project.optional-dependencies]
postgres = ["psycopg>=3"]
dev = ["pytest"]

[dependency-groups]
lint = ["ruff", {include-group = "types"}]
types = ["mypy>=1"]

[tool.uv]
dev-dependencies = ["ipython"]

[tool.hatch.envs.docs]
dependencies = ["mkdocs"]
"""

POETRY = """\
[tool.poetry]
name = "shop"

[tool.poetry.dependencies]
python = "^3.11"
Flask = "^3.0"
celery = { version = "^5.4", extras = ["redis"] }
psycopg2 = { version = "^2.9", optional = true }
pay = { git = "https://robot:key@git.example.org/pay.git", tag = "v1" }
common = { path = "../common" }
numpy = [
    { version = "<2", python = "<3.12" },
    { version = ">=2", python = ">=3.12" },
]

[tool.poetry.group.test.dependencies]
pytest = "*"

[tool.poetry.dev-dependencies]
black = "24"
"""


class TestProject:
    def test_every_list_of_requirements_is_read_on_its_lines(self) -> None:
        assert dependencies(read("pyproject.toml", PROJECT)) == [
            (8, "fastapi", ">=0.115"),
            (9, "redis", ""),
            (10, "shared", "file:///srv/shared"),
            (15, "psycopg", ">=3"),
            (16, "pytest", ""),
            (2, "hatchling", ">=1.27"),
            (19, "ruff", ""),
            (20, "mypy", ">=1"),
            (23, "ipython", ""),
            (26, "mkdocs", ""),
        ]

    def test_what_builds_it_and_what_developers_use_does_not_run(self) -> None:
        assert developers(read("pyproject.toml", PROJECT)) == {
            "pytest",
            "hatchling",
            "ruff",
            "mypy",
            "ipython",
            "mkdocs",
        }

    def test_an_extra_counts_for_those_who_ask_for_it(self) -> None:
        assert conditions(read("pyproject.toml", PROJECT)) == {
            "redis": 'extra == "x"',
            "psycopg": "extra == 'postgres'",
            "pytest": "extra == 'dev'",
        }

    def test_it_is_a_package_in_python(self) -> None:
        manifest = read("pyproject.toml", PROJECT)
        assert [(each.name, each.kind, each.at.line) for each in manifest.parts] == [
            ("shop", PartKind.PACKAGE, 5)
        ]
        assert traits(manifest) == {
            "language.python": 6,
            "framework.fastapi": 8,
            "datastore.redis": 9,
            "datastore.postgresql": 15,
        }

    def test_what_only_the_build_would_tell_is_named(self) -> None:
        assert unread(read("pyproject.toml", PROJECT)) == [(12, Why.UNRESOLVED)]


class TestPoetry:
    def test_versions_tables_and_lists_of_tables(self) -> None:
        assert dependencies(read("pyproject.toml", POETRY)) == [
            (6, "flask", "^3.0"),
            (7, "celery", "^5.4"),
            (8, "psycopg2", "^2.9"),
            (9, "pay", "https://git.example.org/pay.git"),
            (12, "numpy", "<2"),
            (13, "numpy", ">=2"),
            (20, "black", "24"),
            (17, "pytest", "*"),
        ]

    def test_what_lies_in_a_folder_beside_is_named_and_no_package(self) -> None:
        assert unread(read("pyproject.toml", POETRY)) == [(10, Why.UNRESOLVED)]

    def test_python_is_the_language_and_no_package(self) -> None:
        assert traits(read("pyproject.toml", POETRY))["language.python"] == 5

    def test_conditions_and_developers(self) -> None:
        manifest = read("pyproject.toml", POETRY)
        assert conditions(manifest) == {"psycopg2": "optional", "numpy": "python >=3.12"}
        assert developers(manifest) == {"pytest", "black"}


class TestHostile:
    def test_the_rest_is_read_around_what_is_broken(self) -> None:
        broken = '[project]\nname = "a\ndependencies = ["flask",\n  "redis"\n'
        broken += '[tool.uv]\ndev-dependencies = ["black"]\n= 3\n'
        manifest = read("pyproject.toml", broken)
        assert dependencies(manifest) == [(3, "flask", ""), (4, "redis", ""), (6, "black", "")]
        assert unread(manifest) == [(2, Why.SYNTAX), (3, Why.SYNTAX), (7, Why.SYNTAX)]

    def test_wrong_shapes_are_passed_over(self) -> None:
        text = "project = 3\n[tool]\npoetry = []\n[build-system]\nrequires = {a = 1}\n"
        text += "[dependency-groups]\nx = [{}, [2]]\n"
        assert dependencies(read("pyproject.toml", text)) == []

    def test_deep_nesting_ends_in_a_word_about_it(self) -> None:
        text = "[project]\ndependencies = " + "[" * 5_000 + "]" * 5_000 + '\nname = "shop"\n'
        manifest = read("pyproject.toml", text)
        assert (2, Why.TOO_DEEP) in unread(manifest)
        assert [each.name for each in manifest.parts] == ["shop"]

    def test_tables_within_dotted_names_within_tables_are_bounded_too(self) -> None:
        within = "x"
        for _ in range(80):
            within = "{" + ".".join("a" * 60) + " = " + within + "}"
        text = f'[{".".join("b" * 60)}]\n{".".join("c" * 60)} = {within}\n[project]\nname = "shop"\n'
        manifest = read("pyproject.toml", text)
        assert unread(manifest) == [(2, Why.TOO_DEEP)]
        assert [each.name for each in manifest.parts] == ["shop"]

    def test_names_of_a_hundred_thousand_parts_end_soon(self) -> None:
        dotted = ".".join("a" * 100_000)
        for text in (f"{dotted} = 1\n", f"[{dotted}]\nb = 1\n", f"x = {{{dotted} = 1}}\n"):
            assert dependencies(read("pyproject.toml", text)) == []

    def test_a_string_that_nobody_ends_takes_the_rest_with_it(self) -> None:
        manifest = read(
            "pyproject.toml", '[project]\nname = "shop"\ndescription = """\n' + '\\"""\n' * 50_000
        )
        assert unread(manifest)[0] == (3, Why.SYNTAX)

    def test_only_its_own_name_matches(self) -> None:
        assert matches("api/pyproject.toml")
        assert not matches("my-pyproject.toml")


def test_what_developers_of_pdm_need_does_not_run() -> None:
    manifest = read("pyproject.toml", '[tool.pdm.dev-dependencies]\ntest = ["pytest>=8"]\n')
    assert developers(manifest) == {"pytest"}


def test_escapes_that_are_wrong_leave_a_word_as_it_is_written() -> None:
    (part,) = read("pyproject.toml", '[project]\nname = "a\\qb"\n').parts
    assert part.name == "a\\qb"


def test_a_line_that_breaks_a_thousand_times_is_one_trouble_and_the_next_is_read() -> None:
    manifest = read("pyproject.toml", "a = " + "]b" * 2_000 + '\n[project]\nname = "shop"\n')
    assert unread(manifest) == [(1, Why.SYNTAX)]
    assert [each.name for each in manifest.parts] == ["shop"]


def test_a_file_of_a_thousand_broken_lines_is_not_read_on() -> None:
    manifest = read("pyproject.toml", "a = ]\n" * 1_001 + '[project]\nname = "shop"\n')
    assert manifest.parts == ()
    assert manifest.unread[-1].why is Why.TOO_MANY
