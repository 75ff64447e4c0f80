from bot.assessment.manifests import uv_lock
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, dependencies, developers, traits, unread

UV = """\
version = 1
requires-python = ">=3.11"

[[package]]
name = "anyio"
version = "4.4.0"
source = { registry = "https://packages.example.org/simple" }
dependencies = [
    { name = "idna" },
    { name = "exceptiongroup", marker = "python_full_version < '3.11'" },
]

[[package]]
name = "exceptiongroup"
version = "1.2.2"

[[package]]
name = "idna"
version = "3.8"

[[package]]
name = "iniconfig"
version = "2.0.0"

[[package]]
name = "numpy"
version = "1.26.4"

[[package]]
name = "numpy"
version = "2.1.0"

[[package]]
name = "pytest"
version = "8.3.2"
dependencies = [{ name = "iniconfig" }, { name = "colorama", marker = "sys_platform == 'win32'" }]

[[package]]
name = "colorama"
version = "0.4.6"

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "starlette" },
    { name = "numpy", version = "2.1.0" },
    { name = "shop-pay" },
]

[package.optional-dependencies]
redis = [{ name = "redis" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }, { name = "idna" }]

[[package]]
name = "shop-pay"
version = "0.1.0"
source = { editable = "libs/pay" }
dependencies = [{ name = "numpy", version = "1.26.4", marker = "python_full_version < '3.12'" }]

[[package]]
name = "starlette"
version = "0.38.2"
dependencies = [{ name = "anyio" }]

[[package]]
name = "redis"
version = "5.0.8"
"""


class TestUv:
    def test_exact_versions_of_what_is_not_the_teams_own(self) -> None:
        assert dependencies(uv_lock.read("uv.lock", UV)) == [
            (5, "anyio", "4.4.0"),
            (14, "exceptiongroup", "1.2.2"),
            (18, "idna", "3.8"),
            (22, "iniconfig", "2.0.0"),
            (26, "numpy", "1.26.4"),
            (30, "numpy", "2.1.0"),
            (34, "pytest", "8.3.2"),
            (39, "colorama", "0.4.6"),
            (65, "starlette", "0.38.2"),
            (70, "redis", "5.0.8"),
        ]

    def test_the_chain_from_what_was_asked_for(self) -> None:
        assert chains(uv_lock.read("uv.lock", UV)) == {
            "anyio": ("starlette",),
            "exceptiongroup": ("starlette", "anyio"),
            "idna": (),
            "iniconfig": ("pytest",),
            "numpy": (),
            "pytest": (),
            "colorama": ("pytest",),
            "starlette": (),
            "redis": (),
        }

    def test_what_runs_is_not_for_developers_though_they_ask_for_it_too(self) -> None:
        assert developers(uv_lock.read("uv.lock", UV)) == {"iniconfig", "pytest", "colorama"}

    def test_conditions_come_along_the_chain(self) -> None:
        manifest = uv_lock.read("uv.lock", UV)
        assert {f"{each.name} {each.version}": each.only for each in manifest.dependencies if each.only} == {
            "exceptiongroup 1.2.2": "python_full_version < '3.11'",
            "numpy 1.26.4": "python_full_version < '3.12'",
            "colorama 0.4.6": "sys_platform == 'win32'",
            "redis 5.0.8": "extra == 'redis'",
        }

    def test_the_workspaces_projects_are_parts(self) -> None:
        manifest = uv_lock.read("uv.lock", UV)
        assert [(each.name, each.folder, each.at.line) for each in manifest.parts] == [
            ("shop", ".", 43),
            ("shop-pay", "libs/pay", 59),
        ]
        assert traits(manifest) == {
            "language.python": 2,
            "framework.starlette": 65,
            "datastore.redis": 70,
        }

    def test_a_package_without_a_name_is_named_by_its_line(self) -> None:
        manifest = uv_lock.read("uv.lock", '[[package]]\nversion = "1"\n[[package]]\nname = "a b"\n')
        assert unread(manifest) == [(1, Why.SYNTAX), (4, Why.SYNTAX)]

    def test_where_the_teams_own_is_missing_what_nobody_needs_was_asked_for(self) -> None:
        cut = UV[: UV.index('[[package]]\nname = "shop"')]
        assert chains(uv_lock.read("uv.lock", cut))["colorama"] == ("pytest",)
        assert chains(uv_lock.read("uv.lock", cut))["anyio"] == ()

    def test_a_circle_ends_and_a_long_chain_is_told_by_its_beginning(self) -> None:
        circle = "".join(
            f'[[package]]\nname = "p{n}"\nversion = "1"\ndependencies = [{{ name = "p{(n + 1) % 300}" }}]\n'
            for n in range(300)
        )
        root = '[[package]]\nname = "own"\nsource = { virtual = "." }\ndependencies = [{ name = "p0" }]\n'
        found = chains(uv_lock.read("uv.lock", root + circle))
        assert found["p0"] == ()
        assert found["p2"] == ("p0", "p1")
        assert len(found["p299"] or ()) == 64


def test_only_its_own_name_matches() -> None:
    assert uv_lock.matches("api/uv.lock")
    assert not uv_lock.matches("my-uv.lock")
