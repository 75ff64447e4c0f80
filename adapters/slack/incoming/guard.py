"""Whether a request comes from Slack and can be read: pure, over the raw bytes, before anything takes it apart.

Bolt checks signatures too, but only after it has parsed the body: a malformed one fails there with a 500, which has
Slack send it again and again, and nothing bounds its size. Here, in this order: kind, time, size (the door counts),
signature, form. Nothing of a request goes into a refusal.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

BODY_LIMIT = 1_000_000  # bytes; Slack's largest form, a sheet of answers, is far below
WINDOW = 300  # seconds around now, as Slack asks: a request that was overheard is of no use later
FIELDS = 100  # in a form; a slash command has about twenty
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class Refusal(StrEnum):
    """Why a request was turned away; a metric's label."""

    KIND = "content_type"
    TIME = "timestamp"
    LARGE = "too_large"
    SLOW = "too_slow"
    SIGNATURE = "signature"
    MALFORMED = "malformed"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self]


STATUS: Mapping[Refusal, int] = {
    Refusal.KIND: 415,
    Refusal.TIME: 401,
    Refusal.LARGE: 413,
    Refusal.SLOW: 408,
    Refusal.SIGNATURE: 401,
    Refusal.MALFORMED: 400,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the headers claim: when it was signed (as written), with which signature, what the body is."""

    kind: str
    timestamp: str
    signature: str


def claimed(headers: Mapping[str, str], now: float) -> Claim | Refusal:
    """The headers' claim, if it can hold at all; `now` in seconds since the epoch. Names in lower case."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    timestamp = headers.get("x-slack-request-timestamp", "")
    if kind not in (JSON, FORM):
        return Refusal.KIND
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return Refusal.TIME
    if abs(now - int(timestamp)) > WINDOW:
        return Refusal.TIME
    return Claim(kind, timestamp, headers.get("x-slack-signature", ""))


def opened(claim: Claim, body: bytes, secret: bytes) -> str | Refusal:
    """The body's text, when Slack signed these very bytes and they are well formed."""
    if not hmac.compare_digest(signature(secret, claim.timestamp, body), claim.signature.encode()):
        return Refusal.SIGNATURE
    try:
        text = body.decode()
        well_formed = is_object(text) if claim.kind == JSON else is_form(text)
    except (ValueError, RecursionError):
        return Refusal.MALFORMED
    return text if well_formed else Refusal.MALFORMED


def signature(secret: bytes, timestamp: str, body: bytes) -> bytes:
    """Version 0 of Slack's signature, as in the header."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return b"v0=" + hmac.new(secret, signed, hashlib.sha256).hexdigest().encode()


def is_object(text: str) -> bool:
    """Whether it is a JSON object; raises ValueError when it is no JSON, RecursionError when it is too deep."""
    return isinstance(json.loads(text), dict)


def is_form(text: str) -> bool:
    """Whether it is a form with something in it, and its `payload`, if any, a JSON object; raises as `is_object`."""
    fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, max_num_fields=FIELDS))
    return is_object(fields["payload"]) if "payload" in fields else bool(fields)
