import pytest

from bot.assessment.manifests.pnpm_lock import matches, read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

VERSION_9 = """\
lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      fastify:
        specifier: ^4.28.0
        version: 4.28.1
      wide:
        specifier: npm:string-width@^4
        version: string-width@4.2.3
      pay:
        specifier: workspace:*
        version: link:libs/pay
    devDependencies:
      vitest:
        specifier: ^2
        version: 2.0.5(@types/node@20.0.0)

  libs/pay:
    optionalDependencies:
      '@img/sharp':
        specifier: 0.33.5
        version: 0.33.5

packages:

  '@img/sharp@0.33.5':
    resolution: {integrity: sha512-aaa==}
    engines: {node: '>=18'}
    cpu: [arm64]
    os: [darwin]

  fastify@4.28.1:
    resolution: {integrity: sha512-bbb==}

  pino@9.3.2:
    resolution: {integrity: sha512-ccc==}

  string-width@4.2.3:
    resolution: {integrity: sha512-ddd==}

  vitest@2.0.5:
    resolution: {integrity: sha512-eee==}

snapshots:

  '@img/sharp@0.33.5':
    optional: true

  fastify@4.28.1:
    dependencies:
      pino: 9.3.2

  pino@9.3.2: {}

  string-width@4.2.3: {}

  vitest@2.0.5(@types/node@20.0.0):
    dependencies:
      pino: 9.3.2
"""


class TestVersion9:
    def test_each_snapshot_on_its_line(self) -> None:
        assert dependencies(read("pnpm-lock.yaml", VERSION_9)) == [
            (52, "@img/sharp", "0.33.5"),
            (55, "fastify", "4.28.1"),
            (59, "pino", "9.3.2"),
            (61, "string-width", "4.2.3"),
            (63, "vitest", "2.0.5"),
        ]

    def test_chains_developers_and_conditions(self) -> None:
        manifest = read("pnpm-lock.yaml", VERSION_9)
        assert chains(manifest) == {
            "@img/sharp": (),
            "fastify": (),
            "pino": ("fastify",),
            "string-width": (),
            "vitest": (),
        }
        assert developers(manifest) == {"vitest"}
        assert conditions(manifest) == {"@img/sharp": "os: darwin; cpu: arm64"}

    def test_projects_and_traits(self) -> None:
        manifest = read("pnpm-lock.yaml", VERSION_9)
        assert [(each.folder, each.at.line) for each in manifest.parts] == [(".", 8), ("libs/pay", 24)]
        assert traits(manifest) == {"language.javascript": 1, "framework.fastify": 55}
        assert unread(manifest) == []


class TestHostile:
    def test_a_document_before_locks_pnpm_itself(self) -> None:
        first = "---\nlockfileVersion: '9.0'\npackages:\n  pnpm@11.0.0: {}\n---\n"
        names = [each.name for each in read("pnpm-lock.yaml", first + VERSION_9).dependencies]
        assert "pnpm" not in names
        assert "fastify" in names

    def test_keys_that_name_no_package(self) -> None:
        manifest = read("pnpm-lock.yaml", "packages:\n  /a b@1: {}\n  nothing: {}\n  ? [a]\n  : {}\n")
        assert dependencies(manifest) == []
        assert (2, Why.NOT_RECOGNISED) in unread(manifest)

    def test_what_lies_beside_is_no_package(self) -> None:
        text = "packages:\n  local@file:../local:\n    resolution: {directory: ../local, type: directory}\n"
        assert dependencies(read("pnpm-lock.yaml", text)) == []

    def test_an_address_is_kept_without_who_asks(self) -> None:
        place = "files.example.org"
        text = (
            f"packages:\n  pay@https://robot:key@{place}/pay.tgz?sig=1:\n    version: 1.0.0\n"
            f"  it@https://me:x@{place}/it.tgz: {{}}\n"
        )
        manifest = read("pnpm-lock.yaml", text)
        assert dependencies(manifest) == [(2, "pay", "1.0.0"), (4, "it", "https://files.example.org/it.tgz")]

    def test_a_bomb_of_anchors_ends(self) -> None:
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
        )
        assert dependencies(read("pnpm-lock.yaml", bomb + "packages:\n  a@1: {}\n")) in ([], [(15, "a", "1")])


@pytest.mark.parametrize("path", ["pnpm-lock.yaml", "web/pnpm-lock.yaml"])
def test_matches(path: str) -> None:
    assert matches(path)
    assert not matches("pnpm-workspace.yaml")
