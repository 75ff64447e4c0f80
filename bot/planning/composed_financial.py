"""Section 1 in money: what cold starts cost, what was computed, or what is missing to compute anything.

Every amount is the assessment's, from the team's own inputs and published prices; without inputs there is none.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.assessment.shapes import Compared, NotComputed
from bot.planning.case import Case
from bot.planning.passages import Passage
from bot.planning.phrases import Phrases

SMALL_BILL_USD = Decimal(50)  # under this the wording says that cold starts cost patience, not money


def financial(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What cold starts cost, what was computed, or what is missing to compute anything."""
    if case.family == "lambda" and case.problem != "plugins":
        yield init_billing(case, phrases)
    costs = case.assessment.costs
    if isinstance(costs, Compared):
        yield Passage(compared(costs, phrases), ("billing-model",))
        yield Passage(cheaper(case, costs, phrases))
        yield Passage(payback(case, phrases))
    else:
        yield Passage(phrases.say("financial.said_bill"))
        yield from not_computed(case, costs, phrases)
    if phrases.scene.get("edge_id") == "akamai-functions" and case.assessment.target:
        yield Passage(phrases.say("financial.unpriced", name=phrases.scene["edge_name"]), ("akamai-fn",))


def compared(costs: Compared, phrases: Phrases) -> str:
    """The comparison in one paragraph."""
    if costs.saving is None:
        return ""
    key = "compared_saves" if costs.saving > 0 else "compared_loses" if costs.saving < 0 else "compared_equal"
    return phrases.say(f"financial.{key}")


def cheaper(case: Case, costs: Compared, phrases: Phrases) -> str:
    """The candidate that lowers the bill where the target does not; "" when there is none."""
    if costs.saving is None or costs.saving > 0:
        return ""
    below = [
        each for each in costs.candidates if each.high < costs.today.base and each.platform != costs.target
    ]
    if not below:
        return ""
    best = min(below, key=lambda each: each.base)
    known = case.knowledge.targets.get(best.platform)
    name = known.name if known else best.platform
    portable = known.component_model if known else True
    return phrases.say("financial.cheaper", name=name, amount=phrases.money(best.base), portable=portable)


def payback(case: Case, phrases: Phrases) -> str:
    """Months until the budget is saved, when both are known and there is a saving; too many say so."""
    paid = case.assessment.payback
    if paid is None:
        return ""
    key = "payback" if paid.months <= paid.limit else "payback_slow"
    return phrases.say(
        f"financial.{key}",
        months=phrases.number(paid.months),
        limit=phrases.number(paid.limit),
        wanted=phrases.money(paid.wanted),
    )


def not_computed(case: Case, costs: NotComputed, phrases: Phrases) -> Iterator[Passage]:
    """Which inputs are missing; each one's way to get it stands in the costs part."""
    if costs.missing:
        key = "missing" if len(costs.missing) > 1 else "missing_one"
        yield Passage(phrases.say(f"financial.{key}", count=len(costs.missing)))
    elif costs.unpriced:
        yield Passage(phrases.say("financial.unpriced_today", name=price_name(case, costs.unpriced)))


def price_name(case: Case, price: str) -> str:
    """The usual name of something that has a price, or lacks one."""
    known = case.knowledge.prices.get(price)
    target = case.knowledge.targets.get(price)
    return known.name if known else target.name if target else case.phrases.first(f"name.{price}") or price


def init_billing(case: Case, phrases: Phrases) -> Passage:
    """INIT has been billed since 2025-08-01: what their start-ups cost a month, or what is missing to say so."""
    bill = case.assessment.startup
    if bill is None:
        return Passage("")
    if bill.line is None:
        names = [phrases.first(f"missing.name.{each.metric.value}") for each in bill.missing if each.metric]
        named = [each for each in names if each]
        text = phrases.say(
            "financial.init_unknown",
            price=phrases.number(bill.unit_price),
            startup_missing=phrases.listing(named),
            startup_many=len(named) > 1,
        )
        return Passage(text, bill.facts)
    text = phrases.say(
        "financial.init_known",
        units=plain(bill.line.units, phrases),
        price=phrases.number(bill.unit_price),
        monthly=phrases.money(bill.line.amount),
        small=bill.line.amount < SMALL_BILL_USD,
    )
    return Passage(text, bill.facts)


def plain(value: Decimal, phrases: Phrases) -> str:
    """A number without needless zeros, three decimals at the most."""
    return phrases.number(value.quantize(Decimal("0.001")).normalize())
