"""What a server's refusal means, whichever of the compatible servers it comes from.

They agree on little: a kind may show in the HTTP status, in `error.code` (a word, or a number that is the
status), in `error.type`, or only in the sentence. A table of signs, the first that fits wins. Nothing of
the server's sentence is kept, since it may quote the key or the prompt: `detail` is made of our own words.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.openai.fields import field
from bot.ports import Trouble, TroubleKind

CODES: Mapping[str, TroubleKind] = {
    "insufficient_quota": TroubleKind.QUOTA,
    "billing_hard_limit_reached": TroubleKind.QUOTA,
    "billing_not_active": TroubleKind.QUOTA,
    "invalid_api_key": TroubleKind.AUTH,
    "authentication_error": TroubleKind.AUTH,
    "model_not_found": TroubleKind.MODEL_NOT_FOUND,
    "deploymentnotfound": TroubleKind.MODEL_NOT_FOUND,
    "context_length_exceeded": TroubleKind.CONTEXT,
    "exceed_context_size_error": TroubleKind.CONTEXT,
    "content_filter": TroubleKind.REFUSAL,
    "content_policy_violation": TroubleKind.REFUSAL,
    "rate_limit_exceeded": TroubleKind.RATE,
    "rate_limit_error": TroubleKind.RATE,
    "overloaded_error": TroubleKind.RATE,
}

# Read only where the request itself was refused (4xx): "model" in a 500 means nothing.
SENTENCES: tuple[tuple[re.Pattern[str], TroubleKind], ...] = (
    (re.compile(r"max_(completion_)?tokens\W.{0,60}too large"), TroubleKind.PARAMETER),
    (re.compile(r"credit balance|insufficient (credits|balance|funds)"), TroubleKind.QUOTA),
    (re.compile(r"api key not valid|(invalid|incorrect|missing) api.key"), TroubleKind.AUTH),
    (
        re.compile(r"context (length|window|size)|maximum context|prompt is too long|input token count"),
        TroubleKind.CONTEXT,
    ),
    (re.compile(r"content (management )?policy|safety system|flagged"), TroubleKind.REFUSAL),
    (
        re.compile(r"not a valid model|model.{0,80}(not found|not exist)|no endpoints found"),
        TroubleKind.MODEL_NOT_FOUND,
    ),
)

# Some servers say with a 500 that they know no response format.
SHAPES = re.compile(r"response_format|response format|json_schema|json_object|json schema|grammar")

STATUSES: Mapping[int, TroubleKind] = {
    401: TroubleKind.AUTH,
    402: TroubleKind.QUOTA,
    403: TroubleKind.AUTH,
    404: TroubleKind.NOT_AN_API,
    405: TroubleKind.NOT_AN_API,
    408: TroubleKind.TIMEOUT,
    413: TroubleKind.CONTEXT,
    429: TroubleKind.RATE,
    504: TroubleKind.TIMEOUT,
}

UNPROCESSABLE = (400, 422)

STATUS = re.compile(r"[1-5][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The signs in an error reply. `words` is all that the server said, in lower case; `status` None: inside a stream.
    `param` is the parameter of ours that it names, or empty."""

    status: int | None
    code: str
    param: str
    words: str


def refused(
    status: int | None, body: object, droppable: tuple[str, ...], retry_after: float | None = None
) -> Trouble:
    """The trouble behind an error reply to a request that carried these droppable parameters."""
    refusal = read(status, body, droppable)
    kind = by_code(refusal) or by_sentence(refusal) or by_shape(refusal) or by_status(refusal)
    if kind is TroubleKind.PARAMETER:
        return Trouble(kind, refusal.param)
    where = "in the stream" if status is None else f"HTTP {status}"
    return Trouble(kind, f"{where} {refusal.code}".strip(), retry_after)


def read(status: int | None, body: object, droppable: tuple[str, ...]) -> Refusal:
    """The signs in `{"error": {…}}`, `{"error": "…"}`, the inner error alone, or plain text."""
    error = field(body, "error") or body
    code = field(error, "code")
    words = json.dumps(body, ensure_ascii=False, default=str).lower()
    known = [str(word).lower() for word in (code, field(error, "type"))]
    return Refusal(
        real_status(status, code),
        next((word for word in known if word in CODES), ""),
        named(field(error, "param"), words, droppable),
        words,
    )


def real_status(status: int | None, code: object) -> int | None:
    """The status, which a gateway that has answered 200 puts into the error's code."""
    if (status is None or status < 400) and STATUS.fullmatch(str(code)):
        return int(str(code))
    return status


def named(param: object, words: str, droppable: tuple[str, ...]) -> str:
    """What the server says it refuses: the field made for it wins over the sentence."""
    if param == "model" or str(param).startswith("response_format") or param in droppable:
        return str(param)
    return next((name for name in droppable if re.search(rf"\b{name}\b", words)), "")


def by_code(refusal: Refusal) -> TroubleKind | None:
    return CODES.get(refusal.code)


def by_sentence(refusal: Refusal) -> TroubleKind | None:
    if refusal.status is not None and not 400 <= refusal.status < 500:
        return None
    if refusal.param == "model":
        return TroubleKind.MODEL_NOT_FOUND
    kind = next((kind for pattern, kind in SENTENCES if pattern.search(refusal.words)), None)
    return None if kind is TroubleKind.PARAMETER and not refusal.param else kind


def by_shape(refusal: Refusal) -> TroubleKind | None:
    """The response format is at fault, or a parameter that the request can do without."""
    unprocessable = refusal.status in UNPROCESSABLE
    if refusal.param.startswith("response_format"):
        return TroubleKind.FORMAT
    if (unprocessable or refusal.status in {None, 500, 501}) and SHAPES.search(refusal.words):
        return TroubleKind.FORMAT
    return TroubleKind.PARAMETER if unprocessable and refusal.param else None


def by_status(refusal: Refusal) -> TroubleKind:
    return STATUSES.get(refusal.status or 0, TroubleKind.SERVER)
