"""The verdict, calibrated: what a senior architect would say to these teams, and why."""

from datetime import date

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment, Compared, Fit, Level, Mark, Missing, Severity
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Metric, Topic
from bot.core.events import VerdictCode
from tests.builders import brief, part, said, unknown

KNOWN = knowledge()
TODAY = date(2026, 11, 22)
V = VerdictCode

LAMBDA = said("AWS Lambda", "platform:aws-lambda")
K8S = said("Kubernetes", "platform:kubernetes")
VM = said("una máquina virtual", "platform:vm")
COLD = said("los arranques en frío duelen", "symptom:cold-start")
COLD_AND_DEAR = said("arranques en frío y memoria cara", "symptom:cold-start", "symptom:memory-cost")
SLOW = said("va lento", "symptom:latency")
STATELESS = said("sin estado", "state:stateless")
NO_PACKAGES = said("nada especial", "!use:processes", "!use:threads", "!use:gpu")
LARGE = said(
    "400M al mes, 200 ms, 6 ms de CPU, 512 MB",
    requests_per_month=400_000_000,
    wall_ms=200,
    cpu_ms=6,
    memory_mb=512,
)
SMALL = said(
    "3M al mes, 50 ms, 5 ms de CPU, 128 MB, carga constante",
    "load:steady",
    requests_per_month=3_000_000,
    wall_ms=50,
    cpu_ms=5,
    memory_mb=128,
)
API, ETL = part("api", "javascript", "api"), part("etl", "python", "etl")
POSTGRES = part("postgresql", None, "database")

MISSION = brief(API, ETL, infrastructure=LAMBDA, problem=COLD_AND_DEAR)

