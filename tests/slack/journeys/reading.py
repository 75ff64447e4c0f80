"""What stands in a plan's messages, held against the file that goes with them."""

import re
from collections.abc import Iterable, Iterator

from tests.slack.payloads import Payload
from tests.slack.server import FakeSlack, Post
from tests.slack.server.wire import listed, mapped

CONTROLS = {"actions", "context_actions"}
ADDRESS = re.compile(r"\]\(<?https?://[^)]*\)")


def missing(posts: Iterable[Post], file: str) -> list[str]:
    """The texts of the messages that the file does not have, or has in another order."""
    held, at, lost = bare(ADDRESS.sub("]", file)), 0, list[str]()
    for leaf in (leaf for post in posts for leaf in leaves(post.blocks)):
        found = held.find(bare(leaf), at)
        if found < 0:
            lost.append(leaf)
        at = max(at, found)
    return lost


def leaves(blocks: Iterable[Payload]) -> Iterator[str]:
    """Every text of a message that is no control, in reading order."""
    for block in blocks:
        if block.get("type") not in CONTROLS:
            yield from _texts(block)


def _texts(shown: object) -> Iterator[str]:
    told = mapped(shown)
    if isinstance(told.get("text"), str):
        yield str(told["text"])
    for inside in [*listed(shown), *told.values()]:
        yield from _texts(inside)


def bare(text: str) -> str:
    """Letters and digits only: the file has its own markup."""
    return "".join(re.findall(r"\w", text)).replace("_", "")


def people(slack: FakeSlack) -> set[str]:
    """Who takes part anywhere, by user id: the bot may name them."""
    return {
        who
        for team in slack.world.teams.values()
        for channel in team.channels.values()
        for who in channel.members
    }
