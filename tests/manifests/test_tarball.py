"""Archives whose headers hold no file, or are none."""

import io
import tarfile

from bot.assessment.manifests.bundle import unpacked
from bot.assessment.manifests.shapes import Why
from tests.manifests.packing import tarred


def test_records_that_hold_for_the_whole_archive_are_no_file() -> None:
    held = io.BytesIO()
    with tarfile.open(
        fileobj=held, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "a"}
    ) as archive:
        member = tarfile.TarInfo("go.mod")
        member.size = 9
        archive.addfile(member, io.BytesIO(b"module a\n"))
    found = unpacked("a.tar", held.getvalue())
    assert (found.texts, found.unread) == ((("go.mod", "module a\n"),), ())


def test_records_of_no_form_leave_a_file_its_own_name() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, kind, content in (
            ("records", tarfile.XHDTYPE, b"no length path=other.mod\n"),
            ("go.mod", tarfile.REGTYPE, b"module a\n"),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.size = kind, len(content)
            archive.addfile(member, io.BytesIO(content))
    found = unpacked("a.tar", held.getvalue())
    assert (found.texts, found.unread) == ((("go.mod", "module a\n"),), ())


def test_a_sum_that_is_no_number_makes_no_tar() -> None:
    content = bytearray(tarred({"go.mod": b"module a\n"}))
    content[148:156] = b"no sum  "
    assert [each.why for each in unpacked("a.tar", bytes(content)).unread] == [Why.NOT_RECOGNISED]


def test_what_only_begins_as_something_compressed_is_broken() -> None:
    found = unpacked("a.tar.gz", b"\x1f\x8b and nothing more")
    assert [each.why for each in found.unread] == [Why.SYNTAX]
