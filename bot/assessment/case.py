"""A brief as the rules see it: one part of the system at a time, on one target.

A brief says what holds somewhere in the system; a rule needs to know where (`statements.py`). Every answer carries
the words that it rests on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from bot.assessment.catalogue import ECOSYSTEMS, Host, Knowledge, Language, Package
from bot.assessment.packages import told_of
from bot.assessment.shapes import Because, Costs
from bot.assessment.statements import OF_A_PART, Statement, Statements, declared, measured
from bot.core.brief import Brief, Component, Metric, Requirement, SignalKind, Topic

GB_SECOND_BILLED: Final = ("aws-lambda",)
STARTS_PER_INSTANCE: Final = (
    *GB_SECOND_BILLED,
    "lambda-edge",
    "azure-functions",
    "cloud-functions",
    "cloud-run",
    "app-runner",
    "knative",
    "openfaas",
    "openwhisk",
    "serverless",
)
BILLED_BY_USE: Final = (
    *GB_SECOND_BILLED,
    "lambda-edge",
    "azure-functions",
    "cloud-functions",
    "cloud-run",
    "cloudflare-workers",
    "vercel",
    "netlify",
)
KUBERNETES: Final = ("kubernetes", "nomad")
KEPT_ROLES: Final = frozenset({"database", "datastore", "cache", "queue", "broker", "storage"})
FRONTEND_ROLES: Final = frozenset({"frontend"})
PLUGIN_SIGNS: Final = (
    (SignalKind.GOAL, ("plugins",)),
    (SignalKind.USE, ("untrusted-code",)),
    (SignalKind.ROLE, ("plugin-host",)),
)


@dataclass(frozen=True, slots=True)
class Needed:
    """A package of a part. `package` is None when the part's ecosystem has no such entry; `classified` is false
    when no ecosystem has."""

    name: str
    package: Package | None
    because: Because
    classified: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is asked about. `component` is None for the system; `roles` are the rule's, see above."""

    brief: Brief
    known: Knowledge
    host: Host
    components: tuple[Component, ...]
    costs: Costs
    component: Component | None = None
    roles: frozenset[str] = frozenset()
    around: tuple[Component, ...] = ()  # the team's own parts around customers' code: they stay, unasked
    told: Statements = field(default_factory=Statements, compare=False, repr=False)  # of this brief

    @property
    def whole(self) -> tuple[Component, ...]:
        """Every part that somebody may have spoken of."""
        return (*self.around, *self.components)

    def of(self, component: Component | None, roles: frozenset[str]) -> "Case":
        """The same case about one part."""
        return replace(self, component=component, roles=roles)

    def says(self, kind: SignalKind, *values: str) -> tuple[Because, ...]:
        """The words that affirm one of the values of this part."""
        return tuple(
            each.because
            for each in self._said(kind)
            if each.signal.value in values and not each.signal.negated and self._concerns(each)
        )

    def number(self, *metrics: Metric) -> tuple[Decimal, Because] | None:
        """The first of the metrics that is known, with the words that gave it."""
        for metric in metrics:
            found = measured(self.brief, metric)
            if found is not None:
                return found
        return None

    @property
    def language(self) -> Language | None:
        """The part's language as far as it is known here."""
        name = self.component.language if self.component else None
        return self.known.languages.get(name) if name else None

    @property
    def spoken(self) -> tuple[Because, ...]:
        """The words that told the part's language, or its name where nobody said it apart."""
        part = self.component
        if part is None:
            return ()  # a system has no one language
        if part.language_at is not None:
            return (Because(Topic.APPLICATION, part.label, part.language_at),)
        told = [
            each.because
            for each in self._said(SignalKind.LANGUAGE)
            if each.signal.value == part.language and not each.signal.negated
        ]
        return tuple(told[:1]) or (declared(part),)

    @property
    def packages(self) -> tuple["Needed", ...]:
        """The part's packages: its own, and those that were named for it or for the whole system."""
        component = self.component
        ecosystem = ECOSYSTEMS.get(component.language or "") if component else None
        if component is None or ecosystem is None:
            return ()
        asked = {each.name: each for each in reversed(component.requires)}
        needed = {
            each: Because(Topic.DEPENDENCIES, each, asked[each].at if each in asked else None)
            for each in component.packages
        }
        for each in self._said(SignalKind.PACKAGE):
            name = each.signal.value
            if each.signal.negated or name in asked:
                continue
            if name in needed or self._concerns(each):
                needed[name] = each.because
        return tuple(self._needed(ecosystem, name, why, asked.get(name)) for name, why in needed.items())

    def _needed(self, ecosystem: str, name: str, because: Because, asked: Requirement | None) -> "Needed":
        """What is known of a package; a file tells whose name it is, else it is one of the part's language."""
        whose, version = (asked.ecosystem, asked.version) if asked else (ecosystem, "")
        package = told_of(self.known.packages, whose, name, version)
        said = because.at is None  # a file tells whose package it is; people may have meant another part's
        anywhere = (
            each for each in ECOSYSTEMS.values() if said and (each, name.casefold()) in self.known.packages
        )
        return Needed(name, package, because, classified=package is not None or any(anywhere))

    def _concerns(self, said: Statement) -> bool:
        """Whether a statement is about this part; one that names parts is only asked of those."""
        if self.component is None or said.signal.kind not in OF_A_PART or said.parts:
            return True
        meant = [each for each in self.components if each.role in self.roles]
        if meant:
            return self.component in meant
        whole = said.signal.at is not None  # a manifest that names no part is about all
        return whole or self.component.name in self.told.unnamed(said.answer.text, self.whole)

    def _said(self, kind: SignalKind) -> Iterator[Statement]:
        part = self.component.name if self.component is not None else None
        return self.told.of(kind, part, self.brief, self.whole)


def parts(brief: Brief) -> tuple[Component, ...]:
    """The system's parts; one per language when no part has one, as people speak of languages first."""
    if any(not kept(each) for each in brief.components):
        return brief.components
    spoken = {each.value: each.quote for each in brief.signals(SignalKind.LANGUAGE) if not each.negated}
    return (*(Component(value, quote, value, None) for value, quote in spoken.items()), *brief.components)


def kept(component: Component) -> bool:
    """Whether a part is no candidate: a database or a queue stays a service, a front end is no server."""
    return component.role in KEPT_ROLES or component.role in FRONTEND_ROLES


def candidates(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """The parts that could move; all of them when the system is nothing but what is kept."""
    return tuple(each for each in components if not kept(each)) or components


def plugin_words(case: Case) -> tuple[Because, ...]:
    """The words that speak of other people's code inside the product."""
    return tuple(because for kind, values in PLUGIN_SIGNS for because in case.says(kind, *values))


def polyglot(components: Iterable[Component]) -> bool:
    """Whether the parts are written in more than one language; JavaScript and TypeScript are one."""
    families = {"javascript" if each.language == "typescript" else each.language for each in components}
    return len(families - {None}) > 1
