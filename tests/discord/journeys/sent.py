"""Everything that the bot sent in the journeys, when they have ended.

Discord's own limits were held all along: the Discord of these tests refuses what breaks them. Here: nothing was refused
beyond what the journeys provoke, nothing was asked that nobody answers, nothing doubled, nothing came alive, nobody was
called, no total passed; and Discord's published schema takes every request.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from adapters.discord.render import Card, Message
from tests.discord.discord_limits import modal_problems, problems
from tests.discord.journeys import schema
from tests.discord.payloads import Payload
from tests.discord.reading import tokens
from tests.discord.server import Ack, Asked, FakeDiscord
from tests.discord.server.wire import listed, mapped, objects

PROVOKED = {10003, 30046, 50001, 50013, 50024, 50083, 160004, 160005, 160006}
SPEAKING = {"POST", "PATCH"}
V2 = 1 << 15
CALLS = {"everyone", "mention", "invitation", "emoji"}  # what nothing that the bot says may hold
WORDY = 12  # characters of what could not stand in a log by chance
FILES_MOST, FILE_MOST = 10, 10 * 2**20


def hold(discords: Sequence[FakeDiscord]) -> None:
    """All of it."""
    for each in discords:
        well_mannered(each)
        assert [*too_much(each)] == [], [*too_much(each)]
    wrong = schema.refused(asked for each in discords for asked in each.asked)
    assert wrong == [], wrong


def well_mannered(discord: FakeDiscord) -> None:
    """Nothing refused that no journey provoked, nothing live, nothing twice, nothing too late."""
    refused = [str(each) for each in discord.asked if each.code and each.code not in PROVOKED]
    assert refused == [], refused
    assert discord.unexpected == [], discord.unexpected
    doubled = twice(discord)
    assert doubled == [], doubled
    assert [*lively(discord, discord.asked)] == [], [*lively(discord, discord.asked)]
    late = [each for each in discord.world.interactions.values() if each.ack is Ack.NONE]
    assert late == [], late


def indiscreet(discord: FakeDiscord, log: str) -> Iterator[str]:
    """What a log tells that it must not: tokens, and lines that people wrote."""
    people = (
        line
        for channel in discord.world.channels.values()
        for each in channel.messages.values()
        if each.author != discord.world.bot.id
        for line in each.content.splitlines()
    )
    secrets = {discord.token, *(each.token for each in discord.world.interactions.values())}
    yield from (each[:60] for each in {*people, *secrets} if len(each) > WORDY and each in log)


def twice(discord: FakeDiscord) -> list[str]:
    """Messages that stand in a place more than once. What the bot posts bears a number that only a second try has, too;
    two plans in one thread have pages with the same words."""
    posted = (
        (channel.id, each.nonce)
        for channel in discord.world.channels.values()
        for each in channel.seen()
        if each.author == discord.world.bot.id
    )
    return [
        f"{place}: {nonce}" for (place, nonce), times in Counter(posted).items() if times > 1 or not nonce
    ]


def bodies(every: Iterable[Asked]) -> Iterator[tuple[Asked, Payload]]:
    """Every message that was sent, in whatever way, with its request."""
    for asked in every:
        told = mapped(asked.body)
        if asked.method not in SPEAKING or schema.schema_of(asked) is None:
            continue
        if asked.path.endswith("/callback"):
            told = mapped(told.get("data"))
        if told.get("content") or told.get("components") or asked.files:
            yield asked, told


def lively(discord: FakeDiscord, every: Iterable[Asked]) -> Iterator[str]:
    """What does something in some requests and is not the bot's own: of people it names those who are there, and it
    links to sources."""
    for asked, told in bodies(every):
        called = mapped(told.get("allowed_mentions"))
        calls = called.get("parse") != [] or called.get("replied_user") is not False
        if calls and "custom_id" not in told:  # a form calls nobody
            yield f"{asked}: somebody may be called: {called}"
        for text in texts(told):
            for token in tokens(text):
                if token.kind in CALLS or (token.kind == "person" and token.text not in discord.world.users):
                    yield f"{asked}: {token} in {text[:200]!r}"
                if token.kind in ("link", "address") and not _source(token.target):
                    yield f"{asked}: {token} in {text[:200]!r}"


def texts(told: Payload) -> Iterator[str]:
    """Every text of a message in which Discord looks for marks."""
    yield str(told.get("content") or "")
    yield from (str(each["content"]) for each in objects(told.get("components")) if each.get("type") == 10)


def too_much(discord: FakeDiscord) -> Iterator[str]:
    """Messages and forms that are larger than Discord documents, by a count of our own."""
    for asked, told in bodies(discord.asked):
        yield from (f"{asked}: {each}" for each in _over(asked, told))


def _over(asked: Asked, told: Payload) -> Iterator[str]:
    if len(asked.files) > FILES_MOST or any(len(each) > FILE_MOST for each in asked.files.values()):
        yield "files"
    if "custom_id" in told:
        yield from modal_problems(told)
    elif int(told.get("flags") or 0) & V2:
        yield from problems(Card(tuple(listed(told["components"]))))
    elif told.get("content"):
        rows = tuple(listed(told.get("components")))
        yield from problems(Message(cast("str", told["content"]), rows))


def _source(address: str) -> bool:
    return address.startswith("https://") and "evil" not in address
