import pytest

from bot.assessment.manifests import yaml_files
from bot.assessment.manifests.compose import read
from bot.assessment.manifests.shapes import Why
from tests.manifests.platforms_shown import figures, parts, traits, unread

SHOP = """\
include: [monitoring.yml]
x-small: &small
  deploy:
    replicas: 2
    resources: {limits: {memory: 512M}}
services:
  web:
    <<: *small
    build: {context: ./web, dockerfile: Dockerfile}
    command: ["gunicorn", "shop:app"]
    depends_on:
      db: {condition: service_healthy}
      cache: {condition: service_started}
    ports: ["80:8000", "5353:5353/udp"]
    volumes: ["uploads:/srv/uploads", "./src:/src", "conf:/etc/conf:ro"]
    privileged: true
  worker:
    image: ${REGISTRY}/acme/worker:${TAG:-latest}
    mem_limit: ${MEMORY}
    gpus: all
    devices: ["/dev/ttyUSB0:/dev/ttyUSB0"]
    links: ["cache:redis"]
  db:
    image: docker.io/library/postgres:16
    volumes: ["data:/var/lib/postgresql"]
    mem_limit: 1g
  cache: {image: "redis:7"}
  front: {image: nginx, depends_on: [web]}
  filter: {image: acme/filter, platform: wasi/wasm}
"""


class TestServices:
    def test_they_are_parts_on_their_lines(self) -> None:
        manifest = read("compose.yaml", SHOP)
        assert parts(manifest) == [
            (7, "service", "web", None),
            (17, "service", "worker", None),
            (23, "store", "db", None),
            (27, "store", "cache", None),
            (28, "service", "front", None),
            (29, "wasm", "filter", None),
        ]
        web, worker, *_, front, _filter = manifest.parts
        assert (web.folder, web.runs, web.needs) == ("./web", "gunicorn shop:app", ("db", "cache"))
        assert (worker.needs, front.needs) == (("cache",), ("web",))

    def test_figures_come_through_merges_with_the_lines_of_what_is_merged(self) -> None:
        assert figures(read("compose.yaml", SHOP)) == [
            (5, "memory_mb", "512", "web"),
            (4, "instances", "2", "web"),
        ]

    def test_traits(self) -> None:
        assert traits(read("compose.yaml", SHOP)) == [
            (6, "platform.docker", None),
            (14, "use.raw-udp", "web"),
            (15, "use.filesystem-rw", "web"),
            (20, "use.gpu", "worker"),
            (24, "datastore.postgresql", "db"),
            (27, "datastore.redis", "cache"),
            (28, "role.gateway", "front"),
        ]

    def test_what_is_not_read_is_named(self) -> None:
        assert unread(read("compose.yaml", SHOP)) == [
            (1, Why.UNRESOLVED, "include"),
            (16, Why.NOT_RECOGNISED, "privileged: true"),
            (19, Why.UNRESOLVED, "mem_limit: ${MEMORY}"),
            (21, Why.NOT_RECOGNISED, "/dev/ttyUSB0:/dev/ttyUSB0"),
        ]


@pytest.mark.parametrize(
    ("service", "found"),
    [
        ("deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}", "use.gpu"),
        ("deploy: {resources: {reservations: {devices: [{capabilities: [utility, gpu]}]}}}", "use.gpu"),
        ("runtime: nvidia", "use.gpu"),
        ("environment: {CACHE_URL: 'rediss://:secret@cache.example.org'}", "datastore.redis"),
        ("environment: ['QUEUE=amqp://guest:guest@mq', 'DEBUG=1']", "datastore.rabbitmq"),
        ("devices: [/dev/dri:/dev/dri]", "use.gpu"),
        ("ports: [{target: 53, protocol: udp}]", "use.raw-udp"),
        (
            "volumes: [{type: bind, source: /e, target: /e}, {type: volume, source: d, target: /d}]",
            "use.filesystem-rw",
        ),
        ("volumes: [{type: volume, source: d, target: /d}]", "use.filesystem-rw"),
    ],
)
def test_what_a_service_asks_of_its_host(service: str, found: str) -> None:
    manifest = read("compose.yml", f"services:\n  a:\n    image: acme/a\n    {service}\n")
    assert [row[1:] for row in traits(manifest)] == [("platform.docker", None), (found, "a")]


class TestOpen:
    def test_an_image_that_a_variable_names_is_named(self) -> None:
        manifest = read("compose.yml", "services:\n  a:\n    image: ${IMAGE}\n")
        assert unread(manifest) == [(3, Why.UNRESOLVED, "${IMAGE}")]
        assert parts(manifest) == [(2, "service", "a", None)]

    def test_a_number_that_a_variable_gives_is_named(self) -> None:
        manifest = read("compose.yml", "services:\n  a:\n    image: acme/a\n    scale: ${WORKERS}\n")
        assert unread(manifest) == [(4, Why.UNRESOLVED, "scale: ${WORKERS}")]
        assert figures(manifest) == []

    def test_a_need_that_is_no_list_is_not_read(self) -> None:
        (part,) = read("compose.yml", "services:\n  a: {image: acme/a, depends_on: db}\n").parts
        assert part.needs == ()

    def test_an_image_of_a_module_is_wasm_already(self) -> None:
        assert parts(read("compose.yml", "services:\n  a: {image: acme/filter.wasm}\n")) == [
            (2, "wasm", "a", None)
        ]


def test_it_is_known_by_what_it_holds() -> None:
    manifest = yaml_files.read("stack.yaml", "services:\n  a:\n    image: redis\n")
    assert (manifest.format, parts(manifest)) == ("compose", [(2, "store", "a", None)])


class TestBroken:
    def test_a_broken_line_is_named_and_what_follows_read(self) -> None:
        manifest = read("compose.yml", "services:\n  a:\n    image: redis\n  b: ]\n  c:\n    image: mysql\n")
        assert unread(manifest) == [(4, Why.SYNTAX, "b: ]")]
        assert [row[2] for row in parts(manifest)] == ["a", "c"]

    def test_what_is_no_compose_file_says_so(self) -> None:
        assert unread(read("compose.yml", "a: b\n")) == [(1, Why.NOT_RECOGNISED, "a: b")]

    def test_a_service_that_extends_another_is_not_followed(self) -> None:
        text = "services:\n  a:\n    extends: {file: b.yml, service: b}\n"
        assert unread(read("compose.yml", text)) == [(3, Why.UNRESOLVED, "extends")]
