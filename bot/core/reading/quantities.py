"""What the amounts of a text measure.

A unit says most of it and the words of the same clause the rest: "200 ms de los que 6 ms son CPU" is wall time
and CPU time; "imagen de 800 MB" is no memory, "menos de 50 ms" a wish and no measurement. What stays unclear is
not guessed: the words are kept beside the reading. A month has 30.4 days (365 / 12, rounded), so a rate a day
is taken times 30.4; a mean rate a second times 2 626 560; 1 GB is 1 024 MB, as clouds allot memory.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.core.brief import Metric, Quantity, Topic
from bot.core.lexicon import Lexicon, Words
from bot.core.phrases import within
from bot.core.reading.mentions import Scan
from bot.core.reading.numbers import Amount, amounts
from bot.core.words import COMMA

DAYS_A_MONTH: Final = Decimal("30.4")
HOURS_A_MONTH: Final = DAYS_A_MONTH * 24
TIMES_A_MONTH: Final[Mapping[str, Decimal]] = {
    "s": HOURS_A_MONTH * 3600,
    "min": HOURS_A_MONTH * 60,
    "hour": HOURS_A_MONTH,
    "day": DAYS_A_MONTH,
    "week": DAYS_A_MONTH / 7,
    "month": Decimal(1),
    "quarter": Decimal(1) / 3,
    "year": Decimal(1) / 12,
}
MILLISECONDS: Final = {"ms": Decimal(1), "s": Decimal(1000), "min": Decimal(60_000)}
MEGABYTES: Final = {"mb": Decimal(1), "gb": Decimal(1024)}
WEEKS: Final = {
    "week": Decimal(1),
    "month": DAYS_A_MONTH / 7,
    "quarter": DAYS_A_MONTH * 3 / 7,
    "semester": DAYS_A_MONTH * 6 / 7,
    "year": DAYS_A_MONTH * 12 / 7,
}
MONEY: Final = frozenset({"usd", "other-money"})
NEAR: Final = 6  # words in which a clause says what a number measures
BESIDE: Final = 3
FAR: Final = NEAR + 1
Span = tuple[int, int]  # word indexes, half-open
CHANGE: Final = Decimal(1000)  # USD; a smaller bare sum is no budget for a change ("a $300 laptop")
MANY: Final = Decimal(100_000)  # "3M al mes", without a unit, counts requests


@dataclass(frozen=True, slots=True)
class Context:
    """An amount among the words of its sentence: which families of `[measures]` stand near, and how far.

    `about`: the topic that was asked. `with_sum`: a sum of money is joined to it ("30.000 € y un trimestre").
    `opens`: it begins its sentence, and is a clause of its own with the word after it ("six people: …").
    """

    amount: Amount
    before: Mapping[str, Span]  # family → where the nearest of it stands
    after: Mapping[str, Span]
    about: Topic | None = None
    with_sum: bool = False
    opens: bool = False

    def _to_left(self, family: str) -> int:
        return self.amount.first - self.before[family][1] if family in self.before else FAR

    def _to_right(self, family: str) -> int:
        return self.after[family][0] - self.amount.end if family in self.after else FAR

    def distance(self, family: str) -> int:
        """Words between the amount and the nearest of a family, either way; FAR when there is none near."""
        return min(self._to_left(family), self._to_right(family), FAR)

    def near(self, family: str, reach: int = BESIDE) -> bool:
        """Whether a word of a family stands within so many words, before or after."""
        return self.distance(family) <= reach

    def preceded(self, family: str, reach: int = BESIDE) -> bool:
        """Whether one stands before the amount."""
        return self._to_left(family) <= reach

    def followed(self, family: str, reach: int = BESIDE) -> bool:
        """Whether one stands after it."""
        return self._to_right(family) <= reach

    def span(self, family: str) -> Span:
        """The amount with the words of a family that decided what it measures, where they stand beside it."""
        if self.distance(family) > BESIDE:
            return self.amount.first, self.amount.end
        if self._to_left(family) <= self._to_right(family):
            return self.before[family][0], self.amount.end
        return self.amount.first, self.after[family][1]

    @property
    def wished(self) -> bool:
        """ "menos de 50 ms", "timeout of 30 s": no measurement of today."""
        return self.preceded("not-now") or self.preceded("wish") or self.preceded("every", 0)


def quantities(
    scan: Scan, lexicon: Lexicon, language: str, about: Topic | None = None
) -> tuple[Quantity, ...]:
    """The numbers of a text as measurements, in order, each metric's repeats left out. `about`: what was asked."""
    numbers = lexicon.numbers.get(language) or lexicon.numbers[lexicon.languages[0]]
    found: dict[tuple[Metric, Decimal], Quantity] = {}
    splits = lexicon.cue_words["splits"] | {COMMA}
    adds = lexicon.cue_words["adds"] | {COMMA}
    every = amounts(scan.text, scan.words, numbers)
    for first, end in scan.sentences:
        here = within(every, first, end)
        for near in _contexts(here, scan, (first, end), splits):
            context = replace(
                near,
                about=about,
                with_sum=_joined_to_a_sum(near.amount, here, scan, adds),
                opens=_opens(near.amount, scan, (first, end)),
            )
            for quantity in _measured(context, scan):
                found.setdefault((quantity.metric, quantity.value), quantity)
    return tuple(found.values())


