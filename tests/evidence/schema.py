"""As much of JSON Schema as ours and SARIF's use, checked by hand: types, choices, keys, patterns, bounds."""

import re
from collections.abc import Mapping
from typing import cast

Schema = Mapping[str, object]
NAMES: Mapping[type[object], str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    type(None): "null",
}
OTHERS = frozenset(
    {"title", "description", "default", "format", "definitions", "id"}
)  # say nothing that is checked
CHECKED = frozenset(
    {"$schema", "$defs", "$ref", "oneOf", "anyOf", "enum", "const", "type", "pattern", "minimum", "maximum"}
    | {"properties", "additionalProperties", "required", "items", "minItems", "uniqueItems"}
)


def check(found: object, schema: Schema, root: Schema, at: str) -> None:
    """AssertionError, with the place, where `found` is not as the schema says."""
    schema = _resolved(schema, root)
    assert set(schema) <= CHECKED | OTHERS, (at, set(schema) - CHECKED - OTHERS)
    if "oneOf" in schema:
        assert sum(_passes(found, each, root) for each in _schemas(schema["oneOf"])) == 1, at
    if "anyOf" in schema:
        assert any(_passes(found, each, root) for each in _schemas(schema["anyOf"])), at
    assert "enum" not in schema or found in cast("list[object]", schema["enum"]), at
    assert "const" not in schema or found == schema["const"], at
    sort = NAMES[type(found)]
    assert "type" not in schema or sort in _types(schema["type"]), at
    if isinstance(found, str) and "pattern" in schema:
        assert re.search(str(schema["pattern"]), found), at
    if isinstance(found, int):
        assert found >= cast("int", schema.get("minimum", found)), at
        assert found <= cast("int", schema.get("maximum", found)), at
    if sort == "object":
        _check_table(_table(found), schema, root, at)
    if sort == "array":
        _check_list(cast("list[object]", found), schema, root, at)


def _check_list(found: list[object], schema: Schema, root: Schema, at: str) -> None:
    assert len(found) >= cast("int", schema.get("minItems", 0)), at
    if schema.get("uniqueItems"):
        assert all(each not in found[:number] for number, each in enumerate(found)), at
    for number, each in enumerate(found):
        check(each, _table(schema.get("items", {})), root, f"{at}[{number}]")


def _check_table(found: Mapping[str, object], schema: Schema, root: Schema, at: str) -> None:
    known, more = _table(schema.get("properties", {})), schema.get("additionalProperties", True)
    assert set(cast("list[str]", schema.get("required", []))) <= set(found), at
    assert more is not False or set(found) <= set(known), (at, set(found) - set(known))
    others: Mapping[str, object] = {} if isinstance(more, bool) else _table(more)
    for name, each in found.items():
        check(each, _table(known.get(name, others)), root, f"{at}.{name}")


def _passes(found: object, schema: Schema, root: Schema) -> bool:
    try:
        check(found, schema, root, "")
    except AssertionError:
        return False
    return True


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    _, table, name = str(reference).split("/")
    return _table(_table(root[table])[name])


def _types(said: object) -> list[str]:
    return [said] if isinstance(said, str) else cast("list[str]", said)


def _schemas(said: object) -> list[Schema]:
    return cast("list[Schema]", said)


def _table(said: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", said)
