"""Every rule: a brief in which it holds, and a neighbour in which it does not."""

from dataclasses import replace
from datetime import date

import pytest

from bot.assessment.case import Case, candidates, parts
from bot.assessment.comparison import Move, compare
from bot.assessment.facts import knowledge
from bot.assessment.plugins import platform_of
from bot.assessment.rules import TABLE, evaluate
from bot.assessment.shapes import Because, Finding, Severity
from bot.assessment.targets import alternatives, choose
from bot.core.brief import Brief, Component, FoundIn, Known, Topic, Unknown
from tests.builders import brief, found, part, said

KNOWN = knowledge()
PY = part("etl", "python", "etl")
JS = part("api", "javascript", "api")
RS = part("core", "rust", "api")
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
K8S = said("Kubernetes", "platform:kubernetes")
ON_WORKERS = said("Cloudflare Workers", "platform:cloudflare-workers")
COLD = said("arranques en frío", "symptom:cold-start")
WORKERS = said("Cloudflare Workers", "target:cloudflare-workers")
FASTLY = said("Fastly", "target:fastly-compute")
AKAMAI = said("Akamai Functions", "target:akamai-functions")
SPIN = said("Spin", "target:spin")
WASMCLOUD = said("wasmCloud", "target:wasmcloud")
WASMER = said("Wasmer", "target:wasmer")
RUST = said("sabemos Rust", "skill:rust")
WEBSOCKETS = said("WebSocket", "use:websockets")
BEHIND_A_GATEWAY = brief(JS, infrastructure=LAMBDA, dependencies=WEBSOCKETS)


def findings(given: Brief) -> tuple[Finding, ...]:
    whole = candidates(parts(given))
    host = choose(given, whole, KNOWN)
    plugins = platform_of(given, whole)
    components = plugins.guests or whole
    others = alternatives(host, given, components, KNOWN)
    hosts = (host, *(KNOWN.hosts[each.id] for each in others))
    costs = compare(Move(given, components, hosts, KNOWN, date(2026, 11, 22)))
    return evaluate(Case(given, KNOWN, host, components, costs, around=plugins.hosts))


def uses(*values: str) -> Brief:
    return brief(JS, dependencies=said("usa", *(f"use:{each}" for each in values)))


def load(**numbers: float) -> Brief:
    return brief(JS, infrastructure=LAMBDA, traffic=said("cifras", **numbers))


def cpu(component: Component, ms: int, **topics: Known | Unknown) -> Brief:
    return brief(component, traffic=said(f"{ms} ms de CPU", cpu_ms=ms), **topics)


