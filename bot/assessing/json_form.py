"""An assessment for scripts, as `docs/assess.schema.json` describes it. Amounts are texts of decimals, so that none is
rounded on the way; places are FILE:LINE."""

from collections.abc import Mapping

from bot.assessment.case import KEPT_ROLES
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.findings import package_of
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Coverage, Found
from bot.assessment.shapes import Cited, Compared, ComponentFit, Costs, Estimate
from bot.planning.phrases import Phrases

Json = Mapping[str, object]


def json_form(found: Judged, known: Knowledge, words: Phrases) -> Json:
    """The whole answer; its keys never change with the verdict."""
    assessed = found.assessment
    return {
        "verdict": assessed.verdict.value,
        "confidence": {"level": assessed.confidence.value, "reasons": list(assessed.confidence_reasons)},
        "modules": [_module(each, found, known) for each in fits_of(found)],
        "findings": [_finding(each, words) for each in found.findings],
        "coverage": _coverage(found, known),
        "costs": _costs(assessed.costs),
        "missing": [
            {
                "topic": each.topic.value,
                "metric": each.metric.value if each.metric else None,
                "costs": each.costs,
            }
            for each in assessed.missing
        ],
        "sources": [_source(each, words) for each in assessed.sources],
    }


def fits_of(found: Judged) -> tuple[ComponentFit, ...]:
    """What becomes of each module; a store that people named is none."""
    own = {each.name for each in found.evidence.modules}
    fits = found.assessment.fits
    return tuple(each for each in fits if each.component.name in own or each.component.role not in KEPT_ROLES)


def _module(fit: ComponentFit, found: Judged, known: Knowledge) -> Json:
    part = fit.component
    module = next((each for each in found.evidence.modules if each.name == part.name), None)
    own = module.own if module else ()
    unknown = [each for each in own if package_of(each, known) is None]
    return {
        "name": part.name,
        "kind": module.kind.value if module else None,
        "at": str(module.at) if module else None,
        "language": part.language,
        "language_at": str(module.language_at) if module and module.language_at else None,
        "role": part.role,
        "fit": fit.fit.value,
        "becomes": fit.language,
        "reason": fit.language_reason,
        "rules": list(fit.findings),
        "dependencies": len(own),
        "unknown": len(unknown),
    }


def _finding(each: Found, words: Phrases) -> Json:
    dependency, package = each.dependency, each.package
    return {
        "rule": each.rule,
        "severity": each.weight.value,
        "module": each.module,
        "at": str(each.at) if each.at else None,
        "quote": each.words,
        "says": words.within("rules").first(f"{each.rule}.finding", **dict(each.params)),
        "dependency": None
        if dependency is None
        else {
            "ecosystem": dependency.ecosystem.value,
            "name": dependency.name,
            "version": dependency.version,
            "direct": dependency.direct,
            "via": list(dependency.through),
        },
        "package": None
        if package is None
        else {
            "class": package.needs.value,
            "version": package.version,
            "because": package.because,
            "as_of": package.as_of.isoformat(),
        },
        "platforms": list(each.platforms),
        "sources": list(each.facts),
    }


def _coverage(found: Judged, known: Knowledge) -> Json:
    coverage: Coverage = found.evidence.coverage
    asked = [each for module in found.evidence.modules for each in module.own]
    unknown = dict.fromkeys(each.name for each in asked if package_of(each, known) is None)
    return {
        "formats": {form: list(files) for form, files in coverage.formats},
        "not_recognised": {"count": len(coverage.strangers), "files": list(coverage.strangers)},
        "unread": [
            {"at": str(each.at), "why": each.why.value, "what": each.what} for each in coverage.unread
        ],
        "unknown_packages": {"count": len(unknown), "names": list(unknown)},
        "not_judged": {
            "count": len(elsewhere := not_judged(found)),
            "names": elsewhere,
        },
    }


def not_judged(found: Judged) -> list[str]:
    """Dependencies that run and of which no rule was asked: in another language than their module's, or of none."""
    apart = [
        each for module in found.evidence.modules for each in module.dependencies if each not in module.own
    ]
    return list(dict.fromkeys(each.name for each in (*apart, *found.evidence.coverage.unplaced)))


def _costs(costs: Costs) -> Json:
    if not isinstance(costs, Compared):
        return {"kind": costs.kind, "unpriced": costs.unpriced}
    return {
        "kind": costs.kind,
        "inputs": [{"metric": metric.value, "value": str(value)} for metric, value in costs.inputs],
        "today": _estimate(costs.today),
        "candidates": [_estimate(each) for each in costs.candidates],
        "target": costs.target,
        "saving": None if costs.saving is None else str(costs.saving),
    }


def _estimate(each: Estimate) -> Json:
    return {
        "platform": each.platform,
        "price": each.price,
        "lines": [
            {
                "label": line.label,
                "units": str(line.units),
                "unit": line.unit,
                "price": str(line.price),
                "amount": str(line.amount),
            }
            for line in each.lines
        ],
        "low": str(each.low),
        "base": str(each.base),
        "high": str(each.high),
        "marks": [mark.value for mark in each.marks],
    }


def _source(cited: Cited, words: Phrases) -> Json:
    fact = cited.fact
    return {
        "id": fact.id,
        "says": words.within("facts").first(fact.id),
        "source": fact.source,
        "url": fact.url,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "age_days": cited.age_days,
        "kind": fact.kind.value,
        "confidence": fact.confidence.value,
        "marks": [mark.value for mark in cited.marks],
    }
