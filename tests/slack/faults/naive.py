"""The bot as it would be without care: it acknowledges first, and posts again without a look at what is there.

    python -m tests.slack.faults.naive serve

Three things are taken out, each as many bots have it: Bolt's own default (acknowledge, then listen), the SDK's own
default (a connection error is tried again, posts included), and the look-up before a second try.
"""

import importlib
import sys
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from adapters.slack import client
from adapters.slack.outgoing import parts, roots
from bot.__main__ import main


class Everything(frozenset[str]):
    """A set in which everything is."""

    def __contains__(self, _: object) -> bool:
        return True


async def nothing_found(*_: object) -> None:
    """As if the thread had been looked up in vain."""


def careless() -> None:
    """Take the care out."""

    def hasty(*, process_before_response: bool, **settings: Any) -> AsyncApp:  # Any: Bolt's own
        return AsyncApp(**settings, process_before_response=not process_before_response)

    bolt = importlib.import_module(
        "adapters.slack.incoming.bolt"
    )  # by name: the package exports a function that is called so
    for where, name, instead in (
        (bolt, "AsyncApp", hasty),
        (client, "READS", Everything()),
        (parts.Sender, "_found", nothing_found),
        (roots.Roots, "_earlier", nothing_found),
    ):
        setattr(where, name, instead)


if __name__ == "__main__":
    careless()
    raise SystemExit(main(sys.argv[1:]))