CALIBRATION: list[tuple[str, Brief, VerdictCode]] = [
    ("the mission's case, without numbers", MISSION, V.PILOT),
    (
        "the mission's case, at a size where waiting is expensive",
        brief(API, ETL, infrastructure=LAMBDA, problem=COLD_AND_DEAR, traffic=LARGE),
        V.MIGRATE,
    ),
    (
        "the same, with pandas in the data part",
        brief(
            API,
            part("etl", "python", "etl", "pandas"),
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
            traffic=LARGE,
        ),
        V.PARTIAL,
    ),
    (
        "the same without numbers",
        brief(API, part("etl", "python", "etl", "pandas"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
        V.PARTIAL,
    ),
    (
        "a small even load on Lambda, to lower the bill",
        brief(API, infrastructure=LAMBDA, problem=said("memoria cara", "symptom:memory-cost"), traffic=SMALL),
        V.STAY,
    ),
    (
        "a small even load on Lambda whose cold starts hurt: neither cheaper nor worth a rewrite",
        brief(API, infrastructure=LAMBDA, problem=COLD, traffic=SMALL),
        V.STAY,
    ),
    (
        "a Java monolith with its database inside",
        brief(
            part("tienda", "java", "monolith"),
            infrastructure=VM,
            problem=SLOW,
            state=said("la base de datos va dentro", "state:embedded-db"),
        ),
        V.STAY,
    ),
    (
        "Java on Lambda with cold starts",
        brief(part("pagos", "java"), infrastructure=LAMBDA, problem=COLD),
        V.STAY,
    ),
    (
        "a database on virtual machines",
        brief(POSTGRES, infrastructure=VM, problem=said("cara", "symptom:cost")),
        V.STAY,
    ),
    (
        "model training on GPUs",
        brief(
            part("modelos", "python", "ml-training"),
            infrastructure=K8S,
            problem=said("cara", "symptom:cost"),
            dependencies=said("entrenamos en GPU", "use:gpu", "use:training"),
        ),
        V.STAY,
    ),
    (
        "training beside an interface on Lambda",
        brief(
            API,
            part("modelos", "python", "ml-training"),
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
            dependencies=said("entrenamos con GPU", "use:gpu"),
        ),
        V.PARTIAL,
    ),
    (
        "microservices on Kubernetes that ask for nothing Wasm gives",
        brief(API, infrastructure=K8S, problem=SLOW),
        V.STAY,
    ),
    (
        "Kubernetes, to be faster than containers",
        brief(API, infrastructure=K8S, problem=SLOW, objective=said("menos latencia", "goal:lower-latency")),
        V.STAY,
    ),
    (
        "customers' code inside the product",
        brief(
            part("motor", "rust", "plugin-host"),
            infrastructure=K8S,
            problem=said("aislar a los clientes", "symptom:isolation"),
            objective=said("ejecutar código de clientes", "goal:plugins"),
        ),
        V.MIGRATE,
    ),
    (
        "the same in C#, whose toolchain is a pre-release",
        brief(
            part("motor", "csharp", "plugin-host"),
            infrastructure=K8S,
            problem=said("aislar a los clientes", "symptom:isolation"),
            objective=said("ejecutar código de clientes", "goal:plugins"),
        ),
        V.PILOT,
    ),
    (
        "light stateless handlers under bursts, at the edge",
        brief(
            part("login", "javascript", "auth"),
            infrastructure=LAMBDA,
            problem=COLD,
            objective=said("cerca del usuario", "goal:edge"),
            traffic=said("picos de 10 veces la media, 5 ms de CPU", "load:bursty", peak_to_mean=10, cpu_ms=5),
            state=STATELESS,
        ),
        V.MIGRATE,
    ),
    (
        "the same on the preview of an edge",
        brief(
            part("login", "javascript", "auth"),
            infrastructure=LAMBDA,
            problem=COLD,
            objective=said("cerca del usuario", "goal:edge"),
            traffic=said("picos de 10 veces la media, 5 ms de CPU", "load:bursty", peak_to_mean=10, cpu_ms=5),
            state=STATELESS,
            target=said("Akamai Functions", "target:akamai-functions"),
        ),
        V.PILOT,
    ),
    (
        "Go on Lambda: it starts fast already",
        brief(part("api", "go"), infrastructure=LAMBDA, problem=COLD),
        V.STAY,
    ),
    (
        "ffmpeg in the only part",
        brief(
            part("video", "python", "video-processing"),
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
            dependencies=said("usamos ffmpeg", "use:processes"),
        ),
        V.STAY,
    ),
    (
        "a virtual machine per customer is demanded",
        brief(
            API,
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
            compliance=said("una VM por cliente", "compliance:hardware-isolation"),
        ),
        V.STAY,
    ),
    (
        "a stated bill alone is no clear case",
        brief(
            API,
            infrastructure=K8S,
            problem=said("cara", "symptom:cost"),
            objective=said("varios lenguajes", "goal:polyglot"),
            traffic=said("400M, 6 ms", requests_per_month=400_000_000, cpu_ms=6),
            budget=said("5000 USD al mes", cost_usd_per_month=5000),
        ),
        V.STAY,
    ),
    (
        "FastAPI on a component host: its validator is native",
        brief(part("api", "python", "api", "fastapi"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
        V.STAY,
    ),
    (
        "hundreds of tenants on Kubernetes",
        brief(
            part("api", "go"),
            infrastructure=K8S,
            problem=said("mal aislados", "symptom:isolation"),
            traffic=said("800 clientes", tenants=800),
        ),
        V.PILOT,
    ),
    (
        "light handlers under bursts whose gain is density: nobody has measured it",
        brief(
            part("api", "go", "api"),
            infrastructure=K8S,
            problem=said("mal aislados", "symptom:isolation"),
            traffic=said("800 clientes, picos, 5 ms", "load:bursty", tenants=800, cpu_ms=5),
            state=STATELESS,
        ),
        V.PILOT,
    ),
    (
        "a clearly dearer month for faster starts",
        brief(
            API,
            infrastructure=LAMBDA,
            problem=COLD,
            traffic=said("90 ms", requests_per_month=500_000_000, wall_ms=220, cpu_ms=90, memory_mb=1024),
        ),
        V.STAY,
    ),
    (
        "a language whose components are being built",
        brief(part("api", "kotlin"), infrastructure=LAMBDA, problem=COLD),
        V.STAY,
    ),
    (
        "stateless, and with its database inside",
        brief(
            part("pedidos", "go"),
            infrastructure=K8S,
            problem=SLOW,
            application=STATELESS,
            state=said("la base de datos va dentro", "state:embedded-db"),
        ),
        V.INSUFFICIENT,
    ),
    (
        "the same in Java, which nothing contradicts",
        brief(
            part("pedidos", "java"),
            infrastructure=K8S,
            problem=SLOW,
            application=STATELESS,
            state=said("la base de datos va dentro", "state:embedded-db"),
        ),
        V.STAY,
    ),
    ("nothing at all", brief(), V.INSUFFICIENT),
    (
        "everything skipped",
        brief(**{each.value: unknown(skipped=True) for each in Topic}),
        V.INSUFFICIENT,
    ),
    ("no language", brief(infrastructure=LAMBDA, problem=COLD_AND_DEAR), V.INSUFFICIENT),
    (
        "a language that no fact speaks of",
        brief(part("api", "haskell"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
        V.INSUFFICIENT,
    ),
    ("no infrastructure", brief(API, problem=COLD), V.INSUFFICIENT),
    ("the problem is not known", brief(API, infrastructure=K8S, problem=unknown()), V.INSUFFICIENT),
    ("nobody was asked for the problem", brief(API, infrastructure=K8S), V.STAY),
    ("a GPU, and nothing else known", brief(dependencies=said("GPU", "use:gpu")), V.STAY),
    (
        "the only part that could move is in no known language",
        brief(part("pagos", "java"), part("otra"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
        V.INSUFFICIENT,
    ),
]


def judged(given: Brief) -> Assessment:
    return assess(given, KNOWN, TODAY)


@pytest.mark.parametrize(
    ("given", "verdict"), [row[1:] for row in CALIBRATION], ids=[row[0] for row in CALIBRATION]
)
def test_calibration(given: Brief, verdict: VerdictCode) -> None:
    assert judged(given).verdict is verdict


def test_the_mission_s_case_names_the_good_answer() -> None:
    """Spin with an edge beside it, the core step by step in Rust, the data part kept in Python."""
    answer = judged(MISSION)
    assert answer.target is not None
    assert answer.target.id == "spin"
    assert [each.id for each in answer.alternatives] == [
        "akamai-functions",
        "cloudflare-workers",
        "wasmcloud",
    ]
    assert [(each.component.name, each.fit, each.language, each.language_reason) for each in answer.fits] == [
        ("api", Fit.MOVE, "rust", "core_in_rust"),
        ("etl", Fit.MOVE, "python", "data_in_python"),
    ]
    assert answer.confidence in {Level.LOW, Level.MEDIUM}
    assert answer.startup is not None
    assert answer.startup.line is None
    assert {each.metric for each in answer.missing if each.costs} >= {
        Metric.REQUESTS_PER_MONTH,
        Metric.CPU_MS,
    }
    assert {"lambda-cold", "measured-python-component", "akamai-fn"} <= {
        each.fact.id for each in answer.sources
    }


def test_a_clear_saving_is_named_with_its_inputs() -> None:
    answer = judged(brief(API, ETL, infrastructure=LAMBDA, problem=COLD_AND_DEAR, traffic=LARGE))
    assert isinstance(answer.costs, Compared)
    assert answer.costs.saving is not None
    assert answer.costs.saving > 100
    assert "range_crosses" in answer.confidence_reasons, "Python's factor could eat the saving"


def test_a_partial_move_names_no_saving_and_says_what_stays() -> None:
    answer = judged(
        brief(
            API,
            part("etl", "python", "etl", "pandas"),
            POSTGRES,
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
            traffic=LARGE,
        )
    )
    assert isinstance(answer.costs, Compared)
    assert answer.costs.saving is None
    assert [(each.component.name, each.fit, each.language_reason) for each in answer.fits] == [
        ("api", Fit.MOVE, "core_in_rust"),
        ("etl", Fit.STAY, "blocked"),
        ("postgresql", Fit.STAY, "kept_service"),
    ]
    assert "B04" in answer.would_change


def test_to_stay_has_no_target_and_says_what_would_change_it() -> None:
    answer = judged(brief(part("pagos", "java"), infrastructure=LAMBDA, problem=COLD))
    assert (answer.target, answer.alternatives) == (None, ())
    assert answer.would_change == ("B07",)
    assert [(each.fit, each.language, each.language_reason) for each in answer.fits] == [
        (Fit.STAY, None, "no_toolchain")
    ]
    assert answer.missing == (), "no number could change it"
    assert answer.confidence is Level.HIGH


def test_nothing_favourable_says_what_would_be() -> None:
    answer = judged(brief(API, infrastructure=K8S, problem=SLOW, state=STATELESS, dependencies=NO_PACKAGES))
    assert "problem" in answer.would_change
    assert [each.language_reason for each in answer.fits] == ["not_worth"]
    small = judged(brief(API, infrastructure=LAMBDA, problem=COLD, traffic=SMALL))
    assert "more_load" in small.would_change


def test_insufficient_evidence_lists_what_is_missing_and_decides_nothing() -> None:
    answer = judged(brief(part("api", "javascript"), infrastructure=unknown(), problem=unknown()))
    assert {each.topic for each in answer.missing} >= {Topic.INFRASTRUCTURE, Topic.PROBLEM, Topic.TRAFFIC}
    assert [each.language_reason for each in answer.fits] == ["not_decided"]
    assert answer.confidence is Level.LOW
    assert Missing(Topic.APPLICATION, None, costs=False) in judged(brief()).missing


def test_a_contradiction_lowers_confidence_and_is_asked_for() -> None:
    given = brief(
        API,
        infrastructure=LAMBDA,
        problem=COLD_AND_DEAR,
        application=said("no tenemos estado", "state:stateless"),
        state=said("la base de datos va dentro", "state:embedded-db"),
    )
    answer = judged(given)
    assert answer.confidence is Level.LOW
    assert "conflict" in answer.confidence_reasons
    assert Missing(Topic.STATE, None, costs=False) in answer.missing


def test_marked_facts_are_named_once_as_c13() -> None:
    answer = judged(MISSION)
    (check,) = [each for each in answer.findings if each.rule == "C13"]
    assert check.severity is Severity.CAUTION
    assert check.facts == tuple(each.fact.id for each in answer.sources if each.marks)
    assert Mark.UNDATED in next(each.marks for each in answer.sources if each.fact.id == "lambda-cold")


def test_facts_are_cited_by_the_day_of_the_verdict() -> None:
    later = assess(MISSION, KNOWN, date(2028, 1, 1))
    assert later.as_of == date(2028, 1, 1)
    assert all(each.marks for each in later.sources)


@pytest.mark.parametrize(
    ("given", "reason", "level"),
    [
        (brief(API, infrastructure=LAMBDA, problem=said("algo raro pasa")), "problem_unread", Level.LOW),
        (MISSION, "numbers_missing", Level.LOW),
        (
            brief(infrastructure=LAMBDA, application=said("Python", "language:python"), problem=COLD),
            "parts_assumed",
            Level.LOW,
        ),
        (
            brief(
                part("core", "rust", "api"),
                infrastructure=LAMBDA,
                problem=COLD_AND_DEAR,
                traffic=LARGE,
                state=STATELESS,
                dependencies=NO_PACKAGES,
                target=said("Akamai", "target:akamai-functions"),
            ),
            "preview_target",
            Level.MEDIUM,
        ),
        (
            brief(
                part("core", "rust", "api"),
                infrastructure=VM,
                problem=said("cara", "symptom:cost"),
                traffic=said("400M, 6 ms", "load:bursty", requests_per_month=400_000_000, cpu_ms=6),
                budget=said("900 USD", cost_usd_per_month=900),
                dependencies=NO_PACKAGES,
                state=STATELESS,
            ),
            "bill_stated",
            Level.MEDIUM,
        ),
    ],
)
def test_confidence_has_reasons(given: Brief, reason: str, level: Level) -> None:
    answer = judged(given)
    assert reason in answer.confidence_reasons
    assert answer.confidence is level


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        (  # the part that is slowed down goes second
            brief(
                API,
                ETL,
                infrastructure=LAMBDA,
                problem=said("cara", "symptom:cost"),
                traffic=said("40 ms de CPU", cpu_ms=40),
            ),
            [("api", Fit.MOVE), ("etl", Fit.LATER)],
        ),
        (  # unless it is the only one
            brief(
                ETL,
                infrastructure=LAMBDA,
                problem=COLD_AND_DEAR,
                dependencies=said("hilos", "use:threads", "use:filesystem-rw"),
            ),
            [("etl", Fit.MOVE)],
        ),
        (  # a toolchain that is not ready waits for the others
            brief(API, part("jobs", "csharp"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
            [("api", Fit.MOVE), ("jobs", Fit.LATER)],
        ),
        (
            brief(API, part("jobs", "kotlin"), infrastructure=LAMBDA, problem=COLD_AND_DEAR),
            [("api", Fit.MOVE), ("jobs", Fit.LATER)],
        ),
        (  # what nobody named waits, and the front end is no server
            brief(
                API,
                part("otra"),
                part("web", "typescript", "frontend"),
                infrastructure=LAMBDA,
                problem=COLD_AND_DEAR,
            ),
            [("api", Fit.MOVE), ("otra", Fit.LATER), ("web", Fit.STAY)],
        ),
        (  # languages stand for parts where nobody named any
            brief(
                POSTGRES,
                infrastructure=LAMBDA,
                application=said(
                    "Python y Node",
                    "language:python=Python",
                    "language:javascript=Node",
                    "!language:java=Java",
                ),
                problem=COLD_AND_DEAR,
            ),
            [("python", Fit.MOVE), ("javascript", Fit.MOVE), ("postgresql", Fit.STAY)],
        ),
    ],
)
def test_what_becomes_of_each_part(given: Brief, fits: list[tuple[str, Fit]]) -> None:
    assert [(each.component.name, each.fit) for each in judged(given).fits] == fits


def test_a_pilot_in_a_pre_release_still_has_a_first_part() -> None:
    answer = judged(
        brief(
            part("motor", "csharp"),
            infrastructure=LAMBDA,
            problem=COLD_AND_DEAR,
        )
    )
    assert answer.verdict is VerdictCode.PILOT
    assert [(each.fit, each.language) for each in answer.fits] == [(Fit.MOVE, "csharp")]


def futures(given: Brief) -> list[tuple[str, Fit, str | None, str]]:
    return [
        (each.component.name, each.fit, each.language, each.language_reason) for each in judged(given).fits
    ]


def test_what_runs_on_workers_stays_there_but_for_the_function_that_computes() -> None:
    workers = said("Cloudflare Workers", "platform:cloudflare-workers")
    photos = part("fotos", "typescript", "image-processing")
    given = brief(API, photos, infrastructure=workers, problem=said("topa con la CPU"))
    answer = judged(given)
    assert answer.verdict is VerdictCode.PILOT
    assert answer.target is not None
    assert answer.target.id == "cloudflare-workers"
    assert futures(given) == [
        ("api", Fit.STAY, None, "already_there"),
        ("fotos", Fit.MOVE, "rust", "hot_module_in_rust"),
    ]
    assert judged(brief(API, infrastructure=workers, problem=SLOW)).verdict is VerdictCode.STAY


CORE, SCRIPTS = part("nucleo", "go"), part("scripts", "javascript", label="JavaScript")
GUEST_SCRIPTS = ("scripts", Fit.MOVE, "javascript", "guest_kept")
UNTRUSTED = "use:untrusted-code=código ajeno"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (  # the plug-in word stands beside the guest's language
            brief(CORE, SCRIPTS, problem=said("Go llama a plugins en JavaScript", "goal:plugins=plugins")),
            [("nucleo", Fit.STAY, None, "host_beside"), GUEST_SCRIPTS],
        ),
        (  # the team's own languages tell the host
            brief(CORE, SCRIPTS, problem=said("código ajeno", UNTRUSTED), skills=said("nucleo en Go")),
            [("nucleo", Fit.STAY, None, "host_beside"), GUEST_SCRIPTS],
        ),
        (  # an answer about the team that names no part
            brief(CORE, SCRIPTS, problem=said("código ajeno", UNTRUSTED), skills=said("Go", "skill:go")),
            [("nucleo", Fit.STAY, None, "host_beside"), GUEST_SCRIPTS],
        ),
        (  # nothing but the guests is known
            brief(SCRIPTS, problem=said("plugins en JavaScript", "goal:plugins=plugins")),
            [GUEST_SCRIPTS],
        ),
        (  # the team writes the customers' language too
            brief(
                CORE,
                SCRIPTS,
                problem=said("plugins en JavaScript", "goal:plugins=plugins"),
                skills=said("Go y JavaScript", "skill:go", "skill:javascript"),
            ),
            [("nucleo", Fit.STAY, None, "host_beside"), GUEST_SCRIPTS],
        ),
        (  # the words name none but the team's own part
            brief(
                part("motor", "rust"),
                problem=said("plugins en Rust", "goal:plugins=plugins"),
                skills=said("Rust", "skill:rust"),
            ),
            [("motor", Fit.STAY, None, "host_embeds"), ("plugins", Fit.MOVE, None, "guest_open")],
        ),
        (  # the host by its role, before the team's other parts; what is kept stays what it is
            brief(
                part("ventas", "python", "api"),
                part("plugins", "rust", "plugin-host"),
                POSTGRES,
                problem=said("código ajeno", UNTRUSTED),
            ),
            [
                ("plugins", Fit.STAY, None, "host_embeds"),
                ("ventas", Fit.STAY, None, "not_touched"),
                ("postgresql", Fit.STAY, None, "kept_service"),
                ("plugins-2", Fit.MOVE, None, "guest_open"),
            ],
        ),
        (  # a part whose language nobody told, which embeds for all that is known
            brief(part("motor"), problem=said("código ajeno", UNTRUSTED)),
            [("motor", Fit.STAY, None, "host_embeds"), ("plugins", Fit.MOVE, None, "guest_open")],
        ),
    ],
)
def test_the_host_stays_and_the_customers_code_keeps_its_language(
    given: Brief, expected: list[tuple[str, Fit, str | None, str]]
) -> None:
    assert futures(given.with_answer(Topic.INFRASTRUCTURE, K8S)) == expected


def test_customers_in_a_language_without_a_toolchain_cannot_be_run() -> None:
    given = brief(
        CORE,
        part("scripts", "php", label="PHP"),
        infrastructure=K8S,
        problem=said("plugins en PHP", "goal:plugins=plugins"),
    )
    answer = judged(given)
    assert answer.verdict is VerdictCode.STAY
    assert futures(given)[0] == ("nucleo", Fit.STAY, None, "not_worth")


def test_what_the_host_uses_is_not_the_guests() -> None:
    given = brief(
        CORE,
        SCRIPTS,
        infrastructure=K8S,
        problem=said("plugins en JavaScript", "goal:plugins=plugins"),
        dependencies=said("El nucleo usa ffmpeg", "use:processes=ffmpeg"),
    )
    assert not [each for each in judged(given).findings if each.severity is Severity.BLOCKER]
