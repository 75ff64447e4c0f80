"""What resolves for the target counts, and not what exists: pure builds, libraries of the system, chains, markers."""

import json

import pytest

from bot.assessment.evidence.shapes import Weight
from bot.assessment.shapes import Level
from tests.evidence.told import decided, module, names, of, one, places, rules

UV_LOCK = """version = 1

[[package]]
name = "api"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "jsonschema" }, { name = "sqlalchemy" }]

[[package]]
name = "jsonschema"
version = "4.26.0"
source = { registry = "an index" }
dependencies = [{ name = "referencing" }]

[[package]]
name = "referencing"
version = "0.37.0"
source = { registry = "an index" }
dependencies = [{ name = "rpds-py" }]

[[package]]
name = "rpds-py"
version = "0.30.0"
source = { registry = "an index" }

[[package]]
name = "sqlalchemy"
version = "2.0.50"
source = { registry = "an index" }
dependencies = [{ name = "greenlet", marker = "platform_machine == 'x86_64' or platform_machine == 'AMD64'" }]

[[package]]
name = "greenlet"
version = "3.3.0"
source = { registry = "an index" }
"""


def asking(text: str) -> dict[str, str]:
    return {"api/requirements.txt": text}


def blocked(files: dict[str, str]) -> set[str]:
    return {each.words for each in decided(of(files)).findings if each.weight is Weight.BLOCKER}


def test_native_wheels_beside_a_pure_one_block_nothing() -> None:
    assert blocked(asking("charset-normalizer==3.5\npyyaml==6.0\nmultidict==6.7\n")) == set()


def test_a_pure_wheel_that_wants_a_library_of_the_system_blocks() -> None:
    found = one(decided(of(asking("psycopg==3.3\n"))), "B04")
    assert found.package is not None
    assert "libpq" in found.package.because


@pytest.mark.parametrize(
    ("text", "blames"),
    [
        ("pydantic==1.10.24\nfastapi==0.95.0\n", set[str]()),
        ("pydantic<2\n", set[str]()),
        ("pydantic>=1.10\n", {"pydantic"}),
        ("pydantic==2.12.5\nfastapi==0.121.0\n", {"pydantic", "fastapi"}),
    ],
)
def test_a_package_blocks_in_the_version_that_is_asked_for(text: str, blames: set[str]) -> None:
    assert blocked(asking(text)) == blames


def test_what_a_pure_package_brings_along_is_blamed_by_its_chain() -> None:
    files = {"pyproject.toml": '[project]\nname = "api"\nversion = "0.1.0"\n', "uv.lock": UV_LOCK}
    rows = {each.words: each for each in decided(of(files)).findings if each.rule == "B04"}
    rpds = rows["rpds-py"]
    assert rpds.dependency is not None
    assert rpds.dependency.through == ("jsonschema", "referencing")
    assert str(rpds.at) == "uv.lock:22"


def test_what_a_lock_holds_for_other_processors_does_not_count() -> None:
    files = {"pyproject.toml": '[project]\nname = "api"\nversion = "0.1.0"\n', "uv.lock": UV_LOCK}
    held = names(module(of(files), "api"))
    assert "sqlalchemy" in held
    assert "greenlet" not in held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("pywin32==311; sys_platform == 'win32'\n", False),
        ("psycopg2==2.9; python_version < '3.9'\n", False),
        ("psycopg2==2.9; sys_platform == 'linux'\n", True),  # their servers
        ("psycopg2==2.9; sys_platform != 'win32'\n", True),
        ("psycopg2==2.9; platform_release > '5'\n", True),  # nobody can tell
    ],
)
def test_a_marker_counts_where_it_may_hold(text: str, held: bool) -> None:
    found = of(asking(f"jinja2==3.1\n{text}"))
    assert (len(names(module(found, "api"))) == 2) is held


def test_extras_and_groups_of_developers_do_not_count() -> None:
    project = """[project]
name = "api"
version = "0.1.0"
dependencies = ["jinja2"]
[project.optional-dependencies]
plots = ["psycopg2"]
[dependency-groups]
dev = ["celery"]
"""
    assert blocked({"pyproject.toml": project}) == set()


def test_builds_for_one_system_are_told_by_the_package_that_chooses_among_them() -> None:
    lock = {
        "name": "api",
        "lockfileVersion": 3,
        "packages": {
            "": {"name": "api", "dependencies": {"sharp": "0.34"}},
            "node_modules/sharp": {
                "version": "0.34.5",
                "optionalDependencies": {"@img/sharp-linux-x64": "0.34.5", "@img/sharp-wasm32": "0.34.5"},
            },
            "node_modules/@img/sharp-linux-x64": {
                "version": "0.34.5",
                "cpu": ["x64"],
                "os": ["linux"],
                "optional": True,
            },
        },
    }
    manifest = {"name": "api", "dependencies": {"sharp": "0.34"}}
    files = {"package.json": json.dumps(manifest), "package-lock.json": json.dumps(lock, indent=1)}
    assert names(module(of(files), "api")) == ["sharp"]
    assert blocked(files) == {"sharp"}


def test_a_crate_for_another_system_is_no_blocker() -> None:
    crate = """[package]
name = "api"
version = "0.1.0"
[dependencies]
serde_json = "1"
[target.'cfg(windows)'.dependencies]
openssl = "0.10"
[target.'cfg(unix)'.dependencies]
rdkafka = "0.38"
"""
    assert names(module(of({"Cargo.toml": crate}), "api")) == ["serde_json"]
    assert blocked({"Cargo.toml": crate}) == set()


@pytest.mark.parametrize(
    ("file", "text", "blames", "unknown"),
    [
        (
            "go.mod",
            "module example.org/api\nrequire github.com/mattn/go-sqlite3 v1.14.32\nrequire example.org/own v1.0.0\n",
            "go.mod:2",
            "example.org/own",
        ),
        (
            "Cargo.toml",
            '[package]\nname = "api"\n[dependencies]\nrdkafka = "0.38"\nour-own = "1"\n',
            "Cargo.toml:4",
            "our-own",
        ),
    ],
)
def test_rules_block_by_line_in_ecosystems_without_a_snapshot(
    file: str, text: str, blames: str, unknown: str
) -> None:
    found = decided(of({file: text}))
    assert set(places(found, "B04").values()) == {blames}
    assert list(places(found, "C22")) == [unknown]
    assert found.assessment.confidence is not Level.HIGH


def test_a_listening_framework_and_pure_packages_block_nothing() -> None:
    crate = '[package]\nname = "api"\n[dependencies]\naxum = "0.8"\nserde = "1"\nsqlx = "0.8"\n'
    found = decided(of({"Cargo.toml": crate}))
    assert not [each for each in found.findings if each.weight in (Weight.BLOCKER, Weight.UNKNOWN)]
    assert "C05" in rules(found, "api")
