"""The contract: golden plans pass, every mutant is killed by its clause, and no plan whatever makes it raise."""

import tomllib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assessment.facts import knowledge
from bot.core.brief import Brief, Component, SignalKind, Topic
from bot.core.events import VerdictCode
from bot.planning.contract import CLAUSES, Report, check
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, StayPlan
from tests.contracts.cases import CASES, LAMBDA_ES, TRAINING_EN, Case, Told
from tests.contracts.mutants import GOLDEN, MUTANTS, PLAN, Mutant, golden

MOVING = [name for name in CASES if isinstance(golden(name), MigrationPlan)]


def held(plan: Drafted, case: Case) -> Report:
    return check(plan, case.brief, case.assessment, knowledge(), case.language)


@pytest.mark.parametrize("name", CASES)
def test_a_golden_plan_breaks_nothing(name: str) -> None:
    assert held(golden(name), CASES[name]).violations == ()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: f"{each.clause}-{each.name}")
def test_a_mutant_is_killed_by_its_clause(mutant: Mutant) -> None:
    violations = held(mutant.made(), CASES[mutant.plan]).violations
    assert {each.clause for each in violations} - mutant.also == {mutant.clause}, violations
    for each in violations:
        assert each.hard is CLAUSES[each.clause].hard
        assert each.where
        assert each.detail


def test_every_clause_has_mutants() -> None:
    killed = Counter(each.clause for each in MUTANTS)
    assert sorted(killed) == sorted(CLAUSES)
    assert min(killed.values()) >= 2


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("es-lambda-migrate", set(CLAUSES)),
        ("es-monolith-stay", {6, 7, 8, 15, 19, 20, 21, 22, 23, 24, 26}),
        ("es-lambda-diagnosis", {6, 15, 19, 20, 21, 22, 23, 24, 26}),
    ],
)
def test_a_shape_answers_to_the_clauses_that_can_be_asked_of_it(name: str, clauses: set[int]) -> None:
    assert held(golden(name), CASES[name]).checked == tuple(sorted(clauses))


def test_what_no_parser_reads_is_named() -> None:
    assert held(golden("es-lambda-migrate"), LAMBDA_ES).unchecked == ("code:api/src/lib.rs",)


def test_a_plan_to_move_is_no_answer_to_a_verdict_to_stay() -> None:
    case = replace(LAMBDA_ES, assessment=replace(LAMBDA_ES.assessment, verdict=VerdictCode.STAY))
    plan = golden("es-lambda-migrate").model_copy(update={"verdict": VerdictCode.STAY})
    assert [each.clause for each in held(plan, case).violations] == [7]


def test_a_recommendation_to_stay_is_no_answer_to_a_verdict_to_move() -> None:
    case = replace(TRAINING_EN, assessment=replace(TRAINING_EN.assessment, verdict=VerdictCode.PILOT))
    plan = golden("en-training-stay").model_copy(update={"verdict": VerdictCode.PILOT})
    assert [each.clause for each in held(plan, case).violations] == [7]


def test_what_the_team_runs_already_is_a_tool_too() -> None:
    told = Told(Topic.INFRASTRUCTURE, "En Heroku", ((SignalKind.PLATFORM, "heroku"),)).entry()
    mutant = Mutant(5, "own", "es-lambda-migrate", (("add", "phases.phase_1.tools", "Heroku"),))
    with_heroku = replace(LAMBDA_ES, brief=LAMBDA_ES.brief.with_answer(told.topic, told.answer))
    assert [each.clause for each in held(mutant.made(), LAMBDA_ES).violations] == [5]
    assert 5 not in {each.clause for each in held(mutant.made(), with_heroku).violations}


@pytest.mark.parametrize(
    "text",
    [
        "«The art of what is possible, and why» explica por qué no conviene que todo se mueva a la vez, ni sin medir.",
        "Rust, Go, Spin, Wasmtime, componentize-py, AWS Lambda, DynamoDB, Terraform, OpenTelemetry, Grafana.",
        "Los símbolos α y β son del equipo de datos, y no cambian con la migración a componentes.",
    ],
)
def test_foreign_names_in_a_sentence_do_not_change_its_language(text: str) -> None:
    mutant = Mutant(20, "names", "es-lambda-migrate", (("put", "security", text),))
    assert held(mutant.made(), LAMBDA_ES).violations == ()


FINE = [
    (
        "phases.phase_1.tools",
        ["Terraform / OpenTofu", "componentize-py@0.25.1", "Spin 4.0 (CLI)", "wasm-tools, wac"],
    ),
    ("components[0].language", "Rust (wasm32-wasip2)"),
    ("components[0].capabilities[0].scope", "/pedidos/*"),
    (
        "viability.technical",
        "Ninguna interfaz está todavía en fase 4 del proceso: la de red está en fase 3, y con eso basta.",
    ),
    (
        "security",
        "El equipo de guardia atiende 24/7, y el reparto entre las dos zonas es siempre de 50/50, como hoy.",
    ),
    (
        "code[3].text",
        "// https://sqs.eu-west-1.amazonaws.com y http://orders:8080, https://{{ host }}/a, https://[::1]:80",
    ),
    (
        "security",
        "Las reglas están en el paquete @fermyon/spin-sdk, y los avisos llegan a guardia@acme.internal como hoy.",
    ),
]


@pytest.mark.parametrize(("where", "value"), FINE, ids=[f"{where}: {value}"[:60] for where, value in FINE])
def test_what_is_said_otherwise_is_still_right(where: str, value: list[str] | str) -> None:
    mutant = Mutant(0, "fine", "es-lambda-migrate", (("put", where, value),))
    assert held(mutant.made(), LAMBDA_ES).violations == ()


