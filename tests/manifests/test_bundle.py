import gzip
import io
import stat
import tarfile
import warnings
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assessment.manifests import bundle, sieve
from bot.assessment.manifests.bundle import Unpacked, is_bundle, unpacked
from bot.assessment.manifests.shapes import Why
from tests.manifests.packing import gzipped, tarred, with_records, zipped

FILES = {"app/go.mod": b"module a\n", "app/README.md": b"# Hola", "app/src/mi año.txt": "año".encode()}


def whys(found: Unpacked) -> dict[str, Why]:
    return {each.at.file: each.why for each in found.unread}


Packed = Callable[[dict[str, bytes]], bytes]
PACKINGS = pytest.mark.parametrize("packed", [zipped, tarred, gzipped, with_records])


@PACKINGS
class TestAnyArchive:
    def test_texts_come_in_the_order_of_their_paths(self, packed: Packed) -> None:
        content = packed(FILES)
        assert is_bundle(content)
        found = unpacked("a.zip", content)
        assert found.texts == (
            ("app/README.md", "# Hola"),
            ("app/go.mod", "module a\n"),
            ("app/src/mi año.txt", "año"),
        )
        assert not found.unread

    def test_only_what_is_wanted_is_read_and_the_rest_is_named(self, packed: Packed) -> None:
        found = unpacked("a.zip", packed(FILES), lambda path: path.endswith("go.mod"))
        assert [path for path, _ in found.texts] == ["app/go.mod"]
        assert set(whys(found).values()) == {Why.NOT_RECOGNISED}
        assert len(found.unread) == 2

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("../go.mod", Why.OUTSIDE),
            ("a/../../go.mod", Why.OUTSIDE),
            ("..\\go.mod", Why.OUTSIDE),
            ("/etc/go.mod", Why.OUTSIDE),
            ("C:\\go.mod", Why.OUTSIDE),
            ("inner/more.zip", Why.TOO_DEEP),
            ("/".join("d" * 70) + "/go.mod", Why.TOO_DEEP),
        ],
    )
    def test_names_that_lead_elsewhere_are_refused(self, packed: Packed, name: str, why: Why) -> None:
        found = unpacked("a.zip", packed({name: b"x"}))
        assert not found.texts
        assert [each.why for each in found.unread] == [why]

    def test_what_tools_filled_is_one_word_for_the_folder(self, packed: Packed) -> None:
        found = unpacked("a.zip", packed({f"app/node_modules/{each}/package.json": b"{}" for each in "abc"}))
        assert whys(found) == {"app/node_modules": Why.LEFT_OUT}
        assert len(found.unread) == 1

    def test_what_is_no_text_is_named(self, packed: Packed) -> None:
        found = unpacked("a.zip", packed({"go.mod": b"\x7fELF\0", "a.csproj": "<Project/>".encode("utf-16")}))
        assert whys(found) == {"go.mod": Why.BINARY}
        assert found.texts == (("a.csproj", "<Project/>"),)

    def test_long_names_are_whole(self, packed: Packed) -> None:
        name = "/".join(["long-folder-name"] * 12) + "/go.mod"
        assert [path for path, _ in unpacked("a.zip", packed({name: b"x"})).texts] == [name]

    def test_a_large_file_is_cut(self, packed: Packed) -> None:
        content = bytes(ord("a") + number % 7 + number // 997 % 11 for number in range(sieve.LARGEST + 5))
        found = unpacked("a.zip", packed({"go.mod": content}))
        assert [len(text) for _, text in found.texts] == [sieve.LARGEST]
        assert whys(found) == {"go.mod": Why.TOO_LARGE}

    def test_no_more_files_are_read_than_that(self, packed: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sieve, "MOST_FILES", 2)
        found = unpacked("a.zip", packed({f"{each}/go.mod": b"x" for each in "abc"}))
        assert len(found.texts) == 2
        assert whys(found) == {"c/go.mod": Why.TOO_MANY}

    def test_an_archive_that_lists_too_much_is_named(
        self, packed: Packed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bundle, "MOST_LISTED", 2)
        assert whys(unpacked("a.zip", packed(FILES)))["a.zip"] is Why.TOO_MANY

    def test_a_cut_archive_says_so(self, packed: Packed) -> None:
        content = packed({f"{each}/go.mod": each.encode() * 900 for each in "abcdef"})
        found = unpacked("a.zip", content[: len(content) // 3])
        assert whys(found) == {"a.zip": Why.SYNTAX}


class TestZip:
    def test_a_file_that_grows_beyond_all_use_is_not_read(self) -> None:
        found = unpacked("a.zip", zipped({"go.mod": b"a" * 900_000}))
        assert not found.texts
        assert whys(found) == {"go.mod": Why.TOO_DEEP}

    def test_the_same_name_twice_is_read_once(self) -> None:
        held = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as archive:
            warnings.simplefilter("ignore", UserWarning)
            archive.writestr("go.mod", "first")
            archive.writestr("go.mod", "second")
        found = unpacked("a.zip", held.getvalue())
        assert found.texts == (("go.mod", "first"),)
        assert whys(found) == {"go.mod": Why.REPEATED}

    def test_links_are_not_followed(self) -> None:
        held, link = io.BytesIO(), zipfile.ZipInfo("go.mod")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(link, "/etc/passwd")
        assert whys(unpacked("a.zip", held.getvalue())) == {"go.mod": Why.OUTSIDE}

    def test_what_is_encrypted_stays_shut(self) -> None:
        content = bytearray(zipped({"go.mod": b"module a"}))
        content[6] |= 1  # the flags of the entry, and of its line in the directory
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        assert whys(unpacked("a.zip", bytes(content))) == {"go.mod": Why.LOCKED}

    def test_rare_packings_are_not_opened(self) -> None:
        content = zipped({"go.mod": b"module a"}, zipfile.ZIP_LZMA)
        assert whys(unpacked("a.zip", content)) == {"go.mod": Why.NOT_RECOGNISED}

    def test_a_wrong_sum_is_named_and_the_rest_is_read(self) -> None:
        content = zipped({"a/go.mod": b"module a", "b/go.mod": b"module b"}, zipfile.ZIP_STORED)
        found = unpacked("a.zip", content.replace(b"module a", b"module x", 1))
        assert found.texts == (("b/go.mod", "module b"),)
        assert whys(found) == {"a/go.mod": Why.SYNTAX}


class TestTar:
    @pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
    def test_links_are_not_followed(self, kind: bytes) -> None:
        assert whys(unpacked("a.tar", tarred({}, ("go.mod", kind)))) == {"go.mod": Why.OUTSIDE}

    def test_a_device_is_not_opened(self) -> None:
        assert whys(unpacked("a.tar", tarred({}, ("go.mod", tarfile.CHRTYPE)))) == {
            "go.mod": Why.NOT_RECOGNISED
        }

    def test_what_grows_beyond_all_use_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bundle, "EXPANDED", 2_000_000)
        content = gzip.compress(tarred({"go.mod": b"module a", "zeros": b"\0" * 4_000_000}))
        found = unpacked("a.tgz", content)
        assert found.texts == (("go.mod", "module a"),)
        assert Why.TOO_DEEP in {each.why for each in found.unread}

    def test_a_single_compressed_file_is_no_archive(self) -> None:
        assert whys(unpacked("a.gz", gzip.compress(b"module a" * 200))) == {"a.gz": Why.NOT_RECOGNISED}


class TestAnything:
    def test_an_archive_that_is_too_large_is_not_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bundle, "LARGEST_BUNDLE", 10)
        assert whys(unpacked("a.zip", zipped(FILES))) == {"a.zip": Why.TOO_LARGE}

    @pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"\x1f\x8b", b"hola", b"\0" * 1024])
    def test_what_is_no_archive_is_named(self, content: bytes) -> None:
        assert set(whys(unpacked("a.zip", content))) == {"a.zip"}

    @given(data=st.data())
    @settings(max_examples=150, deadline=None)
    def test_any_damage_is_survived(self, data: st.DataObject) -> None:
        content = bytearray(
            data.draw(st.sampled_from([zipped(FILES), tarred(FILES), gzip.compress(tarred(FILES))]))
        )
        for _ in range(data.draw(st.integers(1, 5))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        found = unpacked("a.zip", bytes(content))
        assert len(found.texts) <= len(FILES)


def test_a_folder_of_a_zip_is_no_file() -> None:
    found = unpacked("a.zip", zipped({"app/": b"", "app/go.mod": b"module a\n"}))
    assert found.texts == (("app/go.mod", "module a\n"),)
    assert not found.unread


def test_an_entry_without_a_name_is_told_and_the_others_are_read() -> None:
    content = zipped({"x": b"?", "app/go.mod": b"module a\n"}).replace(b"x", b"\0")
    found = unpacked("a.zip", content)
    assert found.texts == (("app/go.mod", "module a\n"),)
    assert whys(found) == {"a.zip": Why.SYNTAX}
