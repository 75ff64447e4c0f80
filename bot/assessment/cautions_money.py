"""What speaks against by money: little to save (C09), a dearer month (C19), a slow pay-back (C23), and what a figure
about a rewrite assumes (C26)."""

from bot.assessment.blockers import Holds, figure
from bot.assessment.case import BILLED_BY_USE, Case
from bot.assessment.comparison import saving_of
from bot.assessment.load_shape import small_or_even
from bot.assessment.payback import late, work_of
from bot.assessment.rewriting import factor, is_rewritten, language_today, rewrite
from bot.assessment.shapes import Compared
from bot.core.brief import Metric, SignalKind


def c09(case: Case) -> Holds | None:
    """Few requests, now and then or a steady load, and no saving computed that says otherwise."""
    saving = saving_of(case.costs)
    if saving is not None and saving >= case.known.thresholds["clear_saving_usd"]:
        return None
    because = small_or_even(case)
    return Holds(because, _known_bill(case)) if because else None


def c19(case: Case) -> Holds | None:
    """Both bills were computed, and the move costs more."""
    saving = saving_of(case.costs)
    return Holds((), (("more", figure(-saving)),)) if saving is not None and saving < 0 else None


def c23(case: Case) -> Holds | None:
    """The saving takes too long to bring back what the change costs once."""
    paid = late(case)
    if paid is None:
        return None
    figures = {"month": paid.month, "saving": paid.saving, "cost": paid.cost, "limit": paid.limit}
    figures |= {"wanted": paid.wanted} | ({"ceiling": paid.ceiling} if paid.ceiling else {})
    because = dict.fromkeys(said for _, said in work_of(case.brief))
    return Holds(tuple(because), tuple((name, figure(value)) for name, value in figures.items()))


def c26(case: Case) -> Holds | None:
    """A figure rests on a rewrite: today's CPU time times the new language's factor, which nobody measured."""
    if not isinstance(case.costs, Compared) or case.costs.target is None:
        return None
    for each in case.components:
        becomes = rewrite(each, case.brief, case.host, case.known).language
        span = factor(becomes, case.host, case.known)
        if becomes and span and is_rewritten(each, becomes):
            today = language_today(each) or ""
            now = case.known.languages[today].name if today in case.known.languages else today
            names = [now, case.known.languages[becomes].name]
            figures = (("low", figure(span[0])), ("high", figure(span[1])))
            return Holds((), (("now", names[0]), ("becomes", names[1]), *figures))
    return None


def _known_bill(case: Case) -> tuple[tuple[str, str], ...]:
    """The bill that they told, or the one computed; "" where there is none. Machines bill what stands idle."""
    told, requests = case.number(Metric.COST_USD_PER_MONTH), case.number(Metric.REQUESTS_PER_MONTH)
    computed = case.costs.today.base if isinstance(case.costs, Compared) else None
    by_use = case.says(SignalKind.PLATFORM, *BILLED_BY_USE)
    return (
        ("bill", figure(told[0]) if told else ""),
        ("computed", figure(computed) if computed is not None and not told else ""),
        ("requests", figure(requests[0]) if requests else ""),
        ("by_use", "yes" if by_use else ""),
    )
