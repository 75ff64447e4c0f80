"""A Discord of our own, for tests. Start at `fake.py`."""

from tests.discord.server.fake import FakeDiscord
from tests.discord.server.faults import Banned, Broken, Cut, RateLimited, Says, Slow
from tests.discord.server.people import Person
from tests.discord.server.record import Asked, Told
from tests.discord.server.shown import Seen, labelled, page, seen, words
from tests.discord.server.things import Ack, Channel, Guild, Interaction, Message, User

__all__ = [
    "Ack",
    "Asked",
    "Banned",
    "Broken",
    "Channel",
    "Cut",
    "FakeDiscord",
    "Guild",
    "Interaction",
    "Message",
    "Person",
    "RateLimited",
    "Says",
    "Seen",
    "Slow",
    "Told",
    "User",
    "labelled",
    "page",
    "seen",
    "words",
]