HOLDS: list[tuple[str, Brief, Brief]] = [
    (
        "B01",
        brief(JS, state=said("la base de datos va dentro", "state:embedded-db")),
        brief(JS, state=said("no es una base de datos", "!state:embedded-db")),
    ),
    ("B01", brief(part("postgres", None, "database")), brief(JS, part("postgres", None, "database"))),
    ("B02", uses("gpu"), uses("inference")),
    ("B03", uses("processes"), uses("cron")),
    (
        "B03",
        brief(part("pdf", "javascript", "pdf", "puppeteer")),
        brief(part("pdf", "javascript", "pdf", "pdfkit")),
    ),
    (
        "B03",
        brief(PY, target=SPIN, dependencies=said("fork", "use:processes")),
        brief(PY, target=WASMER, dependencies=said("fork", "use:processes")),
    ),
    (
        "B03",
        brief(
            PY, dependencies=said("ffmpeg y gunicorn", "use:processes=ffmpeg", "package:gunicorn=gunicorn")
        ),
        brief(PY, dependencies=said("gunicorn", "use:processes=gunicorn", "package:gunicorn")),
    ),
    ("B04", brief(part("etl", "python", "etl", "pandas")), brief(part("etl", "python", "etl", "boto3"))),
    (
        "B04",
        brief(part("etl", "python", "etl", "numpy")),
        brief(part("etl", "python", "etl", "numpy"), target=WORKERS),
    ),
    ("B04", brief(part("etl", "python", "etl", "grpcio"), target=WORKERS), brief(PY, target=WORKERS)),
    (
        "B04",
        brief(PY, dependencies=said("usa torch", "package:torch")),
        brief(PY, dependencies=said("sin torch", "!package:torch")),
    ),
    (
        "B04",
        brief(part("img", "javascript", "image-processing", "sharp")),
        brief(part("img", "javascript", "image-processing", "sharp"), skills=RUST),
    ),
    (
        "B04",
        brief(PY, dependencies=said("usa torch", "package:torch")),
        brief(RS, dependencies=said("usa torch", "package:torch")),
    ),
    (
        "B05",
        brief(JS, target=WORKERS, traffic=said("256 MB", memory_mb=256)),
        brief(JS, target=WORKERS, traffic=said("128 MB", memory_mb=128)),
    ),
    (
        "B05",
        brief(JS, target=WORKERS, traffic=said("256 MB", memory_mb=256)),
        brief(JS, target=WORKERS, infrastructure=LAMBDA, traffic=said("256 MB", memory_mb=256)),
    ),
    (
        "B05",
        brief(JS, target=SPIN, traffic=said("8 GB", memory_mb=8192)),
        brief(RS, target=WASMER, traffic=said("8 GB", memory_mb=8192)),
    ),
    ("B06", cpu(part("api", "javascript", "auth"), 12, target=FASTLY), cpu(RS, 12, target=FASTLY)),
    (
        "B06",
        brief(RS, target=AKAMAI, traffic=said("45 s", wall_ms=45000)),
        brief(RS, target=AKAMAI, traffic=said("5 s", wall_ms=5000)),
    ),
    (
        "B06",
        brief(RS, target=AKAMAI, traffic=said("p95 45 s", wall_ms_p95=45000)),
        brief(RS, target=SPIN, traffic=said("45 s", wall_ms=45000)),
    ),
    ("B07", brief(part("tienda", "java", "monolith")), brief(part("tienda", "go", "monolith"))),
    ("B07", brief(part("web", "php")), brief(part("web", "php"), target=WASMER)),
    ("B07", brief(PY, RS, target=FASTLY), brief(RS, target=FASTLY)),
    ("B08", uses("dlopen"), uses("mmap")),
    (
        "B09",
        brief(RS, target=FASTLY, dependencies=said("TCP", "use:raw-tcp-server")),
        brief(RS, target=WASMCLOUD, dependencies=said("TCP", "use:raw-tcp-server")),
    ),
    ("B09", brief(RS, target=SPIN, dependencies=said("UDP", "use:raw-udp")), brief(RS, target=SPIN)),
    ("B09", brief(RS, target=AKAMAI, dependencies=said("UDP", "use:raw-udp")), brief(RS, target=AKAMAI)),
    (
        "B10",
        brief(JS, compliance=said("una VM por cliente", "compliance:hardware-isolation")),
        brief(JS, compliance=said("RGPD", "compliance:gdpr")),
    ),
    ("B11", uses("cpu-parallel", "threads"), uses("cpu-parallel")),
    ("B11", uses("simd-avx512"), uses("threads")),
    ("B12", uses("websockets"), uses("grpc-client")),
    (
        "B12",
        brief(JS, target=SPIN, dependencies=said("WebSocket", "use:websockets")),
        brief(JS, target=WORKERS, dependencies=said("WebSocket", "use:websockets")),
    ),
    ("B12", brief(JS, infrastructure=K8S, dependencies=WEBSOCKETS), BEHIND_A_GATEWAY),
    ("C01", uses("threads"), uses("io-bound")),
    ("C02", cpu(PY, 21), cpu(PY, 20)),
    ("C02", cpu(PY, 40, skills=RUST), cpu(part("api", "python", "api"), 40, skills=RUST)),
    ("C03", brief(part("api", "javascript", "auth"), traffic=said("30 ms", cpu_ms=30)), cpu(JS, 30)),
    (
        "C03",
        brief(part("api", "javascript", "auth"), traffic=said("30 ms", cpu_ms=30)),
        brief(part("api", "javascript", "auth"), target=WORKERS, traffic=said("30 ms", cpu_ms=30)),
    ),
    ("C04", brief(part("api", "csharp")), brief(part("api", "go"))),
    (
        "C05",
        brief(part("etl", "python", "etl", "boto3")),
        brief(part("etl", "python", "etl", "boto3"), target=WORKERS),
    ),
    ("C05", uses("tls-in-guest"), uses("websockets")),
    ("C06", uses("grpc-server"), uses("grpc-client")),
    (
        "C07",
        brief(JS, state=said("sesión en memoria", "state:in-memory-session")),
        brief(JS, state=said("Redis", "state:external-state")),
    ),
    ("C07", uses("mutable-globals"), uses("cpu-bound")),
    (
        "C08",
        brief(JS, infrastructure=K8S, objective=said("menos latencia", "goal:lower-latency")),
        brief(JS, infrastructure=LAMBDA, objective=said("menos latencia", "goal:lower-latency")),
    ),
    (
        "C08",
        brief(JS, infrastructure=K8S, objective=said("sin arranques", "goal:lower-cold-start")),
        brief(JS, infrastructure=K8S, objective=said("más barato", "goal:lower-cost")),
    ),
    ("C09", load(requests_per_month=4_999_999), load(requests_per_month=5_000_000)),
    ("C09", load(peak_to_mean=1.5), load(peak_to_mean=2)),
    (
        "C09",
        load(peak_requests_per_second=4, requests_per_month=6_000_000),  # 1.8 times the mean
        load(peak_requests_per_second=5, requests_per_month=6_000_000),  # 2.2 times
    ),
    (
        "C09",
        brief(JS, traffic=said("poco tráfico", "load:sporadic")),
        brief(JS, traffic=said("poco tráfico", "!load:sporadic")),
    ),
    (
        "C09",
        brief(JS, traffic=said("constante", "load:steady")),
        brief(JS, traffic=said("picos", "load:bursty")),
    ),
    (
        "C09",
        load(requests_per_month=4_000_000, wall_ms=1, cpu_ms=1, memory_mb=128),
        load(requests_per_month=4_000_000, wall_ms=9000, cpu_ms=1, memory_mb=1024),
    ),
    ("C10", brief(RS, problem=COLD), brief(JS, problem=COLD)),
    ("C10", brief(RS, problem=COLD), brief(RS, problem=said("latencia", "symptom:latency"))),
    ("C11", uses("apm-agents"), uses("signals")),
    ("C12", brief(JS, target=WORKERS), brief(JS, target=SPIN)),
    ("C12", brief(RS, target=FASTLY), brief(RS, target=WASMER)),
    (
        "C14",
        brief(JS, target=WORKERS, traffic=said("100 MB", memory_mb=100)),
        brief(JS, target=WORKERS, traffic=said("80 MB", memory_mb=80)),
    ),
    (
        "C14",
        brief(JS, target=AKAMAI, infrastructure=LAMBDA, traffic=said("512 MB", memory_mb=512)),
        brief(JS, target=AKAMAI, traffic=said("512 MB", memory_mb=512)),
    ),
    (
        "C15",
        brief(RS, target=WASMCLOUD, dependencies=said("TCP", "use:raw-tcp-server")),
        brief(RS, target=AKAMAI, dependencies=said("TCP", "use:raw-tcp-server")),
    ),
    (
        "C16",
        BEHIND_A_GATEWAY,
        brief(JS, infrastructure=LAMBDA, target=WORKERS, dependencies=WEBSOCKETS),
    ),
    ("C16", BEHIND_A_GATEWAY, brief(JS, infrastructure=K8S, dependencies=WEBSOCKETS)),
    ("C17", brief(part("api", "kotlin")), brief(part("api", "rust"))),
    ("C18", brief(JS, target=AKAMAI), brief(JS, target=SPIN)),
    (
        "C19",
        load(requests_per_month=3_000_000, wall_ms=50, cpu_ms=5, memory_mb=128),
        load(requests_per_month=400_000_000, wall_ms=200, cpu_ms=5, memory_mb=512),
    ),
    ("C20", uses("filesystem-rw"), uses("io-bound")),
    (
        "C21",
        brief(part("tienda", "python", "monolith"), application=said("monolito", "role:monolith")),
        brief(part("tienda", "python", "api"), PY, application=said("monolito", "role:monolith")),
    ),
    ("C22", brief(part("etl", "python", "etl", "ourlib")), brief(part("etl", "python", "etl", "express"))),
    (
        "C24",
        brief(part("nucleo", "go"), objective=said("plugins", "goal:plugins")),
        brief(part("nucleo", "rust"), objective=said("plugins", "goal:plugins")),
    ),
    ("C24", brief(part("nucleo", "haskell"), objective=said("plugins", "goal:plugins")), brief(RS)),
    ("C25", brief(PY, target=WORKERS, problem=COLD), brief(JS, target=WORKERS, problem=COLD)),
    ("C25", brief(PY, target=WORKERS, problem=COLD), brief(PY, target=WORKERS)),
    (
        "C26",
        load(requests_per_month=400_000_000, wall_ms=200, cpu_ms=5, memory_mb=512),
        brief(
            RS,
            infrastructure=LAMBDA,
            traffic=said("cifras", requests_per_month=400_000_000, wall_ms=200, cpu_ms=5, memory_mb=512),
        ),
    ),
    ("C27", brief(part("api", "go"), target=WORKERS), brief(JS, target=WORKERS)),
    ("C27", brief(part("api", "csharp"), target=FASTLY), brief(part("api", "csharp"), JS, target=FASTLY)),
    ("F01", uses("untrusted-code"), uses("cron")),
    ("F09", brief(JS, infrastructure=ON_WORKERS, traffic=said("35 ms", cpu_ms=35)), cpu(JS, 35)),
    (
        "F09",
        brief(part("fotos", "typescript", "image-processing"), infrastructure=ON_WORKERS),
        brief(JS, infrastructure=ON_WORKERS, traffic=said("2 ms", cpu_ms=2)),
    ),
    ("F09", brief(JS, infrastructure=ON_WORKERS, dependencies=said("CPU", "use:cpu-bound")), brief(JS)),
    (
        "F09",
        brief(part("fotos", "typescript", "image-processing"), infrastructure=ON_WORKERS),
        brief(infrastructure=ON_WORKERS),
    ),
    ("C12", brief(JS, target=WORKERS), brief(JS, target=WORKERS, infrastructure=ON_WORKERS)),
    (
        "F03",
        brief(JS, traffic=said("500 clientes", tenants=500)),
        brief(JS, infrastructure=ON_WORKERS, traffic=said("500 clientes", tenants=500)),
    ),
    (
        "F07",
        brief(JS, infrastructure=LAMBDA, target=WORKERS, problem=COLD),
        brief(PY, infrastructure=LAMBDA, target=WORKERS, problem=COLD),
    ),
    (
        "F01",
        brief(JS, objective=said("plugins", "goal:plugins")),
        brief(JS, objective=said("sin plugins", "!goal:plugins")),
    ),
    (
        "F02",
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos de 8x, 5 ms", cpu_ms=5, peak_to_mean=8),
        ),
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos de 3x, 5 ms", cpu_ms=5, peak_to_mean=3),
        ),
    ),
    (
        "F02",
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos, 5 ms", "load:bursty", cpu_ms=5),
        ),
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos, 50 ms", "load:bursty", cpu_ms=50),
        ),
    ),
    (
        "C23",
        load(requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512, budget_usd=30_000),
        load(requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512, budget_usd=3_000),
    ),
    (
        "F02",  # the peak's rate beside the month's requests: 8.8 times the mean, and 2.2 times
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos", cpu_ms=5, peak_requests_per_second=20, requests_per_month=6_000_000),
        ),
        brief(
            JS,
            state=said("sin estado", "state:stateless"),
            traffic=said(
                "picos", "load:bursty", cpu_ms=5, peak_requests_per_second=5, requests_per_month=6_000_000
            ),
        ),
    ),
    (
        "F02",
        brief(
            RS,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos, 5 ms", "load:bursty", cpu_ms=5),
        ),
        brief(
            PY,
            state=said("sin estado", "state:stateless"),
            traffic=said("picos, 5 ms", "load:bursty", cpu_ms=5),
        ),
    ),
    (
        "F03",
        brief(JS, traffic=said("500 clientes", tenants=500)),
        brief(JS, traffic=said("100 clientes", tenants=100)),
    ),
    (
        "F04",
        brief(part("login", "javascript", "auth"), objective=said("en el borde", "goal:edge")),
        brief(JS, objective=said("en el borde", "goal:edge")),
    ),
    (
        "F04",
        brief(part("login", "javascript", "auth"), objective=said("en el borde", "goal:edge")),
        brief(part("login", "javascript", "auth"), objective=said("más barato", "goal:lower-cost")),
    ),
    (
        "F05",
        brief(JS, PY, objective=said("varios lenguajes", "goal:polyglot")),
        brief(JS, part("web", "typescript"), objective=said("varios lenguajes", "goal:polyglot")),
    ),
    (
        "F05",
        brief(JS, PY, objective=said("varios lenguajes", "goal:polyglot")),
        brief(JS, PY, target=WORKERS, objective=said("varios lenguajes", "goal:polyglot")),
    ),
    ("F06", load(wall_ms=200, cpu_ms=6), load(wall_ms=20, cpu_ms=6)),
    (
        "F06",
        load(requests_per_month=400_000_000, wall_ms=200, cpu_ms=6, memory_mb=512),
        load(requests_per_month=3_000_000, wall_ms=50, cpu_ms=5, memory_mb=128),
    ),
    (
        "F06",
        load(wall_ms=200, cpu_ms=6),
        brief(JS, infrastructure=K8S, traffic=said("esperas", wall_ms=200, cpu_ms=6)),
    ),
    ("F07", brief(PY, infrastructure=LAMBDA, problem=COLD), brief(RS, infrastructure=LAMBDA, problem=COLD)),
    ("F07", brief(PY, infrastructure=LAMBDA, problem=COLD), brief(PY, infrastructure=K8S, problem=COLD)),
    (
        "F08",
        brief(PY, infrastructure=LAMBDA, problem=said("memoria cara", "symptom:memory-cost")),
        brief(PY, infrastructure=K8S, problem=said("memoria cara", "symptom:memory-cost")),
    ),
]


