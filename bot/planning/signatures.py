"""What a part of a role offers: one function, a record that it takes and a record that it gives.

Names avoid the words of WIT, and no function is named like a libc symbol. A role that is not known gets HANDLE.
"""

from dataclasses import dataclass

Fields = tuple[tuple[str, str], ...]


BYTES = "list<u8>"


@dataclass(frozen=True, slots=True)
class Signature:
    """A part's function: `function(request) -> result<reply, failure>`; both records by name and fields."""

    function: str
    request: str
    takes: Fields
    reply: str
    gives: Fields


TRANSFORM = Signature(
    "transform",
    "batch",
    (("id", "string"), ("content-type", "string"), ("rows", BYTES)),
    "outcome",
    (("rows", BYTES), ("rejected", "u32")),
)


RESIZE = Signature(
    "resize",
    "image",
    (("content-type", "string"), ("width", "u32"), ("pixels", BYTES)),
    "thumbnail",
    (("content-type", "string"), ("pixels", BYTES)),
)


AUTHORIZE = Signature(
    "authorize",
    "credential",
    (("token", "string"), ("action", "string")),
    "identity",
    (("subject", "string"), ("scopes", "list<string>")),
)


ANSWER = Signature(
    "answer",
    "request",
    (("path", "string"), ("body", BYTES)),
    "reply",
    (("status", "u16"), ("body", BYTES)),
)


PERFORM = Signature(
    "perform", "task", (("id", "string"), ("payload", BYTES)), "outcome", (("payload", BYTES),)
)


PREDICT = Signature(
    "predict", "features", (("values", "list<f64>"),), "prediction", (("scores", "list<f64>"),)
)


RENDER = Signature(
    "render",
    "template",
    (("name", "string"), ("values", "string")),
    "rendered",
    (("content-type", "string"), ("content", BYTES)),
)


COMPOSE = Signature(
    "compose",
    "notice",
    (("kind", "string"), ("values", "string")),
    "message",
    (("subject", "string"), ("body", "string")),
)


EVALUATE = Signature(
    "evaluate",
    "question",
    (("subject", "string"), ("values", "string")),
    "decision",
    (("accepted", "bool"), ("detail", "string")),
)


RUN = Signature("run", "request", (("hook", "string"), ("payload", BYTES)), "reply", (("payload", BYTES),))


HANDLE = Signature("handle", "request", (("payload", BYTES),), "reply", (("payload", BYTES),))


BY_ROLE: dict[str, Signature] = {
    **dict.fromkeys(
        ("etl", "data", "batch", "analytics", "stream-processing", "ingest", "crawler"), TRANSFORM
    ),
    **dict.fromkeys(("image-processing", "images", "thumbnails", "media", "video"), RESIZE),
    **dict.fromkeys(("auth", "authentication", "authorization", "sso"), AUTHORIZE),
    **dict.fromkeys(
        ("api", "web", "backend", "gateway", "bff", "graphql", "frontend", "edge-filter"), ANSWER
    ),
    **dict.fromkeys(("worker", "queue", "queue-consumer", "scheduler", "cron", "job"), PERFORM),
    **dict.fromkeys(("inference", "ml", "scoring", "recommendation", "training"), PREDICT),
    **dict.fromkeys(("pdf", "reports", "reporting", "rendering", "report", "pdf-generation"), RENDER),
    **dict.fromkeys(("notifications", "email", "notification", "chatbot"), COMPOSE),
    **dict.fromkeys(("pricing", "rules", "validation", "search", "payments", "billing", "webhook"), EVALUATE),
    **dict.fromkeys(("plugins", "plugin", "plugin-host", "extensions"), RUN),
}
