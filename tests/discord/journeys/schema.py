"""Every request of the bot's before Discord's published schema (npm `discord-api-spec`, with zod).

Without Node it is skipped at home with a reason, and fails in CI; `make aimock` fetches it.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest

from tests.discord.payloads import Payload
from tests.discord.server import Asked

NODE = Path(__file__).parents[2] / "node" / "node_modules"
JUDGE = Path(__file__).with_name("judge.mjs")
ID, TOKEN = r"[0-9]+", r"[\w-]+"
SCHEMAS = (  # method, path, schema of the body; None for one that has none
    ("POST", f"/channels/{ID}/messages", "MessageCreateRequest"),
    ("PATCH", f"/channels/{ID}/messages/{ID}", "MessageEditRequestPartial"),
    ("POST", f"/channels/{ID}/messages/{ID}/threads", "CreateTextThreadWithMessageRequest"),
    ("PATCH", f"/channels/{ID}", "UpdateThreadRequestPartial"),
    ("POST", f"/channels/{ID}/typing", None),
    ("POST", "/users/@me/channels", "CreatePrivateChannelRequest"),
    ("PUT", f"/applications/{ID}/commands", "ApplicationCommandUpdateRequest"),
    ("POST", f"/webhooks/{ID}/{TOKEN}", "IncomingWebhookInteractionRequest"),
    ("PATCH", f"/webhooks/{ID}/{TOKEN}/messages/@original", "IncomingWebhookUpdateRequestPartial"),
)
CALLBACK = f"/interactions/{ID}/{TOKEN}/callback"
CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}


def refused(every: Iterable[Asked]) -> list[str]:
    """What the schema does not take, one sentence each."""
    bodies = {json.dumps(each, sort_keys=True): each for asked in every for each in _bodies(asked)}
    judged = zip(bodies.values(), _complaints([*bodies.values()]), strict=True)
    return [f"{each['schema']}: {found}: {str(each['value'])[:300]}" for each, found in judged if found]


def schema_of(asked: Asked) -> str | None:
    """By which schema a request is judged; None where it has no body. LookupError for one that is not known here."""
    if asked.method == "POST" and re.fullmatch(CALLBACK, asked.path):
        return CALLBACKS[int(cast("Payload", asked.body)["type"])]
    for method, path, schema in SCHEMAS:
        if asked.method == method and re.fullmatch(path, asked.path):
            return schema
    if asked.method == "GET":
        return None
    raise LookupError(str(asked))


def _bodies(asked: Asked) -> Iterator[Payload]:
    schema = schema_of(asked)
    held = asked.body if isinstance(asked.body, list) else [asked.body]
    if schema is not None:
        yield from ({"schema": schema, "value": each} for each in held)


def _complaints(asked: Sequence[Payload]) -> list[list[str]]:
    node = shutil.which("node")
    if node is None or not (NODE / "discord-api-spec").exists():
        missing = "Discord's schema cannot be read: " + (
            "run `make aimock` first" if node else "node is not on PATH"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    command = (node, str(JUDGE), str(NODE))
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, timeout=120, check=True
    )
    return cast("list[list[str]]", json.loads(done.stdout))
