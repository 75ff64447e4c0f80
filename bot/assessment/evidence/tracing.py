"""From a rule's quotes back to the lines they were read from.

A rule quotes words, and an answer of many lines keeps one origin only. So the assessment is asked with a mark in the
place of each quote of a file, a number between signs that no text holds; afterwards every mark is exchanged for its
line. A mark's sentence names its module by a label that is no word of anybody's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.evidence.briefing import briefing, with_implied
from bot.assessment.evidence.shapes import Evidence
from bot.assessment.manifests.shapes import Dependency, Spot, Trait
from bot.assessment.shapes import Assessment, Because, Finding
from bot.core.brief import Answer, Brief, Component, Entry, FoundIn, Known, Said, Signal, SignalKind
from bot.core.lexicon import Lexicon

FILES: Final = Said("files", "files")
MARK: Final = re.compile("\ue000(\\d+)\ue000")
FIGURE: Final = re.compile("\ue002(\\d+)\ue002")
LABEL: Final = re.compile("\ue001 (.*) \ue001")


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a finding comes from: its line and the words there. `dependency` where it is one."""

    at: Spot | None
    words: str
    dependency: Dependency | None = None


@dataclass(frozen=True, slots=True)
class Tracing:
    """A brief with marks, and what they stand for."""

    brief: Brief
    evidence: Evidence
    traits: tuple[Trait, ...]
    labels: Mapping[str, str]  # of the parts, by name

    def traced(self, because: Because, module: str | None) -> Traced:
        """The line behind what a rule quotes; for what people said only their words."""
        if mark := MARK.fullmatch(because.quote):
            trait = self.traits[int(mark[1])]
            return Traced(trait.at, trait.quote)
        if label := LABEL.fullmatch(because.quote):
            known = next((each for each in self.evidence.modules if each.name == label[1]), None)
            return Traced(
                known.language_at or known.at if known else None, self.labels.get(label[1], label[1])
            )
        asked = (each for one in self.evidence.modules if one.name == module for each in one.own)
        found = next((each for each in asked if each.name == because.quote), None)
        if found is not None:
            return Traced(found.at, found.name, found)
        if figure := FIGURE.search(because.quote):
            given = self.evidence.figures[int(figure[1])]
            return Traced(given.at, given.quote)
        return Traced(None, because.quote)

    def unmarked(self, assessed: Assessment) -> Assessment:
        """The assessment as it is shown: FILE:LINE in the place of marks, labels as people call the parts."""
        fits = tuple(replace(each, component=self._called(each.component)) for each in assessed.fits)
        return replace(assessed, findings=tuple(self.shown(each) for each in assessed.findings), fits=fits)

    def shown(self, finding: Finding) -> Finding:
        """The finding without marks."""
        because = tuple(self._quoted(each, finding.component) for each in finding.because)
        params = tuple(
            (name, label[1] if (label := LABEL.fullmatch(value)) else value) for name, value in finding.params
        )
        return replace(finding, because=because, params=params)

    def _quoted(self, because: Because, module: str | None) -> Because:
        found = self.traced(because, module)
        return Because(because.topic, str(found.at) if found.at else found.words)

    def _called(self, part: Component) -> Component:
        return replace(part, label=self.labels.get(part.name, part.label))


def tracing(evidence: Evidence, said: Brief, lexicon: Lexicon) -> Tracing:
    """The brief of `briefing`, with marks."""
    figures = tuple(
        replace(each, quote=f"\ue002{number}\ue002") for number, each in enumerate(evidence.figures)
    )
    whole = briefing(replace(evidence, figures=figures), said, lexicon, telling=_marked)
    entries = tuple(Entry(each.topic, _spoken(each.answer)) for each in whole.entries)
    labels = {each.name: each.label for each in whole.components}
    names = {each.name for each in evidence.modules}
    parts = tuple(
        replace(each, label=_label(each.name)) if each.name in names and each.label == each.name else each
        for each in whole.components
    )
    return Tracing(Brief(entries, parts), evidence, with_implied(evidence.traits, lexicon), labels)


def _label(name: str) -> str:
    return f"\ue001 {name} \ue001"


def _marked(number: int, trait: Trait) -> Signal | None:
    """The language of a module is its own, and is told by its label."""
    if trait.kind is SignalKind.LANGUAGE:
        return None
    mark = f"\ue000{number}\ue000"
    return Signal(
        trait.kind, trait.value, mark, sentence=f"{_label(trait.part)} {mark}" if trait.part else mark
    )


def _spoken(answer: Answer) -> Answer:
    """An answer of files alone as if it were said: then a rule quotes its signals, and not the answer's first line."""
    found = isinstance(answer, Known) and isinstance(answer.origin, FoundIn)
    return replace(answer, origin=FILES) if found else answer