@pytest.mark.parametrize("scope", ["/*", "*", "/pedidos*", "//*"])
def test_a_route_below_everything_is_a_wildcard(scope: str) -> None:
    mutant = Mutant(
        11, "route", "es-lambda-migrate", (("put", "components[0].capabilities[0].scope", scope),)
    )
    assert [each.clause for each in held(mutant.made(), LAMBDA_ES).violations] == [11]


@pytest.mark.parametrize(
    "address",
    [
        "https://sqs.eu-west-1.amazonaws.com/12/queue",
        "https://amazonaws.com.evil.io",
        "https://ana@db.internal",
        "https://acme.dev",
        "ftp://8.8.8.8/x",
    ],
)
def test_an_address_that_nobody_vouches_for(address: str) -> None:
    mutant = Mutant(19, "address", "es-lambda-migrate", (("put", "code[3].text", f"// {address}"),))
    assert [each.clause for each in held(mutant.made(), LAMBDA_ES).violations] == [19]


def test_hard_violations_stand_apart() -> None:
    mutant = Mutant(
        22, "both", "es-lambda-migrate", (("put", "summary", "Corto."), ("put", "verdict", "pilot"))
    )
    found = held(mutant.made(), LAMBDA_ES)
    assert [each.clause for each in found.violations] == [6, 22]
    assert [each.clause for each in found.hard] == [6]


def test_the_components_are_those_assessed_else_those_told() -> None:
    """The assessment takes in parts that were told as languages only."""
    no_fits = replace(LAMBDA_ES, assessment=replace(LAMBDA_ES.assessment, fits=()))
    nothing = replace(no_fits, brief=replace(no_fits.brief, components=()))
    stranger = Component("pagos", "pagos", "go", "api")
    for case, broken in (
        (replace(LAMBDA_ES, brief=Brief()), False),
        (no_fits, False),
        (nothing, False),
        (replace(no_fits, brief=replace(no_fits.brief, components=(stranger,))), True),
    ):
        found = {each.clause for each in held(golden("es-lambda-migrate"), case).violations}
        assert (3 in found) is broken


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("phases.phase_1.tools", ["AKIA2OGYBAH6QLMNTPWX"]),
        ("components[0].exports", ["ghp_1234567890abcdefghijABCDEFGHIJ123456"]),
        ("target", "password=Sup3rSecret-99x"),
    ],
)
def test_a_finding_never_repeats_a_secret(where: str, value: list[object] | str) -> None:
    mutant = Mutant(5, "secret", "es-lambda-migrate", (("put", where, value),))
    details = " ".join(each.detail for each in held(mutant.made(), LAMBDA_ES).violations)
    assert "[SECRET]" in details
    for secret in ("AKIA2OGY", "ghp_1234", "Sup3rSecret"):
        assert secret not in details


def test_a_finding_is_one_short_line() -> None:
    mutant = Mutant(5, "long", "es-lambda-migrate", (("put", "phases.phase_1.tools", ["x\n" * 5000]),))
    (finding,) = (each for each in held(mutant.made(), LAMBDA_ES).violations if each.clause == 5)
    assert "\n" not in finding.detail
    assert len(finding.detail) < 250


# ---- no plan makes it raise -----------------------------------------------------------------------------------------

ANYTHING = st.text(st.characters(), max_size=60)  # control characters and surrogates too
HOSTILE = tomllib.loads((GOLDEN / "hostile.toml").read_text(encoding="utf-8"))
TELLING = st.sampled_from([*HOSTILE["texts"], "\x00", "\ud800"])
PIECES = st.lists(ANYTHING | TELLING, max_size=3).map(" ".join)
DEEP = [("e.yaml", "yaml", "- " * 3000), ("a.json", "json", "[" * 5000), ("a.py", "python", "-" * 3000 + "1")]
FILES = st.sampled_from(
    [*((each["path"], each["language"], each["text"]) for each in HOSTILE["file"]), *DEEP]
)
UNHURRIED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@st.composite
def disturbed(draw: st.DrawFn) -> Drafted:
    """A golden plan with any of its texts replaced, and code of all kinds."""
    plan = golden(draw(st.sampled_from(sorted(CASES)))).model_dump()

    def walk(node: Any) -> Any:  # Any: a plan as JSON
        if isinstance(node, dict):
            return {name: walk(value) for name, value in node.items()}  # pyright: ignore[reportUnknownVariableType]
        if isinstance(node, list):
            return [walk(each) for each in node for _ in range(draw(st.integers(0, 2)))]  # pyright: ignore[reportUnknownVariableType]
        if type(node) is str:  # an enum's value stays
            return draw(st.just(node) | PIECES | PIECES.map(lambda more: f"{node} {more}"))
        return node

    made: dict[str, Any] = walk(plan)
    if "code" in made:
        files = draw(st.lists(FILES, max_size=4))
        made["code"] += [{"path": path, "language": language, "text": text} for path, language, text in files]
    return PLAN.validate_python(made)


@given(disturbed(), st.sampled_from(sorted(CASES)))
@settings(max_examples=150, deadline=None, suppress_health_check=UNHURRIED)
def test_a_disturbed_plan_is_judged_not_crashed_on(plan: Drafted, name: str) -> None:
    assert set(held(plan, CASES[name]).checked) <= set(CLAUSES)


@given(
    st.from_type(MigrationPlan) | st.from_type(StayPlan) | st.from_type(Diagnosis),
    st.sampled_from(sorted(CASES)),
)
@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
def test_any_plan_of_the_schema_is_judged(plan: Drafted, name: str) -> None:
    found = held(plan, CASES[name])
    assert found.hard == tuple(each for each in found.violations if CLAUSES[each.clause].hard)
