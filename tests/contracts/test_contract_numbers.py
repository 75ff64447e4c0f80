"""Clause 26, sentence by sentence: how numbers are read, and which of them a plan may hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import (
    Assessment,
    Compared,
    Fact,
    Level,
    SourceKind,
    StartupBill,
    Value,
)
from bot.assessment.sums import CostLine, Payback, Sensitivity, Swing
from bot.core.brief import Metric
from bot.planning.contract import check
from bot.planning.contract.amounts import numbers
from bot.planning.plan import Diagnosis, MigrationPlan, StayPlan
from tests.contracts.cases import CASES, FARGATE, LAMBDA_ES, UNPRICED, Case
from tests.contracts.mutants import golden

GIVEN = LAMBDA_ES.assessment
READ: dict[
    str, list[tuple[str, tuple[float, ...]]]
] = {  # what is written: family and readings of each number
    "3M req/mes": [("count", (3e6,))],
    "3 millones de peticiones": [("count", (3e6,))],
    "3.5 millones de USD": [("usd", (3.5e6,))],
    "1 000 000 de peticiones": [("count", (1e6,))],
    "10\u00a0000 USD": [("usd", (10_000.0,))],
    "1.868 USD": [("usd", (1868.0, 1.868))],
    "$1,868.40": [("usd", (1868.4,))],
    "1.868,40 €": [("eur", (1868.4,))],
    "USD 4": [("usd", (4.0,))],
    "0.0000166667": [("count", (0.0000166667,))],
    "300-500 ms": [("ms", (300.0,)), ("ms", (500.0,))],
    "de 300 a 5 ms": [("ms", (300.0,)), ("ms", (5.0,))],
    "5, 10 y 20 %": [("share", (0.05,)), ("share", (0.1,)), ("share", (0.2,))],
    "50 por ciento": [("share", (0.5,))],
    "50 por tienda": [("count", (50.0,))],
    "50 percent": [("share", (0.5,))],
    "0,5 s": [("ms", (500.0,))],
    "128MB": [("mb", (128.0,))],
    "4 GiB": [("mb", (4096.0,))],
    "10x": [("times", (10.0,))],
    "1.2–1.6×": [("times", (1.2,)), ("times", (1.6,))],
    "2 a 6 semanas": [("weeks", (2.0,)), ("weeks", (6.0,))],
    "4 weeks": [("weeks", (4.0,))],
    "43 200 000 GB-s": [("count", (43_200_000.0,))],
    "5 m": [("count", (5.0,))],
    "2 M": [("count", (2e6,))],
    "3 M k": [("count", (3e9,))],
    "versión 1.2.3": [("count", ())],
    "p95, x86-64, HTTP/2, v0.25.1, jco@1.35.0, us-east-1, S3, #42, 4xx, CVE-2026-34971": [],
    "no number": [],
}


@pytest.mark.parametrize("text", READ)
def test_a_number_is_read_as_it_was_meant(text: str) -> None:
    found = list(numbers(text))
    assert [each.family for each in found] == [family for family, _ in READ[text]]
    for each, (_, readings) in zip(found, READ[text], strict=True):
        assert each.readings == pytest.approx(readings)
        assert each.version is (readings == ())


def strange(case: Case, text: str, where: str = "security") -> list[str]:
    """What clause 26 says of a sentence put into a golden plan; "" as the place stands for a diagnosis."""
    plan = golden("es-lambda-migrate")
    assert isinstance(plan, MigrationPlan)
    if where == "security":
        plan = plan.model_copy(update={"security": text})
    else:
        rows = {name: getattr(plan.phases, name) for name in type(plan.phases).model_fields}
        rows["phase_2"] = rows["phase_2"].model_copy(update={where: text})
        plan = plan.model_copy(update={"phases": plan.phases.model_copy(update=rows)})
    found = check(plan, case.brief, case.assessment, knowledge(), case.language).violations
    return [each.detail for each in found if each.clause == 26 and each.where.endswith(where)]


@pytest.mark.parametrize(
    "text",
    [
        "Tres regiones, 12 rutas y 3 entornos.",  # small counts
        "La fase 2 y el percentil 95.",
        "Con Spin 4.0, componentize-py 0.25.1, Wasmtime 50, Node.js 22, Python 3.14 y WASI 0.2.",
        "Hoy son 900 ms, casi un segundo: 0.9 s.",  # said by the team
        "Unos 400 millones de peticiones, es decir, 400M.",
        "El 2 % arranca en frío, con 512 MB.",
        "Son 799.80 USD; redondeando, 800 USD; al año, 9598 USD.",
        "Bajan a 513.97 USD: 286 USD menos, un 36 % menos, o 1.6 veces menos.",
        "Cada GB-segundo cuesta 0.0000166667 USD y son 43 200 000.",
        "Se instancia en 0.87 ms y responde en 1.4 ms.",  # a cited fact
        "En 2026, según la fuente del 2026-06-15.",
        "El límite es de 4096 MB, es decir, 4 GiB.",  # of the target
        "Entre 2 y 3 semanas la primera; en total, de 9 a 13 semanas.",
        "De las semanas del plazo, las fases ocupan entre 9 y 13.",
        "Go y Rust calculan entre 1.2 y 1.6 veces más.",  # a factor of the languages
    ],
)
def test_a_number_that_traces_passes(text: str) -> None:
    assert strange(LAMBDA_ES, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Con el 5 % del tráfico.",
        "Al 25 %, al 50 % y al 100 % del tráfico.",
        "Con el 10 % de las peticiones reales.",
        "Primero 1 %, luego 10 % y después 60 % de los clientes.",
    ],
)
def test_a_step_of_a_rollout_is_a_decision(text: str) -> None:
    assert strange(LAMBDA_ES, text, "task") == []
    assert strange(LAMBDA_ES, text) != []  # outside of the phases it would be a claim


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Arranca en 40 ms.", "40 ms."),
        ("Arranca en 870 ms.", "870 ms."),  # 0.87 ms is not 0.87 s
        ("Ahorran un 45 %.", "45 %."),
        ("Es 10 veces más rápido.", "10 veces"),
        ("Cuesta 1200 USD.", "1200 USD"),
        ("Cuesta 7 USD.", "7 USD"),
        ("Hay 14 servicios.", "14 servicios"),
        ("Hacen falta 40 semanas.", "40 semanas"),
        ("Tarda 3 meses.", "3 meses"),
        ("Con el paquete 4.17.21.", "4.17.21"),
        ("Un 1.2.3 % menos.", "1.2.3 %"),
        ("En 2019 ya existía.", None),  # the year of a source
        ("En 1999 ya existía.", "1999 ya exis"),
        ("El 2026-02-30.", "2026-02-30"),
    ],
)
def test_a_number_from_nowhere_is_named(text: str, shown: str | None) -> None:
    found = strange(LAMBDA_ES, text)
    assert len(found) == (shown is not None)
    assert all(f"`{shown}" in each for each in found), found


@pytest.mark.parametrize(
    "text", ["Con el 140 % del tráfico.", "Con el 1.2.3 % del tráfico.", "El 61 % de la CPU."]
)
def test_not_every_share_in_a_phase_is_a_step(text: str) -> None:
    assert strange(LAMBDA_ES, text, "task") != []


def test_a_fact_vouches_only_where_it_is_cited() -> None:
    plan = golden("es-monolith-stay")
    assert isinstance(plan, StayPlan)
    case = CASES["es-monolith-stay"]
    says = plan.model_copy(update={"summary": f"{plan.summary} Node tarda 105 ms en arrancar."})
    cites = says.viability.model_copy(
        update={"fact_ids": [*says.viability.fact_ids, "measured-process-start"]}
    )

    def clauses(each: StayPlan) -> list[int]:
        found = check(each, case.brief, case.assessment, knowledge(), "es").violations
        return [violation.clause for violation in found]

    assert clauses(says) == [26]
    assert clauses(says.model_copy(update={"viability": cites})) == []


def test_a_diagnosis_has_the_assessment_s_sources_only() -> None:
    plan = golden("es-lambda-diagnosis")
    assert isinstance(plan, Diagnosis)
    for text, broken in (("Se instancia en 0.87 ms.", []), ("Tarda 4 semanas.", [26])):
        changed = plan.model_copy(update={"recommendation": f"{plan.recommendation} {text}"})
        found = check(changed, LAMBDA_ES.brief, LAMBDA_ES.assessment, knowledge(), "es").violations
        assert [each.clause for each in found] == broken


def assessed(assessment: Assessment) -> Case:
    return replace(LAMBDA_ES, assessment=assessment)


def test_what_startups_add_may_be_said_and_claimed() -> None:
    line = CostLine("startup", Decimal(3_600_000), "GB-s", Decimal("0.0000166667"), Decimal("60.00012"))
    startup = StartupBill("aws-lambda-x86", Decimal("0.0000166667"), ("lambda-init",), line, ())
    text = "Los arranques suman 3 600 000 GB-segundo, unos 60.00 USD al mes."
    assert strange(assessed(replace(GIVEN, startup=startup)), text) == []
    assert len(strange(assessed(replace(GIVEN, startup=replace(startup, line=None))), text)) == 2
    plan = golden("es-lambda-migrate")
    assert isinstance(plan, MigrationPlan)
    claim = plan.costs[0].model_copy(update={"units": 3.6, "unit_price_usd": 16.6667, "amount_usd": 60.0})
    only = plan.model_copy(update={"costs": [claim], "saving_usd_month": None})
    for given, broken in ((startup, set[int]()), (None, {16})):
        case = assessed(replace(GIVEN, startup=given, costs=UNPRICED))
        found = check(only, case.brief, case.assessment, knowledge(), "es").violations
        assert {each.clause for each in found} & {16, 17} == broken


def test_how_long_the_budget_takes_to_come_back_may_be_said() -> None:
    lines = (
        CostLine("labour", Decimal(11), "person-weeks", Decimal(2700), Decimal(29_700)),
        CostLine("double_running", Decimal(2), "months", Decimal("433.3"), Decimal("866.6")),
    )
    figures = (Decimal(each) for each in ("30566.6", "2", "285.83", "109", "61", "37", "1263", "9137"))
    case = assessed(replace(GIVEN, payback=Payback(lines, *figures)))
    for text in (
        "Son 11 semanas-persona de 2700 USD: 29700 USD. Los dos sistemas a la vez, 866.6 USD.",
        "Los 30566.6 USD vuelven en el mes 109, o en 61 meses en el mejor caso; haría falta 1263 USD al mes.",
    ):
        assert strange(case, text) == []
        assert len(strange(LAMBDA_ES, text)) >= 3


def test_what_each_input_alone_would_make_of_the_saving_may_be_said() -> None:
    swings = (
        Swing(Metric.WALL_MS, Decimal("157.5"), Decimal("262.5"), Decimal("-37.41"), Decimal("611.23")),
        Swing(None, Decimal("1.23"), Decimal("17.6"), Decimal("399.9"), Decimal("87.65")),
    )
    found = Sensitivity("spin", True, Decimal("0.25"), Decimal("285.83"), swings)
    case = assessed(replace(GIVEN, sensitivity=found))
    for text in (
        "Con 262.5 ms el ahorro llega a 611.23 USD; con 157.5 ms faltan 37.41 USD.",
        "Con 17.6 veces la CPU quedan 87.65 USD.",
    ):
        assert strange(case, text) == []
        assert strange(assessed(replace(GIVEN, sensitivity=None)), text)


def test_nothing_is_divided_by_a_bill_of_zero() -> None:
    nothing = replace(FARGATE, lines=(), low=Decimal(0), base=Decimal(0), high=Decimal(0), price="unknown")
    costs = Compared((), nothing, (FARGATE,), None, None)
    assert strange(assessed(replace(GIVEN, costs=costs, target=None)), "Hoy cuesta 0 USD.") == []
    assert strange(assessed(replace(GIVEN, costs=costs)), "Ahorran un 36 %.") != []


def test_a_fact_without_a_sentence_has_its_values() -> None:
    fact = Fact(
        "new",
        "x",
        "y",
        date(2026, 11, 1),
        "a report",
        None,
        SourceKind.PRIMARY,
        Level.HIGH,
        90,
        (),
        (Value("v", Decimal("77.5"), "ms"),),
    )
    known = replace(knowledge(), facts={**knowledge().facts, "new": fact})
    plan = golden("es-monolith-stay")
    assert isinstance(plan, StayPlan)
    viability = plan.viability.model_copy(
        update={
            "fact_ids": [*plan.viability.fact_ids, "new"],
            "technical": f"{plan.viability.technical} Son 77.5 ms.",
        }
    )
    case = CASES["es-monolith-stay"]
    changed = plan.model_copy(update={"viability": viability})
    assert check(changed, case.brief, case.assessment, known, "es").violations == ()
