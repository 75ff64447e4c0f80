"""What the contract reads out of code and manifests, what a wildcard is, and where it looks for secrets."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.redaction import clean
from bot.planning.contract.grants import grants
from bot.planning.contract.hosts import needs, provided
from bot.planning.contract.leaks import suspects
from bot.planning.contract.manifests import Grant
from bot.planning.contract.parsing import parsed
from bot.planning.contract.safety import wild
from bot.planning.plan import CapabilityKind as Kind
from bot.planning.plan import CodeFile
from tests.contracts.mutants import GOLDEN


def granted(path: str, language: str, text: str) -> list[Grant]:
    return list(grants(parsed([CodeFile(path=path, language=language, text=text)])))


def seen(path: str, language: str, text: str) -> set[tuple[str, ...]]:
    """Each grant as (kinds, scope, component)."""
    found = granted(path, language, text)
    return {(" ".join(sorted(each.kinds)), each.scope or "", each.component or "") for each in found}


GRANTS = tomllib.loads((GOLDEN / "grants.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("row", GRANTS, ids=[each["path"] for each in GRANTS])
def test_what_code_grants(row: dict[str, Any]) -> None:  # Any: a row of the table
    assert seen(row["path"], row["language"], row["text"]) == {tuple(each) for each in row["grants"]}


def test_what_hands_over_everything_is_marked() -> None:
    assert [
        each.what for each in granted("a.sh", "bash", "wasmtime run -S inherit-network a.wasm") if each.wide
    ] == ["-S inherit-network"]
    toml = "spin_manifest_version = 2\n[component.a]\ndependencies_inherit_configuration = true\n"
    assert [each.component for each in granted("spin.toml", "toml", toml) if each.wide] == ["a"]


@pytest.mark.parametrize(
    "scope",
    [
        "*",
        "https://*.acme.internal",
        "orders.*",
        "todo",
        "Todos los hosts",
        "ANY",
        "all of the network",
        "0.0.0.0/0",
        "::/0",
        "internet",
    ],
)
def test_a_wildcard_however_it_is_written(scope: str) -> None:
    assert wild(scope, files=False)


@pytest.mark.parametrize(
    "scope", ["https://todo.internal", "all-orders", "any-topic", "tabla de pedidos", "/", "/pedidos"]
)
def test_one_thing_is_no_wildcard(scope: str) -> None:
    assert not wild(scope, files=False)


@pytest.mark.parametrize("scope", ["/", " / ", "./", "C:\\", "~"])
def test_a_whole_disk_is_a_wildcard(scope: str) -> None:
    assert wild(scope, files=True)
    assert not wild("/srv/pedidos", files=True)


NO_KINDS: set[Kind] = set()


@pytest.mark.parametrize(
    ("name", "exists", "kinds"),
    [
        ("wasi:http/outgoing-handler@0.2.3", True, {Kind.HTTP_OUTGOING}),
        ("wasi:http/types", True, NO_KINDS),
        ("wasi:http/request", False, NO_KINDS),
        ("wasi:nothing/here", False, NO_KINDS),
        ("fermyon:spin/key-value@2.0.0", True, {Kind.KEY_VALUE}),
        ("wasmcloud:messaging/consumer@0.2.0", True, {Kind.MESSAGING}),
        ("spin:llm/inference", True, NO_KINDS),
        ("acme:shop/cart", False, NO_KINDS),
        ("", False, NO_KINDS),
    ],
)
def test_a_host_s_interfaces(name: str, exists: bool, kinds: set[Kind]) -> None:
    assert provided(name) is exists
    assert needs(name) == kinds


def test_no_more_files_are_read_than_a_plan_shows() -> None:
    assert len(parsed([CodeFile(path="a.json", language="json", text="1")] * 40)) == 12


@pytest.mark.parametrize(
    ("language", "text", "trouble"),
    [
        ("wit", "package a:b;\n" + "// x\n" * 2000, "over 8000 characters"),
        ("python", "x = 1\n" * 2000, "over 8000 characters"),
        ("python", "-" * 6000 + "1", "nested too deep"),
        ("python", "def f(:", "line 1: invalid syntax"),
        ("json", "[" * 5000, "nested too deep"),
        ("yaml", "a: [", "line 2: did not find expected node content"),
        ("yaml", "!!bool maybe", "'maybe'"),
        ("toml", "a = ", "Invalid value (at end of document)"),
    ],
)
def test_why_a_text_does_not_parse(language: str, text: str, trouble: str) -> None:
    (found,) = parsed([CodeFile(path="a", language=language, text=text)])
    assert found.trouble == trouble


def test_a_world_and_its_interfaces_may_stand_in_two_files() -> None:
    world = CodeFile(path="w.wit", language="wit", text="package a:b;\nworld w { export i; }")
    interface = CodeFile(path="i.wit", language="wit", text="package a:b;\ninterface i { f: func(); }")
    foreign = CodeFile(path="x.wit", language="wit", text="package x:y;\ninterface i { f: func(); }")
    broken = CodeFile(path="b.wit", language="wit", text="package a:b;\ninterface j {")
    assert [each.trouble for each in parsed([world, interface])] == [None, None]
    assert [each.trouble for each in parsed([world, foreign, broken])] == [
        "interface or world `i` does not exist",
        None,
        "2:14: expected a kebab-case name, found the end",
    ]


SECRETS = [
    "AKIA2OGYBAH6QLMNTPWX",
    "ghp_1234567890abcdefghijABCDEFGHIJ123456",
    "sk-ant-api03-AbCdEf123456-7890abcdefghijkl",
    "sk_live_51Habcdefgh1234567",
    "xoxb-123456789012-abcdefABCDEF",
    "glpat-AbCd1234EfGh5678IjKl",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKEYabcd1",
    "https://ana:Verano2026!@db.internal/orders",
    "postgres://app:s3cr3tPass@db.internal:5432/x",
    'password = "hunter2-Winter"',
    "contraseña: Verano2026!",
    "la clave secreta es Zx81-aB99",
    "API_KEY=abcd1234efgh5678",
    "db_pass: abcd1234efgh5678",
    "key: 9f8e7d6c5b4a39281706",
    "Authorization: Bearer abcdef1234567890XYZ",
    "bearer abcdef1234567890XYZ",
    "FlyV1 fm2_lJPECAAAAAAAABCDxBAbcdefghijklmnopqrstuvwxyz0123456789",
    "client_secret: 9f8e7d6c5b4a39281706",
    "token: 9f8e7d6c5b4a39281706",
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXX1",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAvR2x\n-----END RSA PRIVATE KEY-----",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "around", ["{}", "Usen {} para entrar.", 'x = 1\n# {}\ny = "z"', "(" + "palabra " * 60 + "{})"]
)
def test_what_redaction_takes_is_looked_at(secret: str, around: str) -> None:
    text = around.format(secret)
    assert clean(text, len(text))[1].secrets, "redaction knows it"
    assert any(clean(piece, len(piece))[1].secrets for piece in suspects(text))


@given(st.text(max_size=200))
def test_a_text_without_secrets_has_none_in_its_pieces(text: str) -> None:
    if not clean(text, len(text))[1].secrets:
        assert not any(clean(piece, len(piece))[1].secrets for piece in suspects(text))
