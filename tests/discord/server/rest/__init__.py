"""What can be asked over REST, by method and path."""

import re
from collections.abc import Iterator

from tests.discord.server.rest import interactions, messages, places, threads
from tests.discord.server.rest.call import Handler, Route

ROUTES: tuple[Route, ...] = (*places.ROUTES, *messages.ROUTES, *threads.ROUTES, *interactions.ROUTES)


def found(method: str, path: str) -> tuple[Handler, dict[str, str], bool] | None:
    """Who answers a request, with the ids in its path, and whether it needs the bot's token."""
    return next(_matching(method, path), None)


def _matching(method: str, path: str) -> Iterator[tuple[Handler, dict[str, str], bool]]:
    for known, pattern, handler, guarded in ROUTES:
        held = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern), path)
        if known == method and held:
            yield handler, held.groupdict(), guarded
