"""Numbers with units, as teams write them in two languages, and what they measure."""

from decimal import Decimal

import pytest

from bot.core.brief import Topic
from bot.core.reading import read
from bot.core.reading.numbers import parsed
from bot.vocabulary import lexicon

LEXICON = lexicon()


def measured(text: str, language: str) -> dict[str, str]:
    """Metric → value, as text."""
    return {each.metric.value: str(each.value) for each in read(text, LEXICON, language).quantities}


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("3M req/mes", "es", {"requests_per_month": "3000000"}),
        ("3M de peticiones al mes a ráfagas", "es", {"requests_per_month": "3000000"}),
        ("60 million requests a month in bursts", "en", {"requests_per_month": "60000000"}),
        ("unos 400 millones de peticiones al mes", "es", {"requests_per_month": "400000000"}),
        ("mil millones de peticiones al mes", "es", {"requests_per_month": "1000000000"}),
        ("medio millón de llamadas mensuales", "es", {"requests_per_month": "500000"}),
        ("trescientas mil peticiones al día", "es", {"requests_per_month": "9120000"}),
        ("1.234.567 peticiones al mes", "es", {"requests_per_month": "1234567"}),
        ("10 000 peticiones por hora", "es", {"requests_per_month": "7296000"}),
        ("1 800 peticiones por semana", "es", {"requests_per_month": "7817.1429"}),
        ("120k requests a day", "en", {"requests_per_month": "3648000"}),
        ("1.2 billion requests a year", "en", {"requests_per_month": "100000000"}),
        ("half a million requests per month", "en", {"requests_per_month": "500000"}),
        ("two million calls monthly", "en", {"requests_per_month": "2000000"}),
        ("20 rps", "es", {"requests_per_month": "52531200"}),
        ("600 rpm", "en", {"requests_per_month": "26265600"}),
        ("300 rps en hora pico", "es", {"peak_requests_per_second": "300"}),
        ("peaks of 6,000 requests per minute", "en", {"peak_requests_per_second": "100"}),
        ("3M al mes", "es", {"requests_per_month": "3000000"}),
        ("Peticiones al mes: 30000", "es", {"requests_per_month": "30000"}),
        ("3 millones de peticiones", "es", {}),
        ("al mes hacemos 3 millones de peticiones", "es", {"requests_per_month": "3000000"}),
        ("queremos reducir 3M req/mes", "es", {}),
        ("5.000 al mes", "es", {}),
        ("pagamos 200.000 al mes", "es", {}),
        ("picos de 10 veces la media", "es", {"peak_to_mean": "10"}),
        ("our peaks are 8x", "en", {"peak_to_mean": "8"}),
        ("crece 2x", "es", {}),
        ("3m requests a month", "en", {"requests_per_month": "3000000"}),
        ("subimos 3 m de altura", "es", {}),
        ("2 millones de euros", "es", {}),
        ("2 millones de cosas al mes", "es", {}),
    ],
)
def test_traffic(text: str, language: str, numbers: dict[str, str]) -> None:
    assert measured(text, language) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("p95 de 180 ms", "es", {"wall_ms_p95": "180"}),
        ("180 ms p95", "en", {"wall_ms_p95": "180"}),
        ("p99 de 2 s", "es", {}),
        ("200 ms de los que 6 ms son CPU", "es", {"wall_ms": "200", "cpu_ms": "6"}),
        ("200 ms wall 6 ms CPU", "en", {"wall_ms": "200", "cpu_ms": "6"}),
        ("50 ms de CPU y 200 ms de latencia", "es", {"cpu_ms": "50", "wall_ms": "200"}),
        ("p95 de CPU de 20 ms", "es", {"cpu_ms": "20"}),
        ("2,5 segundos de arranque en frío", "es", {"cold_start_ms": "2500"}),
        ("cold starts of 2 s", "en", {"cold_start_ms": "2000"}),
        ("arranques en frío de 2-3 s", "es", {"cold_start_ms": "3000"}),
        ("arranques en frío de 3 - 2 s", "es", {}),
        ("p95 cold start of 1.5 s", "en", {"cold_start_ms": "1500"}),
        ("responde en 1,2 s", "es", {"wall_ms": "1200"}),
        ("250 ms", "en", {"wall_ms": "250"}),
        ("30 s", "en", {}),
        ("timeout de 30 s", "es", {}),
        ("cada 200 ms", "es", {}),
        ("menos de 50 ms", "es", {}),
        ("3 rps con picos de 40", "es", {"requests_per_month": "7879680"}),
        (
            "media de 3 rps con picos de 40 rps",
            "es",
            {"requests_per_month": "7879680", "peak_requests_per_second": "40"},
        ),
        ("el 3% son arranques en frío de 1,8 s", "es", {"cold_start_share": "0.03", "cold_start_ms": "1800"}),
        ("5% of the requests fail", "en", {}),
        ("250 % cold starts", "en", {}),
        ("reducir un 30 % los arranques en frío", "es", {}),
    ],
)  # fmt: skip
def test_durations(text: str, language: str, numbers: dict[str, str]) -> None:
    assert measured(text, language) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("512 MB", "es", {"memory_mb": "512"}),
        ("1.5 GB", "es", {"memory_mb": "1536"}),
        ("512MiB of RAM", "en", {"memory_mb": "512"}),
        ("cada función usa 512 MB y la imagen pesa 800 MB", "es", {"memory_mb": "512"}),
        ("a 20 GB database", "en", {}),
        ("128 MB limit", "en", {}),
        ("max memory 3 GB", "en", {"memory_mb": "3072"}),
        ("200 GB al mes de transferencia", "es", {}),
        ("pagamos 1.900 USD al mes", "es", {"cost_usd_per_month": "1900"}),
        ("we pay $1,900 per month", "en", {"cost_usd_per_month": "1900"}),
        ("USD 24k al año", "es", {"cost_usd_per_month": "2000"}),
        ("$1.900 mensuales", "es", {"cost_usd_per_month": "1900"}),
        ("una factura de 2.300 dólares", "es", {"cost_usd_per_month": "2300"}),
        ("1.900 € al mes", "es", {}),
        ("0.5 USD per hour", "en", {}),
        ("ahorrar 500 USD al mes", "es", {}),
        ("presupuesto de 20.000 USD", "es", {"budget_usd": "20000"}),
        ("30.000 USD y un trimestre", "es", {"budget_usd": "30000", "deadline_weeks": "13"}),
        ("20,000 USD at most", "en", {"budget_usd": "20000"}),
        ("queremos ahorrar 30.000 USD", "es", {}),
        ("budget of 500 USD per month", "en", {}),
        ("a $300 laptop", "en", {}),
        ("como mucho 900 USD", "es", {"budget_usd": "900"}),
        ("cuesta $", "es", {}),
    ],
)
def test_memory_and_money(text: str, language: str, numbers: dict[str, str]) -> None:
    assert measured(text, language) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("3 tenants", "es", {"tenants": "3"}),
        ("250 inquilinos", "es", {"tenants": "250"}),
        ("equipo de 4", "es", {"team_size": "4"}),
        ("somos seis", "es", {"team_size": "6"}),
        ("there are four of us", "en", {"team_size": "4"}),
        ("team of 4 people", "en", {"team_size": "4"}),
        ("5 engineers", "en", {"team_size": "5"}),
        ("2,5 developers", "en", {}),
        ("12 réplicas de 2 GB cada una", "es", {"instances": "12", "memory_mb": "2048"}),
        ("en 6 semanas", "es", {"deadline_weeks": "6"}),
        ("a deadline in 3 months", "en", {"deadline_weeks": "13"}),
        ("cada 2 semanas", "es", {}),
        ("hace 3 meses", "es", {}),
        ("un mes", "es", {}),
        ("a second", "en", {}),
        ("tres", "es", {}),
        ("12345678901234567890 tenants", "en", {}),
        ("٣ tenants", "en", {}),
    ],
)
def test_counts_and_deadlines(text: str, language: str, numbers: dict[str, str]) -> None:
    assert measured(text, language) == numbers


