"""The task definitions of ECS, whoever declares them: containers as parts, with what each may take.

Terraform may hold them as a text of JSON, which is read where it stands; what a file or a call would give is not.
"""

from collections.abc import Iterator
from typing import Final

from bot.assessment.manifests.amounts import megabytes
from bot.assessment.manifests.images import image_of, image_part, image_traits
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.shapes import PartKind, Why
from bot.assessment.manifests.source import Finding, Source, words
from bot.assessment.manifests.tree import NO_WORD, Node, Row, Scalar, Table, at, entry, items, pairs, word
from bot.core.brief import Metric, SignalKind

_GPU: Final = "GPU"


def task(source: Source, name: Scalar, body: Node) -> Iterator[Finding]:
    """What a task definition says; nothing of a resource that is none."""
    both = (at(body, each) for each in ("ContainerDefinitions", "container_definitions"))
    listed = next((each for each in both if each != Table(0, ())), None)
    if listed is None:
        return
    if isinstance(listed, Scalar):
        if listed.tag:
            yield source.missed(Why.UNRESOLVED, Scalar(listed.line, f"container_definitions: {listed.text}"))
            return
        listed = _inner(listed)
    containers = [each for each in items(listed) if isinstance(each, Table)]
    for container in containers:
        yield from _container(source, name, container)
    if len(containers) == 1:  # a task's memory is that of all its containers
        called = words(_either(containers[0], "Name").text or name.text)
        yield from _memory(source, body, called)


def _container(source: Source, task_name: Scalar, container: Table) -> Iterator[Finding]:
    own, image = _either(container, "Name"), _either(container, "Image")
    name = task_name if own is NO_WORD or own.unresolved else own
    if image.unresolved and image_of(image.text).name in ("?", image.text):
        yield source.missed(Why.UNRESOLVED, image)
    part = image_part(source, Scalar(container.line, name.text), image)
    yield part
    yield from image_traits(source, image, part.name)
    if part.kind is PartKind.STORE:
        return
    yield from _memory(source, container, part.name)
    for each in items(_under(container, "ResourceRequirements")):
        if _either(each, "Type").text == _GPU:
            yield source.trait(SignalKind.USE, "gpu", _either(each, "Type"), part.name)


def _memory(source: Source, node: Node, part: str) -> Iterator[Finding]:
    """In megabytes, unless it says otherwise."""
    for name in ("Memory", "memory"):
        said = word(node, name)
        amount = megabytes(said)
        if amount is not None:
            yield source.figure(Metric.MEMORY_MB, amount, entry(node, name), part)
        elif said.unresolved:
            yield source.missed(Why.UNRESOLVED, entry(node, name))


def _under(node: Node, name: str) -> Node:
    """What CloudFormation calls `Name` and the API, and so Terraform, `name`."""
    return at(node, name if any(key.text == name for key, _ in pairs(node)) else name[0].lower() + name[1:])


def _either(node: Node, name: str) -> Scalar:
    found = _under(node, name)
    return found if isinstance(found, Scalar) else NO_WORD


def _inner(said: Scalar) -> Node:
    """A text of JSON as a tree, on the lines of the file: a here-document begins on the line after its mark."""
    tree, _ = json_tree(said.text)
    return _moved(tree, said.line if "\n" in said.text else said.line - 1)


def _moved(node: Node, by: int) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.line + by, node.text, node.tag)
    if isinstance(node, Row):
        return Row(node.line + by, tuple(_moved(each, by) for each in node.items))
    return Table(
        node.line + by,
        tuple((Scalar(name.line + by, name.text), _moved(value, by)) for name, value in node.pairs),
    )
