import json

import pytest

from bot.assessment.manifests.package_lock import matches, read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

VERSION_3 = """\
{
  "name": "shop",
  "lockfileVersion": 3,
  "packages": {
    "": {
      "name": "shop",
      "workspaces": ["libs/pay"],
      "dependencies": { "express": "^4.19.0", "pay": "*", "wide": "npm:string-width@^4" },
      "optionalDependencies": { "sharp": "^0.33.0" },
      "devDependencies": { "vitest": "^2.0.0" }
    },
    "libs/pay": {
      "name": "@shop/pay",
      "dependencies": { "debug": "^4.3.0" }
    },
    "libs/pay/node_modules/debug": {
      "version": "4.3.6",
      "dependencies": { "ms": "2.1.2" }
    },
    "node_modules/@img/sharp-darwin-arm64": {
      "version": "0.33.5",
      "cpu": ["arm64"],
      "os": ["darwin"],
      "optional": true
    },
    "node_modules/@shop/pay": { "resolved": "libs/pay", "link": true },
    "node_modules/debug": {
      "version": "2.6.9",
      "dependencies": { "ms": "2.0.0" }
    },
    "node_modules/debug/node_modules/ms": { "version": "2.0.0" },
    "node_modules/express": {
      "version": "4.19.2",
      "dependencies": { "debug": "2.6.9" }
    },
    "node_modules/ms": { "version": "2.1.2" },
    "node_modules/sharp": {
      "version": "0.33.5",
      "optionalDependencies": { "@img/sharp-darwin-arm64": "0.33.5" }
    },
    "node_modules/vitest": { "version": "2.0.5", "dev": true, "dependencies": { "ms": "2.1.2" } },
    "node_modules/wide": { "name": "string-width", "version": "4.2.3" }
  }
}
"""

VERSION_1 = """\
{
  "name": "shop",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "debug": {
      "version": "2.6.9",
      "requires": { "ms": "2.0.0" }
    },
    "express": {
      "version": "4.19.2",
      "requires": { "debug": "2.6.9", "qs": "6.11.0" },
      "dependencies": {
        "qs": { "version": "6.11.0" }
      }
    },
    "local": { "version": "file:libs/local" },
    "mocha": { "version": "10.7.3", "dev": true },
    "ms": { "version": "2.0.0" },
    "pay": { "version": "git+ssh://git@git.example.org/shop/pay.git#abc" }
  }
}
"""


class TestVersion3:
    def test_what_is_installed_stands_on_its_lines(self) -> None:
        assert dependencies(read("package-lock.json", VERSION_3)) == [
            (16, "debug", "4.3.6"),
            (20, "@img/sharp-darwin-arm64", "0.33.5"),
            (27, "debug", "2.6.9"),
            (31, "ms", "2.0.0"),
            (32, "express", "4.19.2"),
            (36, "ms", "2.1.2"),
            (37, "sharp", "0.33.5"),
            (41, "vitest", "2.0.5"),
            (42, "string-width", "4.2.3"),
        ]

    def test_each_need_is_found_where_node_finds_it(self) -> None:
        manifest = read("package-lock.json", VERSION_3)
        assert {(each.name, each.version): (each.direct, each.through) for each in manifest.dependencies} == {
            ("debug", "4.3.6"): (True, ()),
            ("@img/sharp-darwin-arm64", "0.33.5"): (False, ("sharp",)),
            ("debug", "2.6.9"): (False, ("express",)),
            ("ms", "2.0.0"): (False, ("express", "debug")),
            ("express", "4.19.2"): (True, ()),
            ("ms", "2.1.2"): (False, ("debug",)),
            ("sharp", "0.33.5"): (True, ()),
            ("vitest", "2.0.5"): (True, ()),
            ("string-width", "4.2.3"): (True, ()),
        }

    def test_developers_and_conditions(self) -> None:
        manifest = read("package-lock.json", VERSION_3)
        assert developers(manifest) == {"vitest"}
        assert conditions(manifest) == {
            "sharp": "optional",
            "@img/sharp-darwin-arm64": "os: darwin; cpu: arm64",
        }

    def test_the_projects_are_parts_and_what_was_asked_for_tells(self) -> None:
        manifest = read("package-lock.json", VERSION_3)
        assert [(each.name, each.folder, each.at.line) for each in manifest.parts] == [
            ("shop", ".", 6),
            ("@shop/pay", "libs/pay", 13),
        ]
        assert traits(manifest) == {"language.javascript": 1, "framework.express": 32}
        assert unread(manifest) == []


