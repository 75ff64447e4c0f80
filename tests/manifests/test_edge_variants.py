"""What the small files of edge platforms say less often, and what they leave open."""

from bot.assessment.manifests import fly, hosted, spin, wrangler, yaml_files
from bot.assessment.manifests.shapes import Why
from tests.manifests.platforms_shown import figures, parts, traits, unread


def test_a_service_of_fly_for_datagrams() -> None:
    text = 'app = "a"\n[[services]]\nprotocol = "udp"\n'
    assert traits(fly.read("fly.toml", text)) == [(1, "platform.fly-io", None), (3, "use.raw-udp", "a")]


class TestSpin:
    def test_messages_of_redis_start_a_component(self) -> None:
        text = 'spin_manifest_version = 2\n[[trigger.redis]]\nchannel = "jobs"\ncomponent = "a"\n'
        manifest = spin.read("spin.toml", text)
        assert traits(manifest) == [(1, "target.spin", None), (2, "datastore.redis", None)]
        assert parts(manifest) == []

    def test_a_route_to_a_component_written_in_its_place_names_no_part(self) -> None:
        text = '[[trigger.http]]\nroute = "/..."\ncomponent = { source = "a.wasm" }\n'
        assert [row[1] for row in traits(spin.read("spin.toml", text))] == ["target.spin"]

    def test_a_component_that_is_built_elsewhere_tells_no_language(self) -> None:
        manifest = spin.read("spin.toml", '[component.a]\nsource = "a.wasm"\n')
        assert parts(manifest) == [(1, "wasm", "a", None)]

    def test_a_component_that_is_a_word_is_none(self) -> None:
        assert parts(spin.read("spin.toml", 'component = "a"\n')) == []


def test_builds_of_vercel_are_functions_unless_they_are_files() -> None:
    text = (
        '{"builds": [\n{"src": "api/index.py", "use": "@vercel/python"},\n'
        '{"src": "index.html", "use": "@vercel/static"}]}'
    )
    manifest = hosted.read_vercel("vercel.json", text)
    assert parts(manifest) == [(2, "function", "api/index.py", "python")]
    assert traits(manifest)[1:] == [(2, "language.python", "api/index.py")]


def test_a_runtime_of_app_engine_that_is_filled_in_is_named() -> None:
    manifest = yaml_files.read("app.yaml", "runtime: ${RUNTIME}\n")
    assert parts(manifest) == [(1, "service", "default", None)]
    assert unread(manifest) == [(1, Why.UNRESOLVED, "runtime: ${RUNTIME}")]
    assert figures(manifest) == []


def test_a_machine_of_fly_without_a_gpu() -> None:
    manifest = fly.read("fly.toml", 'app = "a"\n[[vm]]\nmemory = "1gb"\n')
    assert figures(manifest) == [(3, "memory_mb", "1024", "a")]
    assert [row[1] for row in traits(manifest)] == ["platform.fly-io"]


def test_functions_of_vercel_that_tell_neither_memory_nor_language() -> None:
    manifest = hosted.read_vercel("vercel.json", '{"functions": {"api/*": {"maxDuration": 5}}}')
    assert parts(manifest) == [(1, "function", "api/*", None)]
    assert figures(manifest) == []


def test_functions_of_netlify_without_a_time_or_a_name_are_not_told() -> None:
    text = '[functions."a"]\nnode_bundler = "esbuild"\n[[edge_functions]]\npath = "/b"\n'
    manifest = hosted.read_netlify("netlify.toml", text)
    assert (parts(manifest), unread(manifest)) == ([], [])


def test_a_runtime_of_the_teams_own_tells_no_language() -> None:
    manifest = yaml_files.read("app.yaml", "runtime: custom\n")
    assert parts(manifest) == [(1, "service", "default", None)]
    assert unread(manifest) == []


def test_a_store_of_wrangler_without_a_binding_is_no_part() -> None:
    manifest = wrangler.read("wrangler.toml", 'name = "a"\n[[kv_namespaces]]\nid = "0f"\n')
    assert [row[2] for row in parts(manifest)] == ["a"]


def test_a_component_of_spin_is_told_by_its_settings_what_it_reaches() -> None:
    text = (
        'spin_manifest_version = 2\n[component.tally]\nenvironment = { STORE = "redis://10.0.0.9:6379/" }\n'
    )
    assert (3, "datastore.redis", "tally") in traits(spin.read("spin.toml", text))


def test_durable_objects_as_the_first_releases_of_wrangler_wrote_them() -> None:
    text = 'name = "talk"\n[durable_objects]\nclasses = [\n  { binding = "rooms", class_name = "Room" },\n]\n'
    assert (4, "state.external-state", "talk") in traits(wrangler.read("wrangler.toml", text))
