"""The pay-back and the swings can be made again from the printed page, and the worked examples of the research too."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from functools import cache

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Compared
from bot.assessment.verdict import assess
from bot.core.answered import brief_from
from bot.core.brief import Metric, Topic
from bot.core.events import VerdictCode
from bot.vocabulary import lexicon
from tests.calibration.cases import TODAY, About, Calibrated
from tests.calibration.printed import Printed
from tests.calibration.printed_change import Change, Swings, change, swings
from tests.calibration.test_printed_costs import PRICED, close, document, month, read

TWO_CENTS = Decimal("0.02")  # a saving is a difference of two rounded bills
M = Metric
Inputs = Mapping[Metric, Decimal]


def told(name: str, language: str, opening: str, **answers: str) -> Calibrated:
    """A team whose figures the calibration cases do not have; nothing is expected of its verdict."""
    topics = {Topic(key): text for key, text in answers.items()}
    brief = brief_from(opening, topics, lexicon(), language)
    found = assess(brief, knowledge(), TODAY)
    about = About(language, "", "")
    return Calibrated(name, opening, topics, VerdictCode.PILOT, about, brief, found)


ON_LAMBDA = "API en Rust sobre AWS Lambda sin estado, con picos; la factura de memoria es cara."
LOAD = "400 millones de peticiones al mes, 200 ms de los que 6 ms son CPU, 512 MB por función"
EXTRA = (
    told(
        "estimate-es",
        "es",
        ON_LAMBDA,
        traffic=LOAD,
        budget="6 semanas-persona a 2.500 USD y 2 semanas de formación",
    ),
    told(
        "estimate-en",
        "en",
        "Stateless Rust API on AWS Lambda with bursts; memory is expensive.",
        traffic="400 million requests a month, 200 ms of which 6 ms are CPU, 512 MB per function",
        budget="12 person-weeks at $3k a week, 0 weeks of training",
    ),
    told(
        "turning-es",
        "es",
        ON_LAMBDA,
        problem="la memoria es cara; el 1 % de las peticiones arranca en frío, y ese arranque en frío tarda 800 ms",
        traffic="60 millones de peticiones al mes, 100 ms de los que 8 ms son CPU, 512 MB por función",
        budget="900 USD de presupuesto",
    ),
    told(
        "stated-bill-en",
        "en",
        "Stateless Rust API on virtual machines, steady load; the bill is too high.",
        traffic="100 million requests a month, 6 ms of CPU",
        target="Spin",
        budget="we pay 80 USD a month; our budget is 2,000 USD",
    ),
)
NEARLY = told(
    "nearly-a-saving-es",
    "es",
    "API en Rust sin estado en máquinas virtuales, con carga pareja; la factura es alta.",
    traffic="100 millones de peticiones al mes, 6 ms de CPU",
    target="Spin",
    budget="pagamos 60 USD al mes",
)
EVERY = (*PRICED, *EXTRA, NEARLY)
named = pytest.mark.parametrize("case", EVERY, ids=lambda each: each.name)


@cache
def changed(case_name: str) -> tuple[Change | None, Swings | None]:
    (case,) = [each for each in EVERY if each.name == case_name]
    shown = document(case)
    return change(shown, case.about.language), swings(shown, case.about.language)


def bill(name: str, page: Printed, inputs: Inputs, factor: Decimal) -> Decimal:
    """A platform's month from other inputs, by its printed formula and prices; a stated bill is itself."""
    if name not in page.formulas:
        return inputs[M.COST_USD_PER_MONTH]
    other = Printed(dict(inputs), page.lines, page.formulas, page.totals, page.saving)
    units, prices = month(name, other, factor), [each.price for each in page.lines if each.platform == name]
    total = sum((each * price for each, price in zip(units, prices, strict=False)), Decimal(0))
    least = page.formulas[name].constants[4:] if "Fastly" in name else ()
    return max((total, *least))


def bases(page: Printed, name: str) -> tuple[str, str]:
    """Today's platform, and the one that a sentence names."""
    today, *others = page.totals
    return today, max((each for each in others if each in name), key=len)


@named
def test_the_pay_back_is_shown_where_it_was_computed_and_nowhere_else(case: Calibrated) -> None:
    shown, swung = changed(case.name)
    assert (shown is not None) == (case.assessment.payback is not None)
    assert (swung is not None) == (case.assessment.sensitivity is not None)


