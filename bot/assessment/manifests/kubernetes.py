"""Kubernetes manifests: workloads as parts, how many of them run, what they keep, and how they are reached.

One file holds many documents, and lists of them. What a Helm template would fill in is named as not read; the rest of
the template is read all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.manifests.amounts import count
from bot.assessment.manifests.pods import DNS, Workload, limits, pods
from bot.assessment.manifests.shapes import Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, words
from bot.assessment.manifests.tree import NO_WORD, Node, Scalar, at, entry, items, pairs, word
from bot.core.brief import Metric, SignalKind

ID: Final = "kubernetes"
MOST_LISTED: Final = 5_000
_POD: Final = ("spec", "template", "spec")
_WORKLOADS: Final[Mapping[str, tuple[PartKind, tuple[str, ...]]]] = {
    **dict.fromkeys(("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"), (PartKind.SERVICE, _POD)),
    "Rollout": (PartKind.SERVICE, _POD),
    "Job": (PartKind.JOB, _POD),
    "CronJob": (PartKind.JOB, ("spec", "jobTemplate", *_POD)),
    "Pod": (PartKind.SERVICE, ("spec",)),
}
# Stores that an operator runs, by the API's group and the kind.
_STORES: Final = {
    ("postgresql.cnpg.io", "Cluster"): "postgresql",
    ("acid.zalan.do", "postgresql"): "postgresql",
    ("postgres-operator.crunchydata.com", "PostgresCluster"): "postgresql",
    ("kafka.strimzi.io", "Kafka"): "kafka",
    ("mongodbcommunity.mongodb.com", "MongoDBCommunity"): "mongodb",
    ("databases.spotahome.com", "RedisFailover"): "redis",
    ("elasticsearch.k8s.elastic.co", "Elasticsearch"): "elasticsearch",
    ("rabbitmq.com", "RabbitmqCluster"): "rabbitmq",
    ("k8s.mariadb.com", "MariaDB"): "mariadb",
    ("clickhouse.altinity.com", "ClickHouseInstallation"): "clickhouse",
    ("scylla.scylladb.com", "ScyllaCluster"): "cassandra",
}


def is_kubernetes(root: Node) -> bool:
    """Whether a document is an object of Kubernetes."""
    return word(root, "apiVersion") is not NO_WORD and word(root, "kind") is not NO_WORD


def declared(source: Source, root: Node) -> Iterator[Finding]:
    """What an object says, or each object of a list."""
    listed = items(at(root, "items"))[:MOST_LISTED] if word(root, "kind").text == "List" else (root,)
    for each in listed:
        yield from _object(source, each)


def _object(source: Source, root: Node) -> Iterator[Finding]:
    group, kind = word(root, "apiVersion").text.partition("/")[0], word(root, "kind").text
    platform = "knative" if group == "serving.knative.dev" else "kubernetes"
    yield source.trait(SignalKind.PLATFORM, platform, entry(root, "kind"))
    name = word(root, "metadata", "name")
    if name.unresolved or name is NO_WORD:
        yield source.missed(Why.UNRESOLVED, name if name.text else Scalar(root.line, kind))
        name = Scalar(root.line, kind.lower())
    if group == "serving.knative.dev" and kind == "Service":
        yield from pods(source, Workload(name, PartKind.SERVICE, at(root, *_POD), at(root, "none")))
    elif kind in _WORKLOADS:
        yield from _workload(source, root, name)
    elif store := _STORES.get((group, kind)):
        yield Part(words(name.text), PartKind.STORE, source.at(name.line))
        yield source.trait(SignalKind.DATASTORE, store, entry(root, "kind"), words(name.text))
    elif kind == "SpinApp":
        yield from _spin_app(source, root, name)
    elif read := {"Service": _service, "Ingress": _ingress, "HorizontalPodAutoscaler": _autoscaler}.get(kind):
        yield from read(source, root)


def _workload(source: Source, root: Node, name: Scalar) -> Iterator[Finding]:
    kind, path = _WORKLOADS[word(root, "kind").text]
    yield from pods(source, Workload(name, kind, at(root, *path), at(root, "spec", "volumeClaimTemplates")))
    yield from _instances(source, at(root, "spec"), "replicas", words(name.text))
    if word(root, "spec", "schedule") is not NO_WORD:
        yield source.trait(SignalKind.USE, "cron", entry(at(root, "spec"), "schedule"), words(name.text))


def _instances(source: Source, node: Node, name: str, part: str) -> Iterator[Finding]:
    said = word(node, name)
    number = count(said)
    if number is not None:
        yield source.figure(Metric.INSTANCES, number, entry(node, name), part)
    elif said.unresolved:
        yield source.missed(Why.UNRESOLVED, entry(node, name))


def _spin_app(source: Source, root: Node, name: Scalar) -> Iterator[Finding]:
    called, spec = words(name.text), at(root, "spec")
    image = word(spec, "image")
    yield Part(called, PartKind.WASM, source.at(name.line), image=words(image.text) or None)
    yield source.trait(SignalKind.TARGET, "spinkube", entry(root, "kind"), called)
    yield from _instances(source, spec, "replicas", called)
    yield from limits(source, called, at(spec, "resources"))


def _service(source: Source, root: Node) -> Iterator[Finding]:
    spec = at(root, "spec")
    if word(spec, "sessionAffinity").text == "ClientIP":
        yield source.trait(SignalKind.STATE, "in-memory-session", entry(spec, "sessionAffinity"))
    for port in items(at(spec, "ports")):
        if word(port, "protocol").text == "UDP" and word(port, "port").text != DNS:
            yield source.trait(SignalKind.USE, "raw-udp", entry(port, "protocol"))


def _ingress(source: Source, root: Node) -> Iterator[Finding]:
    """Controllers of an ingress are told by annotations what they meet."""
    annotations = at(root, "metadata", "annotations")
    for name, value in pairs(annotations):
        said = value.text.lower() if isinstance(value, Scalar) else ""
        if name.text.endswith("/affinity") and said == "cookie":
            yield source.trait(SignalKind.STATE, "in-memory-session", entry(annotations, name.text))
        elif name.text.endswith("/websocket-services"):
            yield source.trait(SignalKind.USE, "websockets", entry(annotations, name.text))
        elif name.text.endswith("/backend-protocol") and said in ("grpc", "grpcs"):
            yield source.trait(SignalKind.USE, "grpc-server", entry(annotations, name.text))


def _autoscaler(source: Source, root: Node) -> Iterator[Finding]:
    """How many run at least; how many more there may be is no measurement."""
    part = words(word(root, "spec", "scaleTargetRef", "name").text)
    yield from _instances(source, at(root, "spec"), "minReplicas", part)
