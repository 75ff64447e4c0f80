"""The wheel, installed where nothing else is and run from `/`, is the whole program.

Top-level names like `bot` are generic, so what the wheel holds is checked exactly: the three rooms with every data file
that the source tree has, and no tests. It is built with uv, which a machine without uv has in `.uv/` after `make`.
"""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {"bot", "adapters", "prompts"}
CONVERSATION = "\n".join(
    [
        "Tenemos AWS Lambda con Python y Node.js, los arranques en frío duelen y la memoria sale cara",
        "plan ya",
        "",
    ]
)


def uv() -> str:
    found = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".uv" / "bin"))
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("uv is neither on PATH nor in .uv/bin (make puts it there)")
    if found is None:
        pytest.skip("uv is neither on PATH nor in .uv/bin (make puts it there)")
    return found


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, given: str = "") -> str:
    """What the command said on stdout; a status other than 0 fails with all that it said."""
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=env,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, f"{command} → {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(uv(), "build", "--wheel", "--quiet", "--out-dir", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script in an environment that holds the wheel and its base dependencies, no extra and no tool."""
    clean = tmp_path_factory.mktemp("clean") / "venv"
    locked = clean.parent / "requirements.txt"
    run(uv(), "venv", "--quiet", clean, cwd=ROOT)
    run(
        *(uv(), "export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--output-file", locked),
        cwd=ROOT,
    )
    run(uv(), "pip", "install", "--quiet", "--python", clean, "--requirements", locked, cwd=clean.parent)
    run(uv(), "pip", "install", "--quiet", "--python", clean, "--no-deps", wheel, cwd=clean.parent)
    return clean / "bin" / "wasm-architect"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with nothing of this machine in it: no key, no `.env`, no PYTHONPATH, a data folder of its own."""
    return {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        "WASM_ARCHITECT_HOME": str(tmp_path / "data"),
        "LANG": "C.UTF-8",
    }


def test_the_wheel_holds_the_three_rooms_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}

    metadata = {name for name in top if name.endswith(".dist-info")}
    assert len(metadata) == 1
    assert top - metadata == ROOMS


def test_every_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}

    sources = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == sources
    assert {"bot/__init__.py", "adapters/__init__.py", "prompts/__init__.py"} <= packed


def test_it_explains_itself_from_the_root_folder(program: Path, home: dict[str, str]) -> None:
    said = run(program, "--help", cwd=Path("/"), env=home)

    for command in ("chat", "facts", "doctor"):
        assert command in said


def test_it_brings_its_facts(program: Path, home: dict[str, str]) -> None:
    said = run(program, "facts", cwd=Path("/"), env=home)

    assert len(said.splitlines()) > 10
    assert "https://" in said


def test_a_piped_conversation_ends_in_a_plan(program: Path, home: dict[str, str]) -> None:
    said = run(program, "chat", "--new", "--format", "jsonl", cwd=Path("/"), env=home, given=CONVERSATION)

    messages = [json.loads(line) for line in said.splitlines()]
    assert all({"notice", "text"} <= message.keys() for message in messages)
    plans = [message["text"] for message in messages if message["notice"] == "plan_posted"]
    assert len(plans) == 1
    assert plans[0].strip()
    assert any(Path(home["WASM_ARCHITECT_HOME"]).iterdir()), "the conversation was not kept"
