from bot.assessment.manifests import pipfile, pipfile_lock
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

PIPFILE = """\
[[source]]
url = "https://robot:hunter2@packages.example.org/simple"
name = "ours"

[packages]
Flask = "*"
mysqlclient = {version = "==2.2.4", sys_platform = "== 'linux'"}
pay = {git = "https://git.example.org/pay.git", ref = "main"}
shared = {path = "./shared", editable = true}

[dev-packages]
pytest = ">=8"

[docs]
sphinx = "*"

[requires]
python_version = "3.12"

[scripts]
start = "gunicorn shop:app"
"""

LOCK = """\
{
    "_meta": {"hash": {"sha256": "abc"}, "requires": {"python_version": "3.12"}},
    "default": {
        "flask": {
            "hashes": ["sha256:aaa"],
            "index": "pypi",
            "version": "==3.0.3"
        },
        "markupsafe": {
            "markers": "python_version >= '3.7'",
            "version": "==2.1.5"
        },
        "pay": {"git": "https://me:secret@git.example.org/pay.git", "ref": "abc"}
    },
    "develop": {
        "pytest": {"index": "pypi", "version": "==8.3.2"}
    }
}
"""


class TestPipfile:
    def test_each_category_on_its_lines(self) -> None:
        assert dependencies(pipfile.read("Pipfile", PIPFILE)) == [
            (6, "flask", "*"),
            (7, "mysqlclient", "==2.2.4"),
            (8, "pay", "https://git.example.org/pay.git"),
            (12, "pytest", ">=8"),
            (15, "sphinx", "*"),
        ]

    def test_developers_conditions_and_what_lies_beside(self) -> None:
        manifest = pipfile.read("Pipfile", PIPFILE)
        assert developers(manifest) == {"pytest", "sphinx"}
        assert conditions(manifest) == {"mysqlclient": "sys_platform == 'linux'"}
        assert unread(manifest) == [(9, Why.UNRESOLVED)]

    def test_names_that_are_none_and_versions_that_are_templates(self) -> None:
        text = '[packages]\n"a b" = "*"\nflask = "{{ version }}"\nredis = {version = "${REDIS}"}\n'
        manifest = pipfile.read("Pipfile", text)
        assert dependencies(manifest) == [(3, "flask", ""), (4, "redis", "")]
        assert unread(manifest) == [(2, Why.SYNTAX), (3, Why.UNRESOLVED), (4, Why.UNRESOLVED)]

    def test_language_framework_and_store(self) -> None:
        manifest = pipfile.read("Pipfile", PIPFILE)
        assert traits(manifest) == {"language.python": 18, "framework.flask": 6, "datastore.mysql": 7}

    def test_only_its_own_name_matches(self) -> None:
        assert pipfile.matches("api/pipfile")
        assert not pipfile.matches("pipfile.lock")


class TestLock:
    def test_exact_versions_on_their_lines(self) -> None:
        assert dependencies(pipfile_lock.read("Pipfile.lock", LOCK)) == [
            (4, "flask", "3.0.3"),
            (9, "markupsafe", "2.1.5"),
            (13, "pay", "https://git.example.org/pay.git"),
            (16, "pytest", "8.3.2"),
        ]

    def test_what_was_asked_for_has_an_index(self) -> None:
        manifest = pipfile_lock.read("Pipfile.lock", LOCK)
        assert chains(manifest) == {"flask": (), "markupsafe": None, "pay": None, "pytest": ()}
        assert developers(manifest) == {"pytest"}
        assert conditions(manifest) == {"markupsafe": "python_version >= '3.7'"}

    def test_a_lock_that_was_cut_off_is_read_as_far_as_it_goes(self) -> None:
        manifest = pipfile_lock.read("Pipfile.lock", LOCK[: LOCK.index('"pay"')])
        assert [name for _, name, _ in dependencies(manifest)] == ["flask", "markupsafe"]
        assert unread(manifest)[-1][1] is Why.SYNTAX

    def test_what_is_no_table_is_named(self) -> None:
        manifest = pipfile_lock.read("Pipfile.lock", '{"default": {"flask": "==1",\n"-": {}}, "develop": 3}')
        assert unread(manifest) == [(1, Why.SYNTAX), (2, Why.SYNTAX)]
