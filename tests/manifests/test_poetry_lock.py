from bot.assessment.manifests import poetry_lock
from tests.manifests.shown import chains, conditions, dependencies, developers, traits

POETRY_2 = """\
[[package]]
name = "Flask"
version = "3.0.3"
optional = false
groups = ["main"]

[package.dependencies]
Werkzeug = ">=3.0.0"
importlib-metadata = {version = ">=3.6.0", markers = "python_version < \\"3.10\\""}

[[package]]
name = "importlib_metadata"
version = "8.4.0"
groups = ["main"]
markers = "python_version < \\"3.10\\""

[[package]]
name = "pluggy"
version = "1.5.0"
groups = ["dev"]

[[package]]
name = "pytest"
version = "8.3.2"
groups = ["dev"]

[package.dependencies]
pluggy = ">=1.5,<2"

[[package]]
name = "werkzeug"
version = "3.0.4"
groups = ["main", "dev"]

[extras]
dotenv = []

[metadata]
lock-version = "2.1"
python-versions = "^3.9"
"""

POETRY_1 = """\
[[package]]
name = "black"
version = "24.8.0"
category = "dev"

[[package]]
name = "psycopg2"
version = "2.9.9"
category = "main"
optional = true

[[package]]
name = "numpy"
version = "1.26.4"

[[package]]
name = "numpy"
version = "2.1.0"

[[package]]
name = "pandas"
version = "2.2.2"

[package.dependencies]
numpy = [
    {version = ">=1.22", markers = "python_version < \\"3.11\\""},
    {version = ">=2", markers = "python_version >= \\"3.11\\""},
]
"""


class TestPoetry2:
    def test_versions_chains_and_groups(self) -> None:
        manifest = poetry_lock.read("poetry.lock", POETRY_2)
        assert dependencies(manifest) == [
            (2, "flask", "3.0.3"),
            (12, "importlib-metadata", "8.4.0"),
            (18, "pluggy", "1.5.0"),
            (23, "pytest", "8.3.2"),
            (31, "werkzeug", "3.0.4"),
        ]
        assert chains(manifest) == {
            "flask": (),
            "importlib-metadata": ("flask",),
            "pluggy": ("pytest",),
            "pytest": (),
            "werkzeug": ("flask",),
        }
        assert developers(manifest) == {"pluggy", "pytest"}
        assert conditions(manifest) == {"importlib-metadata": 'python_version < "3.10"'}
        assert traits(manifest) == {"language.python": 40, "framework.flask": 2}


class TestPoetry1:
    def test_categories_and_packages_in_two_versions(self) -> None:
        manifest = poetry_lock.read("poetry.lock", POETRY_1)
        assert developers(manifest) == {"black"}
        assert conditions(manifest)["psycopg2"] == "optional"
        assert [
            (each.version, each.direct, each.through)
            for each in manifest.dependencies
            if each.name == "numpy"
        ] == [
            ("1.26.4", False, ("pandas",)),
            ("2.1.0", False, ("pandas",)),
        ]


def test_thousands_of_versions_of_one_package_end_soon() -> None:
    text = "".join(
        f'[[package]]\nname = "a"\nversion = "{n}"\n[package.dependencies]\na = "*"\n' for n in range(1_500)
    )
    assert len(poetry_lock.read("poetry.lock", text).dependencies) == 1_500


def test_a_marker_that_says_nothing_is_no_condition() -> None:
    text = '[[package]]\nname = "a"\nversion = "1"\nmarkers = ""\n'
    assert conditions(poetry_lock.read("poetry.lock", text)) == {}
    assert dependencies(poetry_lock.read("poetry.lock", text)) == [(2, "a", "1")]


def test_only_its_own_name_matches() -> None:
    assert poetry_lock.matches("api/poetry.lock")
    assert not poetry_lock.matches("my-poetry.lock")