@named
def test_the_pay_back_follows_from_the_printed_lines_and_totals(case: Calibrated) -> None:
    shown, swung = changed(case.name)
    if shown is None:
        return
    assert swung is not None
    page = read(case)
    today, target = bases(page, swung.intro)
    for units, price, amount in shown.lines:
        assert close(units * price, amount)
    *work, twice = shown.lines
    labour = sum((units * price for units, price, _ in work), Decimal(0))
    bills = page.totals[today][1], page.totals[target][1], page.totals[target][0]
    assert (twice[0], twice[1]) == (shown.double, min(bills[:2]))
    assert close(labour + shown.double * twice[1], shown.cost)
    assert close(bills[0] - bills[1], shown.saving)
    for then, said in ((bills[1], shown.month), (bills[2], shown.at_best)):
        months = (labour + shown.double * then) / (bills[0] - then)
        assert said == shown.double + months.to_integral_value(ROUND_CEILING)


@named
def test_every_swing_follows_from_the_printed_inputs_and_formulas(case: Calibrated) -> None:
    _, swung = changed(case.name)
    if swung is None:
        return
    page = read(case)
    today, target = bases(page, swung.intro)
    least, middle, most = page.formulas[target].factors
    saves = page.saving is not None

    def figure(inputs: Inputs, factor: Decimal) -> Decimal:
        then = bill(target, page, inputs, factor)
        return bill(today, page, inputs, Decimal(1)) - then if saves else then

    assert abs(figure(page.inputs, middle) - swung.figure) <= TWO_CENTS
    for row in swung.rows:
        if row.about is None:
            assert (row.low, row.high) == (least, most)
            made = [figure(page.inputs, each) for each in (row.low, row.high)]
        else:
            given = page.inputs[row.about]
            assert (row.low, row.high) == (given * (1 - swung.share), given * (1 + swung.share))
            made = [figure({**page.inputs, row.about: each}, middle) for each in (row.low, row.high)]
        assert all(abs(found - shown) <= TWO_CENTS for found, shown in zip(made, row.ends, strict=True))


@named
def test_the_widest_swings_come_first_and_each_that_turns_is_said_to(case: Calibrated) -> None:
    _, swung = changed(case.name)
    if swung is None:
        return
    widths = [abs(high - low) for low, high in (each.ends for each in swung.rows)]
    assert widths == sorted(widths, reverse=True)
    assert len(widths) <= 3
    turning = [each for each in swung.rows if (each.ends[0] > 0) != (each.ends[1] > 0)]
    assert swung.turned == len(turning)


def test_the_cases_show_an_estimate_and_a_saving_that_turns() -> None:
    """Else the tests above would look at less than they say."""
    shown = [changed(each.name) for each in EVERY]
    assert any(paid is not None and len(paid.lines) == 3 for paid, _ in shown)
    turning = [(each.name, saved) for each in EVERY if (saved := _turns(each.name)) is not None]
    assert {saved for _, saved in turning} == {True, False}, "from a saving to none, and from none to one"


def _turns(name: str) -> bool | None:
    """Whether there is a saving to begin with, in a case in which it turns; None for any other."""
    _, swung = changed(name)
    return swung.figure > 0 if swung is not None and swung.turned else None


WORKED = (
    told(
        "worked-small",
        "es",
        "API en JavaScript sobre AWS Lambda sin estado.",
        problem="el 1 % de las peticiones arranca en frío, y ese arranque en frío tarda 100 ms",
        traffic="3 millones de peticiones al mes, 50 ms por petición de los que 5 ms son CPU, 128 MB por función",
        target="Cloudflare Workers",
    ),
    told(
        "worked-large",
        "es",
        "API en JavaScript sobre AWS Lambda sin estado.",
        problem="el 1 % de las peticiones arranca en frío, y ese arranque en frío tarda 100 ms",
        traffic="1000 millones de peticiones al mes, 200 ms por petición de los que 5 ms son CPU, 512 MB por función",
        target="Cloudflare Workers",
    ),
)


@pytest.mark.parametrize(
    ("case", "on_lambda", "on_workers", "on_fargate"),
    [(WORKED[0], 0, 5, 18), (WORKED[1], 1868, 401, 352)],
    ids=lambda each: each.name if isinstance(each, Calibrated) else "",
)
def test_the_worked_examples_come_out_of_the_printed_page(
    case: Calibrated, on_lambda: int, on_workers: int, on_fargate: int
) -> None:
    """USD a month, rounded, as the research states them. Containers run native code there: its factor is one."""
    assert isinstance(case.assessment.costs, Compared)
    page = read(case)
    (containers,) = [each for each in page.formulas if "Fargate" in each]
    assert round(page.totals["AWS Lambda"][1]) == on_lambda
    assert round(page.totals["Cloudflare Workers"][1]) == on_workers
    assert round(bill(containers, page, page.inputs, Decimal(1))) == on_fargate