@pytest.mark.parametrize(
    ("written", "comma", "value"),
    [
        ("1.900", True, "1900"),
        ("1.900", False, "1.9"),
        ("1,900", False, "1900"),
        ("1,900", True, "1900"),
        ("2,5", True, "2.5"),
        ("2,5", False, "2.5"),
        ("0.250", True, "0.25"),
        ("1.234,56", True, "1234.56"),
        ("1,234.56", False, "1234.56"),
        ("1.234.567", False, "1234567"),
        ("12.34.56", True, "123456"),
        ("1 900", True, "1900"),
        ("1234.5", True, "1234.5"),
    ],
)
def test_dots_and_commas_follow_the_language(written: str, comma: bool, value: str) -> None:
    assert parsed(written, decimal_comma=comma) == Decimal(value)


def test_quotes_hold_the_words_that_decided() -> None:
    found = read("los arranques en frío son de 2,5 s; p95 de 180 ms, 6 ms de CPU y somos 4", LEXICON, "es")
    assert [each.quote for each in found.quantities] == [
        "arranques en frío son de 2,5 s",
        "p95 de 180 ms",
        "6 ms de CPU",
        "somos 4",
    ]


def test_a_number_said_twice_is_one_and_a_correction_is_two() -> None:
    found = read("512 MB. Sí, 512 MB. Perdón: 256 MB.", LEXICON, "es")
    assert [str(each.value) for each in found.quantities] == ["512", "256"]


