"""Installations on the disk: no token in the file, no row that opens for another, no state that works twice."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.installing.installations import Installation, Installations
from adapters.slack.installing.states import LIFE, States
from adapters.slack.installing.vault import Unreadable, Vault

OLD, NEW = b"o" * 32, b"n" * 32
ACME = Installation(
    "", "T1", "A1", "U0BOT", "Acme", ("chat:write", "commands"), 1.5, "xoxe.xoxb-acme", "xoxe-1-acme", 9.5
)
OTHER = replace(ACME, team="T2", name="Other", token="xoxb-other", refresh=None, expires=None)
WHOLE = replace(ACME, enterprise="E1", team="", name="Whole", token="xoxb-whole")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slack.sqlite"


def rows(path: Path, *keys: bytes, client: str = "1.2") -> Installations:
    return Installations(path, Vault(keys or (OLD,)), client)


def on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_what_was_saved_is_found_by_its_workspace(path: Path) -> None:
    for each in (ACME, OTHER, WHOLE):
        rows(path).save(each)
    assert rows(path).find("T1") == ACME
    assert rows(path).find("T2") == OTHER
    assert rows(path).find("E1") == WHOLE
    assert rows(path).find("T3") is None
    assert rows(path).workspaces() == ("E1", "T1", "T2")


def test_no_token_is_in_the_file_nor_in_what_is_shown(path: Path) -> None:
    rows(path).save(ACME)
    rows(path).save(replace(ACME, token="xoxe.xoxb-later"))
    seen = on_disk(path)
    assert b"Acme" in seen  # it is this file
    for secret in (b"xoxe", b"xoxb", b"acme"):
        assert secret not in seen
    assert "xoxe" not in repr(ACME)


def test_only_the_owner_of_the_process_reads_the_file(path: Path) -> None:
    rows(path).save(ACME)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_row_with_another_s_tokens_opens_nothing(path: Path) -> None:
    rows(path).save(ACME)
    rows(path).save(OTHER)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE installations SET sealed = (SELECT sealed FROM installations WHERE workspace = 'T2')"
            " WHERE workspace = 'T1'"
        )
    with pytest.raises(Unreadable):
        rows(path).find("T1")
    assert rows(path).find("T2") == OTHER


def test_a_row_under_another_s_name_opens_nothing(path: Path) -> None:
    rows(path).save(ACME)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE installations SET team = 'T9', workspace = 'T9'")
    with pytest.raises(Unreadable):
        rows(path).find("T9")


def test_another_app_s_installations_are_not_ours(path: Path) -> None:
    rows(path).save(ACME)
    assert rows(path, client="3.4").find("T1") is None
    assert rows(path, client="3.4").workspaces() == ()


def test_a_new_installation_takes_the_place_of_the_old(path: Path) -> None:
    rows(path).save(ACME)
    rows(path).save(replace(ACME, token="xoxb-again", at=3.0))
    found = rows(path).find("T1")
    assert found
    assert found.token == "xoxb-again"
    assert rows(path).workspaces() == ("T1",)


def test_what_is_removed_leaves_nothing_in_the_file(path: Path) -> None:
    rows(path).save(ACME)
    rows(path).remove("T1")
    rows(path).remove("T1")
    assert rows(path).find("T1") is None
    assert b"Acme" not in on_disk(path)


def test_a_new_key_seals_anew_what_the_old_one_sealed(path: Path) -> None:
    rows(path, OLD).save(ACME)
    rows(path, NEW).save(OTHER)
    assert rows(path, NEW, OLD).seal_anew() == ()
    assert rows(path, NEW).find("T1") == ACME
    assert rows(path, NEW).find("T2") == OTHER


def test_what_no_key_opens_is_named_and_left(path: Path) -> None:
    rows(path, OLD).save(ACME)
    assert rows(path, NEW).seal_anew() == ("T1",)
    assert rows(path, OLD).find("T1") == ACME


# ---- states -------------------------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_state_works_once_even_after_a_restart(path: Path) -> None:
    state = States(path, Clock()).issue()
    assert States(path, Clock()).consume(state)
    assert not States(path, Clock()).consume(state)


@pytest.mark.parametrize(("after", "works"), [(LIFE - 1, True), (LIFE, False), (LIFE * 9, False)])
def test_a_state_lives_for_ten_minutes(path: Path, after: float, works: bool) -> None:
    clock = Clock()
    state = States(path, clock).issue()
    clock.now += after
    assert States(path, clock).consume(state) is works


@pytest.mark.parametrize("state", ["", "made up", "\ud800"])
def test_a_state_that_nobody_issued_does_not_work(path: Path, state: str) -> None:
    States(path, Clock()).issue()
    assert not States(path, Clock()).consume(state)


def test_states_are_no_two_alike_and_only_their_hashes_are_kept(path: Path) -> None:
    states = States(path, Clock())
    issued = {states.issue() for _ in range(20)}
    assert len(issued) == 20
    seen = on_disk(path)
    assert not any(each.encode() in seen for each in issued)


def test_states_that_ran_out_are_swept_away(path: Path) -> None:
    clock = Clock()
    for _ in range(3):
        States(path, clock).issue()
    clock.now += LIFE
    States(path, clock).issue()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM states").fetchone() == (1,)
