"""Where a system would run, and which language each part would be in there."""

from decimal import Decimal

import pytest

from bot.assessment.case import candidates, parts
from bot.assessment.facts import knowledge
from bot.assessment.rewriting import Rewrite, factor, knows_rust, rewrite
from bot.assessment.targets import alternatives, choose
from bot.core.brief import Brief, Component
from tests.builders import brief, part, said

KNOWN = knowledge()
JS, PY, RS = part("api", "javascript", "api"), part("etl", "python", "etl"), part("core", "rust", "api")
LAMBDA = said("AWS Lambda", "platform:aws-lambda")
K8S = said("Kubernetes", "platform:kubernetes")
WORKERS = said("Workers", "target:cloudflare-workers")
RUST, NO_RUST = said("sabemos Rust", "skill:rust"), said("nadie sabe Rust", "!skill:rust")
HEAVY, LIGHT = said("40 ms de CPU", cpu_ms=40), said("3 ms de CPU", cpu_ms=3)


@pytest.mark.parametrize(
    ("given", "target", "others"),
    [
        (brief(JS), "spin", ["akamai-functions", "cloudflare-workers", "wasmcloud"]),
        (
            brief(JS, objective=said("en el borde", "goal:edge")),
            "spin",
            ["akamai-functions", "cloudflare-workers", "wasmcloud"],
        ),
        (brief(JS, infrastructure=K8S), "spinkube", ["wasmcloud", "akamai-functions", "spin"]),
        (
            brief(JS, infrastructure=K8S, objective=said("en el borde", "goal:edge")),
            "spinkube",
            ["akamai-functions", "wasmcloud", "spin"],
        ),
        (brief(RS, objective=said("plugins", "goal:plugins")), "wasmtime-embed", ["spin", "wasmcloud"]),
        (
            brief(RS, infrastructure=K8S, application=said("motor de plugins", "role:plugin-host")),
            "wasmtime-embed",
            ["spin", "wasmcloud"],
        ),
        (
            brief(JS, infrastructure=said("Workers", "platform:cloudflare-workers")),
            "cloudflare-workers",
            ["spin", "akamai-functions"],
        ),
        (
            brief(part("api", "php"), infrastructure=said("Workers", "platform:cloudflare-workers")),
            "spin",
            None,
        ),
        (brief(JS, target=WORKERS), "cloudflare-workers", ["spin", "akamai-functions"]),
        (brief(JS, target=said("no Workers", "!target:cloudflare-workers")), "spin", None),
        (brief(JS, target=said("Workers o Spin", "target:cloudflare-workers", "target:spin")), "spin", None),
        (brief(JS, target=said("WasmEdge", "target:wasmedge")), "spin", None),
        (brief(PY, target=said("Fastly", "target:fastly-compute")), "spin", None),
        (
            brief(RS, target=said("Fastly", "target:fastly-compute")),
            "fastly-compute",
            ["cloudflare-workers", "spin"],
        ),
        (brief(target=said("Fastly", "target:fastly-compute")), "fastly-compute", None),
        (brief(JS, traffic=said("1 GB", memory_mb=1024)), "spin", ["wasmcloud"]),
        (
            brief(JS, infrastructure=LAMBDA, traffic=said("1 GB", memory_mb=1024)),
            "spin",
            ["akamai-functions", "cloudflare-workers", "wasmcloud"],
        ),
    ],
)
def test_where_it_would_run(given: Brief, target: str, others: list[str] | None) -> None:
    components = candidates(parts(given))
    host = choose(given, components, KNOWN)
    assert host.target.id == target
    if others is not None:
        assert [each.id for each in alternatives(host, given, components, KNOWN)] == others


@pytest.mark.parametrize(
    ("component", "given", "expected"),
    [
        (JS, brief(), Rewrite("rust", "core_in_rust")),
        (JS, brief(skills=RUST), Rewrite("rust", "core_in_rust")),
        (part("web", "typescript"), brief(), Rewrite("rust", "core_in_rust")),
        (JS, brief(skills=NO_RUST), Rewrite("javascript", "javascript_kept")),
        (JS, brief(skills=said("Node y algo de Go", "skill:go")), Rewrite("javascript", "javascript_kept")),
        (JS, brief(skills=NO_RUST, traffic=LIGHT), Rewrite("javascript", "javascript_kept")),
        (JS, brief(skills=NO_RUST, traffic=HEAVY), Rewrite("rust", "hot_path_in_rust")),
        (part("login", "javascript", "auth"), brief(), Rewrite("javascript", "javascript_kept")),
        (part("login", "javascript", "auth"), brief(skills=RUST), Rewrite("rust", "core_in_rust")),
        (JS, brief(target=WORKERS), Rewrite("javascript", "native_v8")),
        (PY, brief(), Rewrite("python", "data_in_python")),
        (PY, brief(target=WORKERS), Rewrite("python", "python_on_pyodide")),
        (PY, brief(skills=RUST, traffic=HEAVY), Rewrite("python", "data_in_python")),
        (
            part("api", "python", "api"),
            brief(skills=RUST, traffic=HEAVY),
            Rewrite("rust", "hot_path_in_rust"),
        ),
        (part("api", "python", "api"), brief(traffic=HEAVY), Rewrite("python", "data_in_python")),
        (RS, brief(), Rewrite("rust", "kept_language")),
        (part("api", "csharp"), brief(), Rewrite("csharp", "experimental")),
        (part("api", "kotlin"), brief(), Rewrite("kotlin", "in_progress")),
        (part("api", "java"), brief(), Rewrite(None, "no_toolchain")),
        (part("api", "haskell"), brief(), Rewrite(None, "language_unlisted")),
        (part("api"), brief(), Rewrite(None, "language_unknown")),
    ],
)
def test_which_language_a_part_would_be_in(component: Component, given: Brief, expected: Rewrite) -> None:
    host = choose(given, (component,), KNOWN)
    assert rewrite(component, given, host, KNOWN) == expected


@pytest.mark.parametrize(
    ("given", "knows"),
    [
        (brief(), None),
        (brief(skills=RUST), True),
        (brief(application=said("Rust", "language:rust")), True),
        (brief(skills=NO_RUST), False),
        (brief(skills=said("somos cinco personas", team_size=5)), None),
        (brief(skills=said("sobre todo Node", "language:javascript")), False),
        (brief(application=said("sabemos Go", "skill:go")), False),
    ],
)
def test_whether_the_team_knows_rust(given: Brief, knows: bool | None) -> None:
    assert knows_rust(given) is knows


@pytest.mark.parametrize(
    ("language", "target", "expected"),
    [
        ("rust", "spin", (Decimal("1.2"), Decimal("1.6"))),
        ("javascript", "spin", (5, 15)),
        ("javascript", "cloudflare-workers", (1, 1)),
        ("csharp", "spin", None),
        ("haskell", "spin", None),
        (None, "spin", None),
    ],
)
def test_how_much_slower_a_language_computes(
    language: str | None, target: str, expected: tuple[Decimal, Decimal] | None
) -> None:
    assert factor(language, KNOWN.hosts[target], KNOWN) == expected
