"""The rules as one table: id → predicate. Severity, facts and scope stand in `data/rules.toml`.

A rule of a component is asked of every part; when people named no part and no language, it is asked of the
system once, so that a plain "it needs a GPU" still counts. A rule of the system is asked once.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.assessment import blockers as b
from bot.assessment import cautions as c
from bot.assessment import cautions_money as m
from bot.assessment import favourable as f
from bot.assessment.blockers import Holds
from bot.assessment.case import Case
from bot.assessment.catalogue import Rule, Scope
from bot.assessment.shapes import Finding, Severity
from bot.core.brief import Component

Predicate = Callable[[Case], Holds | None]

TABLE: Final[Mapping[str, Predicate]] = {
    "B01": b.b01,
    "B02": b.b02,
    "B03": b.b03,
    "B04": b.b04,
    "B05": b.b05,
    "B06": b.b06,
    "B07": b.b07,
    "B08": b.b08,
    "B09": b.b09,
    "B10": b.b10,
    "B11": b.b11,
    "B12": b.b12,
    "C01": c.c01,
    "C02": c.c02,
    "C03": c.c03,
    "C04": c.c04,
    "C05": c.c05,
    "C06": c.c06,
    "C07": c.c07,
    "C08": c.c08,
    "C09": m.c09,
    "C10": c.c10,
    "C11": c.c11,
    "C12": c.c12,
    "C14": c.c14,
    "C15": c.c15,
    "C16": c.c16,
    "C17": c.c17,
    "C18": c.c18,
    "C19": m.c19,
    "C20": c.c20,
    "C21": c.c21,
    "C22": c.c22,
    "C23": m.c23,
    "C24": c.c24,
    "C25": c.c25,
    "C26": m.c26,
    "C27": c.c27,
    "F01": f.f01,
    "F02": f.f02,
    "F03": f.f03,
    "F04": f.f04,
    "F05": f.f05,
    "F06": f.f06,
    "F07": f.f07,
    "F08": f.f08,
    "F09": f.f09,
}
OF_THE_FACTS: Final = "C13"  # looks at the facts that the others used
OF_A_LOSS: Final = "C19"  # quotes what the move would cost more
OF_THE_SAVING: Final = "C23"  # quotes the saving of the whole, which is not named once a part stays behind


def evaluate(case: Case) -> tuple[Finding, ...]:
    """Every rule that holds, in the order of the table, then of the parts."""
    found: list[Finding] = []
    for each, predicate in TABLE.items():
        rule = case.known.rules[each]
        for component in _asked_of(rule, case):
            asked = case.of(component, rule.roles)
            holds = predicate(asked)
            if holds is not None:
                name = component.name if component else None
                facts = tuple(dict.fromkeys((*facts_of(rule, asked), *holds.facts))) or rule.facts
                found.append(Finding(each, rule.severity, name, holds.because, facts, holds.params))
    unnamed = _of_no_saving(case, found)
    return tuple(each for each in found if each.rule not in unnamed)


def facts_of(rule: Rule, case: Case) -> tuple[str, ...]:
    """The rule's facts without those about other hosts and other languages."""
    language = case.language
    mine = {*case.host.target.facts, *(language.facts_at(case.host.target.id) if language else ())}
    hosts = {fact for host in case.known.hosts.values() for fact in host.target.facts}
    languages = {fact for each in case.known.languages.values() for fact in each.every_fact}
    apart = hosts | languages if language else hosts
    return tuple(each for each in rule.facts if each in mine or each not in apart)


def _of_no_saving(case: Case, found: list[Finding]) -> frozenset[str]:
    """The rules that quote a saving which is not named: where a part stays behind, or where nothing moves at all."""
    blocked = {each.component for each in found if each.severity is Severity.BLOCKER}
    if None in blocked or (blocked and blocked >= {each.name for each in case.components}):
        return frozenset({OF_THE_SAVING, OF_A_LOSS})
    return frozenset({OF_THE_SAVING}) if blocked else frozenset()


def _asked_of(rule: Rule, case: Case) -> tuple[Component | None, ...]:
    if rule.scope is Scope.SYSTEM or not case.components:
        return (None,)
    return case.components
