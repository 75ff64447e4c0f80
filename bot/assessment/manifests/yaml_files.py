"""YAML by what it holds, where its name does not tell: objects of Kubernetes, a template of CloudFormation, and so on.

The first document that is recognised names the format. What says nothing to anybody here is named once as not
recognised, and shows nothing.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bot.assessment.manifests import cloudformation, compose, hosted, kubernetes, serverless
from bot.assessment.manifests.shapes import Manifest, Trait, Unread, Why
from bot.assessment.manifests.source import Finding, Source, gathered, opened
from bot.assessment.manifests.tree import Node, Scalar, at, pairs
from bot.assessment.manifests.yaml_lines import documents
from bot.core.brief import SignalKind

ID: Final = "yaml"
Tell = Callable[[Source, Node], Iterator[Finding]]


def read(file: str, text: str) -> Manifest:
    """What a file of YAML says, whatever it is."""
    source = opened(file, text)
    roots, unread = documents(source)
    kinds = tuple(_kind(each) for each in roots)
    form = next((kind[0] for kind in kinds if kind), ID)
    return gathered(
        source, form, _each_platform_once(_tell(source, tuple(zip(roots, kinds, strict=True)), unread))
    )


def _kind(root: Node) -> tuple[str, Tell] | None:
    if kubernetes.is_kubernetes(root):
        return kubernetes.ID, kubernetes.declared
    if cloudformation.is_template(root):
        return cloudformation.ID, cloudformation.templated
    if serverless.is_serverless(root):
        return serverless.ID, serverless.described
    if pairs(at(root, "services")) and any(
        pairs(each) and {name.text for name, _ in pairs(each)} & {"image", "build"}
        for _, each in pairs(at(root, "services"))
    ):
        return compose.ID, compose.composed
    if hosted.is_app_engine(root):
        return hosted.APP_ENGINE, hosted.app_engine
    return None


def _tell(
    source: Source, documents_: tuple[tuple[Node, tuple[str, Tell] | None], ...], unread: tuple[Unread, ...]
) -> Iterator[Finding]:
    yield from unread
    for root, kind in documents_:
        if kind:
            yield from kind[1](source, root)
    if not any(kind for _, kind in documents_) and source.text.strip():
        yield source.missed(Why.NOT_RECOGNISED, Scalar(1, source.line(1)))


def _each_platform_once(findings: Iterator[Finding]) -> Iterator[Finding]:
    """A hundred objects of Kubernetes are on one Kubernetes: the first shows it."""
    seen: set[str] = set()
    for each in findings:
        if isinstance(each, Trait) and each.kind is SignalKind.PLATFORM and each.part is None:
            if each.value in seen:
                continue
            seen.add(each.value)
        yield each
