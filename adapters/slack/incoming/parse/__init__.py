"""Slack's payloads → what happened, in Slack's own terms. Pure: nothing of the SDK, nothing asked, nothing stored.

A payload that means nothing to us (our own messages, other bots', joins, unfurled links) becomes None. Which
conversation something belongs to is not known here: `hearing` finds out.
"""

from adapters.slack.incoming.parse.actions import action, form
from adapters.slack.incoming.parse.arrivals import (
    Arrival,
    Asked,
    Changed,
    Greeted,
    Left,
    Offered,
    Submitted,
    TakenAway,
    Touched,
    Written,
)
from adapters.slack.incoming.parse.commands import command
from adapters.slack.incoming.parse.messages import event

__all__ = [
    "Arrival",
    "Asked",
    "Changed",
    "Greeted",
    "Left",
    "Offered",
    "Submitted",
    "TakenAway",
    "Touched",
    "Written",
    "action",
    "command",
    "event",
    "form",
]
