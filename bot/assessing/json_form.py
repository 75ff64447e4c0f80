"""An assessment for scripts, as `docs/assess.schema.json` describes it. Amounts are texts of decimals, so that none is
rounded on the way; places are FILE:LINE."""

from collections.abc import Mapping
from typing import Final

from bot.assessing.change import reasons, steps, wanted
from bot.assessing.json_costs import costs
from bot.assessing.json_found import coverage, finding, module
from bot.assessing.parts import parts_of
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Found, Weight
from bot.assessment.shapes import Cited
from bot.planning.phrases import Phrases

Json = Mapping[str, object]


VERSION: Final = "1.1"  # of the schema: the second number grows with every key that is added
AGAINST: Final = frozenset({Weight.BLOCKER, Weight.CAUTION})
FOR: Final = frozenset({Weight.FAVOURABLE})


def json_form(found: Judged, known: Knowledge, words: Phrases) -> Json:
    """The whole answer; its keys never change with the verdict."""
    assessed = found.assessment
    next_steps = steps(found, known, words)
    return {
        "version": VERSION,
        "as_of": assessed.as_of.isoformat(),
        "language": words.language,
        "verdict": assessed.verdict.value,
        "confidence": {"level": assessed.confidence.value, "reasons": list(assessed.confidence_reasons)},
        "reasons": {
            "for": [_reason(each, words) for each in reasons(found, FOR)],
            "against": [_reason(each, words) for each in reasons(found, AGAINST)],
        },
        "target": assessed.target.id if assessed.target else None,
        "alternatives": [each.id for each in assessed.alternatives],
        "instead": list(next_steps.instead),
        "would_change": {"keys": list(assessed.would_change), "says": list(next_steps.would_change)},
        "modules": [module(each) for each in parts_of(found, known, words)],
        "findings": [finding(each, words) for each in found.findings],
        "coverage": coverage(found, known),
        "costs": costs(assessed),
        "missing": [
            {
                "topic": each.topic.value,
                "metric": each.metric.value if each.metric else None,
                "costs": each.costs,
                "says": says,
            }
            for each, says in wanted(found, known, words)
        ],
        "sources": [_source(each, words) for each in assessed.sources],
    }


def _reason(each: Found, words: Phrases) -> Json:
    says = words.within("rules").first(f"{each.rule}.finding", **dict(each.params))
    return {"rule": each.rule, "module": each.module, "says": says}


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
