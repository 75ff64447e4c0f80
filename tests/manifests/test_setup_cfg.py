from bot.assessment.manifests.setup_cfg import matches, read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

CFG = """\
[metadata]
name = shop
version = attr: shop.__version__

[options]
python_requires = >=3.10
packages = find:
install_requires =
    Django>=4.2
    # a word between
    redis ; python_version < "3.13"   # the cache
    requests>=2
setup_requires = setuptools-scm
tests_require = file: requirements-test.txt

[options.extras_require]
mongo =
    pymongo>=4
test = pytest; coverage

[flake8]
max-line-length = 110
no option at all
"""


def test_requirements_on_their_lines() -> None:
    assert dependencies(read("setup.cfg", CFG)) == [
        (9, "django", ">=4.2"),
        (11, "redis", ""),
        (12, "requests", ">=2"),
        (13, "setuptools-scm", ""),
        (18, "pymongo", ">=4"),
        (19, "pytest", ""),
    ]


def test_developers_and_conditions() -> None:
    manifest = read("setup.cfg", CFG)
    assert developers(manifest) == {"setuptools-scm", "pytest"}
    assert conditions(manifest)["redis"] == 'python_version < "3.13"'
    assert conditions(manifest)["pymongo"] == "extra == 'mongo'"


def test_the_project_its_language_and_what_it_uses() -> None:
    manifest = read("setup.cfg", CFG)
    assert [(each.name, each.at.line) for each in manifest.parts] == [("shop", 2)]
    assert traits(manifest) == {
        "language.python": 6,
        "framework.django": 9,
        "datastore.redis": 11,
        "datastore.mongodb": 18,
    }


def test_what_is_elsewhere_and_what_is_no_option_is_named() -> None:
    assert unread(read("setup.cfg", CFG)) == [(14, Why.UNRESOLVED), (23, Why.SYNTAX)]


def test_lines_before_any_section_ask_for_nothing() -> None:
    assert dependencies(read("setup.cfg", "install_requires =\n  flask\n")) == []


def test_only_its_own_name_matches() -> None:
    assert matches("lib/setup.cfg")
    assert not matches("setup.py")
