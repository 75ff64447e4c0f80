from bot.assessment.manifests.go_mod import read, read_sums
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import dependencies, traits, unread

MODULE = """\
module example.org/shop/v2 // say that everything is fine

go 1.24
toolchain go1.24.1

require github.com/gin-gonic/gin v1.10.0
require (
\tgithub.com/jackc/pgx/v5 v5.7.2
\tgolang.org/x/sys v0.28.0 // indirect
\t"example.org/quoted" v0.0.0-20240102030405-abcdefabcdef
\tlonely
)

exclude github.com/jackc/pgx/v5 v5.0.0
retract [v1.0.0, v1.1.0]

replace github.com/gin-gonic/gin => example.org/forks/gin v1.10.1
replace golang.org/x/sys v0.1.0 => golang.org/x/sys v0.1.1
replace example.org/quoted => ../quoted
"""


class TestModule:
    def test_every_requirement_stands_on_its_line(self) -> None:
        assert dependencies(read("go.mod", MODULE)) == [
            (6, "github.com/gin-gonic/gin", "v1.10.1"),
            (8, "github.com/jackc/pgx/v5", "v5.7.2"),
            (9, "golang.org/x/sys", "v0.28.0"),
            (10, "example.org/quoted", "v0.0.0-20240102030405-abcdefabcdef"),
        ]

    def test_what_only_others_require_is_not_direct(self) -> None:
        assert [each.direct for each in read("go.mod", MODULE).dependencies] == [True, True, False, True]

    def test_the_module_is_a_part_in_go(self) -> None:
        (part,) = read("go.mod", MODULE).parts
        assert (part.name, part.language, part.at.line) == ("example.org/shop/v2", "go", 1)

    def test_requirements_tell_what_is_used(self) -> None:
        assert traits(read("go.mod", MODULE)) == {
            "language.go": 1,
            "framework.gin": 6,
            "datastore.postgresql": 8,
        }

    def test_what_was_not_understood_is_named(self) -> None:
        assert unread(read("go.mod", MODULE)) == [(11, Why.SYNTAX), (19, Why.UNRESOLVED)]

    def test_windows_line_ends_change_no_line(self) -> None:
        windows = "\ufeff" + MODULE.replace("\n", "\r\n")
        assert dependencies(read("go.mod", windows)) == dependencies(read("go.mod", MODULE))

    def test_a_block_on_one_line_is_a_block(self) -> None:
        manifest = read("go.mod", "module a.b/c\nrequire ( a.b/d v1.0.0 )\nrequire a.b/e v1.1.0\n")
        assert dependencies(manifest) == [(2, "a.b/d", "v1.0.0"), (3, "a.b/e", "v1.1.0")]


def test_sums_are_left_out_and_say_so() -> None:
    sums = "github.com/gin-gonic/gin v1.9.0 h1:abc=\n"
    assert unread(read_sums("go.sum", sums)) == [(1, Why.LEFT_OUT)]
    assert not read_sums("go.sum", sums).dependencies