@pytest.mark.parametrize(("rule", "holding", "neighbour"), HOLDS, ids=[row[0] for row in HOLDS])
def test_a_rule_tells_its_case_from_the_neighbour(rule: str, holding: Brief, neighbour: Brief) -> None:
    assert rule in {each.rule for each in findings(holding)}
    assert rule not in {each.rule for each in findings(neighbour)}


def test_every_rule_has_a_row() -> None:
    assert {row[0] for row in HOLDS} == set(TABLE)


def test_a_finding_carries_severity_facts_words_and_the_values_of_its_sentence() -> None:
    given = brief(JS, target=WORKERS, traffic=said("unos 256 MB", memory_mb=256))
    (blocker,) = [each for each in findings(given) if each.rule == "B05"]
    assert blocker.severity is Severity.BLOCKER
    assert blocker.component == "api"
    assert blocker.because == (Because(Topic.TRAFFIC, "unos 256 MB"),)
    assert blocker.params == (("used", "256"), ("limit", "128"))
    assert blocker.facts == ("cf-limits",), "the limits of other hosts are not this finding's"


def test_a_finding_from_a_file_quotes_file_and_line() -> None:
    given = brief(PY, dependencies=found("requirements.txt", 3, "grpcio==1.85", "package:grpcio"))
    (blocker,) = [each for each in findings(given) if each.rule == "B04"]
    assert blocker.because == (Because(Topic.DEPENDENCIES, "grpcio==1.85", FoundIn("requirements.txt", 3)),)
    assert blocker.because[0].shown == "requirements.txt:3"
    assert blocker.params == (("packages", "grpcio"), ("target", "Spin"), ("pyodide_seconds", ""))


