"""Six teams, by hand: what each of them said, and what was decided about it. The golden plans are written for them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.assessment.facts import cite, knowledge
from bot.assessment.shapes import (
    Assessment,
    Because,
    Compared,
    ComponentFit,
    Costs,
    Estimate,
    Finding,
    Fit,
    Level,
    Missing,
    NotComputed,
    Severity,
)
from bot.assessment.sums import CostLine
from bot.core.brief import Brief, Component, Entry, Known, Metric, Quantity, Said, Signal, SignalKind, Topic
from bot.core.events import VerdictCode

TODAY = date(2026, 11, 22)
WHO = Said("ana", "m1")
UNPRICED = NotComputed((Missing(Topic.TRAFFIC, Metric.CPU_MS, costs=True),))


@dataclass(frozen=True, slots=True)
class Case:
    """A brief with its assessment, in the team's language."""

    language: str
    brief: Brief
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Told:
    """What a team said on a topic, with what was read in it."""

    topic: Topic
    text: str
    signals: tuple[tuple[SignalKind, str], ...] = ()
    quantities: tuple[tuple[Metric, str], ...] = ()

    def entry(self) -> Entry:
        return Entry(
            self.topic,
            Known(
                self.text,
                tuple(Signal(kind, value, value) for kind, value in self.signals),
                tuple(Quantity(metric, Decimal(value), value) for metric, value in self.quantities),
                WHO,
            ),
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """An assessment in short: fits as (name, language today, role, fit, language to be)."""

    verdict: VerdictCode
    fits: tuple[tuple[str, str, str, Fit, str | None], ...]
    facts: tuple[str, ...]
    target: str | None = None
    alternatives: tuple[str, ...] = ()
    findings: tuple[tuple[str, Severity, str | None], ...] = ()
    costs: Costs = field(default=UNPRICED)


def case(language: str, told: tuple[Told, ...], decided: Decided) -> Case:
    known = knowledge()
    parts = tuple(Component(name, name, spoken, role) for name, spoken, role, _, _ in decided.fits)
    assessment = Assessment(
        verdict=decided.verdict,
        confidence=Level.MEDIUM,
        confidence_reasons=(),
        findings=tuple(
            Finding(rule, severity, component, (Because(Topic.DEPENDENCIES, rule),), ())
            for rule, severity, component in decided.findings
        ),
        fits=tuple(
            ComponentFit(part, fit, new, "kept_language", ())
            for part, (_, _, _, fit, new) in zip(parts, decided.fits, strict=True)
        ),
        target=known.targets[decided.target] if decided.target else None,
        alternatives=tuple(known.targets[each] for each in decided.alternatives),
        costs=decided.costs,
        missing=(),
        would_change=(),
        sources=cite(known, decided.facts, TODAY),
        as_of=TODAY,
    )
    return Case(language, Brief(tuple(each.entry() for each in told), parts), assessment)


def estimate(platform: str, price: str, *lines: tuple[str, str, str, str]) -> Estimate:
    made = tuple(
        CostLine(label, Decimal(units), unit, Decimal(each), Decimal(units) * Decimal(each))
        for label, units, unit, each in lines
    )
    base = sum((each.amount for each in made), Decimal(0)).quantize(Decimal("0.01"))
    return Estimate(platform, price, made, base, base, base, ())


LAMBDA = estimate(
    "aws-lambda",
    "aws-lambda-x86",
    ("requests", "399", "million", "0.20"),
    ("gb_seconds", "43200000", "GB-s", "0.0000166667"),
)
FARGATE = estimate(
    "spin",
    "aws-fargate",
    ("vcpu_seconds", "37477500", "vCPU-s", "0.000011244"),
    ("memory_seconds", "74955000", "GB-s", "0.000001235"),
)
LOAD = (
    (Metric.REQUESTS_PER_MONTH, Decimal(400_000_000)),
    (Metric.WALL_MS, Decimal(200)),
    (Metric.CPU_MS, Decimal(6)),
    (Metric.MEMORY_MB, Decimal(512)),
)
COMPARED = Compared(LOAD, LAMBDA, (FARGATE,), "spin", LAMBDA.base - FARGATE.base)
READ_LOAD = tuple((metric, str(value)) for metric, value in LOAD)

LAMBDA_ES = case(
    "es",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "AWS Lambda: la API en Node.js y el enriquecimiento de datos en Python. El arranque en frío tarda 900 ms.",
            ((SignalKind.PLATFORM, "aws-lambda"), (SignalKind.LANGUAGE, "python")),
            ((Metric.COLD_START_MS, "900"),),
        ),
        Told(
            Topic.TRAFFIC,
            "400 millones de peticiones al mes de 200 ms, 6 ms de CPU, con 512 MB. El 2 % arranca en frío.",
            (),
            (*READ_LOAD, (Metric.COLD_START_SHARE, "0.02")),
        ),
        Told(
            Topic.STATE,
            "Sin estado propio; los pedidos están en DynamoDB.",
            ((SignalKind.DATASTORE, "dynamodb"),),
        ),
    ),
    Decided(
        VerdictCode.MIGRATE,
        (
            ("api", "javascript", "api", Fit.MOVE, "rust"),
            ("enriquecimiento", "python", "etl", Fit.MOVE, "python"),
        ),
        ("billing-model", "measured-python-component", "M1", "lambda-init", "spin4", "M3"),
        "spin",
        ("akamai-functions", "wasmcloud"),
        (("F06", Severity.FAVOURABLE, None), ("C13", Severity.CAUTION, None)),
        COMPARED,
    ),
)
KUBERNETES_ES = case(
    "es",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "Kubernetes (EKS): la API de pedidos en Go, un worker de imágenes en Python con numpy, y Postgres en RDS.",
            ((SignalKind.PLATFORM, "kubernetes"), (SignalKind.DATASTORE, "postgresql")),
        ),
        Told(
            Topic.TRAFFIC,
            "Picos de 12 veces la media; la API tarda 60 ms.",
            (),
            ((Metric.PEAK_TO_MEAN, "12"),),
        ),
    ),
    Decided(
        VerdictCode.PARTIAL,
        (
            ("pedidos", "go", "api", Fit.MOVE, "go"),
            ("imagenes", "python", "image-processing", Fit.STAY, None),
        ),
        ("spinkube", "spin4", "lang-go", "go-cgo", "lang-py", "pyodide-lock", "measured-core-module"),
        "spinkube",
        ("wasmcloud",),
        (("B04", Severity.BLOCKER, "imagenes"), ("F02", Severity.FAVOURABLE, "pedidos")),
    ),
)
MONOLITH_ES = case(
    "es",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "Un monolito Java con Spring en máquinas virtuales, con la base de datos dentro.",
            ((SignalKind.PLATFORM, "vm"), (SignalKind.LANGUAGE, "java")),
        ),
        Told(
            Topic.TRAFFIC,
            "2 millones de peticiones al mes, carga constante.",
            (),
            ((Metric.REQUESTS_PER_MONTH, "2000000"),),
        ),
    ),
    Decided(
        VerdictCode.STAY,
        (("monolito", "java", "monolith", Fit.STAY, None),),
        ("lang-java", "wasmcloud-not", "billing-model"),
        findings=(("B01", Severity.BLOCKER, "monolito"), ("B07", Severity.BLOCKER, "monolito")),
    ),
)
PLUGINS_EN = case(
    "en",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "A SaaS on Kubernetes. Customers upload scripts; today each script runs in a container of its own.",
            ((SignalKind.PLATFORM, "kubernetes"), (SignalKind.GOAL, "plugins")),
        ),
        Told(
            Topic.APPLICATION,
            "A rules engine in Go, the customers' scripts in JavaScript, a portal in TypeScript.",
        ),
        Told(Topic.TRAFFIC, "350 tenants.", (), ((Metric.TENANTS, "350"),)),
    ),
    Decided(
        VerdictCode.PILOT,
        (
            ("rules-engine", "go", "api", Fit.MOVE, "go"),
            ("customer-scripts", "javascript", "plugin", Fit.MOVE, "javascript"),
            ("portal", "typescript", "frontend", Fit.LATER, None),
        ),
        (
            "wasmcloud",
            "M3",
            "wasmtime-cves",
            "measured-js-component",
            "lang-js",
            "lang-go",
            "interpreter-memory",
        ),
        "wasmcloud",
        ("spinkube",),
        (("F01", Severity.FAVOURABLE, "customer-scripts"), ("C03", Severity.CAUTION, "customer-scripts")),
    ),
)
WEBHOOKS_EN = case(
    "en",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "AWS Lambda: webhooks in Rust, and PDF rendering in Node.js that starts Chromium.",
            ((SignalKind.PLATFORM, "aws-lambda"), (SignalKind.USE, "processes")),
        ),
        Told(
            Topic.TRAFFIC,
            "400 million webhooks a month, 200 ms each of which 6 ms are CPU, at 512 MB.",
            (),
            READ_LOAD,
        ),
        Told(Topic.DEPENDENCIES, "Webhooks go on to https://ledger.acme.dev/v2/events over HTTPS."),
    ),
    Decided(
        VerdictCode.PARTIAL,
        (
            ("webhooks", "rust", "api", Fit.MOVE, "rust"),
            ("pdf-rendering", "javascript", "converter", Fit.STAY, None),
        ),
        ("billing-model", "lambda-cold", "measured-core-module", "spin4", "lang-rust"),
        "spin",
        ("akamai-functions",),
        (("B03", Severity.BLOCKER, "pdf-rendering"), ("F06", Severity.FAVOURABLE, None)),
        COMPARED,
    ),
)
TRAINING_EN = case(
    "en",
    (
        Told(
            Topic.INFRASTRUCTURE,
            "Model training in Python with torch on GPU machines in EKS. Jobs take 3 hours.",
            ((SignalKind.PLATFORM, "kubernetes"), (SignalKind.USE, "gpu")),
        ),
    ),
    Decided(
        VerdictCode.STAY,
        (("training", "python", "training", Fit.STAY, None),),
        ("wasi-phases", "wasmtime-tier3", "pyodide-lock"),
        findings=(("B02", Severity.BLOCKER, "training"),),
    ),
)

CASES = {
    "es-lambda-migrate": LAMBDA_ES,
    "es-kubernetes-partial": KUBERNETES_ES,
    "es-monolith-stay": MONOLITH_ES,
    "es-lambda-diagnosis": LAMBDA_ES,
    "en-plugins-pilot": PLUGINS_EN,
    "en-webhooks-partial": WEBHOOKS_EN,
    "en-training-stay": TRAINING_EN,
    "en-training-diagnosis": TRAINING_EN,
}
