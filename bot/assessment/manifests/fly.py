"""fly.toml: an app on Fly.io, its processes, its machines and what they keep."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.assessment.manifests.amounts import count, megabytes
from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.images import image_part, image_traits
from bot.assessment.manifests.shapes import Manifest, Part, PartKind
from bot.assessment.manifests.source import Finding, Source, told, words
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import NO_WORD, Node, Scalar, at, entry, every, items, pairs, present, word
from bot.core.brief import Metric, SignalKind

ID: Final = "fly"


def read(file: str, text: str) -> Manifest:
    """What a `fly.toml` says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    root, troubles = toml_tree(source.text)
    yield from broken(source, troubles)
    named = word(root, "app")
    name = named if named is not NO_WORD else Scalar(1, "app")
    said = entry(root, "app") if named is not NO_WORD else Scalar(1, source.line(1))
    yield source.trait(SignalKind.PLATFORM, "fly-io", said)
    yield from _parts(source, root, name)
    called = words(name.text)
    yield from _machines(source, root, called)
    for mounts in every(root, "mounts"):
        yield source.trait(SignalKind.USE, "filesystem-rw", Scalar(mounts.line, "mounts"), called)
    yield from _services(source, root, called)


def _parts(source: Source, root: Node, name: Scalar) -> Iterator[Finding]:
    image, processes = word(root, "build", "image"), pairs(at(root, "processes"))
    if not processes:
        part = image_part(source, name, image)
        yield part if image is not NO_WORD else replace(part, folder=".")  # what lies here is built
    for process, command in processes:
        runs = words(command.text) if isinstance(command, Scalar) else ""
        yield Part(words(process.text), PartKind.SERVICE, source.at(process.line), folder=".", runs=runs)
    yield from image_traits(source, image, words(name.text))


def _machines(source: Source, root: Node, part: str) -> Iterator[Finding]:
    for machine in every(root, "vm"):
        for name in ("memory", "memory_mb"):
            amount = megabytes(word(machine, name))
            if amount is not None:
                yield source.figure(Metric.MEMORY_MB, amount, entry(machine, name), part)
        if word(machine, "gpu_kind") is not NO_WORD:
            yield source.trait(SignalKind.USE, "gpu", entry(machine, "gpu_kind"), part)
    for service in (*every(root, "http_service"), *every(root, "services")):
        number = count(word(service, "min_machines_running"))
        if number is not None:
            yield source.figure(Metric.INSTANCES, number, entry(service, "min_machines_running"), part)


def _services(source: Source, root: Node, part: str) -> Iterator[Finding]:
    """A service whose ports no handler meets hears the wire itself."""
    for service in every(root, "services"):
        protocol = word(service, "protocol").text
        if protocol == "udp":
            yield source.trait(SignalKind.USE, "raw-udp", entry(service, "protocol"), part)
        elif protocol == "tcp" and not any(items(at(port, "handlers")) for port in every(service, "ports")):
            yield source.trait(SignalKind.USE, "raw-tcp-server", entry(service, "protocol"), part)
    if present(at(root, "http_service")):
        yield source.trait(
            SignalKind.ROLE, "api", Scalar(at(root, "http_service").line, "http_service"), part
        )