def holders(rule: str, given: Brief) -> list[str | None]:
    return [each.component for each in findings(given) if each.rule == rule]


API, ETL = part("api", "javascript", "api", label="API"), part("etl", "python", "etl", label="ETL")


@pytest.mark.parametrize(
    ("text", "signal", "quote", "blocked"),
    [
        ("El ETL usa ffmpeg", "use:processes", "ffmpeg", ["etl"]),
        ("La API no guarda nada, el ETL usa ffmpeg", "use:processes", "ffmpeg", ["etl"]),
        ("La API es sencilla. Usamos ffmpeg en la de Python", "use:processes", "ffmpeg", ["etl"]),
        ("En Node.js hay subprocesos", "use:processes", "subprocesos", ["api"]),
        ("Usamos ffmpeg", "use:processes", "ffmpeg", ["api", "etl"]),
        ("El ffmpeg lo usa solo Python.", "use:processes", "ffmpeg", ["etl"]),
        ("La API y el ETL usan ffmpeg", "use:processes", "ffmpeg", ["api", "etl"]),
        ("palabras que ya no están en el texto", "use:processes", "ffmpeg", ["api", "etl"]),
    ],
)
def test_what_code_uses_belongs_to_the_parts_named_beside_it(
    text: str, signal: str, quote: str, blocked: list[str]
) -> None:
    given = brief(API, ETL, dependencies=said(text, f"{signal}={quote}"))
    assert holders("B03", given) == blocked


