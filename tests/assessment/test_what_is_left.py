"""Where parts stay, or a sum was not understood: no figure of what will not happen, no clear case without a cost."""

from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment, Compared, Estimate
from bot.assessment.verdict import assess
from bot.core.answered import brief_from
from bot.core.brief import Metric, Topic
from bot.core.events import VerdictCode
from bot.vocabulary import lexicon

TODAY = date(2026, 11, 22)
LOAD = "400 million requests a month in bursts, 200 ms each, 6 ms of CPU, 512 MB"
SLOW = "We run a Rust API on AWS Lambda; cold starts hurt and the bill is high"


def decided(opening: str, **answers: str) -> Assessment:
    told = {Topic(name): text for name, text in answers.items()}
    return assess(brief_from(opening, told, lexicon(), "en"), knowledge(), TODAY)


def spin(found: Assessment) -> Estimate:
    assert isinstance(found.costs, Compared)
    return next(each for each in found.costs.candidates if each.platform.startswith("spin"))


def test_a_budget_in_another_currency_makes_no_clear_case() -> None:
    without = decided(SLOW, traffic=LOAD, state="stateless", skills="Rust")
    euros = decided(SLOW, traffic=LOAD, state="stateless", skills="Rust", budget="40,000 €")
    assert without.verdict is VerdictCode.MIGRATE
    assert euros.verdict is not VerdictCode.MIGRATE
    assert "budget_unread" in euros.confidence_reasons
    assert "budget_unread" not in without.confidence_reasons


def test_what_stays_does_not_set_the_range_of_what_moves() -> None:
    alone = decided(SLOW, traffic=LOAD, state="stateless", skills="Rust")
    beside = decided(
        "A Rust API and a Python report job on AWS Lambda; cold starts hurt and the bill is high",
        traffic=LOAD,
        state="stateless",
        skills="Rust",
        dependencies="the Python report job uses pandas and starts other programs",
    )
    assert beside.verdict is VerdictCode.PARTIAL
    assert spin(beside).cpu == spin(alone).cpu == (Decimal("1.2"), Decimal("1.6"))
    assert isinstance(beside.costs, Compared)
    assert beside.costs.saving is None


def test_where_nothing_moves_nothing_is_said_to_cost_more() -> None:
    load = "3 million requests a month, 50 ms each, 5 ms of CPU, 128 MB"
    blocked = decided("A Rust API on AWS Lambda", traffic=load, dependencies="it needs a GPU")
    free = decided("A Rust API on AWS Lambda", traffic=load, dependencies="only serde")
    assert "C19" in {each.rule for each in free.findings}
    assert "C19" not in {each.rule for each in blocked.findings}
    assert "C19" not in blocked.would_change


@pytest.mark.parametrize("text", ["-400 million requests a month", "−400 million requests a month"])
def test_a_number_below_nothing_is_none(text: str) -> None:
    assert (
        brief_from(f"API on Lambda: {text}", {}, lexicon(), "en").quantity(Metric.REQUESTS_PER_MONTH) is None
    )


def test_a_dash_between_two_ends_is_no_sign() -> None:
    found = brief_from("API on Lambda, 2-3 million requests a month", {}, lexicon(), "en")
    number = found.quantity(Metric.REQUESTS_PER_MONTH)
    assert number is not None
    assert number.value == Decimal(3_000_000)
