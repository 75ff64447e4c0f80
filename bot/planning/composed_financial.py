"""Section 1 in money: what cold starts cost, what was computed, or what is missing to compute anything.

Every amount is the assessment's, from the team's own inputs and published prices; without inputs there is none.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.assessment.gaps import of_the_costs
from bot.assessment.payback import ESTIMATE
from bot.assessment.shapes import Compared, Missing, NotComputed
from bot.core.brief import Metric, Topic
from bot.planning.case import Case
from bot.planning.passages import Passage
from bot.planning.phrases import Phrases
from bot.planning.platforms import CONTAINERS, platform_label

SIZING = "container-sizing"  # id in prices.toml
SMALL_BILL_USD = Decimal(50)  # under this the wording says that cold starts cost patience, not money


def financial(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What cold starts cost, what was computed, or what is missing to compute anything."""
    if case.family == "lambda" and case.problem != "plugins":
        yield init_billing(case, phrases)
    costs = case.assessment.costs
    if isinstance(costs, Compared):
        yield Passage(compared(costs, phrases), ("billing-model",))
        yield Passage(sizing(case, costs, phrases), ("cpu-multipliers",))
        yield Passage(cheaper(case, costs, phrases))
        yield Passage(payback(case, phrases))
    else:
        yield Passage(phrases.say("financial.said_bill"))
        yield from not_computed(case, costs, phrases)
        yield Passage(unpaid(case, phrases))
    if phrases.scene.get("edge_id") == "akamai-functions" and case.assessment.target:
        yield Passage(phrases.say("financial.unpriced", name=phrases.scene["edge_name"]), ("akamai-fn",))


def compared(costs: Compared, phrases: Phrases) -> str:
    """The comparison in one paragraph."""
    if costs.saving is None:
        same = phrases.scene.get("target") == costs.today.platform
        return phrases.say("financial.same_place" if same else "financial.no_saving")
    key = "compared_saves" if costs.saving > 0 else "compared_loses" if costs.saving < 0 else "compared_equal"
    return phrases.say(f"financial.{key}")


def cheaper(case: Case, costs: Compared, phrases: Phrases) -> str:
    """The candidate that costs less than the target, and why it is not the target; "" when there is none."""
    target = next((each for each in costs.candidates if each.platform == costs.target), None)
    if costs.saving is None or target is None:
        return ""
    others = [each for each in costs.candidates if each is not target]
    best = min(others, key=lambda each: each.base, default=target)
    if best.base >= min(target.base, costs.today.base):
        return ""
    known = case.knowledge.targets.get(best.platform)
    return phrases.say(
        "financial.cheaper",
        name=platform_label(best.platform, case.knowledge, phrases),
        amount=phrases.money(best.base),
        high=phrases.money(best.high),
        surely=best.high < target.low,
        portable=known.component_model if known else True,
        saves=costs.saving > 0,
    )


def sizing(case: Case, costs: Compared, phrases: Phrases) -> str:
    """What the price of a target that runs in containers rests on; "" for a target with a price of its own."""
    target = next((each for each in costs.candidates if each.platform == costs.target), None)
    if target is None or target.price != CONTAINERS:
        return ""
    size = case.knowledge.prices[SIZING].amounts
    known = [row for each in case.moving if (row := case.knowledge.languages.get(each.language or ""))]
    low, high = [row.cpu_low for row in known if row.cpu_low], [row.cpu_high for row in known if row.cpu_high]
    return phrases.say(
        "financial.sizing",
        headroom=phrases.number(size["headroom"]),
        utilisation=phrases.number(size["utilisation"]),
        gb=phrases.number(size["gb_per_vcpu"]),
        cpu_low=phrases.number(min(low)) if low else "",
        cpu_high=phrases.number(max(high)) if high else "",
        mixed=len({row.id for row in known}) > 1,
    )


def payback(case: Case, phrases: Phrases) -> str:
    """The month in which the change has paid for itself, when that can be told; too late a one says so."""
    paid = case.assessment.payback
    if paid is None:
        return unpaid(case, phrases)
    key = "payback" if paid.month <= paid.limit else "payback_slow"
    return phrases.say(
        f"financial.{key}",
        cost=phrases.money(paid.cost),
        estimated=all(each.label != "ceiling" for each in paid.lines),
        double=phrases.number(paid.double),
        month=phrases.number(paid.month),
        limit=phrases.number(paid.limit),
        wanted=phrases.money(paid.wanted),
        ceiling=phrases.money(paid.ceiling) if paid.ceiling else "",
    )


def unpaid(case: Case, phrases: Phrases) -> str:
    """That nobody said what the change may cost, where a saving or a rewrite asks for it; "" where neither does."""
    begun = [each.metric for each in case.assessment.missing if each.metric in ESTIMATE]
    if begun:
        names = [phrases.first(f"missing.name.{each.value}") for each in begun if each]
        return phrases.say("financial.payback_begun", names=phrases.listing(names))
    if Missing(Topic.BUDGET, Metric.BUDGET_USD, costs=True) not in case.assessment.missing:
        return ""
    costs = case.assessment.costs
    saves = isinstance(costs, Compared) and costs.saving is not None and costs.saving > 0
    if saves:
        return phrases.say("financial.payback_unknown")
    among = not isinstance(costs, Compared)
    return phrases.say("financial.rewriting_unpriced", among=among) if phrases.scene["rewrites"] else ""


def not_computed(case: Case, costs: NotComputed, phrases: Phrases) -> Iterator[Passage]:
    """Which inputs are missing; each one's way to get it stands in the costs part."""
    gaps = of_the_costs(case.assessment)
    if gaps:
        key = "missing" if len(gaps) > 1 else "missing_one"
        yield Passage(phrases.say(f"financial.{key}", count=len(gaps)))
    elif costs.unpriced:
        yield Passage(phrases.say("financial.unpriced_today", name=price_name(case, costs.unpriced)))


def price_name(case: Case, price: str) -> str:
    """The usual name of something that has a price, or lacks one."""
    known = case.knowledge.prices.get(price)
    return known.name if known else platform_label(price, case.knowledge, case.phrases)


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
