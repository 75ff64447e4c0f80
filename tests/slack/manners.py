"""What a well-behaved bot never does, read off the record of a whole run: one sentence per complaint.

`refused` and `complaints` are for the end of a journey; `gaps` for what must not come too often.
"""

import re
from collections.abc import Collection, Iterator

from tests.slack.payloads import Payload
from tests.slack.server import Asked, FakeSlack
from tests.slack.server.wire import listed, mapped

SPEAKING = {"chat.postMessage", "chat.update", "chat.postEphemeral"}
KEYS = {"effect", "conversation", "notice", "topic"}
# Links to Slack's own messages are the bot's; all others stand in rich text.
LIVE = re.compile(r"<(?:[!@#]|(?!https://\w+\.slack\.com/)\w+:)[^>]*>")
PERSON = re.compile(r"<@(\w+)>")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSAFE = re.compile(r"[\x00-\x1f/\\<>\u202a-\u202e\u2066-\u2069]")


def refused(slack: FakeSlack) -> list[str]:
    """What Slack would not have: method, error and where."""
    found = (asked for asked in slack.asked if asked.answer and not asked.ok)
    return [
        f"{asked.method}: {asked.answer.get('error')} {asked.answer.get('errors', '')}" for asked in found
    ]


def complaints(slack: FakeSlack, mentions: Collection[str] = ()) -> list[str]:
    """Everything that is wrong with what was said. `mentions`: people whom the bot may name, by user id."""
    return [complaint for asked in slack.asked for complaint in _about(asked, mentions)]


def _about(asked: Asked, mentions: Collection[str]) -> Iterator[str]:
    args, name = asked.args, asked.method
    if "token" in args or args.get("link_names") or args.get("parse"):
        yield f"{name} must not carry token, link_names or parse"
    if name in SPEAKING:
        if not str(args.get("text") or "").strip():
            yield f"{name} without a text, which screen readers and notifications need"
        for text in mrkdwn(args):
            if LIVE.search(PERSON.sub(lambda found: "" if found[1] in mentions else found[0], text)):
                yield f"{name} with live markup: {text[:80]!r}"
        for text in shown(args):
            if TURNING.search(text):
                yield f"{name} with a mark that turns the line: {text[:80]!r}"
    if name == "chat.postMessage":
        if (args.get("unfurl_links"), args.get("unfurl_media")) != (False, False):
            yield f"{name} that may unfurl"
        told = mapped(args.get("metadata"))
        if told.get("event_type") != "wasm_architect" or set(mapped(told.get("event_payload"))) != KEYS:
            yield f"{name} without our metadata: {told}"
    if name == "files.getUploadURLExternal" and UNSAFE.search(str(args.get("filename"))):
        yield f"{name} with an unsafe name: {args.get('filename')!r}"


def mrkdwn(args: Payload) -> Iterator[str]:
    """Every text in which Slack looks for markup: the message's own, and those of mrkdwn and markdown."""
    yield str(args.get("text") or "")
    yield from _marked(listed(args.get("blocks")))


def _marked(held: object) -> Iterator[str]:
    told = mapped(held)
    if told.get("type") in ("mrkdwn", "markdown"):
        yield str(told.get("text"))
    for inside in [*listed(held), *told.values()]:
        yield from _marked(inside)


def shown(held: object) -> Iterator[str]:
    """Every text at all."""
    told = mapped(held)
    if isinstance(told.get("text"), str):
        yield told["text"]
    for inside in [*listed(held), *told.values()]:
        yield from shown(inside)


def gaps(slack: FakeSlack, method: str = "chat.update") -> list[float]:
    """Seconds between calls that concern the same message, smallest first."""
    last: dict[object, float] = {}
    found: list[float] = []
    for asked in slack.calls(method):
        about = (asked.team, asked.args.get("channel"), asked.args.get("ts"))
        if about in last:
            found.append(asked.at - last[about])
        last[about] = asked.at
    return sorted(found)
