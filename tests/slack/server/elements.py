"""Checks of what people press, choose and fill in."""

from collections.abc import Callable

from tests.slack.payloads import Payload
from tests.slack.server.limits import Breaches
from tests.slack.server.texts import text_object, words
from tests.slack.server.wire import listed, mapped

ACTIONABLE = {"button", "static_select", "feedback_buttons", "plain_text_input"}


def element(found: Breaches, given: Payload, at: str, allowed: set[str]) -> None:
    """One element of an `allowed` kind; `action_id` is held by the caller, which sees the whole message."""
    kind = str(given.get("type"))
    if kind not in allowed:
        found.bad(f"unsupported type: {kind}", at)
        return
    if "action_id" in given:
        words(found, given["action_id"], "action_id", f"{at}/action_id")
    _KINDS[kind](found, given, at)


def _button(found: Breaches, given: Payload, at: str) -> None:
    text_object(found, given.get("text"), "button.text", f"{at}/text", plain=True)
    for name in ("value", "url"):
        if name in given:
            words(found, given[name], f"button.{name}", f"{at}/{name}")
    if given.get("style", "primary") not in ("primary", "danger"):
        found.bad("style must be primary or danger", f"{at}/style")
    if "confirm" in given:
        _confirm(found, given["confirm"], f"{at}/confirm")


def _confirm(found: Breaches, given: Payload, at: str) -> None:
    text_object(found, given.get("title"), "confirm.title", f"{at}/title", plain=True)
    text_object(found, given.get("text"), "confirm.text", f"{at}/text")


def _select(found: Breaches, given: Payload, at: str) -> None:
    if "placeholder" in given:
        text_object(found, given["placeholder"], "select.placeholder", f"{at}/placeholder", plain=True)
    options = listed(given.get("options"))
    if not options:
        found.bad("missing required field: options", at)
        return
    found.count("select.options", len(options), f"{at}/options")
    for index, option in enumerate(options):
        _option(found, option, f"{at}/options/{index}")
    chosen = given.get("initial_option")
    if chosen is not None and chosen not in options:
        found.bad("initial_option must be one of options", f"{at}/initial_option")


def _option(found: Breaches, given: Payload, at: str) -> None:
    text_object(found, given.get("text"), "option.text", f"{at}/text", plain=True)
    words(found, given.get("value"), "option.value", f"{at}/value")
    if "description" in given:
        text_object(found, given["description"], "option.text", f"{at}/description", plain=True)


def _feedback(found: Breaches, given: Payload, at: str) -> None:
    for name in ("positive_button", "negative_button"):
        pressed = mapped(given.get(name))
        if not pressed:
            found.bad(f"missing required field: {name}", at)
            continue
        text_object(found, pressed.get("text"), "feedback.text", f"{at}/{name}/text", plain=True)
        words(found, pressed.get("value"), "feedback.value", f"{at}/{name}/value")


def _input(found: Breaches, given: Payload, at: str) -> None:
    if given.get("initial_value"):
        words(found, given["initial_value"], "input.initial_value", f"{at}/initial_value")
    if "placeholder" in given:
        text_object(found, given["placeholder"], "input.placeholder", f"{at}/placeholder", plain=True)
    most = given.get("max_length", 3_000)
    if not 1 <= most <= 3_000 or len(given.get("initial_value") or "") > most:
        found.bad("max_length must be from 1 to 3000 and hold the initial value", f"{at}/max_length")


def _image(found: Breaches, given: Payload, at: str) -> None:
    if not given.get("alt_text") or not (given.get("image_url") or given.get("slack_file")):
        found.bad("an image needs alt_text and an address", at)


def _text(found: Breaches, given: Payload, at: str) -> None:
    text_object(found, given, "section.text", at)


_KINDS: dict[str, Callable[[Breaches, Payload, str], None]] = {
    "button": _button,
    "static_select": _select,
    "feedback_buttons": _feedback,
    "icon_button": _button,
    "plain_text_input": _input,
    "image": _image,
    "plain_text": _text,
    "mrkdwn": _text,
}
