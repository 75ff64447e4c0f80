"""What manifests grant: spin.toml, wrangler and fastly manifests, the resources of wasmCloud and SpinKube.

A grant that names a component counts for it; one that names none counts for any of them. Manifests come from a
model: anything may stand anywhere, so every step down asks for the shape that it needs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from bot.planning.contract.hosts import (
    FILES,
    IN,
    MESSAGES,
    NETWORK,
    NOTHING,
    OUT,
    SETTINGS,
    SQL,
    STORE,
    Kinds,
    needs,
)
from bot.planning.contract.parsing import Parsed

Table = Mapping[str, Any]  # Any: a table of a manifest, whatever a model wrote into it


class Grant(NamedTuple):  # one for each interface and host, made in a third of a dataclass's time
    """`what` as written; one of `kinds` must be declared; `scope` is what a declared scope must name, if anything.

    `component` is the name in the manifest. `wide` grants hand over whatever the host has.
    """

    where: str
    what: str
    kinds: Kinds
    scope: str | None = None
    component: str | None = None
    wide: bool = False


SCHEMES: Final[Mapping[str, Kinds]] = {
    "http": OUT,
    "https": OUT,
    "postgres": SQL,
    "postgresql": SQL,
    "mysql": SQL,
    "redis": STORE | MESSAGES,
    "rediss": STORE | MESSAGES,
    "mqtt": MESSAGES,
    "amqp": MESSAGES,
    "nats": MESSAGES,
}
TRIGGERS: Final[Mapping[str, Kinds]] = {"http": IN, "redis": MESSAGES, "mqtt": MESSAGES, "sqs": MESSAGES}
WRANGLER: Final[Mapping[str, Kinds]] = {
    "kv_namespaces": STORE,
    "durable_objects": STORE | SQL,
    "d1_databases": SQL,
    "hyperdrive": SQL,
    "r2_buckets": FILES | STORE,
    "queues": MESSAGES,
    "vars": SETTINGS,
}
FASTLY: Final[Mapping[str, Kinds]] = {
    "backends": OUT,
    "kv_stores": STORE,
    "object_stores": STORE,
    "config_stores": SETTINGS,
    "secret_stores": SETTINGS,
}
RESOURCES = re.compile(r"wasmcloud|spinkube|spinoperator|cosmonic|core\.oam\.dev")


def of_manifest(parsed: Parsed) -> Iterator[Grant]:
    """Grants of a manifest, by what kind of manifest it is."""
    where, path = f"{parsed.where}.text", parsed.file.path.casefold()
    for document in parsed.tree if parsed.file.language == "yaml" else (parsed.tree,):
        tree = table(document)
        if not tree:
            continue
        if "spin_manifest_version" in tree or "spin" in path:
            yield from of_spin(where, tree)
        if "compatibility_date" in tree or "wrangler" in path:
            yield from of_wrangler(where, tree)
        if "fastly" in path:
            yield from of_fastly(where, tree)
        if RESOURCES.search(str(tree.get("apiVersion", ""))):
            yield from of_resource(where, tree)


def of_spin(where: str, tree: Table) -> Iterator[Grant]:
    """spin.toml: triggers, and each component's table."""
    for kind, triggers in table(tree.get("trigger")).items():
        for trigger in rows(triggers):
            kinds = TRIGGERS.get(kind, NOTHING)
            component = trigger.get("component")
            if isinstance(component, str):
                yield Grant(where, f"trigger.{kind}", kinds, component=component)
    for name, component in table(tree.get("component")).items():
        yield from of_spin_component(where, name, table(component))


def of_spin_component(where: str, name: str, component: Table) -> Iterator[Grant]:
    yield Grant(where, f"component.{name}", NOTHING, component=name)
    for host in texts(component.get("allowed_outbound_hosts")):
        yield from of_host(where, host, name)
    for key, kinds in (("key_value_stores", STORE), ("sqlite_databases", SQL)):
        for scope in texts(component.get(key)):
            yield Grant(where, f"{key} {scope}", kinds, scope, name)
    if component.get("files"):
        yield Grant(where, "files", FILES, component=name)
    for key in ("environment", "variables"):
        if component.get(key):
            yield Grant(where, key, SETTINGS, component=name)
    if component.get("dependencies_inherit_configuration") is True:
        yield Grant(where, "dependencies_inherit_configuration", NOTHING, component=name, wide=True)


def of_host(where: str, host: str, component: str | None) -> Iterator[Grant]:
    """An address that may be called; a template in it cannot be compared with a scope."""
    scheme, divider, rest = host.partition("://")
    kinds = SCHEMES.get(scheme.casefold(), NETWORK | OUT) if divider else NETWORK | OUT
    name = (rest if divider else host).split("/", 1)[0].rsplit(":", 1)[0]
    yield Grant(where, host, kinds, None if "{" in name else name, component)


def of_wrangler(where: str, tree: Table) -> Iterator[Grant]:
    for key, kinds in WRANGLER.items():
        if tree.get(key):
            yield Grant(where, key, kinds)


def of_fastly(where: str, tree: Table) -> Iterator[Grant]:
    for section in ("local_server", "setup"):
        for key, entries in table(tree.get(section)).items():
            if entries and key in FASTLY:
                yield Grant(where, key, FASTLY[key])


def of_resource(where: str, tree: Table) -> Iterator[Grant]:
    """A Kubernetes resource of wasmCloud or SpinKube: host interfaces, allowed hosts, mounts, settings."""
    own = table(tree.get("metadata")).get("name") if tree.get("kind") == "SpinApp" else None
    waiting: list[tuple[object, str | None]] = [(tree, own if isinstance(own, str) else None)]
    seen: set[int] = set()  # YAML's anchors make graphs, some of them enormous as trees
    while waiting:
        node, component = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting.extend((each, component) for each in array(node))
        inner = table(node)
        yield from of_node(where, inner, component)
        for key, value in inner.items():
            if key == "components":
                yield from (
                    Grant(where, f"component {name}", NOTHING, component=name) for name in named(value)
                )
                waiting.extend((each, str(each["name"])) for each in rows(value) if "name" in each)
            else:
                waiting.append((value, component))


def of_node(where: str, node: Table, component: str | None) -> Iterator[Grant]:
    """The grants of one mapping of a resource."""
    if "namespace" in node and "package" in node:
        for interface in texts(node.get("interfaces")):
            name = f"{node['namespace']}:{node['package']}/{interface}"
            yield Grant(where, name, needs(name), component=component)
    for key in ("allowedHosts", "allowedOutboundHosts", "allowed_hosts"):
        for host in texts(node.get(key)):
            yield from of_host(where, host, component)
    for key, kinds in (("volumeMounts", FILES), ("environment", SETTINGS), ("variables", SETTINGS)):
        if node.get(key):
            yield Grant(where, key, kinds, component=component)


def named(value: object) -> Iterator[str]:
    yield from (str(each["name"]) for each in rows(value) if "name" in each)


def table(value: object) -> Table:
    """A table, or an empty one in place of anything else."""
    return cast("Table", value) if isinstance(value, dict) else {}


def array(value: object) -> list[object]:
    """An array, or an empty one in place of anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


def rows(value: object) -> list[Table]:
    """The tables of an array."""
    return [found for each in array(value) if (found := table(each))]


def texts(value: object) -> list[str]:
    """The strings of an array."""
    return [each for each in array(value) if isinstance(each, str)]
