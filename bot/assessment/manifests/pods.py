"""The pods of a workload: its containers as parts, and what they ask of the node on which they run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.manifests.addresses import settings
from bot.assessment.manifests.amounts import BYTE, megabytes
from bot.assessment.manifests.images import image_of, image_part, image_traits
from bot.assessment.manifests.shapes import PartKind, Why
from bot.assessment.manifests.source import Finding, Source, words
from bot.assessment.manifests.tree import (
    NO_WORD,
    Node,
    Scalar,
    at,
    entry,
    is_true,
    items,
    pairs,
    present,
    word,
)
from bot.core.brief import Metric, SignalKind

MOST_WORDS: Final = 100  # of a command
DNS: Final = "53"
_GPU: Final = re.compile(r"(?:nvidia\.com|amd\.com|gpu\.intel\.com)/|.*\.nvidia\.com/")
_ON_NODE: Final = ("hostNetwork", "hostPID", "hostIPC")
_WASM: Final = re.compile(r"wasm|spin|lunatic|slight", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Workload:
    """What runs pods: its name, which may not be known, and what sort of part they are."""

    name: Scalar
    kind: PartKind
    spec: Node  # of its pods
    claims: Node  # the volumes that each pod gets for itself

    @property
    def called(self) -> str:
        return words(self.name.text)


def pods(source: Source, workload: Workload) -> Iterator[Finding]:
    """What the pods of a workload say. The first container is the part; others stand beside it."""
    mine = True
    own_code = False
    for container in items(at(workload.spec, "containers")):
        name = workload.name
        if not mine:
            beside = word(container, "name")
            name = Scalar(beside.line or name.line, f"{name.text}/{beside.text}")
        own_code = own_code or not image_of(word(container, "image").text).known
        yield from _container(source, replace(workload, name=name), container)
        mine = False
    if own_code:
        yield from _kept(source, workload)
    for each in _ON_NODE:
        if is_true(word(workload.spec, each)):
            yield source.missed(Why.NOT_RECOGNISED, entry(workload.spec, each))


def _container(source: Source, workload: Workload, container: Node) -> Iterator[Finding]:
    image = word(container, "image")
    if image.text == "" or image_of(image.text).name == "?":
        yield source.missed(Why.UNRESOLVED, image if image.text else workload.name)
    part = image_part(source, workload.name, image)
    if part.kind is PartKind.SERVICE:
        part = replace(part, kind=workload.kind)
    if _WASM.search(word(workload.spec, "runtimeClassName").text):
        part = replace(part, kind=PartKind.WASM)
    yield replace(part, runs=words(f"{_joined(at(container, 'command'))} {_joined(at(container, 'args'))}"))
    yield from image_traits(source, image, workload.called)
    if part.kind is not PartKind.STORE:
        yield from limits(source, workload.called, at(container, "resources"))
        yield from _asked(source, workload.called, container)
        yield from settings(source, at(container, "env"), workload.called)


def _joined(node: Node) -> str:
    return " ".join(each.text for each in items(node)[:MOST_WORDS] if isinstance(each, Scalar))


def limits(source: Source, part: str, resources: Node) -> Iterator[Finding]:
    """A memory limit, and a GPU. In Kubernetes a small `m` is a thousandth, which nobody means of memory."""
    ceiling = at(resources, "limits")
    said = word(ceiling, "memory")
    memory = None if said.text.endswith("m") else megabytes(said, BYTE)
    if memory is not None:
        yield source.figure(Metric.MEMORY_MB, memory, entry(ceiling, "memory"), part)
    elif said is not NO_WORD:
        yield source.missed(Why.UNRESOLVED if said.unresolved else Why.SYNTAX, entry(ceiling, "memory"))
    for name, _ in (*pairs(ceiling), *pairs(at(resources, "requests"))):
        if _GPU.match(name.text):
            yield source.trait(SignalKind.USE, "gpu", name, part)
            return


def _asked(source: Source, part: str, container: Node) -> Iterator[Finding]:
    security = at(container, "securityContext")
    if is_true(word(security, "privileged")):
        yield source.missed(Why.NOT_RECOGNISED, entry(security, "privileged"))
    for port in items(at(container, "ports")):
        if word(port, "protocol").text == "UDP" and word(port, "containerPort").text != DNS:
            yield source.trait(SignalKind.USE, "raw-udp", entry(port, "protocol"), part)


def _kept(source: Source, workload: Workload) -> Iterator[Finding]:
    """Files that outlive a pod."""
    for volume in items(at(workload.spec, "volumes")):
        for name in ("persistentVolumeClaim", "hostPath", "nfs"):
            if present(at(volume, name)):
                yield source.trait(SignalKind.USE, "filesystem-rw", entry(volume, name), workload.called)
    for claim in items(workload.claims)[:1]:
        said = Scalar(claim.line, "volumeClaimTemplates")
        yield source.trait(SignalKind.USE, "filesystem-rw", said, workload.called)
