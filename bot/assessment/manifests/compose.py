"""A Compose file: services as parts, what they need, how much they may take, and what they ask of their host.

What `extends`, `include` or a variable brings is named and not followed. A volume of a service that somebody else wrote
says nothing; one of a service of the team's own says that it writes files.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.assessment.manifests.addresses import settings
from bot.assessment.manifests.amounts import BYTE, count, megabytes
from bot.assessment.manifests.images import image_of, image_part, image_traits
from bot.assessment.manifests.shapes import Manifest, Part, PartKind, Why
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.tree import (
    NO_WORD,
    Node,
    Row,
    Scalar,
    Table,
    at,
    entry,
    every,
    is_true,
    items,
    pairs,
    present,
    word,
)
from bot.assessment.manifests.yaml_lines import documents
from bot.core.brief import Metric, SignalKind

ID: Final = "compose"
MOST_NEEDS: Final = 100
_GPU: Final = re.compile(r"/dev/(?:nvidia|dri|kfd)|nvidia\.com/gpu")
_WASM: Final = re.compile(r"wasi|wasm")


def read(file: str, text: str) -> Manifest:
    """What a Compose file says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    roots, unread = documents(source)
    yield from unread
    for root in roots:
        yield from composed(source, root)


def composed(source: Source, root: Node) -> Iterator[Finding]:
    """What one document says."""
    services = at(root, "services")
    if not pairs(services):
        yield source.missed(Why.NOT_RECOGNISED, Scalar(max(root.line, 1), source.line(root.line)))
        return
    yield source.trait(SignalKind.PLATFORM, "docker", entry(root, "services"))
    if present(at(root, "include")):
        yield source.missed(Why.UNRESOLVED, entry(root, "include"))
    for name, service in pairs(services):
        yield from _service(source, name, service)


def _service(source: Source, name: Scalar, service: Node) -> Iterator[Finding]:
    called, image, build = words(name.text), word(service, "image"), at(service, "build")
    if present(at(service, "extends")):
        yield source.missed(Why.UNRESOLVED, entry(service, "extends"))
    if image is not NO_WORD and image_of(image.text).name == "?" and not present(build):
        yield source.missed(Why.UNRESOLVED, image)
    part = _part(source, name, service)
    yield part
    if not present(build):
        yield from image_traits(source, image, called)
    if part.kind is not PartKind.STORE:
        yield from _figures(source, called, service)
        yield from _habits(source, called, service)
        yield from settings(source, at(service, "environment"), called)
        if present(build) or not image_of(image.text).known:
            yield from _kept(source, called, service)


def _part(source: Source, name: Scalar, service: Node) -> Part:
    image, build = word(service, "image"), at(service, "build")
    folder = build if isinstance(build, Scalar) else word(build, "context")
    part = image_part(source, name, image)
    if present(build):
        folder = folder if folder.text else Scalar(name.line, ".")
        part = Part(part.name, PartKind.SERVICE, part.at, image=part.image, folder=words(folder.text))
    if any(_WASM.search(word(service, each).text) for each in ("platform", "runtime")):
        part = replace(part, kind=PartKind.WASM)
    starts = [_command(at(service, each)) for each in ("entrypoint", "command")]
    needs = (*_named(at(service, "depends_on")), *_named(at(service, "links")))
    return replace(
        part,
        runs=words(" ".join(each for each in starts if each)),
        needs=tuple(dict.fromkeys(words(each.text.partition(":")[0]) for each in needs))[:MOST_NEEDS],
    )


def _command(node: Node) -> str:
    return " ".join(each.text for each in items(node)[:MOST_NEEDS] if isinstance(each, Scalar))


def _named(node: Node) -> Iterator[Scalar]:
    """Names as a list, or as the names of a table."""
    if isinstance(node, Table):
        yield from (name for name, _ in node.pairs[:MOST_NEEDS])
    elif isinstance(node, Row):
        yield from (each for each in node.items[:MOST_NEEDS] if isinstance(each, Scalar))


def _figures(source: Source, part: str, service: Node) -> Iterator[Finding]:
    """Memory limits and replicas."""
    limits, deploy = at(service, "deploy", "resources", "limits"), at(service, "deploy")
    for node, name in ((service, "mem_limit"), (limits, "memory")):
        said = word(node, name)
        memory = megabytes(said, BYTE)
        if memory is not None:
            yield source.figure(Metric.MEMORY_MB, memory, entry(node, name), part)
        elif said is not NO_WORD:
            yield source.missed(Why.UNRESOLVED if said.unresolved else Why.SYNTAX, entry(node, name))
    for node, name in ((deploy, "replicas"), (service, "scale")):
        said = word(node, name)
        number = count(said)
        if number is not None:
            yield source.figure(Metric.INSTANCES, number, entry(node, name), part)
        elif said.unresolved:
            yield source.missed(Why.UNRESOLVED, entry(node, name))


def _habits(source: Source, part: str, service: Node) -> Iterator[Finding]:
    """What a service asks of its host. That it may do everything has no id among the uses, so it is named as unread."""
    devices = [each for each in items(at(service, "devices")) if isinstance(each, Scalar)]
    for device in devices:
        if _GPU.search(device.text):
            yield source.trait(SignalKind.USE, "gpu", device, part)
        else:
            yield source.missed(Why.NOT_RECOGNISED, device)
    if present(at(service, "gpus")):
        yield source.trait(SignalKind.USE, "gpu", entry(service, "gpus"), part)
    if word(service, "runtime").text == "nvidia":
        yield source.trait(SignalKind.USE, "gpu", entry(service, "runtime"), part)
    reserved = every(service, "deploy", "resources", "reservations", "devices", "capabilities")
    for each in reserved:
        if isinstance(each, Scalar) and each.text == "gpu":
            yield source.trait(SignalKind.USE, "gpu", each, part)
    if is_true(word(service, "privileged")):
        yield source.missed(Why.NOT_RECOGNISED, entry(service, "privileged"))
    for port in items(at(service, "ports")):
        said = port if isinstance(port, Scalar) else word(port, "protocol")
        if said.text.lower().endswith("udp"):
            yield source.trait(SignalKind.USE, "raw-udp", said, part)


def _kept(source: Source, part: str, service: Node) -> Iterator[Finding]:
    """Files that a service of the team's own keeps: a named volume, or a folder of the host that is not read only."""
    for volume in items(at(service, "volumes")):
        if isinstance(volume, Scalar):
            if re.match(r"[A-Za-z][\w.-]*:/(?!.*:ro$)", volume.text):
                yield source.trait(SignalKind.USE, "filesystem-rw", volume, part)
        elif word(volume, "type").text == "volume" and not is_true(word(volume, "read_only")):
            yield source.trait(SignalKind.USE, "filesystem-rw", word(volume, "type"), part)
