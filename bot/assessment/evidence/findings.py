"""The findings of an assessment at their lines; and the packages about which nobody here knows anything.

The rules decide, and are asked once: what is said here of a blocker is what they said. A package that no list holds is
told as unknown, one by one: silence is not "fine". Of a package that only a lock names, it is told how it came in.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.catalogue import Knowledge, Package, PackageClass
from bot.assessment.evidence.shapes import Evidence, Found, Weight
from bot.assessment.evidence.tracing import Traced, Tracing
from bot.assessment.manifests.shapes import Dependency
from bot.assessment.rewriting import V8_HOSTS
from bot.assessment.shapes import Assessment, Finding, Severity

UNCLASSIFIED: Final = "C22"  # the rule of packages that nobody classified: told one by one here
WITHOUT_BUILD: Final = "B04"
WEIGHTS: Final[Mapping[Severity, Weight]] = {
    Severity.BLOCKER: Weight.BLOCKER,
    Severity.CAUTION: Weight.CAUTION,
    Severity.FAVOURABLE: Weight.FAVOURABLE,
}
ORDER: Final = tuple(Weight)


def findings(assessed: Assessment, tracing: Tracing, knowledge: Knowledge) -> tuple[Found, ...]:
    """Every finding at every place where it holds, the heaviest first; `assessed` still has its marks."""
    found = [
        row
        for each in assessed.findings
        if each.rule != UNCLASSIFIED
        for row in _rows(each, tracing, knowledge)
    ]
    found += unknown(tracing.evidence, knowledge)
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda each: ORDER.index(each.weight)))


def unknown(evidence: Evidence, knowledge: Knowledge) -> Iterator[Found]:
    """Each dependency that runs and that nobody classified, of the modules in their order."""
    for module in evidence.modules:
        for each in module.own:
            if package_of(each, knowledge) is None:
                params = (("packages", each.name),)
                yield Found(
                    UNCLASSIFIED, Weight.UNKNOWN, module.name, each.at, each.name, each, params=params
                )


def package_of(dependency: Dependency, knowledge: Knowledge) -> Package | None:
    """What is known of a dependency here; None for nothing."""
    return knowledge.packages.get((dependency.ecosystem.value, dependency.name.casefold()))


def _rows(finding: Finding, tracing: Tracing, knowledge: Knowledge) -> Iterator[Found]:
    places = [tracing.traced(each, finding.component) for each in finding.because]
    for each in places or [Traced(None, "")]:
        package = package_of(each.dependency, knowledge) if each.dependency else None
        yield Found(
            rule=finding.rule,
            weight=WEIGHTS[finding.severity],
            module=finding.component,
            at=each.at,
            words=each.words,
            dependency=each.dependency,
            package=package,
            platforms=_platforms(finding, package, knowledge),
            facts=finding.facts,
            params=_params(finding, tracing, each.dependency),
        )


def _params(finding: Finding, tracing: Tracing, dependency: Dependency | None) -> tuple[tuple[str, str], ...]:
    """The values of the rule's sentence, about this one package where it is about packages."""
    plain = tracing.shown(finding).params
    if dependency is None:
        return plain
    return tuple((name, dependency.name if name == "packages" else value) for name, value in plain)


def _platforms(finding: Finding, package: Package | None, knowledge: Knowledge) -> tuple[str, ...]:
    """The targets on which it holds, by id; none for all of them."""
    if finding.rule == WITHOUT_BUILD and package is not None:
        pyodide = package.needs is PackageClass.PYODIDE
        return tuple(each for each in knowledge.hosts if each not in V8_HOSTS) if pyodide else ()
    target = dict(finding.params).get("target", "")
    return tuple(each for each, host in knowledge.hosts.items() if target and host.target.name == target)
