"""The schema that goes out, and the plan that comes back in whatever wrapping."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.planning.plan import Diagnosis, MigrationPlan, Shape, StayPlan
from bot.planning.wire import NAMES, parse, schema

DIAGNOSIS = {
    "verdict": "migrate",
    **{
        f"{side}_{number}": f"{side} {number}"
        for side in ("advantage", "disadvantage")
        for number in (1, 2, 3)
    },
    "recommendation": "Migren {poco a poco}.",
}
TEXT = json.dumps(DIAGNOSIS, ensure_ascii=False)
PLAN = Diagnosis.model_validate(DIAGNOSIS)

Node = dict[str, Any]  # Any: a JSON schema nests freely


def nodes(node: Node) -> Iterator[Node]:
    """A schema and all schemas in it."""
    yield node
    inside = [*node.get("properties", {}).values(), *node.get("anyOf", ())]
    inside += [node["items"]] if "items" in node else []
    for each in inside:
        yield from nodes(each)


@pytest.mark.parametrize("shape", NAMES)
def test_a_schema_is_what_every_provider_accepts(shape: type[Shape]) -> None:
    for node in nodes(json.loads(schema(shape))):
        assert node.keys() <= {
            "type",
            "enum",
            "items",
            "anyOf",
            "required",
            "properties",
            "additionalProperties",
        }
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("shape", NAMES)
def test_a_schema_asks_for_everything_that_the_plan_holds_in_its_order(shape: type[Shape]) -> None:
    assert list(json.loads(schema(shape))["properties"]) == list(shape.model_fields)


def test_verdict_and_summary_stream_first() -> None:
    for shape in (MigrationPlan, StayPlan):
        assert list(shape.model_fields)[:2] == ["verdict", "summary"]


def test_a_title_that_is_a_field_is_no_decoration() -> None:
    phases = json.loads(schema(MigrationPlan))["properties"]["phases"]["properties"]

    assert list(phases) == ["phase_1", "phase_2", "phase_3"]
    assert phases["phase_1"]["properties"]["title"] == {"type": "string"}


@pytest.mark.parametrize(
    "said",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"Here is the plan:\n\n{TEXT}\n\nAnything else?",
        f'<think>A plan is {{"verdict": "stay"}} or so.</think>{TEXT}',
        f"<thinking>hm</thinking>\n```\n{TEXT}\n```",
        f"I thought {{about}} it.</think>{TEXT}",
        f'{{"plan": 1}} no, rather: {TEXT}',
        f"{TEXT}{TEXT}",
        json.dumps(DIAGNOSIS, indent=2),
    ],
)
def test_a_plan_is_found_in_any_wrapping(said: str) -> None:
    assert parse(said, Diagnosis) == PLAN


@pytest.mark.parametrize(
    "said",
    [
        "",
        "No puedo ayudar con eso.",
        TEXT[:-20],
        f"<think>{TEXT}",
        "{" * 5000,
        '{"a":' * 5000,
        '{"a":' * 30_000,
        '{"a":1,' * 30_000,
        json.dumps(DIAGNOSIS | {"verdict": "maybe"}),
        json.dumps(DIAGNOSIS | {"extra": "x"}),
        json.dumps({"plan": DIAGNOSIS}),
        TEXT.replace('"advantage 1"', "NaN"),
        TEXT.replace("advantage 1", "\\ud800"),
        f"[{TEXT[1:]}",
    ],
)
def test_what_is_no_plan_is_none(said: str) -> None:
    assert parse(said, Diagnosis) is None


def test_a_plan_after_many_braces_is_found_and_after_countless_ones_not_looked_for() -> None:
    assert parse("{ " * 150 + TEXT, Diagnosis) == PLAN
    assert parse("{ " * 30_000 + TEXT, Diagnosis) is None
