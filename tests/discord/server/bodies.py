"""What Discord would refuse of the body of a message, by its documentation. Lengths are UTF-16 units, the largest count
that it can mean; what is refused names its field."""

from collections.abc import Mapping, Sequence

from tests.discord.payloads import Payload
from tests.discord.server.errors import Refused, bad, not_within, too_long
from tests.discord.server.things import V2, File
from tests.discord.server.wire import listed, mapped, objects

CONTENT, NONCE, EMBEDS, FILES, FILE_BYTES = 2_000, 25, 10, 10, 10 * 2**20
ROW, BUTTON, TEXT, LABEL = 1, 2, 10, 18  # kinds of components
FIRST_KIND = {ROW, BUTTON, 3, 5, 6, 7, 8}
SECOND_KIND = FIRST_KIND | {9, TEXT, 11, 12, 13, 14, 17}
IN_FORM = {TEXT, LABEL, 3, 4}
MOST = {  # (kind, field) → characters
    (BUTTON, "label"): 80,
    (BUTTON, "custom_id"): 100,
    (3, "custom_id"): 100,
    (3, "placeholder"): 150,
    (4, "custom_id"): 100,
    (4, "value"): 4_000,
    (4, "placeholder"): 100,
    (TEXT, "content"): 4_000,
    (LABEL, "label"): 45,
    (LABEL, "description"): 100,
}
EMBED = {"title": 256, "description": 4_096}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def hold(body: Payload, files: Sequence[File], flags: int) -> None:
    """Check a message, new or edited; `flags` are those that it will have."""
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        raise bad("content", "BASE_TYPE_STRING", "Must be a string.")
    if content and units(content) > CONTENT:
        raise too_long("content", CONTENT)
    nonce = body.get("nonce")
    if nonce is not None and (not isinstance(nonce, str | int) or len(str(nonce)) > NONCE):
        raise too_long("nonce", NONCE)
    if len(files) > FILES or len(listed(body.get("attachments"))) > FILES:
        raise too_long("attachments", FILES)
    if any(len(each.content) > FILE_BYTES for each in files):
        raise Refused(40005)
    _embeds(listed(body.get("embeds")))
    rows = listed(body.get("components"))
    if flags & V2:
        _second(body, rows)
    else:
        _first(rows)
    _components(rows)


def hold_name(name: object, most: int, field: str = "name") -> str:
    """A name or a title: 1 to `most`."""
    if not isinstance(name, str) or not 1 <= units(name.strip()) <= units(name) <= most:
        raise not_within(field, 1, most)
    return name


def hold_modal(form: Payload) -> None:
    """A form: 1 to 5 components, none but labels with a field, and texts."""
    hold_name(form.get("title"), 45, "data.title")
    hold_name(form.get("custom_id"), 100, "data.custom_id")
    fields = listed(form.get("components"))
    if not 1 <= len(fields) <= 5:
        raise not_within("data.components", 1, 5)
    if any(each.get("type") not in IN_FORM for each in objects(fields) if "type" in each):
        raise bad("data.components", "UNION_TYPE_CHOICES", "Value of field type must be one of (10, 18).")
    _components(fields)


def hold_commands(given: object) -> list[Payload]:
    """A list of commands for `PUT …/commands`."""
    found = [mapped(each) for each in listed(given)]
    if not isinstance(given, list) or len(found) > 100:
        raise bad("_", "BASE_TYPE_BAD_LENGTH", "Must be an array of 100 or fewer.")
    for each in objects(found):
        if "description" in each:
            hold_name(each.get("name"), 32)
            for text in [each["description"], *mapped(each.get("description_localizations")).values()]:
                hold_name(text, 100, "description")
            for name in mapped(each.get("name_localizations")).values():
                hold_name(name, 32)
    if len({each.get("name") for each in found}) < len(found):
        raise bad("_", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    return found


def _embeds(embeds: Sequence[Payload]) -> None:
    if len(embeds) > EMBEDS:
        raise too_long("embeds", EMBEDS)
    for each in embeds:
        for name, most in EMBED.items():
            if units(str(each.get(name) or "")) > most:
                raise too_long(f"embeds.{name}", most)
    if sum(map(_weight, embeds)) > 6_000:
        raise bad("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _weight(embed: Payload) -> int:
    fields = [text for each in listed(embed.get("fields")) for text in (each.get("name"), each.get("value"))]
    shown = [embed.get("title"), embed.get("description"), *fields, mapped(embed.get("footer")).get("text")]
    return sum(units(str(each)) for each in shown if each)


def _first(rows: Sequence[Payload]) -> None:
    """Components below a content: rows only."""
    if len(rows) > 5:
        raise too_long("components", 5)
    if any(each.get("type") != ROW for each in rows) or _kinds(rows) - FIRST_KIND:
        raise bad("components", "UNION_TYPE_CHOICES", "Value of field type must be one of (1,).")


def _second(body: Payload, shown: Sequence[Payload]) -> None:
    """A message of components: nothing beside them."""
    if any(body.get(each) for each in ("content", "embeds", "poll", "stickers", "sticker_ids")):
        code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
        raise bad(
            "content", code, "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        )
    every = [each for each in objects(shown) if "type" in each]
    if "components" in body and not 1 <= len(every) <= 40:
        raise not_within("components", 1, 40)
    if _kinds(shown) - SECOND_KIND:
        raise bad("components", "UNION_TYPE_CHOICES", f"unknown types {_kinds(shown) - SECOND_KIND}")
    if sum(units(str(each["content"])) for each in every if each["type"] == TEXT) > 4_000:
        raise bad("components", "COMPONENT_MAX_TOTAL_TEXT", "The total text is over 4000.")


def _kinds(shown: Sequence[Payload]) -> set[object]:
    return {each["type"] for each in objects(list(shown)) if "type" in each}


def _components(shown: Sequence[Payload]) -> None:
    every = [*objects(list(shown))]
    for each in every:
        for (kind, field), most in MOST.items():
            if each.get("type") == kind and field in each:
                hold_name(each[field], most, f"components.{field}")
        if each.get("type") == ROW:
            _row([inner.get("type") for inner in listed(each.get("components"))])
        if each.get("type") == 3:
            _options(listed(each.get("options")))
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    if len(ids) != len({*ids}):
        raise bad("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _row(kinds: Sequence[object]) -> None:
    buttons = 1 <= len(kinds) <= 5 and {*kinds} == {BUTTON}
    if not buttons and not (len(kinds) == 1 and kinds[0] != BUTTON):
        raise bad("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The row is empty or too wide.")


def _options(options: Sequence[Mapping[str, object]]) -> None:
    if not 1 <= len(options) <= 25:
        raise not_within("components.options", 1, 25)
    for each in options:
        hold_name(each.get("label"), 100, "components.options.label")
        hold_name(each.get("value"), 100, "components.options.value")
    if len({each["value"] for each in options}) < len(options):
        raise bad("components.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The value is taken.")
