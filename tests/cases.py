"""Teams that tests plan for, as briefs that have been read."""

from decimal import Decimal

from bot.core.brief import (
    Brief,
    Component,
    Entry,
    Known,
    Metric,
    Quantity,
    Said,
    Signal,
    SignalKind,
    Topic,
    Unknown,
)

PERSON = Said("ana", "e-1")
K = SignalKind


def known(
    topic: Topic,
    text: str,
    *signals: tuple[SignalKind, str],
    numbers: tuple[tuple[Metric, int], ...] = (),
) -> Entry:
    read = tuple(Signal(kind, value, value) for kind, value in signals)
    counted = tuple(Quantity(metric, Decimal(value), str(value)) for metric, value in numbers)
    return Entry(topic, Known(text, read, counted, PERSON))


def lambda_team() -> Brief:
    """Two functions on AWS Lambda that start slowly: one in Node.js, one in Python."""
    return Brief(
        (
            known(
                Topic.INFRASTRUCTURE,
                "AWS Lambda con Python y Node.js",
                (K.PLATFORM, "aws-lambda"),
                (K.LANGUAGE, "python"),
                (K.LANGUAGE, "javascript"),
            ),
            known(
                Topic.APPLICATION, "Una API en Node.js y un ETL en Python", (K.ROLE, "api"), (K.ROLE, "etl")
            ),
            known(
                Topic.PROBLEM,
                "Los arranques en frío de 800 ms duelen y la memoria sale cara",
                (K.SYMPTOM, "cold-start"),
                (K.SYMPTOM, "memory-cost"),
                numbers=((Metric.COLD_START_MS, 800),),
            ),
            known(
                Topic.OBJECTIVE,
                "Bajar la latencia y la factura",
                (K.GOAL, "lower-latency"),
                (K.GOAL, "lower-cost"),
            ),
            known(
                Topic.TRAFFIC,
                "3 millones de peticiones al mes, a ráfagas, 120 ms, 12 ms de CPU, 512 MB",
                (K.LOAD, "bursty"),
                numbers=(
                    (Metric.REQUESTS_PER_MONTH, 3_000_000),
                    (Metric.WALL_MS, 120),
                    (Metric.CPU_MS, 12),
                    (Metric.MEMORY_MB, 512),
                ),
            ),
            known(Topic.STATE, "Sin estado", (K.STATE, "stateless")),
        ),
        (Component("api", "API", "javascript", "api"), Component("etl", "ETL", "python", "etl")),
    )


def database_team() -> Brief:
    """A database in a virtual machine: nothing for Wasm."""
    return Brief(
        (
            known(Topic.INFRASTRUCTURE, "Una máquina virtual con PostgreSQL", (K.PLATFORM, "vm")),
            known(
                Topic.APPLICATION,
                "La base de datos PostgreSQL es la aplicación",
                (K.DATASTORE, "postgresql"),
                (K.ROLE, "database"),
            ),
            known(Topic.PROBLEM, "La factura es alta", (K.SYMPTOM, "high-cost")),
            known(Topic.STATE, "Es la base de datos", (K.STATE, "is-database")),
        ),
        (Component("postgresql", "PostgreSQL", "c", "database"),),
    )


def silent_team() -> Brief:
    """Everything was skipped."""
    return Brief(tuple(Entry(topic, Unknown(PERSON, skipped=True)) for topic in Topic))
