"""A plan as the clauses read it: its passages with their places, and its code, parsed once.

Prose is what people read as sentences; labels are names, scopes and tools; code is code. They stand on one page in this
order, so that a clause on text looks at the part of it that it is about, and reads a passage only when something is
found there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Generic, NamedTuple, TypeVar

from bot.planning.contract.grants import Components, grants, meant
from bot.planning.contract.manifests import Grant
from bot.planning.contract.page import Page, page
from bot.planning.contract.parsing import Parsed, parsed
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, PlanPhase, StayPlan

Plan = TypeVar("Plan", bound=Drafted)
Plan_co = TypeVar("Plan_co", bound=Drafted, covariant=True)
PHASES = ("phase_1", "phase_2", "phase_3")


class Kind(IntEnum):
    """What a passage is to its reader, in the order of the page."""

    PROSE = 0
    LABEL = 1
    CODE = 2


class Passage(
    NamedTuple
):  # there are eighty in a plan, and a frozen dataclass takes four times as long to make
    """A text of the plan. `field` is the kind of place that it stands in, for bounds ("task")."""

    where: str
    field: str
    text: str
    kind: Kind


class Shown(NamedTuple):
    """What the code of a plan says; `meant` are the components by the names that it has for them."""

    code: tuple[Parsed, ...]
    grants: tuple[Grant, ...]
    meant: Mapping[str, Components]


NOTHING_SHOWN: Final = Shown((), (), {})


@dataclass(frozen=True, slots=True)
class Draft(Generic[Plan_co]):
    """A plan with its passages and code.

    `order` are the passages' indices as they stand on the page, `bounds` where each kind begins there, and the end.
    `numbered` is the prose that may hold a digit; the rest as in `Shown`.
    """

    plan: Plan_co
    passages: tuple[Passage, ...]
    numbered: tuple[Passage, ...]
    page: Page
    order: tuple[int, ...]
    bounds: tuple[int, int, int, int]
    code: tuple[Parsed, ...]
    grants: tuple[Grant, ...]
    meant: Mapping[str, Components]

    @property
    def prose(self) -> str:
        """All that people read as sentences."""
        return self.page.text[: max(0, self.bounds[Kind.LABEL] - 1)]

    def on_page(self, found: Iterable[int]) -> list[Passage]:
        """Passages by their place on the page, in the order of the plan."""
        return [self.passages[at] for at in sorted([self.order[index] for index in found])]

    def holding(self, signs: Iterable[str], first: Kind, last: Kind) -> list[Passage]:
        """The passages from one kind to another that hold one of the signs."""
        return self.on_page(self.page.holding(signs, self.bounds[first], self.bounds[last + 1]))

    def found(
        self, pattern: re.Pattern[str], signs: Iterable[str], first: Kind, last: Kind
    ) -> Iterator[tuple[Passage, re.Match[str]]]:
        """The first match of a pattern in each passage that has one; a match has at least one of the signs in it."""
        for passage in self.holding(signs, first, last):
            match = pattern.search(passage.text)
            if match is not None:
                yield passage, match


def draft(plan: Plan) -> Draft[Plan]:
    """Read a plan once for all clauses."""
    passages = tuple(passages_of(plan))
    return drafted(plan, passages, shown(plan) if isinstance(plan, MigrationPlan) else NOTHING_SHOWN)


def shown(plan: MigrationPlan) -> Shown:
    """The code of a plan, with what it grants to whom."""
    code = parsed(plan.code)
    granted = tuple(grants(code))
    return Shown(code, granted, meant(granted, plan.components))


def drafted(plan: Plan, passages: tuple[Passage, ...], shown: Shown = NOTHING_SHOWN) -> Draft[Plan]:
    """Passages as the clauses read them, be they a plan's or of something else that is said to people."""
    ranks: tuple[list[int], list[int], list[int]] = ([], [], [])
    for at, each in enumerate(passages):
        ranks[each.kind].append(at)
    prose, labels, source = ranks
    order = (*prose, *labels, *source)
    whole = page([passages[at].text for at in order])
    bounds = (0, whole.starts[len(prose)], whole.starts[len(prose) + len(labels)], whole.starts[-1])
    numbered = tuple([passages[order[index]] for index in whole.numbered(bounds[Kind.LABEL])])
    return Draft(plan, passages, numbered, whole, order, bounds, *shown)


