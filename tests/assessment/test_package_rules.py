"""The rules for whole groups of packages: what they cover, where they are from, and that the rest is unknown."""

import re
import tomllib
from datetime import date
from importlib import resources

import pytest

from bot.assessment.catalogue import PackageClass
from bot.assessment.facts import knowledge
from bot.assessment.manifests.shapes import Ecosystem
from bot.assessment.packages import packages, read

Kind = PackageClass
RULES = tomllib.loads(
    (resources.files("bot.assessment") / "data" / "packages_by_rule.toml").read_text(encoding="utf-8")
)
NOTHING = "as_of = 2026-11-22\n"
TWO = """
as_of = 2026-11-22
[[rule]]
ecosystem = "cargo"
needs = "native-only"
because = "links"
source = "known"
names = ["*-sys"]
[[rule]]
ecosystem = "cargo"
needs = "pure"
because = "for another system"
source = "known"
names = ["web-sys", "windows-*"]
"""


@pytest.mark.parametrize(
    ("ecosystem", "name", "needs"),
    [
        ("go", "github.com/mattn/go-sqlite3", Kind.NATIVE_ONLY),
        ("go", "github.com/confluentinc/confluent-kafka-go/v2", Kind.NATIVE_ONLY),
        ("go", "github.com/gin-gonic/gin", Kind.SERVER),
        ("go", "github.com/jackc/pgx/v5", Kind.TLS),
        ("go", "github.com/aws/aws-sdk-go-v2/service/s3", Kind.TLS),
        ("go", "gopkg.in/yaml.v3", Kind.PURE),
        ("cargo", "openssl-sys", Kind.NATIVE_ONLY),
        ("cargo", "rdkafka", Kind.NATIVE_ONLY),
        ("cargo", "ring", Kind.PURE_FALLBACK),
        ("cargo", "zstd-sys", Kind.PURE_FALLBACK),
        ("cargo", "windows-sys", Kind.PURE),
        ("cargo", "axum", Kind.SERVER),
        ("cargo", "serde_json", Kind.PURE),
        ("maven", "org.rocksdb:rocksdbjni", Kind.NATIVE_ONLY),
        ("maven", "io.netty:netty-tcnative-boringssl-static", Kind.NATIVE_ONLY),
        ("maven", "org.springframework.boot:spring-boot-starter-web", Kind.SERVER),
        ("maven", "org.springframework:spring-core", Kind.PURE),
        ("nuget", "skiasharp.nativeassets.linux", Kind.NATIVE_ONLY),
        ("nuget", "microsoft.data.sqlclient", Kind.TLS),
        ("nuget", "microsoft.data.sqlclient.sni.runtime", Kind.NATIVE_ONLY),
        ("packagist", "ext-imagick", Kind.NATIVE_ONLY),
        ("hex", "bcrypt_elixir", Kind.NATIVE_ONLY),
        ("rubygems", "nokogiri", Kind.NATIVE_ONLY),
    ],
)
def test_a_rule_tells_a_class_and_why(ecosystem: str, name: str, needs: PackageClass) -> None:
    told = packages()[ecosystem, name]
    assert (told.needs, told.version) == (needs, "any")
    assert told.because
    assert told.source


@pytest.mark.parametrize(
    ("ecosystem", "name"),
    [
        ("go", "golang.org/x/sys"),
        ("go", "example.org/our/own"),
        ("go", "github.com/gin-gonic/gin-contrib"),
        ("cargo", "tokio"),
        ("cargo", "sqlite3-sys"),
        ("cargo", "numpy"),
        ("maven", "com.example:shop"),
        ("nuget", "contoso.billing"),
        ("npm", "windows-whatever"),
        ("debian", "imagemagick"),
    ],
)
def test_what_no_rule_covers_is_unknown(ecosystem: str, name: str) -> None:
    assert packages().get((ecosystem, name)) is None
    assert (ecosystem, name) not in packages()


def test_a_name_wins_over_a_pattern_and_the_hand_over_both() -> None:
    known = read("", NOTHING, TWO)
    assert known["cargo", "pq-sys"].needs is Kind.NATIVE_ONLY
    assert known["cargo", "web-sys"].needs is Kind.PURE
    assert known["cargo", "windows-sys"].needs is Kind.NATIVE_ONLY  # of two patterns the first
    by_hand = f'{NOTHING}[cargo."web-sys"]\nversion = "1"\nneeds = "server"\nbecause = "read"\n'
    assert read("", by_hand, TWO)["cargo", "web-sys"].needs is Kind.SERVER


def test_a_covered_package_keeps_its_own_name_and_only_whole_names_are_listed() -> None:
    known = read("", NOTHING, TWO)
    assert known["cargo", "pq-sys"].name == "pq-sys"
    assert (list(known), len(known)) == ([("cargo", "web-sys")], 1)


@pytest.mark.parametrize("wrong", ['needs = "fine"', 'ecosystem = "cargo"', 'names = ["a"]\nneeds = "pure"'])
def test_a_malformed_rule_is_refused(wrong: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        read("", NOTHING, f"{NOTHING}[[rule]]\n{wrong}\n")


def test_every_rule_is_sourced_dated_and_of_an_ecosystem_that_is_read() -> None:
    assert RULES["as_of"] <= date(2026, 11, 22)
    facts = knowledge().facts
    for rule in RULES["rule"]:
        assert Ecosystem(rule["ecosystem"]) not in {Ecosystem.PYPI, Ecosystem.NPM, Ecosystem.DEBIAN}
        source = rule["source"]
        assert source == "known" or source in facts or re.match(r"https://[a-z]", source), source
        assert rule["because"], rule


def test_names_are_as_they_are_looked_up_and_told_once() -> None:
    names = [(rule["ecosystem"], name) for rule in RULES["rule"] for name in rule["names"]]
    assert len(names) == len(set(names))
    for ecosystem, name in names:
        assert name == name.casefold(), name
        assert name.count("*") <= 1, name
        assert not re.search(r"/v\d+$", name), name
        assert ecosystem != "maven" or ":" in name or name.endswith("*"), name


def test_a_pattern_covers_no_name_that_another_rule_tells_otherwise() -> None:
    """So that a name taken out of a rule becomes unknown, and not something else."""
    told = [(rule["ecosystem"], name, rule["needs"]) for rule in RULES["rule"] for name in rule["names"]]
    patterns = [(ecosystem, name[:-1], needs) for ecosystem, name, needs in told if name.endswith("*")]
    assert not [
        (name, begins)
        for ecosystem, name, needs in told
        for of, begins, other in patterns
        if (of, name.startswith(begins)) == (ecosystem, True) and needs != other
    ]
