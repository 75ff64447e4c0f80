"""The findings of an assessment at their lines; and the packages about which nobody here knows anything.

The rules decide, and are asked once: what is said here of a blocker is what they said. A package that no list holds is
told as unknown, one by one: silence is not "fine". Of a package that only a lock names, it is told how it came in.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.catalogue import Knowledge, Package, PackageClass
from bot.assessment.evidence.briefing import known_of, required
from bot.assessment.evidence.shapes import Evidence, Found, Weight
from bot.assessment.packages import told_of
from bot.assessment.rewriting import V8_HOSTS
from bot.assessment.shapes import Assessment, Finding, Severity
from bot.core.brief import Brief, Requirement

UNCLASSIFIED: Final = "C22"  # the rule of packages that nobody classified: told one by one here
WITHOUT_BUILD: Final = "B04"
WEIGHTS: Final[Mapping[Severity, Weight]] = {
    Severity.BLOCKER: Weight.BLOCKER,
    Severity.CAUTION: Weight.CAUTION,
    Severity.FAVOURABLE: Weight.FAVOURABLE,
}
ORDER: Final = tuple(Weight)


def findings(
    assessed: Assessment, brief: Brief, evidence: Evidence, knowledge: Knowledge
) -> tuple[Found, ...]:
    """Every finding at every place where it holds, the heaviest first."""
    found = [
        row
        for each in assessed.findings
        if each.rule != UNCLASSIFIED
        for row in _rows(each, brief, knowledge)
    ]
    found += unknown(evidence, knowledge)
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda each: ORDER.index(each.weight)))


def unknown(evidence: Evidence, knowledge: Knowledge) -> Iterator[Found]:
    """Each dependency that runs and that nobody classified, of the modules in their order."""
    for module in evidence.modules:
        for each in module.own:
            if known_of(each, knowledge.packages) is None:
                asked = required(each)
                params = (("packages", each.name),)
                yield Found(
                    UNCLASSIFIED, Weight.UNKNOWN, module.name, asked.at, each.name, asked, params=params
                )


def _rows(finding: Finding, brief: Brief, knowledge: Knowledge) -> Iterator[Found]:
    part = next((each for each in brief.components if each.name == finding.component), None)
    required = {(each.name, each.at): each for each in part.requires} if part else {}
    for why in finding.because or (None,):
        asked = required.get((why.quote, why.at)) if why and why.at else None
        package = told_of(knowledge.packages, asked.ecosystem, asked.name, asked.version) if asked else None
        yield Found(
            rule=finding.rule,
            weight=WEIGHTS[finding.severity],
            module=finding.component,
            at=why.at if why else None,
            words=why.quote if why else "",
            dependency=asked,
            package=package,
            platforms=_platforms(finding, package, knowledge),
            facts=finding.facts,
            params=_params(finding, asked, package),
        )


def _params(
    finding: Finding, asked: Requirement | None, package: Package | None
) -> tuple[tuple[str, str], ...]:
    """The values of the rule's sentence, about this one package where it is about packages: by what is native behind
    it, if that is another."""
    if asked is None:
        return finding.params
    brought = package.through if package and finding.rule == WITHOUT_BUILD else ()
    named = f"{', '.join(brought)} ({asked.name})" if brought else asked.name
    return tuple((name, named if name == "packages" else value) for name, value in finding.params)


def _platforms(finding: Finding, package: Package | None, knowledge: Knowledge) -> tuple[str, ...]:
    """The targets on which it holds, by id; none for all of them."""
    if finding.rule == WITHOUT_BUILD and package is not None:
        pyodide = package.needs is PackageClass.PYODIDE
        return tuple(each for each in knowledge.hosts if each not in V8_HOSTS) if pyodide else ()
    target = dict(finding.params).get("target", "")
    return tuple(each for each, host in knowledge.hosts.items() if target and host.target.name == target)
