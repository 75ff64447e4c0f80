"""Bytes typed or piped in, and files named on the command line."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.terminal.attach import attachments, read_file
from adapters.terminal.journal import KEEP, Journal
from adapters.terminal.parse import LINE_LIMIT, Stamp, opening, said, shared, text_of
from adapters.terminal.session import one_line
from bot.core.document import Choice, Choices
from bot.core.events import FileRefused, FileShared, FileTrouble, Key, ManifestFile, Pressed, Spoke, TextFile

CAP = 256 * 1024  # bytes of one message here
STAMP = Stamp("e1", Key("terminal", "local", "t1"), datetime(2026, 11, 22, tzinfo=UTC))
COMPOSE = "services:\n  api:\n    build: .\n"
CHOICES = Choices("state", (Choice("stateless", "Sin estado"), Choice("external-state", "Fuera")))


@pytest.mark.parametrize(
    ("line", "choices", "expected"),
    [
        ("1", CHOICES, ("state", "stateless")),
        ("2", CHOICES, ("state", "external-state")),
        ("3", CHOICES, None),
        ("0", CHOICES, None),
        ("1", None, None),
        ("1 millón", CHOICES, None),
        ("²", CHOICES, None),
        ("9" * 5_000, CHOICES, None),
        ("0000019", CHOICES, None),
        ("01", CHOICES, ("state", "stateless")),
    ],
)
def test_a_bare_number_picks_what_the_question_showed(
    line: str, choices: Choices | None, expected: tuple[str, str] | None
) -> None:
    event = said(STAMP, line, choices)
    if expected is None:
        assert isinstance(event, Spoke)
        assert event.text == line
    else:
        assert isinstance(event, Pressed)
        assert (event.topic, event.choice) == expected


def test_invalid_utf8_costs_only_the_broken_letters() -> None:
    assert text_of(b"  Lambda con Python \xff\xfe y Node \r\n") == "Lambda con Python \ufffd\ufffd y Node"


def test_a_megabyte_is_cut_and_says_so() -> None:
    event = opening(STAMP, "a" * 1_000_000, None, ())
    assert len(event.text) <= LINE_LIMIT
    assert event.cleaning.characters_cut == 1_000_000 - len(event.text)


def test_a_secret_never_gets_into_an_event() -> None:
    event = said(STAMP, "usamos postgres://app:hunter2pass@db/ventas", None)
    assert isinstance(event, Spoke)
    assert "hunter2pass" not in event.text
    assert event.cleaning.secrets == 1


def test_files_come_or_are_refused() -> None:
    assert isinstance(shared(STAMP, "a.txt", TextFile("a.txt", "Python")), FileShared)
    assert isinstance(shared(STAMP, "a.png", FileTrouble.BINARY), FileRefused)


def test_manifests_that_are_named_together_are_read_together(tmp_path: Path) -> None:
    for name, text in (
        ("compose.yaml", COMPOSE),
        ("notes.txt", "hola"),
        ("Dockerfile", "FROM python:3.13\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    manifests, notes = attachments([tmp_path / each for each in ("compose.yaml", "notes.txt", "Dockerfile")])
    assert notes.file == TextFile("notes.txt", "hola")
    assert isinstance(manifests.file, ManifestFile)
    assert [(each.name, each.language) for each in manifests.file.found.parts] == [("api", "python")]


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    assert read_file(tmp_path / "nada.txt") is FileTrouble.MISSING
    assert read_file(tmp_path) is FileTrouble.UNREADABLE
    (tmp_path / "vale.txt").write_text("flask\n", encoding="utf-8")
    assert read_file(tmp_path / "vale.txt") == TextFile("vale.txt", "flask\n")


def lines_from(content: bytes) -> list[bytes]:
    reading, writing = os.pipe()
    import threading

    def feed() -> None:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(content)

    feeder = threading.Thread(target=feed)
    feeder.start()
    found: list[bytes] = []
    while line := one_line(reading):
        found.append(line)
    feeder.join()
    os.close(reading)
    return found


def test_lines_are_taken_one_at_a_time_and_the_rest_stays_in_the_pipe() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"uno\ndos\n")
    assert one_line(reading) == b"uno\n"
    assert os.read(reading, 100) == b"dos\n"
    os.close(reading)
    os.close(writing)


def test_the_last_line_needs_no_end() -> None:
    assert lines_from(b"uno\n\ndos") == [b"uno\n", b"\n", b"dos"]


def test_a_line_beyond_the_cap_is_read_to_its_end_and_the_next_one_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.terminal.session.LINE_BYTES", CAP)
    first, second = lines_from(b"a" * (CAP + 10) + b"\nb\n")
    assert len(first) == CAP + 1
    assert second == b"b\n"


def test_the_journal_remembers_over_a_restart_and_survives_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "shown"
    journal = Journal(path)
    journal.add("a1")
    assert journal.shows("a1")
    journal.close()
    with path.open("a", encoding="ascii") as torn:
        torn.write("b2-tor")
    again = Journal(path)
    again.add("c3")
    again.close()
    last = Journal(path)
    assert last.shows("a1")
    assert last.shows("c3")
    assert not last.shows("b2")
    last.close()


def test_the_journal_keeps_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "shown"
    path.write_text("".join(f"e{n}\n" for n in range(KEEP + 50)), encoding="ascii")
    journal = Journal(path)
    assert not journal.shows("e0")
    assert journal.shows(f"e{KEEP + 49}")
    journal.close()
    assert len(path.read_text(encoding="ascii").split()) == KEEP
