"""As much of JSON Schema as ours uses, checked by hand: types, constants, required and further keys, patterns."""

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


def check(found: object, schema: Schema, root: Schema, at: str) -> None:
    """AssertionError, with the place, where `found` is not as the schema says."""
    schema = _resolved(schema, root)
    if "oneOf" in schema:
        kinds = [_resolved(each, root) for each in _schemas(schema["oneOf"])]
        schema = next(each for each in kinds if _kind_of(each) == _table(found)["kind"])
    assert "enum" not in schema or found in cast("list[object]", schema["enum"]), at
    assert "const" not in schema or found == schema["const"], at
    sort = NAMES[type(found)]
    assert "type" not in schema or sort in _types(schema["type"]), at
    if isinstance(found, str) and "pattern" in schema:
        assert re.search(str(schema["pattern"]), found), at
    if sort == "object":
        _check_table(_table(found), schema, root, at)
    if sort == "array":
        for number, each in enumerate(cast("list[object]", found)):
            check(each, _table(schema.get("items", {})), root, f"{at}[{number}]")


def _check_table(found: Mapping[str, object], schema: Schema, root: Schema, at: str) -> None:
    known, more = _table(schema.get("properties", {})), schema.get("additionalProperties", True)
    assert set(cast("list[str]", schema.get("required", []))) <= set(found), at
    assert more is not False or set(found) <= set(known), at
    others: Mapping[str, object] = {} if isinstance(more, bool) else _table(more)
    for name, each in found.items():
        check(each, _table(known.get(name, others)), root, f"{at}.{name}")


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    return _table(_table(root["$defs"])[str(reference).rpartition("/")[2]])


def _kind_of(schema: Schema) -> object:
    return _table(_table(schema["properties"])["kind"])["const"]


def _types(said: object) -> list[str]:
    return [said] if isinstance(said, str) else cast("list[str]", said)


def _schemas(said: object) -> list[Schema]:
    return cast("list[Schema]", said)


def _table(said: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", said)
