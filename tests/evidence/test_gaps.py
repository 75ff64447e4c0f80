"""What the files together leave open, and what they do not."""

from bot.assessment.manifests.shapes import Why
from tests.evidence.told import decided, module, names, of, rules

FUNCTION = """\
service: post
provider:
  name: aws
  runtime: python3.13
functions:
  send:
    handler: send.handler
"""
IMAGE = "FROM python:3.13-slim\nRUN pip install --upgrade pip && pip install -r ./requirements.txt\n"


def open_points(files: dict[str, str]) -> list[tuple[str, Why, str]]:
    return [(str(each.at), each.why, each.what) for each in of(files).coverage.unread]


def test_a_list_that_was_read_itself_is_not_missing() -> None:
    files = {"api/Dockerfile": IMAGE, "api/requirements.txt": "flask==3.1.2\n"}
    assert open_points(files) == []
    assert names(module(of(files), "api")) == ["flask"]


def test_a_list_that_another_takes_in_is_not_missing_either() -> None:
    files = {"requirements/dev.txt": "-r prod.txt\npytest\n", "requirements/prod.txt": "flask==3.1.2\n"}
    assert open_points(files) == []


def test_a_list_that_nobody_handed_over_is() -> None:
    files = {"api/Dockerfile": IMAGE, "web/requirements.txt": "flask==3.1.2\n"}
    assert open_points(files)[0] == ("api/Dockerfile:2", Why.UNRESOLVED, "-r ./requirements.txt")


def test_a_module_of_which_no_file_lists_the_packages_is_told() -> None:
    assert open_points({"serverless.yml": FUNCTION}) == [("serverless.yml:6", Why.UNLISTED, "send")]


def test_an_empty_list_is_a_list() -> None:
    files = {
        "serverless.yml": FUNCTION.replace("python3.13", "nodejs22.x"),
        "package.json": '{"name": "post"}',
    }
    assert open_points(files) == []


def test_a_service_of_an_image_alone_is_told_as_well() -> None:
    compose = "services:\n  api:\n    image: registry.test/shop/api:1\n"
    assert open_points({"compose.yaml": compose}) == [("compose.yaml:2", Why.UNLISTED, "api")]


def test_what_is_wasm_already_asks_for_nothing_more() -> None:
    spin = 'spin_manifest_version = 2\n[application]\nname = "a"\n[component.hello]\nsource = "hello.wasm"\n'
    assert open_points({"spin.toml": spin}) == []


def test_the_compiler_and_its_types_are_not_what_runs() -> None:
    package = '{"dependencies": {"typescript": "^5.9.0", "@types/left-margin": "1", "left-margin": "1"}}'
    found = of({"package.json": package})
    assert names(found.modules[0]) == ["left-margin"]
    assert found.modules[0].language == "typescript"
    assert "B04" not in rules(decided(found), found.modules[0].name)


def test_a_word_of_another_ecosystem_does_not_outweigh_what_is_asked_for() -> None:
    files = {"requirements.txt": "flask==3.1.2\n", "package.json": '{"scripts": {"build": "tsc"}}'}
    assert [each.language for each in of(files).modules] == ["python"]


def test_a_database_inside_one_module_is_not_held_against_another() -> None:
    files = {
        "docker-compose.yml": "services:\n  notes:\n    build: ./notes\n  post:\n    build: ./post\n",
        "notes/Gemfile": "gem 'sqlite3'\n",
        "post/package.json": '{"name": "post", "dependencies": {"left-margin": "1"}}',
    }
    found = decided(of(files))
    assert "B01" in rules(found, "notes")
    assert "B01" not in rules(found, "post")


def test_which_of_two_databases_is_used_is_not_told_by_the_drivers() -> None:
    gradle = "plugins { id 'java' }\ndependencies {\n  runtimeOnly 'com.h2database:h2'\n"
    gradle += "  runtimeOnly 'org.postgresql:postgresql'\n}\n"
    files = {"build.gradle": gradle}
    assert ("build.gradle:3", Why.UNRESOLVED, "com.h2database:h2") in open_points(files)
    found = decided(of(files))
    assert "B01" not in rules(found, found.evidence.modules[0].name)


def deployed(name: str, image: str, replicas: int) -> str:
    text = (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\nspec:\n  replicas: {replicas}\n"
    )
    return (
        text + f"  template:\n    spec:\n      containers:\n        - name: main\n          image: {image}\n"
    )


def test_what_a_database_is_given_is_no_figure_of_the_system() -> None:
    files = {
        "db.yml": deployed("rows", "postgres:17", 3),
        "api.yml": deployed("api", "registry.test/shop/api:1", 2),
    }
    assert [(str(each.value), each.part) for each in of(files).figures] == [("2", "api")]
