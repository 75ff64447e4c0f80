"""A plan's shape on the wire: the schema that providers accept, and reading what they send back.

Portable means: every field required, `additionalProperties: false`, enums, no bounds, no references, no
titles. A shape's schema is always the same text, since providers compile a schema once and keep it. On
every rung the reply may still come in a fence, after thoughts, or with a sentence around it, so the first
JSON object that has the shape counts.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, Shape, StayPlan

S = TypeVar("S", bound=Shape)

Schema = dict[str, Any]  # Any: a JSON schema nests freely

NAMES: dict[type[Drafted], str] = {
    MigrationPlan: "migration_plan",
    StayPlan: "stay_plan",
    Diagnosis: "diagnosis",
}

KEPT = ("type", "enum", "const", "items", "anyOf", "required", "properties", "additionalProperties")

MOST_STARTS = 200
"""Braces that open no object, after which a reply is no plan: each may cost a reading of all that follows."""

THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)


@cache
def schema(shape: type[Shape]) -> str:
    """The portable JSON schema, as text."""
    full = shape.model_json_schema()
    return json.dumps(portable(full, full.get("$defs", {})), ensure_ascii=False, separators=(",", ":"))


def portable(node: Schema, shared: Schema) -> Schema:
    """A schema without references, and with nothing in it that some provider refuses."""
    if "$ref" in node:
        return portable(shared[node["$ref"].removeprefix("#/$defs/")], shared)
    out: Schema = {key: node[key] for key in KEPT if key in node}
    if "items" in out:
        out["items"] = portable(out["items"], shared)
    if "anyOf" in out:
        out["anyOf"] = [portable(each, shared) for each in out["anyOf"]]
    if "properties" in out:
        out["properties"] = {name: portable(each, shared) for name, each in out["properties"].items()}
        out["required"] = list(out["properties"])
        out["additionalProperties"] = False
    return out


def parse(text: str, shape: type[S]) -> S | None:
    """The first object in a reply that has the shape; None when there is none."""
    for found in objects(without_thoughts(text)):
        try:
            return shape.model_validate_json(found)
        except ValidationError:
            continue
    return None


def without_thoughts(text: str) -> str:
    """What a model said, without what it thought aloud before; a thought that never ends takes the rest with it."""
    return THOUGHTS.sub("", text).strip()


def objects(text: str) -> Iterator[str]:
    """The outermost JSON objects in a text, in order. Braces that open none are passed over."""
    decoder = json.JSONDecoder(parse_constant=refuse)
    at, failed = text.find("{"), 0
    while at >= 0 and failed < MOST_STARTS:
        try:
            _, end = cast("tuple[object, int]", decoder.raw_decode(text, at))
        except RecursionError:  # no plan is so deep, and what is inside is hardly less so
            return
        except ValueError:
            failed += 1
            at = text.find("{", at + 1)
        else:
            yield text[at:end]
            at = text.find("{", end)


def refuse(constant: str) -> None:
    """NaN and the infinities are no JSON, though many read them."""
    raise ValueError(constant)
