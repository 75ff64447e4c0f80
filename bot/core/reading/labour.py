"""What a change asks of the team: person-weeks of work and of training, and what a person-week costs.

"6 semanas-persona a 2.500 USD", "12 person-weeks at $3k a week", "2 weeks of training". Five working days make a week.
A price belongs to a week of work when it is told over one, or stands right behind the weeks that it prices.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bot.core.brief import Metric, Topic
from bot.core.reading.measures import WEEKS, Read
from bot.core.reading.surroundings import Context

PERSON_WEEKS: Final[Mapping[str, Decimal]] = {
    "person-day": Decimal(1) / 5,
    "person-week": Decimal(1),
    "person-month": WEEKS["month"],
}
WORKING_WEEKS: Final[Mapping[str, Decimal]] = {
    **PERSON_WEEKS,
    "day": Decimal(1) / 5,
    "week": Decimal(1),
    "month": WEEKS["month"],
}


def work(context: Context) -> Read | None:
    """Person-weeks, of training where that word stands beside them; "2 weeks of training" are one person's."""
    amount, taught = context.amount, context.near("training")
    if amount.per is not None or context.preceded("wish"):
        return None
    unit = amount.unit or ""
    if unit in PERSON_WEEKS:
        metric = Metric.TRAINING_PERSON_WEEKS if taught else Metric.LABOUR_PERSON_WEEKS
        return Read(metric, amount.value * PERSON_WEEKS[unit], "training" if taught else "")
    if unit not in WORKING_WEEKS or not _of_training(context):
        return None
    return Read(Metric.TRAINING_PERSON_WEEKS, amount.value * WORKING_WEEKS[unit], "training")


def _of_training(context: Context) -> bool:
    """ "2 semanas de formación"; the other way round only where the cost was asked for ("training takes two weeks")."""
    asked = context.about is Topic.BUDGET
    return context.followed("training", 1) or (asked and context.preceded("training"))


def price(context: Context) -> Read | None:
    """What a person-week costs, USD."""
    amount = context.amount
    if amount.unit != "usd":
        return None
    over = amount.per or context.priced or ""
    if over in PERSON_WEEKS or (context.priced is not None and over in WORKING_WEEKS):
        return Read(Metric.PERSON_WEEK_USD, amount.value / WORKING_WEEKS[over])
    if amount.per is None and context.preceded("person-week"):
        return Read(Metric.PERSON_WEEK_USD, amount.value, "person-week")
    return None