LABOUR, TRAINING, WEEK = "labour_person_weeks", "training_person_weeks", "person_week_usd"


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("6 semanas-persona a 2.500 USD", "es", {LABOUR: "6", WEEK: "2500"}),
        ("12 person-weeks at $3k a week", "en", {LABOUR: "12", WEEK: "3000"}),
        ("2 semanas de formación", "es", {TRAINING: "2"}),
        ("2 weeks of training", "en", {TRAINING: "2"}),
        ("6 semanas de persona y 2 semanas-persona de formación", "es", {LABOUR: "6", TRAINING: "2"}),
        (
            "12 person-weeks and 2 weeks of training at $3k a week",
            "en",
            {LABOUR: "12", TRAINING: "2", WEEK: "3000"},
        ),
        ("30 días-persona a 500 USD por día", "es", {LABOUR: "6", WEEK: "2500"}),
        ("3 person-months", "en", {LABOUR: "13.0286"}),
        ("5 days of training", "en", {TRAINING: "1"}),
        ("0 semanas de formación", "es", {TRAINING: "0"}),
        ("la semana-persona cuesta 2.500 USD", "es", {WEEK: "2500"}),
        ("a person-week costs 3,000 USD", "en", {WEEK: "3000"}),
        ("$600 per person-day", "en", {WEEK: "3000"}),
        ("6 semanas-persona y 20.000 USD de presupuesto", "es", {LABOUR: "6", "budget_usd": "20000"}),
        ("6 semanas-persona. Pagamos 2.500 USD al mes", "es", {LABOUR: "6", "cost_usd_per_month": "2500"}),
        ("reducir 6 semanas-persona", "es", {}),
        ("3M requests per person-week", "en", {}),
        ("training the model takes 2 weeks", "en", {}),
        ("6 weeks of waiting", "en", {}),
    ],
)
def test_what_the_change_asks_of_the_team(text: str, language: str, numbers: dict[str, str]) -> None:
    assert measured(text, language) == numbers


def test_training_before_its_weeks_is_the_team_s_where_the_cost_was_asked_for() -> None:
    asked = read("formación: 2 semanas", LEXICON, "es", Topic.BUDGET).quantities
    assert {each.metric.value: int(each.value) for each in asked} == {TRAINING: 2}
