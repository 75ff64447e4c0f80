"""Checks of text: text objects, rich text, and how many characters of it a payload shows."""

from tests.slack.payloads import Payload
from tests.slack.server.limits import Breaches
from tests.slack.server.wire import listed, mapped

_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}
_INLINE = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "broadcast": "range",
    "emoji": "name",
    "color": "value",
    "date": "timestamp",
}


def text_object(found: Breaches, given: object, limit: str, at: str, plain: bool = False) -> None:
    """`plain`: only plain_text is taken here."""
    told = mapped(given)
    if not told:
        found.bad("must provide an object", at)
        return
    kind, text = told.get("type"), told.get("text")
    if kind not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        found.bad(f"unsupported type: {kind}", at)
    if "emoji" in told and kind != "plain_text":
        found.bad("emoji is for plain_text only", f"{at}/emoji")
    if "verbatim" in told and kind != "mrkdwn":
        found.bad("verbatim is for mrkdwn only", f"{at}/verbatim")
    words(found, text, limit, f"{at}/text")


def words(found: Breaches, text: object, limit: str, at: str) -> None:
    """A text that must be there."""
    if not isinstance(text, str):
        found.bad("must be a string", at)
    elif not text:
        found.bad("must be more than 0 characters", at)
    else:
        found.count(limit, len(text), at)


def rich_text(found: Breaches, block: Payload, at: str) -> None:
    elements = listed(block.get("elements"))
    if not elements:
        found.bad("missing required field: elements", at)
        return
    for index, element in enumerate(elements):
        _rich_part(found, element, f"{at}/elements/{index}")


def _rich_part(found: Breaches, part: Payload, at: str) -> None:
    kind = part.get("type")
    inside = listed(part.get("elements"))
    if kind not in ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"):
        found.bad(f"unsupported type: {kind}", at)
        return
    if "elements" not in part or (kind != "rich_text_section" and not inside):
        found.bad("missing required field: elements", at)
        return
    if kind == "rich_text_list":
        if part.get("style") not in ("bullet", "ordered"):
            found.bad("style must be bullet or ordered", f"{at}/style")
        found.count("rich_text_list.indent", int(part.get("indent", 0)), f"{at}/indent")
    for index, element in enumerate(inside):
        where = f"{at}/elements/{index}"
        if kind == "rich_text_list":
            if element.get("type") != "rich_text_section":
                found.bad(f"unsupported type: {element.get('type')}", where)
            else:
                _rich_part(found, element, where)
        else:
            _inline(found, element, kind, where)


def _inline(found: Breaches, element: Payload, inside: str, at: str) -> None:
    kind = element.get("type")
    if kind not in _INLINE or (inside == "rich_text_preformatted" and kind not in ("text", "link")):
        found.bad(f"unsupported type: {kind}", at)
        return
    if not element.get(_INLINE[kind]):
        found.bad(f"missing required field: {_INLINE[kind]}", at)
    if kind == "link" and not str(element.get("url")).startswith(("https://", "http://", "mailto:")):
        found.bad("invalid url", f"{at}/url")
    if not set(mapped(element.get("style"))) <= _STYLES:
        found.bad("invalid additional property: style", f"{at}/style")


def weight(shown: object) -> int:
    """Characters of every `text` that a payload holds, wherever it stands, and of the addresses of links."""
    return sum(map(weight, listed(shown))) + sum(
        len(inside) if isinstance(inside, str) and name in ("text", "url") else weight(inside)
        for name, inside in mapped(shown).items()
    )
