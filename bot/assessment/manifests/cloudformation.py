"""CloudFormation and SAM templates, in YAML and in JSON: resources by their types.

What is declared once under `Globals` holds for each function that says nothing itself. A short tag (`!Ref`) is a word
that only the stack resolves.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.assessment.manifests.broken import broken
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.resources import Resource, declared
from bot.assessment.manifests.shapes import Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import Node, Scalar, Table, at, every, pairs, present, word

ID: Final = "cloudformation"
SAM_FUNCTION: Final = "AWS::Serverless::Function"


def read_json(file: str, text: str) -> Manifest:
    """What a template in JSON says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    root, troubles = json_tree(source.text)
    yield from broken(source, troubles)
    if is_template(root):
        yield from templated(source, root)
    else:
        yield source.missed(Why.NOT_RECOGNISED, Scalar(1, source.line(1)))


def is_template(root: Node) -> bool:
    """Whether it is a template: its resources have types of AWS, or it says so."""
    if present(at(root, "AWSTemplateFormatVersion")) or present(at(root, "Transform")):
        return True
    return any(word(body, "Type").text.startswith("AWS::") for _, body in pairs(at(root, "Resources")))


def templated(source: Source, root: Node) -> Iterator[Finding]:
    """What a template says."""
    common = at(root, "Globals", "Function")
    for include in every(root, "Transform", "Name"):
        if isinstance(include, Scalar) and include.text == "AWS::Include":
            yield source.missed(Why.UNRESOLVED, include)
    for name, resource in pairs(at(root, "Resources")):
        kind = next(
            (each for each in every(resource, "Type") if isinstance(each, Scalar)), Scalar(name.line, "")
        )
        body = at(resource, "Properties")
        if kind.text == SAM_FUNCTION:
            body = _inherited(common, body)
        if kind.text == "AWS::CloudFormation::Stack":
            yield source.missed(Why.UNRESOLVED, replace(name, text=f"{name.text}: {kind.text}"))
        yield from declared(source, Resource(name, kind, body))


def _inherited(common: Node, own: Node) -> Node:
    """A function's properties, with those of all functions before them."""
    names = {name.text for name, _ in pairs(own)}
    brought = tuple(pair for pair in pairs(common) if pair[0].text not in names)
    return Table(max(own.line, common.line), (*brought, *pairs(own)))
