"""Whatever a brief holds: an answer comes, no part is forced to move, and no figure lacks an input."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.assessment.case import candidates, parts
from bot.assessment.comparison import NEEDED_BESIDE_A_BILL, NEEDED_BY_LAMBDA
from bot.assessment.facts import knowledge
from bot.assessment.rules import TABLE
from bot.assessment.shapes import Compared, Fit, Severity
from bot.assessment.verdict import assess
from bot.core.brief import (
    Answer,
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
from bot.core.conflicts import conflicts
from bot.core.events import VerdictCode
from bot.wording import wording

KNOWN = knowledge()
SOMEBODY = Said("ana", "event-1")
MOVING = {VerdictCode.MIGRATE, VerdictCode.PARTIAL, VerdictCode.PILOT}

VALUES = {
    SignalKind.PLATFORM: ["aws-lambda", "kubernetes", "vm", "cloud-run", "abacus"],
    SignalKind.LANGUAGE: ["python", "javascript", "rust", "java", "csharp", "kotlin", "klingon"],
    SignalKind.PACKAGE: ["numpy", "sharp", "puppeteer", "grpcio", "celery", "our-own"],
    SignalKind.ROLE: ["api", "plugin-host", "monolith"],
    SignalKind.SYMPTOM: ["cold-start", "memory-cost", "cost", "latency", "isolation"],
    SignalKind.GOAL: ["plugins", "edge", "lower-cost", "lower-latency", "polyglot"],
    SignalKind.USE: [
        "gpu",
        "processes",
        "threads",
        "websockets",
        "cpu-parallel",
        "raw-udp",
        "untrusted-code",
    ],
    SignalKind.STATE: ["stateless", "embedded-db", "in-memory-session", "is-database"],
    SignalKind.LOAD: ["steady", "bursty"],
    SignalKind.TARGET: [*KNOWN.hosts, "wasmtime", "wasmedge"],
    SignalKind.SKILL: ["rust", "go"],
    SignalKind.COMPLIANCE: ["hardware-isolation", "gdpr"],
    SignalKind.DATASTORE: ["postgresql", "sqlite"],
    SignalKind.FRAMEWORK: ["django"],
}
WORDS = some.text("aáñ ,.;ABC\n", max_size=12)
AMOUNTS = some.decimals(min_value=0, max_value=10**13, allow_nan=False, allow_infinity=False, places=3)

signals = some.sampled_from(list(VALUES)).flatmap(
    lambda kind: some.builds(Signal, some.just(kind), some.sampled_from(VALUES[kind]), WORDS, some.booleans())
)
quantities = some.builds(Quantity, some.sampled_from(Metric), AMOUNTS, WORDS)
answers: some.SearchStrategy[Answer] = some.one_of(
    some.builds(
        Known,
        WORDS,
        some.lists(signals, max_size=4).map(tuple),
        some.lists(quantities, max_size=4).map(tuple),
        some.just(SOMEBODY),
    ),
    some.builds(Unknown, some.just(SOMEBODY), some.booleans()),
)
components = some.lists(
    some.builds(
        Component,
        some.sampled_from(["api", "etl", "core", "web"]),
        WORDS,
        some.sampled_from([None, *VALUES[SignalKind.LANGUAGE]]),
        some.sampled_from([None, "api", "etl", "auth", "database", "frontend", "monolith"]),
        some.lists(some.sampled_from(VALUES[SignalKind.PACKAGE]), max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda each: each.name,
).map(tuple)
briefs = some.builds(
    Brief,
    some.dictionaries(some.sampled_from(Topic), answers).map(
        lambda told: tuple(Entry(each, told[each]) for each in Topic if each in told)
    ),
    components,
)
days = some.dates(date(2026, 1, 1), date(2030, 1, 1))


@settings(max_examples=40, deadline=None)
@given(briefs, days)
def test_an_answer_always_comes_and_every_word_of_it_can_be_said(brief: Brief, today: date) -> None:
    answer = assess(brief, KNOWN, today)
    for language in wording().languages:
        for found in answer.findings:
            assert wording().line(language, "rules", f"{found.rule}.finding", **dict(found.params))
        for each in answer.fits:
            assert wording().has(language, "rules", f"language_reason.{each.language_reason}")
        for table, keys in (("confidence", answer.confidence_reasons), ("would_change", answer.would_change)):
            assert all(wording().has(language, "rules", f"{table}.{key}") for key in keys)


@settings(max_examples=40, deadline=None)
@given(briefs, days)
def test_what_is_blocked_stays(brief: Brief, today: date) -> None:
    answer = assess(brief, KNOWN, today)
    blocked = {each.component for each in answer.findings if each.severity is Severity.BLOCKER}
    names = {each.name for each in candidates(parts(brief))}
    if None in blocked or (names and names <= blocked):
        denied_too = {VerdictCode.INSUFFICIENT} if conflicts(brief) else set[VerdictCode]()
        assert answer.verdict in {VerdictCode.STAY, *denied_too}
    assert all(each.fit is Fit.STAY for each in answer.fits if each.component.name in blocked)
    if answer.verdict is VerdictCode.MIGRATE:
        assert not blocked


@settings(max_examples=40, deadline=None)
@given(briefs, days)
def test_a_move_has_a_target_a_first_part_and_a_reason(brief: Brief, today: date) -> None:
    answer = assess(brief, KNOWN, today)
    moves = answer.verdict in MOVING
    assert (answer.target is not None) == moves
    assert any(each.fit is Fit.MOVE for each in answer.fits) == moves
    if moves:
        assert any(each.severity is Severity.FAVOURABLE for each in answer.findings)


@settings(max_examples=40, deadline=None)
@given(briefs, days)
def test_no_figure_without_its_inputs(brief: Brief, today: date) -> None:
    answer = assess(brief, KNOWN, today)
    if isinstance(answer.costs, Compared):
        needed = NEEDED_BY_LAMBDA if answer.costs.today.platform == "aws-lambda" else NEEDED_BESIDE_A_BILL
        given_inputs = dict(answer.costs.inputs)
        for metric in needed:
            quantity = brief.quantity(metric)
            assert quantity is not None
            assert given_inputs[metric] == quantity.value
        for month in (answer.costs.today, *answer.costs.candidates):
            assert month.low <= month.base <= month.high
            assert month.base == sum((each.amount for each in month.lines), Decimal(0)).quantize(
                Decimal("0.01")
            )
    else:
        assert answer.costs.missing


@settings(max_examples=40, deadline=None)
@given(briefs, days)
def test_every_reason_is_sourced_and_every_quote_was_said(brief: Brief, today: date) -> None:
    answer = assess(brief, KNOWN, today)
    quotes = {each.quote for _, told in brief.known() for each in told.signals}
    quotes |= {each.quote for _, told in brief.known() for each in told.quantities}
    names = {each.label for each in parts(brief)} | {name for each in parts(brief) for name in each.packages}
    for found in answer.findings:
        assert found.facts
        assert set(found.facts) <= set(KNOWN.facts)
        assert {each.quote for each in found.because} <= quotes | names
        assert found.rule in TABLE or found.rule == "C13"
