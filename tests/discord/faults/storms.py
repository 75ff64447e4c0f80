"""The troubles that a conversation is put through, each by name: what goes wrong, with which request, how often.

Each is aimed at the requests of one conversation: those about its places, and the answers to its person.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.discord.faults.talk import Talk, Way
from tests.discord.server import Asked, Banned, Broken, Cut, RateLimited, Slow
from tests.discord.server.faults import Fault

Request = tuple[str, str]
POST: Request = ("POST", r"/channels/\d+/messages")
EDIT: Request = ("PATCH", r"/channels/\d+/messages/\d+")
LOOK: Request = ("GET", r"/channels/\d+/messages")
THREAD: Request = ("POST", r"/channels/\d+/messages/\d+/threads")
ANSWER: Request = ("POST", r"/interactions/.*")

TAKEN, UNTAKEN = Cut(after=True), Cut(after=False)
EVERY = 3  # times that a request is sent before it is given up
BEATS = 6.5  # seconds: longer than the heartbeat of a lease
AGES = 21.0  # seconds: longer than anybody waits for an answer
PAUSE = 2  # seconds


@dataclass(frozen=True, slots=True)
class Storm:
    """Faults of requests, in order: request, fault, how often, after how many of the kind."""

    faults: tuple[tuple[Request, Fault, int, int], ...]
    way: Way = "mention"


def once(request: Request, fault: Fault, skip: int = 0, way: Way = "mention") -> Storm:
    return Storm(((request, fault, 1, skip),), way)


def each_time(request: Request, fault: Fault, skip: int = 0, way: Way = "mention") -> Storm:
    """As often as it is sent before it is given up."""
    return Storm(((request, fault, EVERY, skip),), way)


STORMS: Mapping[str, Storm] = {
    "a short 429 for a post": once(POST, RateLimited(1), 2),
    "429 for everything": once(POST, RateLimited(1, everywhere=True), 4),
    "429 again and again": Storm(((POST, RateLimited(0.3), 3, 5),)),
    "429 from in front of Discord for a post": once(POST, Banned(PAUSE), 3),
    "429 from in front of Discord in the middle of a plan": once(POST, Banned(PAUSE), 12),
    "429 from in front of Discord for a change": once(EDIT, Banned(PAUSE)),
    "429 from in front of Discord for a thread": once(THREAD, Banned(PAUSE)),
    "429 from in front of Discord for a root": once(POST, Banned(PAUSE), way="command"),
    "a short 429 for a change": once(EDIT, RateLimited(1)),
    "500 for a post": once(POST, Broken(), 1),
    "500 for a post that was taken": once(POST, Broken(after=True), 1),
    "503 for a post": once(POST, Broken(503), 3),
    "503 for a post that was taken, every time": each_time(POST, Broken(503, after=True), 3),
    "503 for a change": once(EDIT, Broken(503)),
    "503 for a thread": once(THREAD, Broken(503)),
    "a post was taken and its answer lost": once(POST, TAKEN, 3),
    "a post was taken and its answer lost, every time": each_time(POST, TAKEN, 3),
    "a post was not taken and its answer lost": once(POST, UNTAKEN, 3),
    "a post was not taken, every time": each_time(POST, UNTAKEN, 3),
    "parts of a plan were taken and their answers lost": Storm(((POST, TAKEN, 5, 11),)),
    "a direct message was taken and its answer lost": each_time(POST, TAKEN, 2, "dm"),
    "a change was made and its answer lost": each_time(EDIT, TAKEN),
    "a change was not made and its answer lost": each_time(EDIT, UNTAKEN),
    "a thread was made and the answer lost": each_time(THREAD, TAKEN),
    "a thread was not made and the answer lost": each_time(THREAD, UNTAKEN),
    "a command's thread was made and the answer lost": each_time(THREAD, TAKEN, way="command"),
    "the root was made and the answer lost": each_time(POST, TAKEN, way="command"),
    "the root was not made and the answer lost": each_time(POST, UNTAKEN, way="command"),
    "the way to the plan was shown and the answer lost": Storm(((EDIT, TAKEN, 9, 0),), "command"),
    "a look-up is put off": Storm(((POST, TAKEN, EVERY, 3), (LOOK, Banned(PAUSE), 1, 0))),
    "a look-up breaks off": Storm(((POST, TAKEN, EVERY, 3), (LOOK, UNTAKEN, EVERY, 0))),
    "a look-up for a root breaks off": Storm(
        ((POST, TAKEN, EVERY, 0), (LOOK, Broken(503), EVERY, 0)), "command"
    ),
    "a press was answered and that was lost": once(ANSWER, TAKEN),
    "a press was not answered": once(ANSWER, UNTAKEN),
    "a press is answered with 503": once(ANSWER, Broken(503)),
    "a press is answered with 429": once(ANSWER, RateLimited(0.5)),
    "a press is answered too late": once(ANSWER, Slow(4.0, before=True)),
    "a press cannot be answered": once(ANSWER, Banned(PAUSE)),
    "a command was answered and that was lost": once(ANSWER, TAKEN, way="command"),
    "a post takes longer than a heartbeat": once(POST, Slow(BEATS), 3),
    "a change takes longer than a heartbeat": once(EDIT, Slow(BEATS)),
    "a thread takes longer than a heartbeat": once(THREAD, Slow(BEATS, before=True)),
    "the answer to a post takes longer than anybody waits": once(POST, Slow(AGES), 3),
    "Discord is slow": Storm(((POST, Slow(1.0), 4, 2), (EDIT, Slow(1.0), 1, 0))),
}

UPLOADS: Mapping[str, Fault] = {
    "a file was taken and the answer lost": TAKEN,
    "a file was not taken and the answer lost": UNTAKEN,
    "500 for a file that was taken": Broken(after=True),
    "503 for a file": Broken(503),
    "a short 429 for a file": RateLimited(1),
    "429 from in front of Discord for a file": Banned(PAUSE),
    "a file takes longer than a heartbeat": Slow(BEATS),
}

BEHIND: Mapping[str, tuple[Fault, int]] = {
    "429": (RateLimited(1), 1),
    "429 from in front of Discord": (Banned(PAUSE), 1),
    "503": (Broken(503), 1),
    "503 for a while": (Broken(503), EVERY),
    "the connection breaks": (UNTAKEN, 1),
    "the connection breaks for a while": (UNTAKEN, EVERY + 1),
    "it is slow": (Slow(2.0), 1),
}
"""What may go wrong as a place is read in which people wrote while the bot was away."""


def let_loose(talk: Talk, storm: Storm) -> None:
    """The troubles of one conversation."""
    for (method, path), fault, times, skip in storm.faults:
        talk.discord.fault(method, path, fault, times=times, skip=skip, when=about(talk))


def about(talk: Talk) -> Callable[[Asked], bool]:
    """Whether a request is about a conversation: its channel, a thread in that, or what its person did."""
    world = talk.discord.world

    def here(asked: Asked) -> bool:
        if found := re.match(r"/channels/(\d+)", asked.path):
            place = world.channels.get(found[1])
            return place is not None and talk.channel.id in (place.id, place.parent)
        done = world.interactions.get(asked.path.split("/")[3]) if "interactions" in asked.path else None
        return done is not None and done.user == talk.person.id

    return here


def with_files(talk: Talk) -> Callable[[Asked], bool]:
    """The same of what carries files."""
    mine = about(talk)
    return lambda asked: bool(asked.files) and mine(asked)
