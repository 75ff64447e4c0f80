"""A Slack of our own, for tests. Start at `fake.py`."""

from tests.slack.server.channels import Channel, Post, Whisper
from tests.slack.server.deliveries import Ack, Schedule, signed
from tests.slack.server.fake import FakeSlack
from tests.slack.server.faults import Broken, Cut, RateLimited, Says, Slow
from tests.slack.server.looking import labels, page, seen, words
from tests.slack.server.people import Person
from tests.slack.server.record import Asked
from tests.slack.server.world import Team

__all__ = [
    "Ack",
    "Asked",
    "Broken",
    "Channel",
    "Cut",
    "FakeSlack",
    "Person",
    "Post",
    "RateLimited",
    "Says",
    "Schedule",
    "Slow",
    "Team",
    "Whisper",
    "labels",
    "page",
    "seen",
    "signed",
    "words",
]