def _joined_to_a_sum(amount: Amount, here: Sequence[Amount], scan: Scan, adds: Words) -> bool:
    for other in here:
        first, second = sorted((amount, other), key=lambda each: each.first)
        between = scan.texts[first.end : second.first]
        joined = other is not amount and other.unit in MONEY and other.per is None
        if joined and between and all(each in adds for each in between):
            return True
    return False


def _opens(amount: Amount, scan: Scan, span: Span) -> bool:
    last = amount.end + 1
    if amount.first != span[0] or last > span[1]:
        return False
    closed = last == span[1] or scan.texts[last] == COMMA
    return closed or ":" in scan.text[scan.words[last - 1].end : scan.words[last].start]


def _contexts(here: Sequence[Amount], scan: Scan, span: tuple[int, int], splits: Words) -> Iterator[Context]:
    """Each amount with the words that may be about it: up to its neighbours, and on its side of what splits."""
    marks = _marks(scan, span)
    for at, amount in enumerate(here):
        left, right = span
        if at > 0:
            left = here[at - 1].end
            left = max(
                [left, *(each + 1 for each in range(left, amount.first) if scan.texts[each] in splits)]
            )
        if at + 1 < len(here):
            right = here[at + 1].first
        ends = splits if at + 1 < len(here) else {COMMA}
        right = min([right, *(each for each in range(amount.end, right) if scan.texts[each] in ends)])
        before: dict[str, Span] = {}
        after: dict[str, Span] = {}
        for name, first, end in marks:
            if left <= first and end <= amount.first:
                before[name] = max(
                    (first, end), before.get(name, (first, 0)), key=lambda each: (each[1], -each[0])
                )
            elif amount.end <= first and end <= right:
                after[name] = min(
                    (first, end), after.get(name, (first, end)), key=lambda each: (each[0], -each[1])
                )
        yield Context(amount, before, after)


def _marks(scan: Scan, span: tuple[int, int]) -> list[tuple[str, int, int]]:
    """The words of a sentence that say what a number measures: (family, first, end)."""
    cues = [
        (sense.family.removeprefix("measure."), cue.first, cue.end)
        for cue in within(scan.cues, *span)
        for sense in cue.phrase.senses
        if sense.family.startswith("measure.")
    ]
    return cues + [
        ("cold", each.first, each.end) for each in within(scan.mentions, *span) if each.value == "cold-start"
    ]


