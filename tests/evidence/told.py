"""Systems as tests hand them over: folders of this package, or texts by their paths."""

from datetime import date
from pathlib import Path

from adapters.files import folder
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.gather import gather, wanted
from bot.assessment.evidence.judging import Judged, judged
from bot.assessment.evidence.shapes import Evidence, Found, Module
from bot.assessment.facts import knowledge
from bot.core.brief import Brief
from bot.vocabulary import lexicon

FOLDERS = Path(__file__).parent / "folders"
TODAY = date(2026, 11, 22)


def known() -> Knowledge:
    return knowledge()


def of_folder(name: str) -> Evidence:
    found = folder(FOLDERS / name, wanted)
    return gather(((each.name, each.text) for each in found.files), found.unread, lexicon().shared.role)


def of(files: dict[str, str]) -> Evidence:
    return gather(files.items(), roles=lexicon().shared.role)


def decided(evidence: Evidence, said: Brief | None = None) -> Judged:
    return judged(evidence, said or Brief(), known(), lexicon(), TODAY)


def module(evidence: Evidence, name: str) -> Module:
    return next(each for each in evidence.modules if each.name == name)


def names(module: Module) -> list[str]:
    return [each.name for each in module.dependencies]


def places(found: Judged, rule: str) -> dict[str, str]:
    """Where a rule holds: the line by the words there."""
    return {each.words: str(each.at) for each in found.findings if each.rule == rule}


def rules(found: Judged, module: str) -> set[str]:
    return {each.rule for each in found.findings if each.module == module}


def one(found: Judged, rule: str) -> Found:
    (single,) = (each for each in found.findings if each.rule == rule)
    return single