def test_the_sentence_kept_beside_a_use_tells_its_part_when_the_entry_keeps_terms_only() -> None:
    given = brief(API, ETL, dependencies=said("pandas, ffmpeg", "use:processes=ffmpeg"))
    assert holders("B03", given) == ["api", "etl"]
    assert holders("B03", beside(given, "El ETL usa ffmpeg")) == ["etl"]


def test_a_part_may_be_called_by_several_words() -> None:
    orders = part("orders-api", "python", None, label="API de pedidos")
    given = brief(API, orders, dependencies=said("ffmpeg", "use:processes"))
    assert holders("B03", beside(given, "La API de pedidos pasa por ffmpeg")) == ["orders-api"]
    assert holders("B03", beside(given, "La API pasa por ffmpeg")) == ["api"]
    assert holders("B03", beside(given, "La API y la API de pedidos pasan por ffmpeg")) == [
        "api",
        "orders-api",
    ]


def beside(given: Brief, sentence: str) -> Brief:
    """The same brief with a sentence beside its one use."""
    answer = given.answer(Topic.DEPENDENCIES)
    assert isinstance(answer, Known)
    signals = tuple(replace(each, sentence=sentence) for each in answer.signals)
    return given.with_answer(Topic.DEPENDENCIES, replace(answer, signals=signals))


