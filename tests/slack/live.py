"""What is sent, before the real Slack: `make slack-live`. No test; it needs a network, and a workspace to write in.

Without a token every message and form of the examples goes to `blocks.validate`, Slack's own checker, which wants none.
With SLACK_LIVE_TOKEN (a bot token) and SLACK_LIVE_CHANNEL (a channel that the bot is in) they are posted there as well,
in one thread, and the thread is read back.
"""

import json
import os
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from adapters.slack.render import Message, labels
from adapters.slack.render.message import Json
from adapters.slack.render.modals import Field, other_modal, sheet_modal
from bot.wording import wording
from tests.slack.rendering.test_goldens import EACH, sent

API = "https://slack.com/api/"
PAUSE = 1.1  # seconds between two posts to one channel
HOW = """Slack's own checker could not be asked: {why}

This needs a network that reaches slack.com. To post into a workspace for developers as well:
  1. install the app there (docs/slack.md) and invite it into a channel;
  2. SLACK_LIVE_TOKEN=xoxb-… SLACK_LIVE_CHANNEL=C… make slack-live"""


def asked(method: str, token: str, **arguments: object) -> dict[str, Any]:  # Any: JSON
    """Slack's answer. Raises OSError where there is no network."""
    fields = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in arguments.items()
    }
    request = urllib.request.Request(f"{API}{method}", urlencode(fields).encode())
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=15) as answer:
        told: dict[str, Any] = json.loads(answer.read())
    return told


def messages() -> Iterator[tuple[str, Message]]:
    """Every message of the examples, in every language."""
    for name, language in EACH:
        for part in sent(name, language):
            if isinstance(part, Message):
                yield f"{name}.{language}", part


def forms() -> Iterator[tuple[str, Json]]:
    """The two forms, in every language."""
    for language in wording().languages:
        said = labels(language, wording())
        yield f"other.{language}", other_modal("traffic", "?", said, "m")
        yield f"sheet.{language}", sheet_modal([Field("traffic", "Traffic", "3M a month")], said, "m")


def validated() -> Iterator[str]:
    """What `blocks.validate` has against them."""
    for name, message in messages():
        answer = asked("blocks.validate", "", blocks=list(message.blocks))
        if not answer.get("ok"):
            yield f"{name}: {answer.get('error')} {answer.get('errors')}"
    for name, view in forms():
        answer = asked("blocks.validate", "", view=view)
        if not answer.get("ok"):
            yield f"{name}: {answer.get('error')} {answer.get('errors')}"


def posted(token: str, channel: str) -> Iterator[str]:
    """What a workspace has against them, and whether all of them are in the thread."""
    root = asked("chat.postMessage", token, channel=channel, text="slack-live")
    if not root.get("ok"):
        yield f"chat.postMessage: {root.get('error')}"
        return
    where = {"channel": channel, "thread_ts": root["ts"], "unfurl_links": False, "unfurl_media": False}
    taken = 0
    for name, message in messages():
        time.sleep(PAUSE)
        answer = asked("chat.postMessage", token, text=message.text, blocks=list(message.blocks), **where)
        taken += bool(answer.get("ok"))
        if not answer.get("ok"):
            yield f"{name}: {answer.get('error')} {answer.get('response_metadata')}"
    read = asked("conversations.replies", token, channel=channel, ts=root["ts"], limit=str(taken + 1))
    if len(read.get("messages", [])) not in {taken + 1, 15}:  # some apps are given 15 at the most
        yield f"conversations.replies: {read.get('error', len(read.get('messages', [])))} of {taken + 1}"


def main() -> int:
    """0 when Slack takes everything, 1 when it does not, 2 when it could not be asked."""
    token, channel = (os.environ.get(f"SLACK_LIVE_{name}", "") for name in ("TOKEN", "CHANNEL"))
    try:
        wrong = [*validated(), *(posted(token, channel) if token and channel else ())]
    except (OSError, ValueError) as error:
        print(HOW.format(why=error))
        return 2
    print("\n".join(wrong) or f"{sum(1 for _ in messages())} messages: Slack takes them all.")
    if not (token and channel):
        print("Nothing was posted: SLACK_LIVE_TOKEN and SLACK_LIVE_CHANNEL are not both set.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
