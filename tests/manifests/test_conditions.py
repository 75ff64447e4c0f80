"""Conditions on which dependencies count: what holds on no Wasm target is ruled out, and nothing else."""

import pytest

from bot.assessment.manifests.conditions import ruled_out
from bot.assessment.manifests.conditions_read import DEEPEST
from bot.assessment.manifests.shapes import Ecosystem

PYTHON = [
    ("sys_platform == 'win32'", True),
    ('sys_platform == "linux"', True),
    ("sys_platform != 'win32'", False),
    ("sys_platform == 'emscripten'", False),
    ("sys_platform == 'wasi'", False),
    ("platform_machine in 'x86_64 aarch64'", True),
    ("'wasm' in platform_machine", False),
    ("'linux' in sys_platform", True),
    ("'linux' not in sys_platform", False),
    ("platform_machine not in 'x86_64'", False),
    ("python_version < '3.11'", True),
    ("'3.11' > python_version", True),
    ("'3.11' == python_version", True),
    ("python_version >= '3.9' and python_version < '4'", False),
    ("python_full_version <= '3.13.9'", True),
    ("python_full_version == '3.14'", False),
    ("python_version == '3.8.*'", False),  # not told here
    ("python_version in '2.7, 3.5'", False),
    ("extra == 'cpu'", True),
    ("(extra == 'cpu') or (sys_platform != 'darwin')", False),
    ("platform_release >= '5' and sys_platform == 'linux'", True),
    ("platform_release >= '5' or sys_platform == 'linux'", False),
    ("platform_release >= '5' and sys_platform == 'wasi'", False),
    ("sys_platform ~= 'wasi'", False),
    ("(sys_platform == 'wasi') and (optional)", True),
    ("python >=3.8", False),
    ("sys_platform ==", False),
    ("(sys_platform == 'linux'", False),
    ("sys_platform == 'linux')", False),
    ("sys_platform == 'lin", False),  # cut short
    ("", False),
    ("(" * (DEEPEST + 1) + "extra == 'a'" + ")" * (DEEPEST + 1), False),
    ("(" * DEEPEST + "extra == 'a'" + ")" * DEEPEST, True),
]
RUST = [
    ("cfg(windows)", True),
    ("cfg(unix)", True),
    ("cfg(not(windows))", False),
    ('cfg(target_os = "linux")', True),
    ('cfg(target_os = "wasi")', False),
    ('cfg(not(target_os = "wasi"))', False),  # beside JavaScript it holds
    ('cfg(not(target_arch = "wasm32"))', True),
    ('cfg(any(unix, target_family = "wasm",))', False),
    ('cfg(all(target_arch = "wasm32", target_os = "linux"))', True),
    ("cfg(tokio_unstable)", False),
    ("cfg(not(tokio_unstable))", False),
    ("cfg(all(tokio_unstable, windows))", True),
    ('cfg(target_feature = "sse2")', False),
    ("cfg(windows), optional", True),
    ("cfg(tokio_unstable), optional", True),
    ("x86_64-pc-windows-msvc", True),
    ("wasm32-wasip2", False),
    ("cfg(perhaps(unix))", False),
    ("cfg(any(unix", False),
    ("cfg(any(unix windows))", False),
]
NODE = [
    ("os: linux; cpu: x64", True),
    ("os: linux; cpu: x64, arm64; libc: musl", True),
    ("cpu: wasm32", False),
    ("os: darwin", True),
    ("os: darwin, linux, win32", False),
    ("os: !win32", False),
    ("optional", False),
    ("peer", False),
]


@pytest.mark.parametrize(("condition", "out"), PYTHON)
def test_a_marker_is_read_for_wasm(condition: str, out: bool) -> None:
    assert ruled_out(Ecosystem.PYPI, condition) is out


@pytest.mark.parametrize(("condition", "out"), RUST)
def test_a_cfg_is_read_for_wasm(condition: str, out: bool) -> None:
    assert ruled_out(Ecosystem.CARGO, condition) is out


@pytest.mark.parametrize(("condition", "out"), NODE)
def test_the_systems_of_a_build_are_read_for_wasm(condition: str, out: bool) -> None:
    assert ruled_out(Ecosystem.NPM, condition) is out


@pytest.mark.parametrize(
    ("ecosystem", "condition", "out"),
    [
        (Ecosystem.PYPI, "sys_platform == 'linux'", False),
        (Ecosystem.PYPI, "platform_machine == 'x86_64'", False),
        (Ecosystem.PYPI, "sys_platform == 'win32'", True),
        (Ecosystem.PYPI, "python_version < '3'", True),
        (Ecosystem.CARGO, 'cfg(target_os = "linux")', True),
        (Ecosystem.NPM, "os: linux; cpu: x64", False),
    ],
)
def test_what_a_team_asks_for_on_its_servers_counts(ecosystem: Ecosystem, condition: str, out: bool) -> None:
    assert ruled_out(ecosystem, condition, asked=True) is out


def test_conditions_that_no_registry_here_writes_rule_nothing_out() -> None:
    assert not ruled_out(Ecosystem.MAVEN, "profile windows")