def test_what_code_uses_belongs_to_the_part_with_such_a_role_when_none_is_named() -> None:
    video = part("video", "python", "video-processing")
    assert holders("B03", brief(API, video, dependencies=said("usamos ffmpeg", "use:processes"))) == ["video"]


def test_a_package_belongs_to_the_parts_of_its_ecosystem() -> None:
    given = brief(
        API, ETL, dependencies=said("pandas y sharp", "package:pandas=pandas", "package:sharp=sharp")
    )
    named = {each.component: each.params[0] for each in findings(given) if each.rule == "B04"}
    assert named == {"api": ("packages", "sharp"), "etl": ("packages", "pandas")}


def test_only_what_is_native_itself_is_blamed_and_where_it_does_exist_is_said() -> None:
    quotes = part("quotes", "python", "api", "fastapi", "pydantic", "numpy")
    (blocker,) = [each for each in findings(brief(quotes)) if each.rule == "B04"]
    assert dict(blocker.params) == {
        "packages": "pydantic-core (fastapi, pydantic), numpy",
        "target": "Spin",
        "pyodide_seconds": "1.027",
    }
    assert "cf-python" in blocker.facts, "the figure has its source"


def test_a_sentence_of_an_answer_that_goes_part_by_part_is_not_about_the_parts_of_the_others() -> None:
    third = part("rates", "javascript", None)
    said_apart = said("La API usa express. El ETL usa luigi. Los PDF pasan por sharp", "package:sharp=sharp")
    js_etl = part("etl", "javascript", "etl", label="ETL")
    assert holders("B04", brief(API, js_etl, third, dependencies=said_apart)) == ["rates"]
    assert holders("B04", brief(API, js_etl, dependencies=said_apart)) == ["api", "etl"], "no part is left"
    whole = said("La API usa express. Usamos sharp", "package:sharp=sharp")
    assert holders("B04", brief(API, third, dependencies=whole)) == ["api", "rates"]


def test_without_any_part_a_rule_of_parts_is_asked_of_the_system() -> None:
    given = brief(dependencies=said("necesita GPU", "use:gpu"))
    assert [(each.rule, each.component) for each in findings(given)] == [("B02", None)]


def test_the_facts_are_those_of_the_part_s_language() -> None:
    given = brief(JS, PY, infrastructure=LAMBDA, problem=COLD)
    facts = {each.component: each.facts for each in findings(given) if each.rule == "F07"}
    assert "measured-js-component" in facts["api"]
    assert "measured-python-component" not in facts["api"]
    assert "measured-python-component" in facts["etl"]


def test_a_system_has_no_words_for_its_one_language() -> None:
    given = brief(part("api", "go"), infrastructure=said("Lambda", "platform:aws-lambda"))
    components = candidates(parts(given))
    host = choose(given, components, KNOWN)
    costs = compare(Move(given, components, (host,), KNOWN, date(2026, 11, 22)))
    case = Case(given, KNOWN, host, components, costs)
    assert case.spoken == ()
    assert [each.quote for each in case.of(components[0], frozenset()).spoken] == ["api"]
