"""What is taken out of a text at the door: secrets, controls, what is too long; and what is left alone."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.events import Cleaning
from bot.core.redaction import MARKER, clean

LIMIT = 20_000


def _of(prefix: str, length: int) -> str:
    """A token of a form, put together here so that no scanner takes this file for a leak."""
    return prefix + ("aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY" * 10)[:length]


KEY = (
    "-----BEGIN RSA "
    "PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEAabcdefghijk\n" * 3 + "ab==\n-----END RSA " + "PRIVATE KEY-----"
)

SECRETS = [
    _of("AKIA", 0) + "IOSFODNN7EXAMPLE",
    "ASIA" + "Y34FZKBOKMUTVV7A",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
    _of("sk-", 48),
    _of("sk-proj-", 60),
    _of("sk-ant-api03-", 90),
    _of("sk-or-v1-", 64),
    _of("sk_live_", 24),
    _of("whsec_", 32),
    "xoxb-" + "123456789012-123456789012-" + _of("", 24),
    "xapp-1-" + "A0123456789-1234567890123-" + _of("", 64),
    _of("ghp_", 36),
    _of("gho_", 36),
    _of("github_pat_", 82),
    _of("glpat-", 20),
    _of("AIza", 35),
    _of("ya29.", 60),
    _of("npm_", 36),
    _of("pypi-AgEIcHlwaS5vcmc", 80),
    _of("hf_", 34),
    _of("gsk_", 52),
    _of("dckr_pat_", 27),
    "SG." + _of("", 22) + "." + _of("", 43),
    "MTIzNDU2Nzg5MDEyMzQ1Njc4" + ".GaBcDe." + _of("", 38),
    "123456789:AA" + _of("", 33),
    _of("hvs.", 24),
    "dop_v1_" + "0123456789abcdef" * 4,
    "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "c2lnbmF0dXJl",
    KEY,
    KEY.replace("\n", "\\n"),
    KEY.replace("MIIE", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\nMIIE", 1),
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "usamos {} en producción", "key={}\n", '"{}",', "({})"])
def test_a_secret_is_known_by_its_form(secret: str, around: str) -> None:
    text, cleaning = clean(around.format(secret), LIMIT)
    assert secret not in text
    assert text == around.format(MARKER)
    assert cleaning == Cleaning(secrets=1)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("postgres://ana:s3cr3t@db.local:5432/x", "postgres://ana:[SECRET]@db.local:5432/x"),
        ("redis://:pa/ss@cache", "redis://:[SECRET]@cache"),
        ("https://bot:p@ss@host.es/x", "https://bot:[SECRET]@host.es/x"),
        ("Authorization: Bearer abc.def-123456789", "Authorization: Bearer [SECRET]"),
        ("-H 'authorization: Basic dXNlcjpwYXNz'", "-H 'authorization: Basic [SECRET]'"),
        ("Authorization: 0123456789abcdefABCDEF", "Authorization: [SECRET]"),
        ("bearer abcdefgh12345678", "bearer [SECRET]"),
        ("password=hunter2 user=bob", "password=[SECRET] user=bob"),
        ("contraseña: gatito", "contraseña: [SECRET]"),
        ("contrasena: gatito.", "contrasena: [SECRET]"),
        ("la contraseña es hunter2 y ya", "la contraseña es [SECRET] y ya"),
        ("the password is Tr0ub4dor&3, ok?", "the password is [SECRET], ok?"),
        ('DB_PASSWORD: "two words"', 'DB_PASSWORD: "[SECRET]"'),
        ("secret_key = 'django-insecure'", "secret_key = '[SECRET]'"),
        ('{"apiKey": "abcdef"}', '{"apiKey": "[SECRET]"}'),
        ("aws_secret_access_key=abc", "aws_secret_access_key=[SECRET]"),
        ("client-secret := qwerty", "client-secret := [SECRET]"),
        ("token: 9f8e7d6c5b4a", "token: [SECRET]"),
        ("POSTGRES_PASSWORD=postgres", "POSTGRES_PASSWORD=[SECRET]"),
        ("https://hooks.slack.com/services/" + "T00000000/B00000000/" + "X" * 24, "https://hooks.slack.com/services/[SECRET]"),
        ("https://discord.com/api/webhooks/123456789012345678/" + _of("", 68), "https://discord.com/api/webhooks/123456789012345678/[SECRET]"),
    ],
)  # fmt: skip
def test_what_names_a_secret_stays(text: str, left: str) -> None:
    assert clean(text, LIMIT) == (left, Cleaning(secrets=1))


def test_a_key_pasted_line_by_line_and_one_without_its_end() -> None:
    line = (_of("", 31) + "+/" + _of("Zz", 31))[:64]
    assert clean(f"{line}\n", LIMIT) == (f"{MARKER}\n", Cleaning(secrets=1))
    text, cleaning = clean(KEY.split("\n-----END", maxsplit=1)[0] + "\n\nusamos Lambda", LIMIT)
    assert (text.endswith("usamos Lambda"), "MIIE" in text, cleaning.secrets) == (True, False, 1)


def test_secrets_are_counted_each() -> None:
    text = f"{SECRETS[0]} {SECRETS[2]}\npassword=hunter2\npostgres://u:pw@h\n{KEY}"
    left, cleaning = clean(text, LIMIT)
    assert cleaning == Cleaning(secrets=5)
    assert left.count(MARKER) == 5
    assert clean(left, LIMIT) == (left, Cleaning())


@pytest.mark.parametrize(
    "text",
    [
        "usamos tokens y una contraseña para entrar; el token caduca",
        "La contraseña: se guarda en Vault",
        "The password is stored in Vault and the secret is rotated",
        "the token is refreshed hourly; la clave es el rendimiento",
        "key: value, clave: rendimiento",
        "Authorization: roles by group",
        "bearer authentication",
        "passwordless: true",
        "max_tokens: 4096",
        "password: ${DB_PASSWORD}",
        "password = os.environ['DB']",
        "password=<password>",
        "api_key: {{ vault.key }}",
        "secret_key=None",
        "password: ********",
        "550e8400-e29b-41d4-a716-446655440000",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "integrity sha512-abcDEF123456789abcDEF123456789abcDEF123456789abcDEF123456789abcDEF==",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "arn:aws:lambda:us-east-1:123456789012:function:thumbnails",
        "http://localhost:8080/users/@me",
        "https://registry.npmjs.org/@scope/pkg",
        "python==3.14.2, express@5.3.0",
        "src/components/thumbnails/ResizeImage.ts",
        "sk-learn y scikit-learn, sk-" + "a" * 30,
        "3M req/mes, p95 de 180 ms; key-value store: redis",
        "signature: v4; pin: 12",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text, LIMIT) == (text, Cleaning())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("uno\r\ndos\rtres\u2028cuatro\x85", "uno\ndos\ntres\ncuatro\n"),
        ("tab\tqueda\n", "tab\tqueda\n"),
        ("ab\u202eecret\u200b\u2066\ufeff\u00ad", "abecret"),
        ("su\ud800elto\udfff", "suelto"),
        ("fri\u0301o", "frío"),
        ("pass\u200bword=hunter2", f"password={MARKER}"),
        ("", ""),
    ],
)
def test_controls_go_and_newlines_stay(text: str, left: str) -> None:
    assert clean(text, LIMIT)[0] == left


def test_what_is_too_long_is_cut_and_counted() -> None:
    assert clean("abcdef", 4) == ("abcd", Cleaning(characters_cut=2))
    text, cleaning = clean("x " * 50_000, 10)
    assert (len(text), cleaning) == (10, Cleaning(characters_cut=99_990))
    assert "ghp_" not in clean("x" * 15 + " " + _of("ghp_", 36), 25)[0]


HOSTILE = [
    "password", "password=", "passwordpassword=", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nA: b\n",
    "eyJ-", "eyJa.eyJ", "sk-", "://a:", "a:b@", "xoxb-", "AKIA", "token: ", "bearer ", "authorization: ", "key key=",
    "aB3", "A", "1", "/", "\\n", " ", "\n", "\u0301\u0327", "\ud800", "\u202e", "é", '"', "password:'",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_megabyte_is_cleaned(piece: str) -> None:
    text, cleaning = clean((piece * 1_000_000)[:1_000_000], LIMIT)
    assert len(text) <= LIMIT
    assert cleaning.characters_cut >= 0


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.integers(0, 200))
def test_any_text_comes_out_clean(text: str, limit: int) -> None:
    left, cleaning = clean(text, limit)
    assert len(left) <= limit
    assert unicodedata.is_normalized("NFC", left)
    assert not any(unicodedata.category(each) in {"Cf", "Cs"} for each in left)
    left.encode("utf-8")
    assert cleaning.secrets >= 0
