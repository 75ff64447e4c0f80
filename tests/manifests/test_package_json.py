import pytest

from bot.assessment.manifests.package_json import matches, read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

PACKAGE = """\
{
  "name": "@shop/api",
  "engines": { "node": ">=20" },
  "workspaces": ["packages/*", "./apps/admin/"],
  "scripts": {
    "start": "pm2-runtime dist/main.js",
    "test": "vitest"
  },
  "dependencies": {
    "@nestjs/core": "^10.4.0",
    "@shop/money": "workspace:*",
    "local": "file:../local",
    "string-width-4": "npm:string-width@^4.2.0",
    "pay": "git+https://robot:key@git.example.org/shop/pay.git#v2",
    "forked": "someone/forked",
    "catalogued": "catalog:",
    "bullmq": "5.12.0"
  },
  "optionalDependencies": { "fsevents": "*" },
  "peerDependencies": { "react": ">=18", "vue": "3" },
  "peerDependenciesMeta": { "vue": { "optional": true } },
  "devDependencies": {
    "typescript": "~5.5",
    "JSONStream": "1.3.5"
  }
}
"""


class TestPackage:
    def test_dependencies_of_the_registry_stand_on_their_lines(self) -> None:
        assert dependencies(read("package.json", PACKAGE)) == [
            (10, "@nestjs/core", "^10.4.0"),
            (13, "string-width", "^4.2.0"),
            (14, "pay", "git+https://git.example.org/shop/pay.git#v2"),
            (15, "forked", "someone/forked"),
            (16, "catalogued", ""),
            (17, "bullmq", "5.12.0"),
            (19, "fsevents", "*"),
            (20, "react", ">=18"),
            (20, "vue", "3"),
            (23, "typescript", "~5.5"),
            (24, "JSONStream", "1.3.5"),
        ]

    def test_terms(self) -> None:
        manifest = read("package.json", PACKAGE)
        assert developers(manifest) == {"typescript", "JSONStream"}
        assert conditions(manifest) == {"fsevents": "optional", "react": "peer", "vue": "peer, optional"}

    def test_it_is_a_part_that_needs_those_beside_it(self) -> None:
        api, admin = read("package.json", PACKAGE).parts
        assert (api.name, api.language, api.at.line, api.runs) == (
            "@shop/api",
            "typescript",
            2,
            "pm2-runtime dist/main.js",
        )
        assert api.needs == ("@shop/money", "local")
        assert (admin.name, admin.folder, admin.at.line) == ("admin", "apps/admin", 4)

    def test_a_pattern_of_folders_and_a_catalogue_cannot_be_followed(self) -> None:
        assert unread(read("package.json", PACKAGE)) == [(4, Why.UNRESOLVED), (16, Why.UNRESOLVED)]

    def test_it_tells_what_the_team_uses(self) -> None:
        assert traits(read("package.json", PACKAGE)) == {
            "language.typescript": 23,
            "use.processes": 6,
            "framework.nestjs": 10,
            "datastore.redis": 17,
            "role.worker": 17,
            "framework.react": 20,
            "framework.vue": 20,
        }

    def test_without_typescript_it_is_javascript_of_its_engine(self) -> None:
        manifest = read("package.json", '{\n"name": "a",\n"engines": {"node": ">=20"}\n}')
        assert [(each.value, each.at.line, each.quote) for each in manifest.traits] == [
            ("javascript", 3, "node: >=20")
        ]

    def test_no_credential_of_an_address_is_kept(self) -> None:
        assert "robot:key" not in repr(read("package.json", PACKAGE).dependencies)

    @pytest.mark.parametrize("workspaces", ['["a"]', '{"packages": ["a"]}'])
    def test_workspaces_in_both_shapes(self, workspaces: str) -> None:
        assert [each.folder for each in read("package.json", f'{{"workspaces": {workspaces}}}').parts] == [
            "a"
        ]

    def test_only_its_own_name_matches(self) -> None:
        assert matches("web/package.json")
        assert not matches("my-package.json")


