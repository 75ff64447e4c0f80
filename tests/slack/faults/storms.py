"""The troubles that a conversation is put through, each by name: what goes wrong, with which method, how often.

Those whose calls name a channel are aimed at one conversation; the others hit whoever comes first, and nobody may
notice anything but that it takes longer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.slack.faults.talk import Talk, Way
from tests.slack.payloads import Payload
from tests.slack.server import Broken, Cut, RateLimited, Says, Slow
from tests.slack.server.faults import Fault

POST, UPDATE, UPLOADED = "chat.postMessage", "chat.update", "files.completeUploadExternal"
LOOK, CHANNEL = "conversations.replies", "conversations.history"
LONG = 6  # seconds: longer than what is waited out where it is met


@dataclass(frozen=True, slots=True)
class Storm:
    """Faults of methods, in order: method, fault, how often, after how many calls."""

    faults: tuple[tuple[str, Fault, int, int], ...]
    way: Way = "mention"


def once(method: str, fault: Fault, skip: int = 0, way: Way = "mention") -> Storm:
    return Storm(((method, fault, 1, skip),), way)


TAKEN, UNTAKEN = Cut(after=True), Cut(after=False)

AIMED: Mapping[str, Storm] = {
    "a short 429 for a post": once(POST, RateLimited(1), skip=2),
    "a long 429 for a post": once(POST, RateLimited(LONG), skip=2),
    "429 again and again": Storm(((POST, RateLimited(1), 3, 5),)),
    "a short 429 for an update": once(UPDATE, RateLimited(1)),
    "a long 429 for an update": once(UPDATE, RateLimited(LONG)),
    "a long 429 in the middle of a plan": once(POST, RateLimited(LONG), skip=12),
    "a short 429 as a file is shared": once(UPLOADED, RateLimited(1)),
    "a long 429 as a file is shared": once(UPLOADED, RateLimited(LONG)),
    "a long 429 for the root": once(POST, RateLimited(LONG), way="command"),
    "a long 429 for the link": once("chat.getPermalink", RateLimited(LONG)),
    "500 for a post": once(POST, Broken(), skip=1),
    "500 for a post that was taken": once(POST, Broken(after=True), skip=1),
    "503 for an update": once(UPDATE, Broken(503)),
    "fatal_error": once(POST, Says("fatal_error"), skip=3),
    "a post was taken and its answer lost": once(POST, TAKEN, skip=3),
    "a post was not taken and its answer lost": once(POST, UNTAKEN, skip=3),
    "three parts of a plan were taken and their answers lost": Storm(((POST, TAKEN, 3, 11),)),
    "an update was taken and its answer lost": once(UPDATE, TAKEN),
    "an update was not taken and its answer lost": once(UPDATE, UNTAKEN),
    "a file was shared and the answer lost": once(UPLOADED, TAKEN),
    "a file was not shared and the answer lost": once(UPLOADED, UNTAKEN),
    "500 as a file was shared": once(UPLOADED, Broken(after=True)),
    "the root was made and the answer lost": once(POST, TAKEN, way="command"),
    "the root was not made and the answer lost": once(POST, UNTAKEN, way="command"),
    "the look-up for a root is refused for a while": Storm(
        ((POST, TAKEN, 1, 0), (CHANNEL, RateLimited(LONG), 1, 0)), "command"
    ),
    "a look-up is refused for a while": Storm(((POST, TAKEN, 1, 3), (LOOK, RateLimited(1), 1, 0))),
    "a look-up is refused for long": Storm(((POST, TAKEN, 1, 3), (LOOK, RateLimited(LONG), 1, 0))),
    "a look-up breaks off": Storm(((POST, TAKEN, 1, 3), (LOOK, UNTAKEN, 2, 0))),
    "the answer to a post takes longer than anybody waits": once(POST, Slow(22.0), skip=3),
    "Slack is slow": Storm(((POST, Slow(1.5), 4, 2), (UPDATE, Slow(1.5), 1, 0))),
    "a post in a direct message was taken and its answer lost": once(POST, TAKEN, skip=6, way="dm"),
    "a long 429 in a direct message": once(POST, RateLimited(LONG), skip=1, way="dm"),
}

ANYBODY: tuple[tuple[str, Fault], ...] = (
    ("files.getUploadURLExternal", RateLimited(1)),
    ("files.getUploadURLExternal", RateLimited(LONG)),
    ("files.getUploadURLExternal", TAKEN),
    ("files.getUploadURLExternal", Broken()),
    ("upload", TAKEN),
    ("upload", UNTAKEN),
    ("upload", Broken(after=True)),
    ("upload", RateLimited(1)),
    ("files.info", RateLimited(1)),
    ("files.info", TAKEN),
)


def let_loose(talk: Talk, storm: Storm) -> None:
    """The troubles of one conversation."""
    for method, fault, times, skip in storm.faults:
        talk.slack.fault(method, fault, times, skip, when=aimed(talk))


def aimed(talk: Talk) -> Callable[[Payload], bool]:
    def here(args: Payload) -> bool:
        return talk.channel in (args.get("channel"), args.get("channel_id"))

    return here
