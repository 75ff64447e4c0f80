from bot.assessment.manifests import cargo_lock, cargo_toml
from bot.assessment.manifests.shapes import PartKind, Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

CRATE = """\
[package]
name = "thumbs"
version = "0.1.0"

[dependencies]
axum = "0.8"
tokio = { version = "1", features = ["full"], optional = true }
core = { path = "../core", version = "0.1" }
yaml = { package = "serde_yaml", version = "0.9" }
fork = { git = "https://git.example.org/fork", tag = "v3" }
serde.workspace = true
anyhow = { workspace = true }

[dependencies.redis]
version = "0.29"

[target.'cfg(unix)'.dependencies]
nix = "0.29"

[dev-dependencies]
insta = "1"

[build-dependencies]
cc = "1"

[workspace]
members = ["crates/*", "tools/index/"]

[workspace.dependencies]
serde = { version = "1.0.200", features = ["derive"] }
this line is broken
"""

LOCK = """\
version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "rand 0.8.5",
 "serde",
]

[[package]]
name = "getrandom"
version = "0.2.15"
source = "registry+https://example.org/index"

[[package]]
name = "rand"
version = "0.8.5"
source = "registry+https://example.org/index"
dependencies = ["rand_core"]

[[package]]
name = "rand"
version = "0.9.0"
source = "registry+https://example.org/index"

[[package]]
name = "rand_core"
version = "0.6.4"
source = "registry+https://example.org/index"
dependencies = ["getrandom"]

[[package]]
name = "serde"
version = "1.0.200"
source = "registry+https://example.org/index"
dependencies = ["rand 0.9.0 (registry+https://example.org/index)"]
"""


class TestCrate:
    def test_every_dependency_stands_on_its_line(self) -> None:
        assert sorted(dependencies(cargo_toml.read("Cargo.toml", CRATE))) == [
            (6, "axum", "0.8"),
            (7, "tokio", "1"),
            (9, "serde_yaml", "0.9"),
            (10, "fork", "v3"),
            (11, "serde", "1.0.200"),
            (12, "anyhow", ""),
            (14, "redis", "0.29"),
            (18, "nix", "0.29"),
            (21, "insta", "1"),
            (24, "cc", "1"),
            (30, "serde", "1.0.200"),
        ]

    def test_what_builds_and_tests_does_not_run(self) -> None:
        assert developers(cargo_toml.read("Cargo.toml", CRATE)) == {"insta", "cc"}

    def test_conditions_are_kept_as_they_are_written(self) -> None:
        found = cargo_toml.read("Cargo.toml", CRATE).dependencies
        assert {(each.at.line, each.only) for each in found if each.only} == {
            (7, "optional"),
            (18, "cfg(unix)"),
            (30, "listed"),
        }

    def test_a_crate_beside_it_is_another_part_and_no_dependency(self) -> None:
        own, member = cargo_toml.read("Cargo.toml", CRATE).parts
        assert (own.name, own.kind, own.needs) == ("thumbs", PartKind.PACKAGE, ("core",))
        assert (member.name, member.folder) == ("index", "tools/index/")

    def test_what_another_file_tells_is_named(self) -> None:
        assert sorted(unread(cargo_toml.read("Cargo.toml", CRATE))) == [
            (12, Why.UNRESOLVED),
            (27, Why.UNRESOLVED),
            (31, Why.SYNTAX),
        ]

    def test_dependencies_tell_what_is_used(self) -> None:
        assert traits(cargo_toml.read("Cargo.toml", CRATE)) == {
            "language.rust": 2,
            "framework.axum": 6,
            "datastore.redis": 14,
        }

    def test_a_library_for_components_is_wasm_already(self) -> None:
        text = '[package]\nname = "fn"\n[lib]\ncrate-type = ["cdylib"]\n[dependencies]\nspin-sdk = "3"\n'
        manifest = cargo_toml.read("Cargo.toml", text)
        assert [each.kind for each in manifest.parts] == [PartKind.WASM]
        assert traits(manifest) == {"language.rust": 2, "target.spin": 6}


class TestWorkspace:
    def test_what_it_has_in_a_folder_is_no_crate_of_others(self) -> None:
        text = '[workspace.dependencies]\ncore = { path = "core" }\nserde = "1"\n'
        assert dependencies(cargo_toml.read("Cargo.toml", text)) == [(3, "serde", "1")]

    def test_a_member_that_is_no_word_is_passed_over(self) -> None:
        manifest = cargo_toml.read("Cargo.toml", '[workspace]\nmembers = [["a"],\n"tools/b"]\n')
        assert [(each.at.line, each.name) for each in manifest.parts] == [(3, "b")]


def test_a_name_within_a_word_is_named() -> None:
    manifest = cargo_toml.read("Cargo.toml", '[dependencies]\nserde = "1"\nserde.version = "2"\n')
    assert dependencies(manifest) == [(2, "serde", "1")]
    assert unread(manifest) == [(3, Why.SYNTAX)]


class TestLock:
    def test_every_crate_of_others_has_its_version(self) -> None:
        assert dependencies(cargo_lock.read("Cargo.lock", LOCK)) == [
            (12, "getrandom", "0.2.15"),
            (17, "rand", "0.8.5"),
            (23, "rand", "0.9.0"),
            (28, "rand_core", "0.6.4"),
            (34, "serde", "1.0.200"),
        ]

    def test_what_came_along_tells_through_whom(self) -> None:
        found = cargo_lock.read("Cargo.lock", LOCK).dependencies
        assert {(each.name, each.version): each.through for each in found} == {
            ("getrandom", "0.2.15"): ("rand", "rand_core"),
            ("rand", "0.8.5"): (),
            ("rand", "0.9.0"): ("serde",),
            ("rand_core", "0.6.4"): ("rand",),
            ("serde", "1.0.200"): (),
        }
        assert [each.name for each in found if each.direct] == ["rand", "serde"]

    def test_crates_that_need_each_other_end(self) -> None:
        ring = "".join(
            f'[[package]]\nname = "{one}"\nversion = "1"\nsource = "r"\ndependencies = ["{other}"]\n'
            for one, other in (("a", "b"), ("b", "a"))
        )
        assert chains(cargo_lock.read("Cargo.lock", ring)) == {"a": None, "b": None}

    def test_nothing_counts_on_a_condition(self) -> None:
        assert conditions(cargo_lock.read("Cargo.lock", LOCK)) == {}
