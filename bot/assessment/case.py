"""A brief as the rules see it: one part of the system at a time, on one target.

A brief says what holds somewhere in the system; a rule needs to know where. What code uses or keeps belongs
to the parts named beside it (in the same clause, then in the same sentence); failing that to the parts whose
role the rule names; failing that to every part. Platforms, symptoms and goals are the system's. Every answer
carries the words that it rests on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.assessment.catalogue import Host, Knowledge, Language, Package
from bot.assessment.shapes import Because, Costs
from bot.core.brief import Brief, Component, FoundIn, Known, Metric, Signal, SignalKind, Topic
from bot.core.naming import SENTENCE, named_beside

ECOSYSTEMS: Final = {"python": "pypi", "javascript": "npm", "typescript": "npm"}
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
OF_A_PART: Final = frozenset({SignalKind.USE, SignalKind.STATE, SignalKind.PACKAGE})


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

    def of(self, component: Component | None, roles: frozenset[str]) -> "Case":
        """The same case about one part."""
        return replace(self, component=component, roles=roles)

    def says(self, kind: SignalKind, *values: str) -> tuple[Because, ...]:
        """The words that affirm one of the values of this part."""
        return tuple(
            because
            for signal, because, answer in statements(self.brief, kind)
            if signal.value in values and not signal.negated and self._concerns(signal, answer)
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
        language, label = (self.component.language, self.component.label) if self.component else (None, "")
        told = [
            because
            for signal, because, _ in statements(self.brief, SignalKind.LANGUAGE)
            if signal.value == language and not signal.negated
        ]
        return tuple(told[:1]) or (Because(Topic.APPLICATION, label),)

    @property
    def packages(self) -> tuple["Needed", ...]:
        """The part's packages: its own, and those that were named for it or for the whole system."""
        component = self.component
        ecosystem = ECOSYSTEMS.get(component.language or "") if component else None
        if component is None or ecosystem is None:
            return ()
        needed = {each: Because(Topic.DEPENDENCIES, each) for each in component.packages}
        for signal, because, answer in statements(self.brief, SignalKind.PACKAGE):
            if not signal.negated and (signal.value in needed or self._concerns(signal, answer)):
                needed[signal.value] = because
        return tuple(self._needed(ecosystem, name, why) for name, why in needed.items())

    def _needed(self, ecosystem: str, name: str, because: Because) -> "Needed":
        package = self.known.packages.get((ecosystem, name.casefold()))
        elsewhere = any((each, name.casefold()) in self.known.packages for each in set(ECOSYSTEMS.values()))
        return Needed(name, package, because, classified=package is not None or elsewhere)

    def _concerns(self, signal: Signal, answer: Known) -> bool:
        if self.component is None or signal.kind not in OF_A_PART:
            return True
        whole = (*self.around, *self.components)
        named = named_beside(signal.quote, signal.sentence or answer.text, whole)
        meant = named or tuple(each for each in self.components if each.role in self.roles)
        return self.component in (meant or _unnamed(answer, whole))


def _unnamed(answer: Known, whole: tuple[Component, ...]) -> tuple[Component, ...]:
    """Whose a sentence is that names no part: of all, but where the answer goes from part to part, of the others."""
    said = (each.strip() for each in SENTENCE.split(answer.text))
    named = {named_beside(each, each, whole) for each in said if each}
    apart = {each for parts_named in named if len(parts_named) == 1 for each in parts_named}
    others = tuple(each for each in whole if each not in apart)
    return others if len(apart) > 1 and others else whole


def statements(brief: Brief, kind: SignalKind) -> Iterator[tuple[Signal, Because, Known]]:
    """Every statement of a kind with where it was made."""
    for topic, answer in brief.known():
        for signal in answer.signals:
            if signal.kind is kind:
                yield signal, because_of(topic, answer, signal.quote), answer


def measured(brief: Brief, metric: Metric) -> tuple[Decimal, Because] | None:
    """The number for a metric with the words that gave it; a later answer corrects an earlier one."""
    found = [
        (each.value, because_of(topic, answer, each.quote))
        for topic, answer in brief.known()
        for each in answer.quantities
        if each.metric is metric
    ]
    return found[-1] if found else None


def because_of(topic: Topic, answer: Known, quote: str) -> Because:
    """The words, or FILE:LINE when a file says it."""
    origin = answer.origin
    return Because(topic, f"{origin.file}:{origin.line}" if isinstance(origin, FoundIn) else quote)


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
