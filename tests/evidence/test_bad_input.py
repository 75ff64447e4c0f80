"""What people have, or put, into a folder that no tool wrote: through the command, as a pipeline would call it.

Whatever it is, the command ends with an answer, names what it did not read and why, and reads the rest.
"""

import io
import os
import stat
import warnings
import zipfile
from itertools import product
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.evidence.assessing import GOOD, Assessing
from tests.manifests.packing import zipped


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("package.json", '{"name": "a",\n"x" 1,\n"dependencies": {"express": "4"}}', 2),
        ("pyproject.toml", '[project]\nname = "a"\nx = = 1\ndependencies = ["flask"]\n', 3),
        ("compose.yaml", "services:\n  a:\n    build: .\n   b: ]\n  c:\n    build: ./c\n", 4),
        ("pom.xml", "<project>\n</b>\n<artifactId>a</artifactId></project>", 2),
        ("main.tf", 'resource "aws_lambda_function" "a" {\n  ) 1\n}\n', 2),
        ("Dockerfile", "FROM python:3.12\nRUUN a\nCMD python a.py\n", 2),
    ],
)
def test_broken_syntax_is_named_with_its_line(assessing: Assessing, name: str, text: str, line: int) -> None:
    found = assessing.answer({f"bad/{name}": text})
    assert found.unread[f"bad/{name}:{line}"] == {"syntax"}
    assert {"good/requirements.txt", f"bad/{name}"} <= found.read


def test_of_fifty_megabytes_the_beginning_is_read(assessing: Assessing) -> None:
    root = assessing.put({**GOOD, "big/requirements.txt": b"django==5\n"})
    with (root / "big/requirements.txt").open("ab") as file:
        for _ in range(50):
            file.write(b"# nothing but words\n" * 50_000)
    found = assessing.answer(root)
    assert any("too_large" in whys for at, whys in found.unread.items() if at.startswith("big/"))
    assert {"big/requirements.txt", "good/requirements.txt"} <= found.read


def test_anchors_that_would_grow_without_end_are_left_out(assessing: Assessing) -> None:
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{each}: &a{each} [{', '.join([f'*a{each - 1}'] * 9)}]\n" for each in range(1, 12)
    )
    found = assessing.answer({"bad/compose.yaml": f"{laughs}services:\n  api: {{build: .}}\n"})
    assert "too_deep" in {why for at, whys in found.unread.items() if at.startswith("bad/") for why in whys}
    assert "api" in {each["name"] for each in found.found["modules"]}


def test_entities_and_document_types_bring_nothing(assessing: Assessing, tmp_path: Path) -> None:
    secret = tmp_path / "outside.txt"
    secret.write_text("words from outside")
    found = assessing.answer(
        {
            "bad/pom.xml": '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">'
            f'<!ENTITY c SYSTEM "{secret.as_uri()}">]>\n<project><artifactId>shop</artifactId>\n<dependencies>'
            "<dependency><groupId>g</groupId><artifactId>&b;&c;</artifactId></dependency></dependencies></project>"
        }
    )
    assert "bad/pom.xml:1" in found.unread
    assert "words from outside" not in found.out
    assert "haha" not in found.out


def packed() -> bytes:
    """An archive of all that an archive should not hold, and one good file."""
    held = io.BytesIO()
    link = zipfile.ZipInfo("link/go.mod")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # a name comes twice
        for name, text in GOOD.items():
            archive.writestr(name, text)
        archive.writestr("good/requirements.txt", "django==1\n")
        archive.writestr("bomb/requirements.txt", b"a" * 20_000_000)
        archive.writestr("nested/more.zip", zipped({"go.mod": b"module a\n"}))
        archive.writestr("../outside/requirements.txt", "django==2\n")
        archive.writestr("/absolute/requirements.txt", "django==3\n")
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