class TestVersion1:
    def test_what_nests_and_what_nothing_else_needs(self) -> None:
        manifest = read("package-lock.json", VERSION_1)
        assert dependencies(manifest) == [
            (6, "debug", "2.6.9"),
            (10, "express", "4.19.2"),
            (14, "qs", "6.11.0"),
            (18, "mocha", "10.7.3"),
            (19, "ms", "2.0.0"),
            (20, "pay", "git+ssh://git.example.org/shop/pay.git#abc"),
        ]
        assert chains(manifest) == {
            "debug": ("express",),
            "express": (),
            "qs": ("express",),
            "mocha": (),
            "ms": ("express", "debug"),
            "pay": (),
        }
        assert developers(manifest) == {"mocha"}

    def test_version_2_is_read_by_its_paths(self) -> None:
        both = json.loads(VERSION_3) | {"dependencies": json.loads(VERSION_1)["dependencies"]}
        names = [each.name for each in read("package-lock.json", json.dumps(both)).dependencies]
        assert "mocha" not in names
        assert "vitest" in names


class TestHostile:
    def test_a_cut_lock_is_read_as_far_as_it_goes(self) -> None:
        manifest = read("package-lock.json", VERSION_3[: VERSION_3.index('"node_modules/sharp"')])
        assert dependencies(manifest)[-1] == (36, "ms", "2.1.2")
        assert unread(manifest)[-1][1] is Why.SYNTAX

    def test_where_the_projects_are_missing_what_nothing_needs_was_asked_for(self) -> None:
        text = '{"packages": {"node_modules/a": {"version": "1", "dependencies": {"b": "1"}}, "node_modules/b": {}}}'
        assert chains(read("package-lock.json", text)) == {"a": (), "b": ("a",)}

    def test_places_that_nest_too_deep_are_named(self) -> None:
        place = "/".join(["node_modules/a"] * 200)
        manifest = read("package-lock.json", json.dumps({"packages": {place: {"version": "1"}}}))
        assert unread(manifest) == [(1, Why.TOO_DEEP)]

    def test_version_1_that_nests_too_deep_ends(self) -> None:
        text = '{"dependencies": {"a": {"version": "1", ' * 5_000
        assert len(read("package-lock.json", text).dependencies) < 64

    def test_deep_places_that_need_much_end_soon(self) -> None:
        place = "/".join(["node_modules/" + "a" * 18] * 31)
        needs = {f"n{number}": "1" for number in range(6_000)}
        text = json.dumps({"packages": {place: {"version": "1", "dependencies": needs}}})
        assert len(read("package-lock.json", text).dependencies) == 1

    def test_names_that_are_none(self) -> None:
        text = '{"packages": {"node_modules/": {},\n"node_modules/a b": {},\n"x/node_modules/../..": {}}}'
        assert unread(read("package-lock.json", text))[:2] == [(1, Why.SYNTAX), (2, Why.SYNTAX)]

    @pytest.mark.parametrize(
        "text", ['{"packages": []}', '{"packages": {"": 3}}', '{"dependencies": 3}', "[]"]
    )
    def test_wrong_shapes_say_nothing(self, text: str) -> None:
        assert read("package-lock.json", text).dependencies == ()


@pytest.mark.parametrize("path", ["package-lock.json", "web/package-lock.json", "npm-shrinkwrap.json"])
def test_matches(path: str) -> None:
    assert matches(path)
    assert not matches(f"{path}.old")
