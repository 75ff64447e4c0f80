"""A file as it comes in: what is text, what is an archive, what is refused; no secret passes."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from bot.core.events import Cleaning, FileTrouble, TextFile
from bot.hosting.files import ARCHIVE_LIMIT, LIMIT, PROSE_LIMIT, Archive, cleaned_name, taken, unwanted

TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"


def packed(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def zipped(**files: str) -> bytes:
    """A zip; in names "__" stands for a slash, and "_" for a dot."""
    return packed({name.replace("__", "/").replace("_", "."): text for name, text in files.items()})


def test_what_of_a_file_is_text() -> None:
    assert taken("a.txt", b"a\0b") is FileTrouble.BINARY
    assert taken("a.txt", b"x" * (LIMIT + 1)) is FileTrouble.TOO_LARGE
    assert taken("a\x07.txt", b"caf\xe9") == TextFile("a.txt", "caf\ufffd")
    assert taken("a.txt", "hola".encode("utf-16")) == TextFile("a.txt", "hola")


def test_no_secret_passes_in_a_text_nor_in_a_name() -> None:
    found = taken(f"{TOKEN}.yml", f"token: {TOKEN}\n".encode())
    assert isinstance(found, TextFile)
    assert TOKEN not in found.name + found.text
    assert found.cleaning == Cleaning(secrets=2)


def test_a_name_may_hold_anything() -> None:
    name, cleaning = cleaned_name(f"{TOKEN}\udcff\x1b.yml")
    assert TOKEN not in name
    assert cleaning == Cleaning(secrets=1)
    assert not name.isascii()
    assert "\x1b" not in name


def test_a_long_text_is_cut_and_says_so_and_a_long_lock_is_not() -> None:
    text = b"x" * (PROSE_LIMIT + 7)
    prose, lock = taken("app.log", text), taken("package-lock.json", text)
    assert isinstance(prose, TextFile)
    assert prose.cleaning == Cleaning(characters_cut=7)
    assert isinstance(lock, TextFile)
    assert lock.cleaning == Cleaning()


def test_an_archive_gives_the_texts_that_some_reader_knows_without_secrets() -> None:
    found = taken("shop.zip", zipped(api__package_json=f'{{"a": "{TOKEN}"}}', logo_png="x"))
    assert isinstance(found, Archive)
    assert [name for name, _ in found.texts] == ["api/package.json"]
    assert TOKEN not in repr(found)
    assert found.cleaning.secrets == 1
    assert [str(each.at) for each in found.unread] == ["logo.png:1"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.docx", zipped(word__document_xml="x")),
        ("shop.zip", b"\0\0not an archive"),
        ("lib.jar", zipped(pom_xml="x")),
    ],
)
def test_not_everything_packed_is_an_archive_of_texts(name: str, content: bytes) -> None:
    assert taken(name, content) is FileTrouble.BINARY


@pytest.mark.parametrize(
    ("name", "mimetype", "size", "trouble"),
    [
        ("shop.zip", "application/zip", LIMIT + 1, None),
        ("shop.tar.gz", "application/gzip", 10, None),
        ("SHOP.TGZ", "", 10, None),
        ("shop.zip", "application/zip", ARCHIVE_LIMIT + 1, FileTrouble.TOO_LARGE),
        ("shop", "application/zip", 10, FileTrouble.BINARY),
        ("a.pdf", "application/pdf", 10, FileTrouble.BINARY),
        ("a.png", "image/png", 10, FileTrouble.BINARY),
        ("a.txt", "text/plain", LIMIT + 1, FileTrouble.TOO_LARGE),
        ("a.txt", "text/plain; charset=utf-8", LIMIT, None),
    ],
)
def test_some_files_are_not_even_fetched(
    name: str, mimetype: str, size: int, trouble: FileTrouble | None
) -> None:
    assert unwanted(name, mimetype, size) is trouble
