"""Discord's documented limits, as a checker of bodies that shares nothing with the renderer.

Numbers are from Discord's API documentation, written out here a second time on purpose. Lengths are UTF-16 units, the
largest count that it can mean.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from adapters.discord.render import Json, Part, Upload, body
from tests.discord.reading import shapes

MOST = {  # (type, field) → characters
    (2, "label"): 80,
    (2, "custom_id"): 100,
    (3, "custom_id"): 100,
    (3, "placeholder"): 150,
    (4, "custom_id"): 100,
    (4, "value"): 4_000,
    (10, "content"): 4_000,
    (18, "label"): 45,
    (18, "description"): 100,
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def problems(part: Part) -> list[str]:
    """Why Discord would refuse a part; empty when it would not."""
    return [] if isinstance(part, Upload) else [*_message(body(part))]


def modal_problems(modal: Json) -> list[str]:
    return [*_modal(modal)]


def _message(sent: Json) -> Iterator[str]:
    rows = cast("Sequence[Json]", sent["components"])
    if sent["allowed_mentions"] != {"parse": [], "replied_user": False}:
        yield "somebody may be notified"
    if cast("int", sent["flags"]) & 1 << 15:
        if "content" in sent or "embeds" in sent:
            yield "components beside content"
        if sum(units(str(each["content"])) for each in shapes(rows) if each["type"] == 10) > 4_000:
            yield "more than 4 000 characters"
        if len([*shapes(rows)]) > 40:
            yield "more than 40 components"
    elif not 1 <= units(str(sent["content"]).strip()) <= units(str(sent["content"])) <= 2_000:
        yield f"a content of {units(str(sent['content']))}"
    elif len(rows) > 5 or any(each["type"] != 1 for each in rows):
        yield "rows"
    yield from _components(rows)


def _modal(modal: Json) -> Iterator[str]:
    fields = cast("Sequence[Json]", modal["components"])
    if not 1 <= len(fields) <= 5:
        yield f"{len(fields)} components"
    if not 1 <= units(str(modal["title"])) <= 45 or not 1 <= units(str(modal["custom_id"])) <= 100:
        yield f"{modal['title']} {modal['custom_id']}"
    yield from _components(fields)


def _components(components: Sequence[Json]) -> Iterator[str]:
    every = [*shapes(components)]
    for each in every:
        for (kind, field), most in MOST.items():
            if (
                each.get("type") == kind
                and field in each
                and not 1 <= units(str(each[field]).strip()) <= most
            ):
                yield f"{kind}.{field}: {units(str(each[field]))}"
        if each.get("type") == 1:
            yield from _row(cast("Sequence[Json]", each["components"]))
        if each.get("type") == 3:
            yield from _options(cast("Sequence[Json]", each["options"]))
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    if len(ids) != len({*ids}):
        yield f"an id twice: {ids}"


def _row(inner: Sequence[Json]) -> Iterator[str]:
    kinds = [each["type"] for each in inner]
    if kinds != [3] and not (1 <= len(kinds) <= 5 and {*kinds} == {2}):
        yield f"a row of {kinds}"


def _options(options: Sequence[Json]) -> Iterator[str]:
    if not 1 <= len(options) <= 25 or len({each["value"] for each in options}) != len(options):
        yield f"{len(options)} options"
    for each in options:
        if not (1 <= units(str(each["label"]).strip()) <= 100 and 1 <= units(str(each["value"])) <= 100):
            yield f"option: {each}"