def test_an_archive_is_not_believed(assessing: Assessing) -> None:
    found = assessing.answer(assessing.put({"all.zip": packed()}) / "all.zip")
    whys = {at.rpartition(":")[0]: next(iter(each)) for at, each in found.unread.items()}
    assert {name: whys[name] for name in whys if not name.startswith("good/D")} == {
        "good/requirements.txt": "repeated",
        "bomb/requirements.txt": "too_deep",
        "nested/more.zip": "too_deep",
        "../outside/requirements.txt": "outside",
        "/absolute/requirements.txt": "outside",
        "link/go.mod": "outside",
    }
    assert found.read == set(GOOD)
    assert "django" not in found.out


def test_an_encrypted_file_stays_shut(assessing: Assessing) -> None:
    content = bytearray(zipped({"a/go.mod": b"module a", "b/requirements.txt": b"flask==3\n"}))
    content[6] |= 1  # the flags of the entry, and of its line in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = assessing.answer(assessing.put({"some.zip": bytes(content)}) / "some.zip")
    assert found.unread["a/go.mod:1"] == {"locked"}
    assert found.read == {"b/requirements.txt"}


def test_links_pipes_and_what_lies_outside_are_not_opened(assessing: Assessing, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "requirements.txt").write_text("django==5\n")
    root = assessing.put(GOOD)
    (root / "away").symlink_to(outside, target_is_directory=True)
    (root / "round").symlink_to(root, target_is_directory=True)
    (root / "requirements.txt").symlink_to(outside / "requirements.txt")
    (root / "itself.yaml").symlink_to(root / "itself.yaml")
    os.mkfifo(root / "package.json")
    found = assessing.answer(root)
    assert found.read == set(GOOD)
    assert [
        at for at in ("away:1", "round:1", "requirements.txt:1", "itself.yaml:1") if at not in found.unread
    ] == []
    assert "django" not in found.out


def test_a_pipe_that_is_named_itself_is_refused(
    assessing: Assessing, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = assessing.put(GOOD) / "package.json"
    os.mkfifo(pipe)
    assert main(["assess", str(pipe), "--lang", "en"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_program_with_a_manifests_name_is_named(assessing: Assessing) -> None:
    found = assessing.answer({"bad/package.json": b"\x7fELF\x02\x01\x01\0" + bytes(range(256)) * 40})
    assert found.unread["bad/package.json:1"] == {"binary"}
    assert "good/requirements.txt" in found.read


def test_ten_thousand_dependencies_are_read_and_more_are_named(assessing: Assessing) -> None:
    lines = "".join(f"package-{number}==1\n" for number in range(10_500))
    found = assessing.answer({"bad/requirements.txt": lines})
    assert "too_many" in {why for whys in found.unread.values() for why in whys}
    (many,) = (each for each in found.found["modules"] if each["name"] == "bad")
    assert many["dependencies"] > 9_900


def test_hundreds_of_modules_of_one_name_have_names_of_their_own(assessing: Assessing) -> None:
    written = ["".join(each) for each in product("._", repeat=8)]
    alike = [
        "".join(f"{letter}{sign}" for letter, sign in zip("abcdefgh", each, strict=True)) for each in written
    ]
    services = "".join(f'  "{each}k": {{build: "./{each}l"}}\n' for each in alike)
    found = assessing.answer({"bad/compose.yaml": f"services:\n{services}"})
    names = [each["name"] for each in found.found["modules"]]
    assert len(names) == len(set(names)) > 256


TEXT = '# año\nflask==3.0\ncelery==5.0 ; python_version < "4"\n'


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be").join((b"\xfe\xff", b"")),
        TEXT.encode("latin-1"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("año", "a\u2028\x85o").encode(),
    ],
    ids=["mark", "utf-16", "utf-16-be", "latin-1", "crlf", "cr", "other line ends"],
)
def test_another_encoding_or_line_end_changes_no_finding(assessing: Assessing, content: bytes) -> None:
    plain = assessing.answer({"app/requirements.txt": TEXT}).found
    other = assessing.answer({"app/requirements.txt": content}).found
    assert plain["findings"] == other["findings"]
    assert plain["modules"] == other["modules"]
