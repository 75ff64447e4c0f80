"""What is read from locks, reports and trees, and what a record tells about a package by itself."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.assessment.catalogue import PackageClass
from snapshots import node_locks, pip_reports, python_locks, rules
from snapshots.evidence import NodeRecord, PythonRecord
from snapshots.rules import Judged

TODAY = date(2026, 11, 22)
Kind = PackageClass

UV_LOCK = """
[[package]]
name = "uvicorn"
version = "0.54.0"
source = { registry = "an index" }
dependencies = [
    { name = "click" },
    { name = "colorama", marker = "sys_platform == 'win32'" },
    { name = "typing-extensions", marker = "python_full_version < '3.11'" },
]
sdist = { filename = "uvicorn-0.54.0.tar.gz", size = 88000 }
wheels = [{ filename = "uvicorn-0.54.0-py3-none-any.whl", size = 64000 }]

[[package]]
name = "httpx2"
version = "2.16.2"
source = { registry = "an index" }
dependencies = [{ name = "httpx2-jsfetch", marker = "sys_platform == 'emscripten'" }]
wheels = [{ url = "anywhere/httpx2-2.16.2-py3-none-any.whl", size = 90000 }]

[[package]]
name = "ruff"
version = "0.17.6"
source = { registry = "an index" }
wheels = [{ filename = "ruff-0.17.6-py3-none-manylinux_2_17_x86_64.whl", size = 11000000 }]

