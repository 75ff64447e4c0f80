import json

import pytest

from bot.assessment.evidence.shapes import Weight
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Component
from tests.evidence.told import TODAY, decided, known, of, of_folder, one, places, rules

PACKAGES = {
    "python": ("numpy", "pillow", "psycopg2", "celery", "gunicorn", "aiohttp", "jinja2", "nobody-knows-this"),
    "javascript": ("sharp", "bcrypt", "puppeteer", "express", "zod", "nobody-knows-this"),
}
OF_PACKAGES = {"B03", "B04", "C05", "C22"}
ONE_EACH = [(language, name) for language, every in PACKAGES.items() for name in every]


def asking(language: str, name: str) -> dict[str, str]:
    if language == "python":
        return {"api/requirements.txt": f"{name}==1.0\n"}
    return {"api/package.json": json.dumps({"name": "api", "dependencies": {name: "1"}})}


@pytest.mark.parametrize(("language", "name"), ONE_EACH)
def test_a_package_gets_the_same_answer_from_files_as_from_words(language: str, name: str) -> None:
    spoken = Brief(components=(Component("api", "api", language, "api", (name,)),))
    by_words = {each.rule for each in assess(spoken, known(), TODAY).findings} & OF_PACKAGES
    by_files = rules(decided(of(asking(language, name))), "api") & OF_PACKAGES
    assert by_files == by_words


def test_each_blocker_stands_at_its_line() -> None:
    found = decided(of_folder("shop"))
    assert places(found, "B04") == {
        "sharp": "thumbnails/package.json:5",
        "pillow": "mailer/requirements.txt:3",
    }
    assert places(decided(of_folder("gpu")), "B02") == {"gpus: all": "compose.yaml:6"}


def test_a_blocker_is_of_its_module_alone() -> None:
    found = decided(of_folder("gpu"))
    assert {each.module for each in found.findings if each.weight is Weight.BLOCKER} == {"trainer"}


def test_two_modules_with_one_habit_have_a_line_each() -> None:
    compose = "services:\n  one:\n    build: ./one\n    gpus: all\n  two:\n    build: ./two\n    gpus: all\n"
    found = decided(of({"compose.yaml": compose}))
    rows = {(each.module, str(each.at)) for each in found.findings if each.rule == "B02"}
    assert rows == {("one", "compose.yaml:4"), ("two", "compose.yaml:7")}


def test_a_package_that_was_never_asked_for_tells_its_way_in() -> None:
    lock = {
        "name": "api",
        "lockfileVersion": 3,
        "packages": {
            "": {"name": "api", "dependencies": {"favicons": "7"}},
            "node_modules/favicons": {"version": "7.2.0", "dependencies": {"sharp": "0.33"}},
            "node_modules/sharp": {"version": "0.33.5"},
        },
    }
    files = {**asking("javascript", "favicons"), "api/package-lock.json": json.dumps(lock, indent=1)}
    found = one(decided(of(files)), "B04")
    assert found.dependency is not None
    assert (found.dependency.name, found.dependency.through) == ("sharp", ("favicons",))
    lines = files["api/package-lock.json"].split("\n")
    assert found.at is not None
    assert "node_modules/sharp" in lines[found.at.line - 1]


def test_what_only_developers_need_blocks_nothing() -> None:
    manifest = {"name": "api", "dependencies": {"zod": "4"}, "devDependencies": {"sharp": "0.34"}}
    found = decided(of({"package.json": json.dumps(manifest)}))
    assert not [each for each in found.findings if each.weight is Weight.BLOCKER]


def test_an_unknown_package_is_unknown_and_never_fine() -> None:
    found = one(decided(of(asking("python", "nobody-knows-this"))), "C22")
    assert (found.weight, found.words) == (Weight.UNKNOWN, "nobody-knows-this")
    assert str(found.at) == "api/requirements.txt:1"
    assert found.package is None


def test_packages_of_an_ecosystem_without_a_snapshot_are_unknown_where_no_rule_speaks_of_them() -> None:
    asked = "module api.example\nrequire (\n\texample.org/nobody/knows v1.0.0\n\tgithub.com/go-chi/chi v1.5.5\n)\n"
    assert places(decided(of({"go.mod": asked})), "C22") == {"example.org/nobody/knows": "go.mod:3"}


def test_a_finding_says_since_when_and_why_and_on_which_targets() -> None:
    rows = {each.words: each for each in decided(of_folder("shop")).findings if each.rule == "B04"}
    pillow, sharp = rows["pillow"], rows["sharp"]
    assert pillow.package is not None
    assert sharp.package is not None
    assert "cloudflare-workers" not in pillow.platforms
    assert "spin" in pillow.platforms
    assert sharp.platforms == ()  # nowhere
    assert pillow.facts
    assert sharp.package.because


def test_the_heaviest_come_first() -> None:
    weights = [list(Weight).index(each.weight) for each in decided(of_folder("shop")).findings]
    assert weights == sorted(weights)


def test_what_is_native_is_named_and_who_brings_it_stands_behind() -> None:
    found = decided(of({"requirements.txt": "fastapi==0.121\n"}))
    (blocker,) = (each for each in found.findings if each.rule == "B04")
    assert dict(blocker.params)["packages"] == "pydantic-core (fastapi)"


def test_a_folder_of_two_languages_is_judged_by_both() -> None:
    files = {
        "package.json": '{"name": "x", "dependencies": {"express": "5", "left-pad": "1"}}',
        "requirements.txt": "numpy==2\ntorch==2\n",
    }
    found = decided(of(files))
    assert {"torch", "numpy"} <= set(places(found, "B04"))
    running = decided(of({**files, "Dockerfile": "FROM node:22\nCOPY . .\nCMD node ."}))
    assert not places(running, "B04")
