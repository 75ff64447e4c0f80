import pytest

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.sieve import Sieve, every_file, fetched, named


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("./a//b/./go.mod", "a/b/go.mod"),
        ("a\\b\\go.mod", "a/b/go.mod"),
        ("/etc/go.mod", "/etc/go.mod"),
        ("\\\\server\\go.mod", "/server/go.mod"),
        ("a/../go.mod", "a/../go.mod"),
    ],
)
def test_a_path_is_written_one_way_and_stays_where_it_leads(written: str, path: str) -> None:
    assert named(written) == path


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("a/node_modules/b/node_modules/c.js", "a/node_modules"),
        ("Target/debug/a", "Target"),
        ("a/target", ""),
        ("targets/a", ""),
    ],
)
def test_the_outermost_folder_that_tools_fill_is_left_out(path: str, folder: str) -> None:
    assert fetched(path) == folder


def test_nothing_more_is_read_once_the_bytes_are_used_up() -> None:
    sieve = Sieve(every_file, left=5)
    sieve.take("a/go.mod", b"module a")
    assert not sieve.asks_for("b/go.mod")
    assert [(each.at.file, each.why) for each in sieve.unread] == [("b/go.mod", Why.TOO_MANY)]


def test_what_was_read_is_not_read_again() -> None:
    sieve = Sieve(every_file)
    sieve.take("go.mod", b"module a")
    assert not sieve.asks_for("go.mod")
    assert [each.why for each in sieve.unread] == [Why.REPEATED]


def test_a_name_that_cannot_be_shown_is_not_asked_for() -> None:
    sieve = Sieve(every_file)
    assert not sieve.asks_for("go\x07.mod")
    assert [each.why for each in sieve.unread] == [Why.NOT_RECOGNISED]