[[package]]
name = "ours"
version = "1"
source = { editable = "." }
"""
PYODIDE_LOCK: dict[str, object] = {
    "packages": {
        "pydantic": {
            "name": "pydantic",
            "version": "2.12.5",
            "depends": ["pydantic_core", "libnone"],
            "file_name": "pydantic-2.12.5-py3-none-any.whl",
        },
        "pydantic-core": {
            "name": "pydantic_core",
            "version": "2.41.5",
            "depends": [],
            "file_name": "pydantic_core-2.41.5-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        },
        "numpy-tests": {
            "name": "numpy-tests",
            "version": "1",
            "depends": [],
            "file_name": "numpy-tests.zip",
        },
        "pydoc-data": {
            "name": "pydoc_data",
            "version": "1.0.0",
            "depends": [],
            "file_name": "pydoc_data-1.0.0-py2.py3-none-any.whl",
        },
    }
}
PIP_REPORT = {
    "install": [
        {
            "metadata": {
                "name": "Flask",
                "version": "3.1.3",
                "requires_dist": [
                    "markupsafe>=2.1.1",
                    "importlib-metadata>=3.6.0; python_version < '3.10'",
                    'asgiref>=3.2 ; extra == "async"',
                ],
            },
            "download_info": {"url": "anywhere/flask-3.1.3-py3-none-any.whl"},
        }
    ]
}
PACKAGE_LOCK = {
    "packages": {
        "": {"dependencies": {"bcrypt": "*"}},
        "node_modules/bcrypt": {
            "version": "6.0.0",
            "hasInstallScript": True,
            "dependencies": {"node-addon-api": "^8.3.0", "node-gyp-build": "^4.8.4"},
        },
        "node_modules/ssh2/node_modules/asn1": {
            "version": "0.2.6",
            "dependencies": {"safer-buffer": "~2.1.0"},
        },
        "node_modules/@typescript/typescript-linux-x64": {
            "version": "7.0.2",
            "os": ["linux"],
            "cpu": ["x64"],
        },
    }
}


def dist(builds: dict[str, int], pyodide: str = "") -> PythonRecord:
    return PythonRecord("it", "1", TODAY, "a lock", builds, (), pyodide)


def package(**told: object) -> NodeRecord:
    known: dict[str, object] = {"name": "it", "version": "1", "seen": TODAY, "source": "a lock", "needs": ()}
    return NodeRecord(**(known | told))  # type: ignore[arg-type]  # the shape is what each case names


def test_a_lock_tells_what_is_needed_on_wasm_alone() -> None:
    uvicorn, httpx2, ruff = python_locks.from_uv(UV_LOCK, TODAY, "uv.lock")
    assert (uvicorn.needs, uvicorn.builds) == (("click",), {"pure": 64000, "source": 88000})
    assert httpx2.needs == ("httpx2-jsfetch",)  # one of the two targets is enough
    assert ruff.builds == {"native": 11000000}  # "py3-none" for one system is a program, not Python


def test_pyodides_lock_tells_what_it_builds() -> None:
    pydantic, core = python_locks.from_pyodide(PYODIDE_LOCK, TODAY, "Pyodide 314.0.7")
    assert (pydantic.needs, pydantic.pyodide) == (("pydantic-core",), "")
    assert (core.name, core.pyodide) == ("pydantic-core", "2.41.5")


def test_pips_report_tells_needs_without_extras() -> None:
    (flask,) = pip_reports.records(PIP_REPORT, TODAY, "asked")
    assert (flask.name, flask.needs, flask.builds) == ("flask", ("markupsafe",), {"pure": 0})


def test_npms_lock_tells_bindings_and_builds_for_one_system() -> None:
    bcrypt, asn1, build = node_locks.from_package_lock(PACKAGE_LOCK, TODAY, "package-lock.json")
    assert rules.node(bcrypt) == Judged(Kind.NATIVE_ONLY, "native binding: node-addon-api, node-gyp-build")
    assert (asn1.name, asn1.needs) == ("asn1", ("safer-buffer",))
    assert (build.name, build.platform) == ("@typescript/typescript-linux-x64", True)


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ("const fs = require('node:fs/promises')", {"fs"}),
        ('import { spawn } from "child_process"', {"child_process"}),
        ("let p = process || {}, b = Buffer.from('x')", {"process", "Buffer"}),
        ("// require('fs') would do\n/* process.exit() */ queue.process()", set[str]()),
        ("const lodash = require('lodash'), mine = require('./fs')", set[str]()),
    ],
)
def test_a_script_names_what_is_nodes(script: str, named: set[str]) -> None:
    assert node_locks.names_of(script) == named


def test_a_tree_is_read_without_tests_and_with_what_is_nested(tmp_path: Path) -> None:
    for folder, script in (
        ("a", "require('net')"),
        ("a/node_modules/@x/b", "1"),
        ("a/test", "require('vm')"),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.js").write_text(script)
    for folder, name in (("a", "a"), ("a/node_modules/@x/b", "@x/b"), ("a/test", "no-package")):
        (tmp_path / folder / "package.json").write_text(json.dumps({"name": name, "version": "1"}))
    found = {each.name: each.imports for each in node_locks.from_tree(tmp_path, TODAY, "files")}
    assert found == {"a": ("net",), "@x/b": ()}


@pytest.mark.parametrize(
    ("record", "needs"),
    [
        (dist({"pure": 0}), Kind.PURE),
        (dist({"native": 90_000, "pure": 60_000}), Kind.PURE_FALLBACK),
        (dist({"native": 90_000, "pure": 1_200}), Kind.NATIVE_ONLY),  # a placeholder is no port
        (dist({"native": 90_000}, pyodide="2.4.6"), Kind.PYODIDE),
        (dist({"native": 90_000, "pyemscripten": 80_000}), Kind.PYODIDE),
        (dist({"native": 90_000, "source": 50_000}), Kind.NATIVE_ONLY),
        (dist({"native": 90_000, "wasi": 80_000}), None),
        (dist({"source": 50_000}), None),
        (package(optional=("x-linux-x64", "x-darwin-arm64")), Kind.NATIVE_ONLY),
        (package(optional=("x-linux-x64", "x-win32-x64", "x-wasm32-wasi")), Kind.NATIVE_ONLY),
        (package(optional=("cpu-features",), imports=("net",)), Kind.NODE_BUILTINS),
        (package(installs=True, imports=()), None),
        (package(imports=("child_process",)), None),
        (package(imports=()), Kind.PURE),
        (package(), Kind.NODE_BUILTINS),
    ],
)
def test_a_record_tells_a_class_or_nothing(
    record: PythonRecord | NodeRecord, needs: PackageClass | None
) -> None:
    told = rules.python(record) if isinstance(record, PythonRecord) else rules.node(record)
    assert told.needs is needs