def _measured(context: Context, scan: Scan) -> Iterator[Quantity]:
    for reader in READERS:
        read = reader(context)
        if read is not None:
            yield Quantity(read.metric, _plain(read.value), scan.quote(*context.span(read.by)))
            return


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros: 120 000 × 30.4 is 3648000, not 3648000.0."""
    rounded = value.quantize(Decimal("0.0001")).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


# ---- one reader a kind of unit ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """What an amount measures; `by` is the family of words that told it, to be quoted with it."""

    metric: Metric
    value: Decimal
    by: str = ""


def _requests(context: Context) -> Read | None:
    amount = context.amount
    per = {"rps": "s", "rpm": "min"}.get(amount.unit or "", amount.per)
    if amount.unit == "request" and per is None and context.near("monthly", NEAR):
        per = "month"
    if amount.unit is None and _counts_requests(context):
        per = per or "month"
    elif amount.unit not in {"rps", "rpm", "request"} or context.preceded("wish"):
        return None
    if per is None:
        return None
    if context.near("peak"):
        return Read(
            Metric.PEAK_REQUESTS_PER_SECOND, amount.value * TIMES_A_MONTH[per] / TIMES_A_MONTH["s"], "peak"
        )
    return Read(Metric.REQUESTS_PER_MONTH, amount.value * TIMES_A_MONTH[per])


def _counts_requests(context: Context) -> bool:
    """ "3M al mes" and "peticiones al mes: 3M", but not "pagamos 3 mil al mes"."""
    if any(context.near(each, NEAR) for each in ("bill", "invoice", "budget")):
        return False
    large = context.amount.value >= MANY
    counted = context.followed("calls") and context.followed(
        "monthly", NEAR
    )  # "30 million plug-in calls a month"
    return (large and (context.amount.per is not None or counted)) or (
        context.preceded("calls", NEAR) and context.preceded("monthly")
    )


def _duration(context: Context) -> Read | None:
    factor = MILLISECONDS.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None or context.wished or context.near("other-percentile"):
        return None
    value = context.amount.value * factor
    cpu, cold, p95 = (context.distance(each) for each in ("cpu", "cold", "p95"))
    if cpu <= BESIDE and cpu <= min(cold, p95):
        return Read(Metric.CPU_MS, value, "cpu")
    if cold < FAR and cold <= p95 + 1:
        return Read(Metric.COLD_START_MS, value, "cold")
    if p95 < FAR:
        return Read(Metric.WALL_MS_P95, value, "p95")
    if context.amount.unit == "ms" or context.near("wall", NEAR):
        return Read(Metric.WALL_MS, value)
    return None


def _memory(context: Context) -> Read | None:
    factor = MEGABYTES.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None:
        return None
    elsewhere = context.near("not-memory") or context.wished or context.followed("not-now")
    if elsewhere and context.distance("memory") >= context.distance("not-memory"):
        return None
    return Read(Metric.MEMORY_MB, context.amount.value * factor)


def _money(context: Context) -> Read | None:
    amount = context.amount
    if amount.unit != "usd" or amount.per in {"s", "min", "hour"}:
        return None
    if context.near("budget", NEAR) or (context.near("cap") and not amount.per):
        return None if amount.per else Read(Metric.BUDGET_USD, amount.value)
    if _one_off(context) or (context.about is Topic.BUDGET and amount.per is None):
        return Read(Metric.BUDGET_USD, amount.value)
    if context.wished or not (amount.per or context.near("invoice", NEAR) or context.near("monthly")):
        return None
    return Read(Metric.COST_USD_PER_MONTH, amount.value * TIMES_A_MONTH[amount.per or "month"])


def _one_off(context: Context) -> bool:
    """A bare sum, neither a bill nor a saving: what a change may cost ("30.000 USD y un trimestre")."""
    billed = any(context.near(each, NEAR) for each in ("invoice", "monthly", "bill"))
    large = context.amount.value >= CHANGE
    return large and context.amount.per is None and not billed and not context.near("wish", NEAR)


def _cold_share(context: Context) -> Read | None:
    share = context.amount.value / 100
    if context.amount.unit != "percent" or share > 1 or context.wished or not context.near("cold", NEAR):
        return None
    return Read(Metric.COLD_START_SHARE, share, "cold")


def _counted(context: Context) -> Read | None:
    """People, tenants and instances: whole numbers right before what they count."""
    amount = context.amount
    if amount.unit is not None or amount.per is not None or amount.value != amount.value.to_integral_value():
        return None
    if context.preceded("team", 1):
        return Read(Metric.TEAM_SIZE, amount.value, "team")
    if context.followed("people", 0):
        return Read(Metric.TEAM_SIZE, amount.value, "people")
    if context.followed("persons", 0) and (context.opens or context.about is Topic.SKILLS):
        return Read(Metric.TEAM_SIZE, amount.value, "persons")
    if context.followed("tenants", 1):
        return Read(Metric.TENANTS, amount.value, "tenants")
    if context.followed("instances", 0):
        return Read(Metric.INSTANCES, amount.value, "instances")
    return None


def _peak_ratio(context: Context) -> Read | None:
    times = context.amount.unit == "times" or context.followed("ratio", 0)
    if not times or not context.near("peak", NEAR):
        return None
    return Read(Metric.PEAK_TO_MEAN, context.amount.value, "ratio")


def _deadline(context: Context) -> Read | None:
    factor = WEEKS.get(context.amount.unit or "")
    if factor is None or context.amount.per is not None or context.preceded("not-deadline", 1):
        return None
    told = (
        context.preceded("deadline", 1) or context.near("due") or context.near("budget") or context.with_sum
    )
    if not told and context.about is not Topic.BUDGET:
        return None
    weeks = (
        context.amount.value * factor
    ).to_integral_value()  # nobody who says "six months" means 26.07 weeks
    return Read(Metric.DEADLINE_WEEKS, weeks, "deadline")


READERS: Final[Sequence[Callable[[Context], Read | None]]] = (
    _requests,
    _duration,
    _memory,
    _money,
    _cold_share,
    _peak_ratio,
    _counted,
    _deadline,
)
