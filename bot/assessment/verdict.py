"""The verdict, from the findings, the costs and what is not known. No number here: they are in `data/rules.toml`.

Asked from the top; the first row that holds decides. "Score" is favourable minus cautions, each rule once, on
the parts that are not blocked; "known" is what `gaps.py` calls known.

| when                                                                         | verdict               |
|------------------------------------------------------------------------------|-----------------------|
| every part is blocked, one only by what the team has also denied             | insufficient_evidence |
| every part is blocked                                                        | stay                  |
| infrastructure or languages unknown; or the problem, with nothing favourable | insufficient_evidence |
| nothing favourable                                                           | stay                  |
| nothing but the bill, and the best saving pays the change back too late      | stay                  |
| nothing but start-ups or the bill, and the move clearly costs more           | stay                  |
| no part that could move is in a language that can be built today             | stay                  |
| cautions outweigh, and there is no clear case                                | stay                  |
| a clear case, some parts blocked                                             | partial               |
| a clear case, the toolchain of every part supported, the host no preview     | migrate               |
| some parts blocked                                                           | partial               |
| otherwise                                                                    | pilot                 |

A clear case is one of: a saving of `clear_saving_share` and `clear_saving_usd` a month after the CPU factor;
other people's code in the product (F01); a light stateless handler under bursts (F02) with `pilot_score`, to which
neither the bill (F06, F08: that is the saving's) nor density and composition (F03, F05: to be measured) counts. A
clear loss is the same saving with the opposite sign.

When what the change costs once is not back by month `payback_months` (C23), the saving makes no clear case: what else
speaks for the move makes a pilot, which finds out for a part of the cost where the saving lies in its range. With
nothing but the bill, a pilot is worth it only while the range's best end pays back in time; if not, no measurement
could change the answer. Once a part stays behind no saving is named, so there is no pay-back either.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.assessment.case import Case, candidates, parts
from bot.assessment.catalogue import Knowledge, Toolchain
from bot.assessment.comparison import Move, compare, startup_bill, without_saving
from bot.assessment.confidence import confidence_of
from bot.assessment.facts import cite
from bot.assessment.fits import fits_of
from bot.assessment.gaps import (
    MOVING,
    infrastructure_known,
    languages_known,
    missing_inputs,
    problem_known,
    would_change,
)
from bot.assessment.payback import payback_of
from bot.assessment.plugins import GUEST, Platform, embeds, platform_of
from bot.assessment.rules import OF_THE_FACTS, evaluate
from bot.assessment.sensitivity import sensitivity_of
from bot.assessment.shapes import Assessment, Cited, Costs, Finding, Severity, Target
from bot.assessment.sources import blocking, used
from bot.assessment.standing import Standing, clear_loss, hopeless, standing
from bot.assessment.targets import alternatives, choose
from bot.core.brief import Brief, Topic, Unknown
from bot.core.events import VerdictCode

EMBEDDED: Final = "wasmtime-embed"


def assess(brief: Brief, knowledge: Knowledge, today: date) -> Assessment:
    """Decide. Never raises for a brief; every figure in it comes from the brief or from `knowledge`."""
    whole = candidates(parts(brief))
    host = choose(brief, whole, knowledge)
    plugins = platform_of(brief, whole) if host.target.id == EMBEDDED else Platform()
    components = plugins.guests or whole
    others = alternatives(host, brief, components, knowledge)
    hosts = (host, *(knowledge.hosts[each.id] for each in others))
    costs = compare(Move(brief, components, hosts, knowledge, today))
    case = Case(brief, knowledge, host, components, costs, around=plugins.hosts)
    return _assessed(case, evaluate(case), others, today)


def decide(case: Case, stands: Standing) -> VerdictCode:
    """The table above."""
    if stands.all_blocked:
        return VerdictCode.STAY if stands.settled else VerdictCode.INSUFFICIENT
    if not enough_known(case, stands):
        return VerdictCode.INSUFFICIENT
    if not stands.favourable or (stands.score < 0 and not stands.clear):
        return VerdictCode.STAY
    if hopeless(case, stands) or clear_loss(case, stands) or not stands.buildable:
        return VerdictCode.STAY
    if stands.blocked:
        return VerdictCode.PARTIAL
    return VerdictCode.MIGRATE if stands.clear and _ready(case) else VerdictCode.PILOT


def enough_known(case: Case, stands: Standing) -> bool:
    """Whether the rules had something to look at. A problem that nobody was asked about is no gap yet."""
    if not infrastructure_known(case.brief) or not languages_known(case, stands):
        return False
    refused = isinstance(case.brief.answer(Topic.PROBLEM), Unknown)
    return bool(stands.favourable) or problem_known(case.brief) or not refused


def _ready(case: Case) -> bool:
    """Whether no part waits for its toolchain, the host is no preview, and the team's part can load components."""
    told = [each for each in case.components if each.language or each.role != GUEST]
    languages = [case.known.languages.get(each.language or "") for each in told]
    supported = all(each is not None and each.toolchain is Toolchain.SUPPORTED for each in languages)
    return supported and not case.host.preview and all(embeds(each) for each in case.around[:1])


def _assessed(
    case: Case, findings: tuple[Finding, ...], others: tuple[Target, ...], today: date
) -> Assessment:
    stands = standing(case, findings)
    verdict = decide(case, stands)
    if stands.blocked:
        case = replace(case, costs=_costs_left(case, stands, others, today))
    moving = verdict in MOVING
    startup = startup_bill(case.brief, case.known)
    fits = fits_of(case, findings, stands, verdict)
    places = (case.host.target, *others) if moving else ()
    ids = blocking(findings) if stands.settled else used(case, findings, fits, places, startup)
    sources = cite(case.known, ids, today)
    level, reasons = confidence_of(case, stands, sources)
    return Assessment(
        verdict=verdict,
        confidence=level,
        confidence_reasons=reasons,
        findings=(*findings, *_to_check(sources)),
        fits=fits,
        target=case.host.target if moving else None,
        alternatives=others if moving else (),
        costs=case.costs,
        missing=missing_inputs(case, stands, verdict, startup),
        would_change=would_change(case, findings, stands, verdict),
        sources=sources,
        as_of=today,
        startup=startup,
        payback=None if stands.blocked else payback_of(case),
        sensitivity=sensitivity_of(case.costs, case.host.target.id, case.known),
    )


def _costs_left(case: Case, stands: Standing, others: tuple[Target, ...], today: date) -> Costs:
    """The figures where parts stay: those that could move set the range of CPU, and no saving is named."""
    free = tuple(each for each in case.components if each.name not in stands.blocked)
    if not free:
        return without_saving(case.costs)
    hosts = (case.host, *(case.known.hosts[each.id] for each in others))
    return without_saving(compare(Move(case.brief, free, hosts, case.known, today)))


def _to_check(sources: tuple[Cited, ...]) -> tuple[Finding, ...]:
    """C13: the facts used that are to be read with care."""
    marked = tuple(each.fact.id for each in sources if each.marks)
    if not marked:
        return ()
    return (Finding(OF_THE_FACTS, Severity.CAUTION, None, (), marked, (("facts", ", ".join(marked)),)),)
