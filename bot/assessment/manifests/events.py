"""What starts a function: the words of the Serverless Framework and of SAM for the same things."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessment.manifests.shapes import Trait
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Scalar
from bot.core.brief import SignalKind

_EVENTS: Final[Mapping[str, tuple[SignalKind, str]]] = {
    **dict.fromkeys(("schedule", "schedulev2", "timer", "cron"), (SignalKind.USE, "cron")),
    **dict.fromkeys(("websocket", "websockets"), (SignalKind.USE, "websockets")),
    **dict.fromkeys(("api", "httpapi", "http", "alb"), (SignalKind.ROLE, "api")),
    "sqs": (SignalKind.DATASTORE, "sqs"),
    "kinesis": (SignalKind.DATASTORE, "kinesis"),
    "dynamodb": (SignalKind.DATASTORE, "dynamodb"),
    "s3": (SignalKind.DATASTORE, "s3"),
    **dict.fromkeys(("msk", "kafka", "selfmanagedkafka"), (SignalKind.DATASTORE, "kafka")),
    "rabbitmq": (SignalKind.DATASTORE, "rabbitmq"),
    "pubsub": (SignalKind.DATASTORE, "pubsub"),
    "cosmosdb": (SignalKind.DATASTORE, "cosmosdb"),
    "cloudfront": (SignalKind.PLATFORM, "lambda-edge"),
}


def started(source: Source, event: Scalar, said: Scalar, part: str) -> Iterator[Trait]:
    """What an event tells of the part that it starts; `said` is how it is quoted. Most events tell nothing."""
    if found := _EVENTS.get(event.text.lower()):
        yield source.trait(*found, said, part)
