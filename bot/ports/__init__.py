"""What the bot needs from the world: small protocols, five methods at most, none optional.

Times are aware datetimes in UTC and come from the caller. Expected trouble is a value (`Trouble`,
`False`, `None`); anything raised is a surprise and ends in the worker loop's one broad `except`.
"""

from bot.ports.jobs import Progress, Stage, Worker
from bot.ports.model import Completion, Finish, Model, Prompt, Shaped, Trouble, TroubleKind, Usage
from bot.ports.platforms import Later, Platform, Posting, Undeliverable
from bot.ports.store import (
    Alarm,
    Archive,
    Delivery,
    Outbox,
    Parked,
    Store,
    StoreBusy,
    StoreTrouble,
    StoreUnusable,
    Tenant,
    Told,
    Traces,
    Turn,
    Turns,
)

__all__ = [
    "Alarm",
    "Archive",
    "Completion",
    "Delivery",
    "Finish",
    "Later",
    "Model",
    "Outbox",
    "Parked",
    "Platform",
    "Posting",
    "Progress",
    "Prompt",
    "Shaped",
    "Stage",
    "Store",
    "StoreBusy",
    "StoreTrouble",
    "StoreUnusable",
    "Tenant",
    "Told",
    "Traces",
    "Trouble",
    "TroubleKind",
    "Turn",
    "Turns",
    "Undeliverable",
    "Usage",
    "Worker",
]
