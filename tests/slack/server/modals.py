"""Checks of a modal."""

from tests.slack.payloads import Payload
from tests.slack.server.blocks import modal_breaches
from tests.slack.server.limits import Breaches
from tests.slack.server.texts import text_object, words
from tests.slack.server.wire import listed


def view_breaches(view: Payload) -> Breaches:
    """What Slack would refuse of this view."""
    found = Breaches()
    if view.get("type") != "modal":
        found.bad(f"unsupported type: {view.get('type')}", "/view/type")
        return found
    text_object(found, view.get("title"), "view.title", "/view/title", plain=True)
    for name in ("submit", "close"):
        if name in view:
            text_object(found, view[name], "view.submit", f"/view/{name}", plain=True)
    for name in ("private_metadata", "callback_id"):
        if view.get(name):
            words(found, view[name], f"view.{name}", f"/view/{name}")
    blocks: list[Payload] = listed(view.get("blocks"))
    if "blocks" not in view:
        found.bad("missing required field: blocks", "/view")
    modal_breaches(found, blocks)
    if "submit" not in view and any(block.get("type") == "input" for block in blocks):
        found.bad("a submit text is needed where there are inputs", "/view/submit")
    return found
