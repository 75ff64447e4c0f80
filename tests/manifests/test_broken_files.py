"""A file that is broken or unusual in one place: the place is named, and the rest of the file is read."""

from collections.abc import Callable

import pytest

from bot.assessment.manifests import (
    cargo_lock,
    cargo_toml,
    composer,
    gemfile,
    gemfile_lock,
    gradle,
    mix_exs,
    msbuild,
    package_json,
    poetry_lock,
    pom,
    requirements_txt,
    terraform,
    uv_lock,
)
from bot.assessment.manifests.shapes import Manifest, Why
from tests.manifests.shown import chains, dependencies, traits, unread

PACKAGE = '[[package]]\nname = "a"\nversion = "1"\n'
POM = "<project>\n{}\n<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>"


@pytest.mark.parametrize(
    ("read", "text", "missed", "kept"),
    [
        (cargo_lock.read, '[[package]]\nversion = "1"\n' + PACKAGE + 'source = "r"\n', (1, Why.SYNTAX), "a"),
        (cargo_toml.read, '[[package]\n[dependencies]\na = "1"\n', (1, Why.SYNTAX), "a"),
        (cargo_toml.read, 'lib = 1\n[[lib]]\n[dependencies]\na = "1"\n', (2, Why.SYNTAX), "a"),
        (cargo_toml.read, 'lib = {{}}\n[dependencies]\na = "1"\n', (1, Why.SYNTAX), "a"),
        (cargo_toml.read, 'lib = { = 1 }\n[dependencies]\na = "1"\n', (1, Why.SYNTAX), "a"),
        (gemfile_lock.read, "WHAT\nGEM\n  specs:\n    a (1)\n", (1, Why.SYNTAX), "a"),
        (gradle.read, '}\ndependencies { api "g:a:1" }', (1, Why.SYNTAX), "g:a"),
        (gradle.read, 'dependencies {\nacme "g:b:1"\napi "g:a:1" }', (2, Why.UNRESOLVED), "g:a"),
        (mix_exs.read, 'defp deps do\n[\n{:a, "1"},\n"never\n]\nend', (4, Why.SYNTAX), "a"),
        (mix_exs.read, 'defp deps do\n[\n{:a, "1"}\n]\n)\nend', (5, Why.SYNTAX), "a"),
        (package_json.read, '{"name",\n"dependencies": {"a": "1"}}', (1, Why.SYNTAX), "a"),
        (package_json.read, '{"x": {"y": [1},\n"dependencies": {"a": "1"}}', (1, Why.SYNTAX), "a"),
        (poetry_lock.read, '[[package]]\nname = "a b"\n' + PACKAGE, (2, Why.SYNTAX), "a"),
        (pom.read, POM.format("</b>"), (2, Why.SYNTAX), "g:a"),
        (requirements_txt.read, "# caf\ufffd" + "e" * 40 + "\na==1\n", (1, Why.ENCODING), "a"),
    ],
)
def test_it_is_named_and_the_rest_is_read(
    read: Callable[[str, str], Manifest], text: str, missed: tuple[int, Why], kept: str
) -> None:
    manifest = read("a/file", text)
    assert missed in unread(manifest)
    assert [name for _, name, _ in dependencies(manifest)] == [kept]


@pytest.mark.parametrize(
    ("read", "text", "kept"),
    [
        (composer.read, '{"require": {"acme/a": "1"}}', [(1, "acme/a", "1")]),
        (composer.read, "{}", []),
        (gemfile.read, 'gem "a",', [(1, "a", "")]),
        (gradle.read, "dependencies { constraints { } }", []),
    ],
)
def test_what_is_little_is_not_broken(
    read: Callable[[str, str], Manifest], text: str, kept: list[tuple[int, str, str]]
) -> None:
    assert dependencies(read("a/file", text)) == kept
    assert unread(read("a/file", text)) == []


def test_a_project_of_another_sort_is_not_recognised() -> None:
    assert unread(msbuild.read("a.csproj", "<Nothing/>")) == [(1, Why.NOT_RECOGNISED)]


def test_a_parent_without_a_name_tells_nothing() -> None:
    manifest = pom.read("pom.xml", "<project>\n<parent><version>1</version></parent></project>")
    assert unread(manifest) == [(2, Why.UNRESOLVED)]
    assert set(traits(manifest)) <= {"language.java"}


def test_escapes_that_are_wrong_leave_a_word_as_it_is_written() -> None:
    (part,) = package_json.read("package.json", '{"name": "a\\qb"}').parts
    assert part.name == "a\\qb"


def test_what_an_extra_of_a_package_needs_came_through_it() -> None:
    registry = 'source = { registry = "r" }\n'
    text = (
        '[[package]]\nname = "own"\nsource = { virtual = "." }\ndependencies = [{ name = "a" }, { marker = "x" }]\n'
        f'{PACKAGE}{registry}[package.optional-dependencies]\nfast = [{{ name = "b" }}]\n'
        f'[[package]]\nname = "b"\nversion = "1"\n{registry}'
    )
    assert chains(uv_lock.read("uv.lock", text)) == {"a": (), "b": ("a",)}


def test_more_tokens_of_elixir_than_anybody_writes_are_not_read() -> None:
    manifest = mix_exs.read("mix.exs", 'defp deps do\n[{:a, "1"}]\n' + "," * 200_001 + "\nend\n")
    assert unread(manifest) == [(3, Why.TOO_MANY)]
    assert dependencies(manifest) == [(2, "a", "1")]


def test_more_tokens_of_terraform_than_anybody_writes_are_not_read() -> None:
    manifest = terraform.read("main.tf", 'resource "aws_sqs_queue" "a" {}\nb = [' + "1," * 80_000 + "]\n")
    assert (2, Why.TOO_MANY) in unread(manifest)
    assert [each.name for each in manifest.parts] == ["a"]
