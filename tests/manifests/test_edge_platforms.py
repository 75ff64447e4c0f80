"""The small files: fly.toml, wrangler, spin.toml, vercel.json, netlify.toml, fastly.toml, app.yaml."""

from collections.abc import Callable

import pytest

from bot.assessment.manifests import fly, hosted, spin, wrangler, yaml_files
from bot.assessment.manifests.shapes import Manifest, Why
from tests.manifests.platforms_shown import figures, parts, traits, unread

FLY = """\
app = "shop"
[build]
image = "acme/shop:1"
[http_service]
  internal_port = 8080
  min_machines_running = 2
[[services]]
  protocol = "tcp"
  [[services.ports]]
    port = 5000
[[services]]
  protocol = "tcp"
  [[services.ports]]
    port = 443
    handlers = ["tls", "http"]
[[vm]]
  memory = "1gb"
  gpu_kind = "l40s"
[mounts]
  source = "data"
"""
WRANGLER = """\
{ // the edge
  "name": "edge",
  "main": "src/index.ts",
  "kv_namespaces": [
    { "binding": "CACHE", "id": "0f" },
  ],
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
  "d1_databases": [{ "binding": "DB", "database_id": "1" }],
  "r2_buckets": [{ "binding": "FILES" }],
  "hyperdrive": [{ "binding": "PG" }],
  "triggers": { "crons": ["0 3 * * *"] }
}
"""
WRANGLER_TOML = """\
name = "edge"
main = "build/worker/shim.mjs"
[build]
command = "cargo install -q worker-build && worker-build --release"
[wasm_modules]
filter = "filter.wasm"
"""
SPIN = """\
spin_manifest_version = 2
[application]
name = "shop"
[[trigger.http]]
route = "/..."
component = "api"
[component.api]
source = "target/api.wasm"
allowed_outbound_hosts = ["postgres://shop:correct-horse@db.example.org", "https://example.org"]
key_value_stores = ["default"]
[component.api.build]
command = "cargo build --target wasm32-wasip2 --release"
workdir = "api"
"""
SPIN_1 = """\
spin_version = "1"
[[component]]
id = "mail"
source = { url = "https://example.org/mail.wasm", digest = "sha256:0" }
[component.build]
command = "npm run build"
"""


class TestFly:
    def test_an_app(self) -> None:
        manifest = fly.read("fly.toml", FLY)
        assert parts(manifest) == [(1, "service", "shop", None)]
        assert figures(manifest) == [(17, "memory_mb", "1024", "shop"), (6, "instances", "2", "shop")]
        assert traits(manifest) == [
            (1, "platform.fly-io", None),
            (18, "use.gpu", "shop"),
            (19, "use.filesystem-rw", "shop"),
            (8, "use.raw-tcp-server", "shop"),
            (4, "role.api", "shop"),
        ]

    def test_processes_are_parts(self) -> None:
        manifest = fly.read(
            "fly.toml", 'app = "shop"\n[processes]\nweb = "gunicorn a"\njobs = "celery worker"\n'
        )
        assert [(each.name, each.at.line, each.runs) for each in manifest.parts] == [
            ("web", 3, "gunicorn a"),
            ("jobs", 4, "celery worker"),
        ]


class TestWrangler:
    def test_a_worker_and_what_is_bound_to_it(self) -> None:
        manifest = wrangler.read("wrangler.jsonc", WRANGLER)
        assert parts(manifest) == [
            (2, "function", "edge", "typescript"),
            (5, "store", "CACHE", None),
            (8, "store", "DB", None),
            (9, "store", "FILES", None),
            (7, "store", "ROOM", None),
        ]
        assert manifest.parts[0].needs == ("CACHE", "DB", "FILES", "ROOM")
        assert [row[:2] for row in traits(manifest)] == [
            (3, "language.typescript"),
            (2, "target.cloudflare-workers"),
            *((line, "state.external-state") for line in (5, 8, 9, 7, 10)),
            (11, "use.cron"),
        ]

    def test_a_worker_in_rust_with_a_module(self) -> None:
        manifest = wrangler.read("wrangler.toml", WRANGLER_TOML)
        assert parts(manifest) == [(1, "function", "edge", "rust"), (6, "wasm", "filter", None)]


class TestSpin:
    def test_components(self) -> None:
        manifest = spin.read("spin.toml", SPIN)
        assert parts(manifest) == [(7, "wasm", "api", "rust"), (10, "store", "default", None)]
        assert (manifest.parts[0].folder, manifest.parts[0].needs) == ("api", ("default",))
        assert traits(manifest) == [
            (1, "target.spin", None),
            (12, "language.rust", "api"),
            (10, "state.external-state", "api"),
            (9, "datastore.postgresql", "api"),
            (5, "role.api", "api"),
        ]

    def test_of_an_address_the_scheme_is_kept(self) -> None:
        assert "correct-horse" not in repr(spin.read("spin.toml", SPIN))

    def test_version_1(self) -> None:
        manifest = spin.read("spin.toml", SPIN_1)
        assert parts(manifest) == [(3, "wasm", "mail", "javascript")]
        assert manifest.parts[0].runs == "https://example.org/mail.wasm"


class TestHosted:
    def test_vercel(self) -> None:
        text = '{\n"framework": "nextjs",\n"functions": {\n"a/*.py": {\n"memory": 512}},\n"crons": [{"schedule": "@"}]}'
        manifest = hosted.read_vercel("vercel.json", text)
        assert parts(manifest) == [(4, "function", "a/*.py", "python")]
        assert figures(manifest) == [(5, "memory_mb", "512", "a/*.py")]
        assert [row[:2] for row in traits(manifest)] == [
            (2, "platform.vercel"),
            (2, "framework.nextjs"),
            (4, "language.python"),
            (6, "use.cron"),
        ]

    def test_netlify(self) -> None:
        text = '[build]\n[functions."daily"]\nschedule = "@daily"\n[[edge_functions]]\nfunction = "geo"\n'
        manifest = hosted.read_netlify("netlify.toml", text)
        assert parts(manifest) == [(2, "function", "daily", None), (5, "function", "geo", "typescript")]
        assert traits(manifest) == [(1, "platform.netlify", None), (3, "use.cron", "daily")]

    def test_fastly(self) -> None:
        manifest = hosted.read_fastly("fastly.toml", 'name = "edge"\nlanguage = "rust"\n')
        assert parts(manifest) == [(1, "wasm", "edge", "rust")]
        assert traits(manifest) == [(1, "target.fastly", None), (2, "language.rust", "edge")]

    def test_app_engine(self) -> None:
        text = "runtime: python312\nservice: api\nautomatic_scaling:\n  min_instances: 2\nresources: {memory_gb: 1.5}\n"
        manifest = yaml_files.read("app.yaml", text)
        assert manifest.format == "app_engine"
        assert parts(manifest) == [(2, "service", "api", "python")]
        assert figures(manifest) == [(4, "instances", "2", "api"), (5, "memory_mb", "1536", "api")]


@pytest.mark.parametrize(
    ("read", "file"),
    [
        (fly.read, "fly.toml"),
        (spin.read, "spin.toml"),
        (wrangler.read, "wrangler.toml"),
        (hosted.read_netlify, "netlify.toml"),
    ],
)
def test_a_broken_line_is_named(read: Callable[[str, str], Manifest], file: str) -> None:
    assert (2, Why.SYNTAX) in [row[:2] for row in unread(read(file, 'name = "a"\n= 3\napp = "b"\n'))]
