"""An assessment as SARIF 2.1.0 (OASIS), for code scanning: one run, each finding a result at its line.

A result that is no trouble is "informational" and has no level, as the standard wants it. Code scanning takes no result
without a file, so what people said stands where its module is declared, with their words in the message. Fingerprints
hold no line: a finding stays the same one when something is written above it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Final

from bot.assessing.change import asked_for
from bot.assessing.roots import ROOT, Uri, location
from bot.assessing.sarif_notes import notes, unread_rules
from bot.assessing.sarif_rules import ids, level_of, rules
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Found, Weight
from bot.planning.phrases import Phrases

Json = Mapping[str, object]
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST: Final = 25_000  # results of a run that code scanning takes
FINGERPRINT: Final = "wasmArchitectFinding/v1"


def sarif(found: Judged, known: Knowledge, words: Phrases, uri: Uri = str, most: int = MOST) -> Json:
    """The log, with `most` results. `uri` tells where a file is, seen from the source root."""
    order = ids(known)
    every = [each for each in found.findings if each.rule in order]
    shown = every[:most]
    run = {
        "tool": {"driver": _driver(found, known, words)},
        "automationDetails": {"id": "wasm-architect/"},
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": words.say("sarif.root")}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": list(notes(found, len(every) - len(shown), words, uri)),
            }
        ],
        "results": [
            {
                **_result(each, known, words),
                "ruleIndex": order.index(each.rule),
                "locations": [_place(each, found, uri)],
                "partialFingerprints": {FINGERPRINT: mark},
            }
            for each, mark in zip(shown, _marks(shown, uri), strict=True)
        ],
        "properties": _summary(found),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(found: Judged, known: Knowledge, words: Phrases) -> Json:
    return {
        "name": "Wasm Architect",
        "version": version("wasm-architect"),
        "rules": rules(known, words),
        "notifications": unread_rules(found, words),
    }


def _marks(shown: list[Found], uri: Uri) -> Iterator[str]:
    """A fingerprint for each, of those that are the same in their order."""
    seen: Counter[str] = Counter()
    for each in shown:
        mark = fingerprint(each, uri)
        seen[mark] += 1
        yield f"{mark}:{seen[mark]}"


def fingerprint(each: Found, uri: Uri = str) -> str:
    """What makes two findings the same: the rule, the file, the module, and the dependency or the words there."""
    asked = each.dependency
    what = (asked.ecosystem, asked.name, *asked.through) if asked else (each.words,)
    parts = (each.rule, uri(each.at.file) if each.at else "", each.module or "", *what)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _result(each: Found, known: Knowledge, words: Phrases) -> Json:
    favourable = each.weight is Weight.FAVOURABLE
    return {
        "ruleId": each.rule,
        "kind": "informational" if favourable else "fail",
        "level": level_of(known.rules[each.rule]),
        "message": {"text": " ".join(_said(each, words))},
        "properties": dict(_properties(each)),
    }


def _place(each: Found, found: Judged, uri: Uri) -> Json:
    modules = found.evidence.modules
    module = next((one for one in modules if one.name == each.module), None)
    spot = each.at or (module.at if module else None) or (modules[0].at if modules else None)
    at = location(spot.file, spot.line, uri) if spot else location(_any_file(found), 1, uri)
    named = {"logicalLocations": [{"name": each.module, "kind": "module"}]} if each.module else {}
    return {**at, **named}


def _any_file(found: Judged) -> str:
    """A file that was read, where no module was drawn from any."""
    return found.evidence.coverage.formats[0][1][0]


def _said(each: Found, words: Phrases) -> Iterator[str]:
    plain, params = words.within("rules"), dict(each.params)
    whose = words.say("of_module", module=each.module) if each.module else words.say("of_system")
    says = plain.first(f"{each.rule}.finding", **params)
    quoted = asked_for(each, says, words) or (f"«{each.words}»" if each.at is None and each.words else "")
    yield f"{each.rule} {whose}: {says}{f' ({quoted})' if quoted else ''}."
    if each.weight is Weight.BLOCKER:
        yield plain.first(f"{each.rule}.alternative", **params)


def _properties(each: Found) -> Iterator[tuple[str, object]]:
    yield "severity", each.weight.value
    yield "module", each.module
    if asked := each.dependency:
        yield (
            "dependency",
            {
                "ecosystem": asked.ecosystem,
                "name": asked.name,
                "version": asked.version,
                "direct": asked.direct,
            },
        )
        yield "via", list(asked.through)
    yield "platforms", list(each.platforms)
    yield "sources", list(each.facts)


def _summary(found: Judged) -> Json:
    assessed = found.assessment
    return {
        "verdict": assessed.verdict.value,
        "confidence": assessed.confidence.value,
        "target": assessed.target.id if assessed.target else None,
        "as_of": assessed.as_of.isoformat(),
    }
