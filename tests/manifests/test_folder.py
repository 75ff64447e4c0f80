import os
import socket
from pathlib import Path

import pytest

from adapters.files import Found, folder
from bot.assessment.manifests import sieve
from bot.assessment.manifests.shapes import Why


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def whys(found: Found) -> dict[str, Why]:
    return {each.at.file: each.why for each in found.unread}


def names(found: Found) -> list[str]:
    return [each.name for each in found.files]


def test_texts_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    found = folder(put(tmp_path, {"b/go.mod": "module b", "a.txt": "año", "b/Cargo.toml": ""}))
    assert [(each.name, each.text) for each in found.files] == [
        ("a.txt", "año"),
        ("b/Cargo.toml", ""),
        ("b/go.mod", "module b"),
    ]
    assert not found.unread


def test_secrets_are_taken_out_at_the_door(tmp_path: Path) -> None:
    found = folder(put(tmp_path, {"app.env": "password = hunter2hunter2\n"}))
    assert "hunter2" not in found.files[0].text
    assert found.files[0].cleaning.secrets == 1


def test_what_tools_filled_is_one_word_for_the_folder(tmp_path: Path) -> None:
    root = put(tmp_path, {"node_modules/a/package.json": "{}", "x/Target/a.rs": "", ".git/config": ""})
    assert whys(folder(root)) == {
        ".git": Why.LEFT_OUT,
        "node_modules": Why.LEFT_OUT,
        "x/Target": Why.LEFT_OUT,
    }


def test_only_what_is_wanted_is_read_and_the_rest_is_named(tmp_path: Path) -> None:
    found = folder(put(tmp_path, {"Go.mod": "", "main.go": ""}), lambda path: path == "go.mod")
    assert names(found) == ["Go.mod"]
    assert whys(found) == {"main.go": Why.NOT_RECOGNISED}


def test_links_do_not_lead_out_nor_round(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", {"go.mod": "module secret"})
    root = put(tmp_path / "root", {"go.mod": "module mine"})
    (root / "file").symlink_to(outside / "go.mod")
    (root / "away").symlink_to(outside, target_is_directory=True)
    (root / "round").symlink_to(root, target_is_directory=True)
    (root / "nowhere").symlink_to(root / "missing")
    found = folder(root)
    assert [each.text for each in found.files] == ["module mine"]
    assert whys(found) == dict.fromkeys(["away", "file", "nowhere", "round"], Why.OUTSIDE)


def test_pipes_and_sockets_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert whys(folder(tmp_path)) == {"pipe": Why.NOT_RECOGNISED, "socket": Why.NOT_RECOGNISED}


def test_what_is_no_text_or_an_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_bytes(b"\x7fELF\0")
    (tmp_path / "more.zip").write_bytes(b"PK")
    assert whys(folder(tmp_path)) == {"go.mod": Why.BINARY, "more.zip": Why.TOO_DEEP}


def test_a_file_that_is_gone_or_turned_into_a_link_meanwhile_is_not_read(tmp_path: Path) -> None:
    secret = put(tmp_path / "outside", {"secret": "module secret"}) / "secret"
    root = put(tmp_path / "root", {"gone": "", "turned": ""})

    def meanwhile(path: str) -> bool:
        (root / path).unlink()
        if path == "turned":
            (root / path).symlink_to(secret)
        return True

    found = folder(root, meanwhile)
    assert not found.files
    assert whys(found) == {"gone": Why.LOCKED, "turned": Why.LOCKED}


def test_folders_within_folders_end(tmp_path: Path) -> None:
    found = folder(put(tmp_path, {"/".join("d" * 80) + "/go.mod": ""}))
    assert not found.files
    assert [each.why for each in found.unread] == [Why.TOO_DEEP]


def test_no_more_files_are_read_than_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "MOST_FILES", 2)
    found = folder(put(tmp_path, {f"{each}.txt": each for each in "cab"}))
    assert names(found) == ["a.txt", "b.txt"]
    assert whys(found) == {"c.txt": Why.TOO_MANY}


def test_a_folder_that_is_not_there_is_the_callers_trouble(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder(tmp_path / "missing")