class TestBroken:
    def test_a_missing_comma_and_an_open_string_are_named_and_the_rest_is_read(self) -> None:
        text = '{"dependencies": {\n"a": "1"\n"b": "2",\n"c": "3,\n"d": "4"},\n"devDependencies": {"e": "5"}}'
        manifest = read("package.json", text)
        assert {name for _, name, _ in dependencies(manifest)} >= {"a", "b", "d", "e"}
        assert {line for line, _ in unread(manifest)} >= {3, 4}

    def test_comments_and_a_last_comma_do_no_harm(self) -> None:
        text = '// ours\n{"dependencies": { /* two\nlines */ "a": "1", }, }'
        assert dependencies(read("package.json", text)) == [(3, "a", "1")]
        assert unread(read("package.json", text)) == []

    def test_a_bracket_too_many_does_not_end_the_file(self) -> None:
        manifest = read("package.json", '{"x": 1],\n"dependencies": {"a": "1"}}')
        assert dependencies(manifest) == [(2, "a", "1")]
        assert unread(manifest) == [(1, Why.SYNTAX)]

    def test_wrong_shapes_are_named(self) -> None:
        text = (
            '{"dependencies": ["a"],\n"devDependencies": {"b": ["1"],\n"": "1",\n"c d": "2"}, "engines": []}'
        )
        manifest = read("package.json", text)
        assert dependencies(manifest) == []
        assert unread(manifest) == [(1, Why.SYNTAX), (2, Why.SYNTAX), (3, Why.SYNTAX), (4, Why.SYNTAX)]

    def test_a_template_leaves_the_version_open(self) -> None:
        text = '{"dependencies": {"{{ name }}": "1",\n"a": "${VERSION}"}}'
        manifest = read("package.json", text)
        assert dependencies(manifest) == [(2, "a", "")]
        assert unread(manifest) == [(1, Why.UNRESOLVED), (2, Why.UNRESOLVED)]

    def test_half_a_character_is_no_trouble(self) -> None:
        manifest = read(
            "package.json",
            '{"name": "\\ud800", "dependencies": {"\\ud800": "\\udfff", "a": "\\ud83d\\ude00"}}',
        )
        assert repr(manifest).encode("utf-8")

    @pytest.mark.parametrize(
        "text", ["", "[]", "null", '"x"', "{", "}", '{"a"', '{"a":', "[[[{", "\x00\x01{}"]
    )
    def test_what_is_no_package_says_nothing(self, text: str) -> None:
        manifest = read("package.json", text)
        assert (manifest.dependencies, manifest.parts) == ((), ())


def test_a_workspace_that_is_no_folder_is_passed_over() -> None:
    manifest = read("package.json", '{"workspaces": [["a"], "",\n"apps/b"]}')
    assert [(each.at.line, each.folder) for each in manifest.parts] == [(2, "apps/b")]


class TestHostile:
    def test_deep_nesting_is_passed_over(self) -> None:
        text = '{"deep": ' + "[" * 20_000 + "]" * 20_000 + ',\n"dependencies": {"a": "1"}}'
        manifest = read("package.json", text)
        assert (1, Why.TOO_DEEP) in unread(manifest)
        assert dependencies(manifest) == [(2, "a", "1")]

    @pytest.mark.parametrize(
        "text",
        [
            '"' * 100_000,
            '{"a":' * 20_000,
            "/*" * 50_000,
            "//" * 50_000,
            '"\\' * 50_000,
            "{}" * 50_000,
            "," * 100_000,
            '{"peerDependencies": {' + ",".join(f'"a{n}": "1"' for n in range(4_000)) + "},"
            '"peerDependenciesMeta": {'
            + ",".join(f'"a{n}": {{"optional": true}}' for n in range(4_000))
            + "}}",
            '{"dependencies": {"a": "patch:' + "@npm:" * 20_000 + '"}}',
            "x" * 50_000_000,
        ],
        ids=range(10),
    )
    def test_no_text_takes_long(self, text: str) -> None:
        assert len(read("package.json", text).unread) <= 201
