from bot.assessment.manifests.pnpm_lock import read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, dependencies, developers, unread

VERSION_6 = """\
lockfileVersion: '6.0'

dependencies:
  express:
    specifier: ^4.19.0
    version: 4.19.2
  forked:
    specifier: github:someone/forked
    version: github.com/someone/forked/abc123

devDependencies:
  mocha:
    specifier: ^10
    version: 10.7.3

packages:

  /@scope/ms@2.0.0(react@18.0.0):
    resolution: {integrity: sha512-aaa==}
    dev: false

  /express@4.19.2:
    resolution: {integrity: sha512-bbb==}
    dependencies:
      '@scope/ms': 2.0.0(react@18.0.0)
    dev: false

  /mocha@10.7.3:
    resolution: {integrity: sha512-ccc==}
    dev: true

  github.com/someone/forked/abc123:
    resolution: {tarball: https://codeload.example.org/abc}
    name: forked
    version: 1.0.0
    dev: false
"""

VERSION_5 = """\
lockfileVersion: 5.4

specifiers:
  koa: ^2.15.0

dependencies:
  koa: 2.15.3

packages:

  /debug/4.3.6_supports-color@9.4.0:
    resolution: {integrity: sha512-aaa==}

  /koa/2.15.3:
    resolution: {integrity: sha512-bbb==}
    dependencies:
      debug: 4.3.6_supports-color@9.4.0
"""


class TestOlder:
    def test_version_6(self) -> None:
        manifest = read("pnpm-lock.yaml", VERSION_6)
        assert dependencies(manifest) == [
            (18, "@scope/ms", "2.0.0"),
            (22, "express", "4.19.2"),
            (28, "mocha", "10.7.3"),
            (32, "forked", "1.0.0"),
        ]
        assert chains(manifest) == {"@scope/ms": ("express",), "express": (), "mocha": (), "forked": ()}
        assert developers(manifest) == {"mocha"}
        assert manifest.parts == ()

    def test_version_5(self) -> None:
        manifest = read("pnpm-lock.yaml", VERSION_5)
        assert dependencies(manifest) == [(11, "debug", "4.3.6"), (14, "koa", "2.15.3")]
        assert chains(manifest) == {"debug": ("koa",), "koa": ()}


def test_a_broken_line_is_named_and_the_rest_is_read() -> None:
    manifest = read("pnpm-lock.yaml", VERSION_6.replace("    dev: true\n", "    dev: [true\n"))
    assert "express" in {each.name for each in manifest.dependencies}
    assert Why.SYNTAX in {why for _, why in unread(manifest)}


def test_a_need_that_is_no_version_is_passed_over() -> None:
    text = (
        "dependencies:\n  a: 1.0.0\npackages:\n  /a@1.0.0:\n    dependencies: {b: {c: 1}}\n  /b@1.0.0: {}\n"
    )
    assert chains(read("pnpm-lock.yaml", text)) == {"a": (), "b": None}
