"""Whatever a file holds, its reader says something about lines that the file has, and never more than it may."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assessment.manifests.format import Format
from bot.assessment.manifests.formats_languages import FORMATS
from bot.assessment.manifests.shapes import Manifest, Why
from bot.assessment.manifests.source import MOST_TEXT
from tests.manifests import (
    test_cargo,
    test_composer,
    test_gemfile,
    test_go_mod,
    test_gradle,
    test_mix,
    test_msbuild,
    test_pom,
)

SAMPLES = {
    "go.mod": test_go_mod.MODULE,
    "go.sum": "example.org/a v1.0.0 h1:abc=\n",
    "Cargo.toml": test_cargo.CRATE,
    "Cargo.lock": test_cargo.LOCK,
    "pom.xml": test_pom.PROJECT,
    "build.gradle": test_gradle.GROOVY + test_gradle.KOTLIN,
    "libs.versions.toml": test_gradle.CATALOGUE,
    "msbuild": test_msbuild.API,
    "composer.json": test_composer.PROJECT,
    "composer.lock": test_composer.LOCK,
    "mix.exs": test_mix.PROJECT,
    "mix.lock": test_mix.LOCK,
    "Gemfile": test_gemfile.BUNDLE,
    "Gemfile.lock": test_gemfile.LOCK,
}
FOREIGN = st.sampled_from(
    [
        *('"', "'", "<", ">", "{", "}", "[", "]", "(", ")", "#", "/*", "-->", "<![CDATA[", "${a}", "{{ a }}"),
        *(
            "\r",
            "\r\n",
            "\n",
            "\t",
            "\x0b",
            "\u2028",
            "\ufffd",
            "\ufeff",
            "end",
            "do",
            "é",
            "\U0001f600",
            "&lt;",
        ),
        *("\\", ",", "=", '"""', "'''"),
    ]
)
EACH = pytest.mark.parametrize("form", FORMATS, ids=[each.id for each in FORMATS])
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sound(manifest: Manifest, text: str) -> None:
    """Every finding is on a line of the file, and there are not too many."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    spots = [each.at for each in manifest.dependencies]
    spots += [each.at for each in manifest.parts]
    spots += [each.at for each in manifest.traits]
    spots += [each.at for each in manifest.unread]
    assert all(each.file == "a/file" and 1 <= each.line <= lines for each in spots)
    assert len(manifest.dependencies) <= 10_000
    assert all("\n" not in each.what and len(each.what) <= 200 for each in manifest.unread)
    assert all(each.name for each in manifest.dependencies)


@EACH
@given(text=st.text(max_size=300))
@FEW
def test_any_text_is_read(form: Format, text: str) -> None:
    sound(form.read("a/file", text), text)


@EACH
@given(data=st.data())
@FEW
def test_any_mutation_of_a_real_file_is_read(form: Format, data: st.DataObject) -> None:
    text = SAMPLES[form.id]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(start + data.draw(st.integers(0, 40)), len(text))
        text = text[:start] + data.draw(FOREIGN) + text[end:]
    sound(form.read("a/file", text), text)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("go.mod", "go.mod"),
        ("go.sum", "go.sum"),
        ("src/cargo.toml", "Cargo.toml"),
        ("cargo.lock", "Cargo.lock"),
        ("a/pom.xml", "pom.xml"),
        ("build.gradle", "build.gradle"),
        ("app/build.gradle.kts", "build.gradle"),
        ("gradle/libs.versions.toml", "libs.versions.toml"),
        ("src/shop.api.csproj", "msbuild"),
        ("directory.packages.props", "msbuild"),
        ("composer.json", "composer.json"),
        ("composer.lock", "composer.lock"),
        ("mix.exs", "mix.exs"),
        ("mix.lock", "mix.lock"),
        ("gemfile", "Gemfile"),
        ("gemfile.lock", "Gemfile.lock"),
        ("package.json", None),
        ("my-go.mod.txt", None),
        ("src/main.rs", None),
    ],
)
def test_a_file_has_one_reader_by_its_name(path: str, form: str | None) -> None:
    assert [each.id for each in FORMATS if each.matches(path)] == ([form] if form else [])


@EACH
def test_what_is_no_text_says_so(form: Format) -> None:
    manifest = form.read("a/file", "\x7fELF\0\0\x01")
    assert [each.why for each in manifest.unread] == [Why.BINARY]
    assert not manifest.dependencies


@EACH
def test_a_file_that_is_too_large_is_read_as_far_as_it_goes(form: Format) -> None:
    text = SAMPLES[form.id] + ("\n" + " " * 5_000) * (MOST_TEXT // 5_000)
    manifest = form.read("a/file", text)
    assert Why.TOO_LARGE in {each.why for each in manifest.unread}
    assert len(manifest.dependencies) == len(form.read("a/file", SAMPLES[form.id]).dependencies)


def test_ten_thousand_dependencies_are_enough() -> None:
    go = next(each for each in FORMATS if each.id == "go.mod")
    text = "require (\n" + "".join(f"a.b/c{number} v1\n" for number in range(12_000)) + ")\n"
    manifest = go.read("a/file", text)
    assert len(manifest.dependencies) == 10_000
    assert [each.why for each in manifest.unread] == [Why.TOO_MANY]
