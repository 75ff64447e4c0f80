"""What leaves a reader is short, legible and on one line, and a file that is cut or endless says so once."""

from decimal import Decimal

import pytest

from bot.assessment.manifests import (
    cargo_lock,
    compose,
    go_mod,
    mix_lock,
    package_json,
    package_lock,
    pom,
    pyproject,
    source,
    terraform,
    uv_lock,
)
from bot.assessment.manifests.shapes import (
    Dependency,
    Ecosystem,
    Figure,
    Manifest,
    Part,
    PartKind,
    Spot,
    Trait,
    Unread,
    Why,
)
from bot.assessment.manifests.source import Finding, gathered, opened
from bot.core.brief import Metric, SignalKind

AT = Spot("a", 1)
LONG = "x" * 3_000


def kept(*findings: Finding) -> Manifest:
    return gathered(opened("a", "text"), "form", findings)


@pytest.mark.parametrize("name", [LONG, "two\nlines", "", "a\u202eb", "a\ud800"])
def test_a_dependency_without_a_legible_name_is_unread(name: str) -> None:
    manifest = kept(Dependency(Ecosystem.NPM, name, "1", AT))
    assert manifest.dependencies == ()
    assert [each.why for each in manifest.unread] == [Why.SYNTAX]


def test_terms_and_chains_of_a_dependency_are_shortened() -> None:
    (found,) = kept(
        Dependency(Ecosystem.NPM, "a", LONG, AT, only="b\nc", through=("d", LONG), direct=False)
    ).dependencies
    assert (len(found.version), found.only, found.through[0], len(found.through[1])) == (160, "b c", "d", 160)


def test_words_of_every_sort_are_shortened_and_hold_no_secret() -> None:
    said = f"password=hunter2hunter2\n{LONG}"
    manifest = kept(
        Part(said, PartKind.SERVICE, AT, image=said, folder=None, runs=said, needs=(said,)),
        Trait(SignalKind.USE, "x", AT, said),
        Figure(Metric.MEMORY_MB, Decimal(1), AT, said),
        Unread(AT, Why.SYNTAX, said),
    )
    (part,), (trait,), (figure,), (unread,) = (
        manifest.parts,
        manifest.traits,
        manifest.figures,
        manifest.unread,
    )
    for words in (
        part.name,
        part.image or "",
        part.runs,
        part.needs[0],
        trait.quote,
        figure.quote,
        unread.what,
    ):
        assert words.startswith("password=[SECRET] xxx")
        assert len(words) <= 160
    assert part.folder is None


def test_what_is_short_stays_as_it_is() -> None:
    found = (
        Dependency(Ecosystem.NPM, "a", "1", AT),
        Trait(SignalKind.USE, "x", AT, "q"),
        Figure(Metric.MEMORY_MB, Decimal(1), AT, "q"),
    )
    manifest = kept(*found)
    assert (*manifest.dependencies, *manifest.traits, *manifest.figures) == found


GROUP = "<groupId>g</groupId>"
ENDLESS = {
    "package-lock.json": (package_lock, '{"packages": {\n', '"node_modules/a{n}": {"version": "1"},\n'),
    "uv.lock": (uv_lock, "", '[[package]]\nname = "a{n}"\nversion = "1"\nwheels = [\n    "' + "b" * 200 + '",\n]\n'),
    "mix.lock": (mix_lock, "%{\n", '  "a{n}": {:hex, :a{n}, "1.0.0", "' + "b" * 200 + '"},\n'),
    "pom.xml": (pom, "<project><dependencies>\n", f"<dependency>{GROUP}<artifactId>a{{n}}</artifactId></dependency>\n"),
    "main.tf": (terraform, "locals {\n", '  a{n} = "' + "b" * 200 + '"\n'),
}  # fmt: skip


@pytest.mark.parametrize("file", ENDLESS)
def test_what_a_cut_leaves_open_is_no_trouble_of_the_file(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_TEXT", 20_001)
    reader, head, row = ENDLESS[file]
    text = head + "".join(row.replace("{n}", str(each)) for each in range(1_000))
    for cut in range(20_100, 20_500, 37):
        whys = {each.why for each in reader.read(file, text[:cut]).unread}
        assert Why.TOO_LARGE in whys
        assert Why.SYNTAX not in whys


@pytest.mark.parametrize("file", ENDLESS)
def test_what_is_open_at_the_end_of_a_whole_file_is_named(file: str) -> None:
    reader, head, row = ENDLESS[file]
    text = (head + row.replace("{n}", "1")).rstrip("]\n") + "\n"
    assert Why.SYNTAX in {each.why for each in reader.read(file, text).unread}


def test_more_nodes_than_any_file_has_are_not_read() -> None:
    many = ",".join(["1"] * 250_000)
    manifest = package_json.read("package.json", f'{{"name": "a",\n"x": [{many}]}}')
    assert [(each.at.line, each.why) for each in manifest.unread] == [(2, Why.TOO_MANY)]
    assert [each.name for each in manifest.parts] == ["a"]
    manifest = pyproject.read("pyproject.toml", f'[project]\nname = "a"\nx = [{many}]\n[tool.a]\nb = 1\n')
    assert Why.TOO_MANY in {each.why for each in manifest.unread}
    assert [each.name for each in manifest.parts] == ["a"]


def test_headers_of_nothing_end_as_well() -> None:
    text = "".join(f"[a.b.c.d.e{number}]\n" for number in range(41_000))
    assert cargo_lock.read("Cargo.lock", text).unread[-1].why is Why.TOO_MANY


def test_an_alias_that_is_as_long_as_a_file_is_quoted_in_short() -> None:
    manifest = compose.read("compose.yaml", f"services:\n  a: *{LONG}\n")
    assert [len(each.what) for each in manifest.unread] == [160]


def test_a_module_path_that_is_no_name_is_named() -> None:
    manifest = go_mod.read("go.mod", f"module a\nrequire {LONG} v1\n")
    assert [(each.at.line, each.why) for each in manifest.unread] == [(2, Why.SYNTAX)]