def phases(plan: MigrationPlan) -> tuple[tuple[str, PlanPhase], ...]:
    """The three rows with their paths."""
    return tuple((f"phases.{name}", getattr(plan.phases, name)) for name in PHASES)


def passages_of(plan: Drafted) -> Iterator[Passage]:
    if isinstance(plan, MigrationPlan):
        return of_migration(plan)
    return of_stay(plan) if isinstance(plan, StayPlan) else of_diagnosis(plan)


def of_diagnosis(plan: Diagnosis) -> Iterator[Passage]:
    points = (name for name in type(plan).model_fields if name != "verdict")
    return (Passage(name, "point", getattr(plan, name), Kind.PROSE) for name in points)


def of_stay(plan: StayPlan) -> Iterator[Passage]:
    yield Passage("summary", "summary", plan.summary, Kind.PROSE)
    yield from of_viability(plan)
    for name in ("improvements", "would_change"):
        for at, text in enumerate(getattr(plan, name)):
            yield Passage(f"{name}[{at}]", "point", text, Kind.PROSE)


def of_viability(plan: MigrationPlan | StayPlan) -> Iterator[Passage]:
    yield Passage("viability.technical", "section", plan.viability.technical, Kind.PROSE)
    yield Passage("viability.financial", "section", plan.viability.financial, Kind.PROSE)
    for name in ("blockers_admitted", "fact_ids"):
        for at, text in enumerate(getattr(plan.viability, name)):
            yield Passage(f"viability.{name}[{at}]", "label", text, Kind.LABEL)


def of_migration(plan: MigrationPlan) -> Iterator[Passage]:
    yield Passage("summary", "summary", plan.summary, Kind.PROSE)
    yield from of_viability(plan)
    yield Passage("target", "label", plan.target, Kind.LABEL)
    yield Passage("target_reason", "reason", plan.target_reason, Kind.PROSE)
    yield from of_components(plan)
    for where, phase in phases(plan):
        yield from of_phase(where, phase)
    yield Passage("security", "section", plan.security, Kind.PROSE)
    for at, file in enumerate(plan.code):
        yield Passage(f"code[{at}].path", "label", file.path, Kind.LABEL)
        yield Passage(f"code[{at}].language", "label", file.language, Kind.LABEL)
        yield Passage(f"code[{at}].text", "code", file.text, Kind.CODE)
    for at, cost in enumerate(plan.costs):
        yield Passage(f"costs[{at}].item", "title", cost.item, Kind.PROSE)


def of_components(plan: MigrationPlan) -> Iterator[Passage]:
    for at, component in enumerate(plan.components):
        where = f"components[{at}]"
        yield Passage(f"{where}.name", "label", component.name, Kind.LABEL)
        yield Passage(f"{where}.role", "role", component.role, Kind.PROSE)
        yield Passage(f"{where}.language", "label", component.language, Kind.LABEL)
        yield Passage(f"{where}.language_reason", "reason", component.language_reason, Kind.PROSE)
        for side in ("exports", "imports"):
            for index, name in enumerate(getattr(component, side)):
                yield Passage(f"{where}.{side}[{index}]", "label", name, Kind.LABEL)
        for index, capability in enumerate(component.capabilities):
            here = f"{where}.capabilities[{index}]"
            yield Passage(f"{here}.scope", "scope", capability.scope, Kind.LABEL)
            yield Passage(f"{here}.reason", "reason", capability.reason, Kind.PROSE)


def of_phase(where: str, phase: PlanPhase) -> Iterator[Passage]:
    yield Passage(f"{where}.title", "title", phase.title, Kind.PROSE)
    for name in ("task", "exit_criterion", "rollback", "risk", "mitigation"):
        yield Passage(f"{where}.{name}", name, getattr(phase, name), Kind.PROSE)
    for name in ("tools", "components"):
        for at, text in enumerate(getattr(phase, name)):
            yield Passage(f"{where}.{name}[{at}]", "label", text, Kind.LABEL)
