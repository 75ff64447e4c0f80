"""Every figure of the cost section can be made again from what stands in it, by whoever holds the printed plan."""

import re
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.gaps import of_the_costs
from bot.assessment.shapes import Compared, NotComputed
from bot.core.brief import Metric
from bot.core.document import Document, Heading, Items
from bot.planning.composed import compose
from bot.planning.pages import plan_pages
from bot.planning.pages_money import decided
from bot.planning.provenance import Provenance
from bot.planning.staying_money import MOST_MEASURES
from bot.wording import wording
from tests.calibration.cases import CASES, Calibrated
from tests.calibration.printed import Printed, printed, section, vcpus
from tests.planning.rendered import block

PRICED = [each for each in CASES if isinstance(each.assessment.costs, Compared)]
UNPRICED = [each for each in CASES if isinstance(each.assessment.costs, NotComputed)]
HALF = Decimal("0.5")
CENT = Decimal("0.01")
WHOLE_DOLLARS = 10_000  # from here on amounts are printed without cents
M = Metric


def document(case: Calibrated) -> Document:
    language = case.about.language
    plan = compose(case.brief, case.assessment, knowledge(), wording(), language)
    signed = Provenance("composed", because="no_model")
    return plan_pages(plan, case.assessment, signed, knowledge(), wording(), language, case.brief)


def read(case: Calibrated) -> Printed:
    found = printed(document(case), case.about.language)
    assert found is not None
    return found


def close(found: Decimal, wanted: Decimal) -> bool:
    """Equal to the last printed digit."""
    return abs(found - wanted) <= (HALF if max(found, wanted) >= WHOLE_DOLLARS else CENT)


def over(used: Decimal, included: Decimal) -> Decimal:
    return max(Decimal(0), used - included)


def month(name: str, page: Printed, factor: Decimal) -> tuple[Decimal, ...]:
    """The units of a platform's lines, from the printed inputs and constants."""
    given, constants = page.inputs, page.formulas[name].constants
    requests = given[M.REQUESTS_PER_MONTH]
    if name == "AWS Lambda":
        free, million, thousand, kilo, free_gb_s = constants
        cold = given.get(M.COLD_START_SHARE, Decimal(0)) * given.get(M.COLD_START_MS, Decimal(0))
        gb_s = requests * (given[M.WALL_MS] + cold) / thousand * given[M.MEMORY_MB] / kilo
        return over(requests, free) / million, over(gb_s, free_gb_s)
    if "Fargate" in name:
        seconds = vcpus(given, constants, factor) * constants[0]
        return seconds, seconds * constants[7]
    included, million, cpu_included, _, *least = constants
    used = over(requests * given[M.CPU_MS] * factor, cpu_included) / million
    fixed = () if least else (Decimal(1),)
    return (*fixed, over(requests, included) / million, used)


@pytest.mark.parametrize("case", PRICED, ids=lambda each: each.name)
def test_every_line_follows_from_the_printed_inputs_and_constants(case: Calibrated) -> None:
    page = read(case)
    assert page.lines
    for line in page.lines:
        printed_to = HALF if line.units > 1000 else Decimal("0.00001")
        assert abs(line.units * line.price - line.amount) <= HALF * line.price + (
            HALF if line.amount >= WHOLE_DOLLARS else CENT
        )
        if line.platform in page.formulas:
            made = month(line.platform, page, page.formulas[line.platform].factors[1])
            assert any(abs(each - line.units) <= printed_to for each in made)
        else:
            assert (line.units, line.price) == (Decimal(1), page.inputs[M.COST_USD_PER_MONTH])


@pytest.mark.parametrize("case", PRICED, ids=lambda each: each.name)
def test_every_total_and_the_saving_follow_from_the_lines(case: Calibrated) -> None:
    page = read(case)
    assert set(page.totals) == {each.platform for each in page.lines}
    for name, total in page.totals.items():
        rows = [each for each in page.lines if each.platform == name]
        assert close(sum((each.amount for each in rows), Decimal(0)), total[1])
        if name not in page.formulas:
            assert total == (total[1],) * 3
            continue
        for factor, value in zip(page.formulas[name].factors, total, strict=True):
            units = month(name, page, factor)
            prices = [each.price for each in rows][: len(units)]
            made = sum((each * price for each, price in zip(units, prices, strict=True)), Decimal(0))
            assert close(made, value)
    if page.saving is not None:
        bases = [total[1] for total in page.totals.values()]
        assert any(close(abs(bases[0] - each), page.saving) for each in bases[1:])


@pytest.mark.parametrize("case", UNPRICED, ids=lambda each: each.name)
def test_without_the_inputs_there_is_no_figure_and_the_inputs_are_asked_for(case: Calibrated) -> None:
    """Where a blocker has settled it, no number could change the answer, and none is asked for."""
    shown, language = document(case), case.about.language
    assert section(shown, language) == ()
    if decided(case.assessment):
        return
    assert of_the_costs(case.assessment)
    titles = {wording().source(language, "pages", f"head.{each}") for each in ("missing", "measure")}
    assert titles & {each.text for each in shown.nodes if isinstance(each, Heading)}
    asked = "\n".join(block(each) for each in shown.nodes if isinstance(each, Items))
    sentences = [
        wording().source(language, "composed", f"missing.{each.metric}")
        for each in of_the_costs(case.assessment)
    ]
    unasked = [each for each in sentences if each.partition("{")[0][:24].rstrip() not in asked]
    assert not unasked or MOST_MEASURES in [
        len(each.items) for each in shown.nodes if isinstance(each, Items)
    ]


@pytest.mark.parametrize("case", UNPRICED, ids=lambda each: each.name)
def test_no_sum_of_money_a_month_is_said_that_nobody_gave(case: Calibrated) -> None:
    plan = compose(case.brief, case.assessment, knowledge(), wording(), case.about.language)
    assert plan.saving_usd_month is None
    assert not re.search(r"\d[\d.,\u00a0]* USD (?:al mes|a month)", plan.viability.financial)
