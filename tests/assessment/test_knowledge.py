"""The data files: complete, sourced, dated, consistent with each other and with the sentences."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from bot.assessment.catalogue import Knowledge
from bot.assessment.costs import FORMULAS
from bot.assessment.facts import cite, knowledge, listing, price_marks
from bot.assessment.rules import OF_THE_FACTS, TABLE
from bot.assessment.shapes import Mark
from bot.figures import numerals
from bot.wording import wording

TODAY = date(2026, 11, 22)

# every id of the research snapshot of 2026-11-22; what was measured since then comes on top
RESEARCHED = frozenset(
    [
        "wasi03-released",
        "wasi02",
        "wasi-phases",
        "wasi-threads-removed",
        "coop-threads",
        "mem64",
        "mem64-measured",
        "cm-phase1",
        "wasmtime-ver",
        "wasmtime-tier3",
        "wasmtime-net-deny",
        "wasmtime-cves",
        "wasmedge",
        "wamr",
        "wasmer",
        "spin4",
        "spin-reuse",
        "akamai-fn",
        "akamai-cold",
        "spinkube",
        "wasmcloud",
        "wasmcloud-not",
        "cosmonic",
        "cf-not-wasi",
        "cf-limits",
        "cf-limits-old",
        "cf-node",
        "cf-python",
        "cf-python-stdlib",
        "fastly-limits",
        "fastly-abi",
        "fastly-cold",
        "lambda-nowasm",
        "lambda-cold",
        "lambda-init",
        "aks-wasi",
        "docker-wasm",
        "runwasi",
        "lang-rust",
        "lang-c",
        "lang-go",
        "lang-py",
        "lang-py-names",
        "pep783",
        "pyodide-lock",
        "lang-js",
        "lang-dotnet",
        "lang-dotnet-wc",
        "lang-java",
        "lang-other",
        "E01",
        "E02",
        "E03",
        "E04",
        "E05",
        "E06",
        "E07",
        "E08",
        "E09",
        "E10",
        "E11",
        "E12",
        "E13",
        "M1",
        "M3",
    ]
)
RULES = [
    *(f"B{n:02}" for n in range(1, 11)),
    *(f"C{n:02}" for n in range(1, 14)),
    *(f"F{n:02}" for n in range(1, 7)),
]
PRICES = [
    "cloudflare-workers",
    "cloudflare-containers",
    "aws-lambda-x86",
    "aws-lambda-arm",
    "aws-fargate",
    "fastly-compute",
    "fermyon-cloud",
    "akamai-functions",
    "wasmer-edge",
]
LANGUAGES = wording().languages


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge()


def test_nothing_of_the_research_was_lost(known: Knowledge) -> None:
    assert set(known.facts) >= RESEARCHED
    assert len(RESEARCHED) == 50 + 15
    assert set(RULES) <= set(known.rules)
    assert set(PRICES) <= set(known.prices)


def test_an_id_stands_in_one_file_only() -> None:
    data = resources.files("bot.assessment") / "data"
    ids = [
        set(tomllib.loads((data / f"{name}.toml").read_text(encoding="utf-8"))[table])
        for name, table in (("facts", "fact"), ("evidence", "evidence"))
    ]
    assert not ids[0] & ids[1]


def test_every_fact_has_a_source_and_no_date_in_the_future(known: Knowledge) -> None:
    for fact in known.facts.values():
        assert fact.source, fact.id
        assert fact.as_of is None or fact.as_of <= TODAY, fact.id
        assert fact.stale_after_days >= 0, fact.id


def test_addresses_are_https(known: Knowledge) -> None:
    facts = [each.url for each in known.facts.values() if each.url]
    prices = [each.url for each in known.prices.values() if each.url]
    for url in (*facts, *prices, *(tool.url for tool in known.tools.values())):
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", url), url


def test_conflicts_are_told_on_both_sides(known: Knowledge) -> None:
    conflicts = {(each.id, other) for each in known.facts.values() for other in each.conflicts_with}
    assert conflicts
    assert conflicts == {(other, each) for each, other in conflicts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_a_sentence_and_every_sentence_a_fact(known: Knowledge, language: str) -> None:
    assert set(wording().table(language, "facts")) == set(known.facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_that_may_be_cited_is_said(known: Knowledge, language: str) -> None:
    """A value whose number the sentence leaves out could be cited without anybody having read it."""
    for fact in known.facts.values():
        spoken = numbers(said(fact.id, language))
        for value in fact.values:
            assert f"{value.amount.normalize():f}" in spoken, (fact.id, value.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measured_number_that_is_said_may_be_cited(known: Knowledge, language: str) -> None:
    """Numbers with a unit: versions and dates are names, not measures."""
    units = r"(?:ms|s|USD|MB|MiB|KB|GiB|%|veces|times|min|µs)\b"
    for fact in known.facts.values():
        line = said(fact.id, language)
        citable = {f"{value.amount.normalize():f}" for value in fact.values}
        for number in re.findall(rf"(?<![\w.-])(\d+(?:\.\d+)?)(?=\s?{units})", line):
            assert plain(number) in citable, (fact.id, number)


def said(fact: str, language: str) -> str:
    """A fact's sentence, its numbers with a decimal point and ungrouped, whatever the language writes."""
    marks = numerals(wording(), language)
    line = re.sub(rf"(?<=\d){re.escape(marks.group)}(?=\d{{3}})", "", wording().line(language, "facts", fact))
    return re.sub(rf"(?<=\d){re.escape(marks.decimal)}(?=\d)", ".", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_a_facts_sentence_is_grouped_as_the_language_does(
    known: Knowledge, language: str
) -> None:
    """Years are no quantities; what stands beside a letter, a dot or a hyphen is a name."""
    marks = numerals(wording(), language)
    for fact in known.facts.values():
        line = wording().line(language, "facts", fact.id)
        for number in re.findall(r"(?<![\w.,-])\d{4,}(?![\w-])", line):
            year = 1990 < int(number) < 2100 and len(number) == 4
            assert year or number == marks.number(Decimal(number)), (fact.id, number)


def numbers(line: str) -> set[str]:
    return {plain(each) for each in re.findall(r"\d+(?:\.\d+)?", line)}


def plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def test_every_price_says_where_it_is_from(known: Knowledge) -> None:
    for price in known.prices.values():
        assert price.source, price.id
        assert price.name, price.id
        assert price.id == "stated-bill" or price.as_of is not None, price.id
        assert bool(price.amounts) == (price.published and price.id != "stated-bill"), price.id
        assert all(amount > 0 for amount in price.amounts.values()), price.id


def test_every_formula_has_a_price(known: Knowledge) -> None:
    assert set(FORMULAS) <= set(known.prices)


def test_a_price_without_caveat_is_primary_and_fresh(known: Knowledge) -> None:
    assert price_marks(known.prices["cloudflare-workers"], TODAY) == ()
    assert price_marks(known.prices["cloudflare-workers"], date(2028, 1, 1)) == (Mark.STALE,)
    assert price_marks(known.prices["fastly-compute"], TODAY) == (Mark.STALE, Mark.LOW_CONFIDENCE)


def test_rules_and_predicates_are_the_same_set(known: Knowledge) -> None:
    assert set(TABLE) | {OF_THE_FACTS} == set(known.rules)


def test_what_is_referred_to_exists(known: Knowledge) -> None:
    facts = [
        *(fact for rule in known.rules.values() for fact in rule.facts),
        *(fact for host in known.hosts.values() for fact in host.target.facts),
        *(fact for each in known.languages.values() for fact in each.facts),
        *(fact for each in known.tools.values() for fact in each.facts),
    ]
    assert set(facts) <= set(known.facts)
    assert {host.tool for host in known.hosts.values()} <= set(known.tools)
    assert {each.tool for each in known.languages.values() if each.tool} <= set(known.tools)
    assert {host.target.price for host in known.hosts.values() if host.target.price} <= set(known.prices)
    for host in known.hosts.values():
        assert set(host.alternatives) <= set(known.hosts) - {host.target.id}
        assert host.languages is None or host.languages <= set(known.languages)


def test_every_supported_language_but_one_names_its_tool_and_its_factor(known: Knowledge) -> None:
    without = {
        each.id for each in known.languages.values() if each.toolchain == "supported" and not each.tool
    }
    assert without == {"moonbit"}
    for each in known.languages.values():
        assert (each.cpu_low is None) == (each.cpu_high is None), each.id
        assert each.cpu_low is None or each.cpu_high is None or 1 <= each.cpu_low <= each.cpu_high, each.id


def test_a_tool_is_found_by_any_of_its_names_and_none_means_two(known: Knowledge) -> None:
    assert known.tool("WASH") is known.tools["wasmcloud"]
    assert known.tool(" Spin ") is known.tools["spin"]
    assert known.tool("wasmify-pro") is None
    names = [name for tool in known.tools.values() for name in {tool.id, tool.name.casefold(), *tool.aliases}]
    assert len(names) == len(set(names))


def test_packages_keep_the_day_on_which_they_were_looked_at(known: Knowledge) -> None:
    assert known.packages["pypi", "numpy"].needs == "pyodide"
    assert known.packages["pypi", "grpcio"].needs == "native-only"
    assert known.packages["npm", "sharp"].needs == "native-only"
    for each in known.packages.values():
        assert date(2026, 11, 1) <= each.as_of <= date.today(), each  # noqa: DTZ011 - a day, wherever that is


def test_targets_are_offered_by_id(known: Knowledge) -> None:
    assert known.targets["spin"].component_model
    assert not known.targets["cloudflare-workers"].component_model


@pytest.mark.parametrize(
    ("fact", "today", "age", "marks"),
    [
        ("lang-py", TODAY, 0, ()),
        ("lang-py", date(2027, 3, 1), 99, (Mark.STALE,)),
        ("spin4", date(2026, 9, 13), 90, ()),
        ("spin4", date(2026, 9, 14), 91, (Mark.STALE,)),
        ("lambda-cold", TODAY, None, (Mark.UNDATED,)),
        ("akamai-cold", TODAY, None, (Mark.UNDATED, Mark.VENDOR_CLAIM, Mark.LOW_CONFIDENCE)),
        ("cf-limits-old", TODAY, None, (Mark.STALE, Mark.UNDATED, Mark.CONFLICTING, Mark.LOW_CONFIDENCE)),
        ("lang-dotnet-wc", TODAY, 95, (Mark.CONFLICTING,)),
    ],
)
def test_a_fact_is_cited_with_its_age_and_marks(
    known: Knowledge, fact: str, today: date, age: int | None, marks: tuple[Mark, ...]
) -> None:
    (cited,) = cite(known, [fact], today)
    assert (cited.age_days, cited.marks) == (age, marks)


def test_citing_keeps_the_order_and_drops_repeats(known: Knowledge) -> None:
    assert [each.fact.id for each in cite(known, ["M1", "spin4", "M1"], TODAY)] == ["M1", "spin4"]
    with pytest.raises(KeyError):
        cite(known, ["no-such-fact"], TODAY)


def test_the_listing_shows_what_needs_checking_first(known: Knowledge) -> None:
    listed = listing(known, TODAY)
    assert {each.fact.id for each in listed} == set(known.facts)
    assert [len(each.marks) for each in listed] == sorted((len(each.marks) for each in listed), reverse=True)
    assert listed[0].fact.id == "cf-limits-old"
