"""The money of a recommendation to stay: what was computed, why no figure would change it, or what is missing."""

from collections.abc import Iterator

from bot.assessment.shapes import Compared, Missing
from bot.planning.case import Case
from bot.planning.composed_financial import financial
from bot.planning.passages import Passage
from bot.planning.phrases import Phrases
from bot.planning.platforms import platform_label

MOST_MEASURES = 8  # what a team can be asked to measure first


def missing_of(case: Case) -> list[Missing]:
    """The gaps, once for each topic and metric."""
    return list(dict.fromkeys(case.assessment.missing))


def price_target(case: Case) -> str:
    """The platform that the comparison was made with."""
    costs = case.assessment.costs
    target = costs.target if isinstance(costs, Compared) else None
    return platform_label(target, case.knowledge, case.phrases)


def staying_money(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """What was computed, or why no figure would change anything."""
    costs = case.assessment.costs
    if isinstance(costs, Compared) and costs.saving is None:
        yield Passage(phrases.say("money.ceiling", below=below(case, costs)), ("billing-model",))
    elif not isinstance(costs, Compared) and case.blockers:
        yield Passage(phrases.say("money.decided"))
    else:
        yield from financial(case, case.phrases.about(cost_target=price_target(case)))


def below(case: Case, costs: Compared) -> dict[str, str] | None:
    """The cheapest row of the table where it costs less than today: whoever reads the table asks about it."""
    best = min(costs.candidates, key=lambda each: each.base, default=None)
    if best is None or best.base >= costs.today.base:
        return None
    name = platform_label(best.platform, case.knowledge, case.phrases)
    return {"name": name, "amount": case.phrases.money(best.base)}


def missing_money(case: Case, phrases: Phrases) -> Iterator[Passage]:
    """No figure, and how many of the missing inputs it waits for."""
    ordered = sorted(missing_of(case), key=lambda each: each.costs)
    count = len([each for each in ordered[:MOST_MEASURES] if each.costs])
    yield Passage(phrases.say("money.waits", count=count))
