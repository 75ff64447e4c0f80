"""Is a part out already? The thread is asked, from the last message that is surely older.

Slack offers a thread only from its beginning, to some apps 15 messages at a time and one call a minute; so each page
that was read is noted, and a look-up that is cut short goes on where it was.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from adapters.slack.address import Place
from adapters.slack.calls import Api
from adapters.slack.outgoing.refusals import Meaning, meaning
from adapters.slack.traced import later, seconds
from bot.hosting.answers import Lost, Odd, Refused, Said, Unsure
from bot.hosting.fields import Json, listed, text
from bot.ports import Undeliverable

EVENT_TYPE = "wasm_architect"
PAGE = 15
MARGIN = 2.0  # seconds by which Slack's clocks may differ among themselves

Note = Callable[[str], Awaitable[None]]
Fits = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Sought:
    """A part: the mark in a message's metadata, or the name of a file in the thread."""

    mark: str
    file: str = ""


def is_part(sought: Sought) -> Fits:
    """Whether a message of the thread is the part."""

    def fits(message: Json) -> bool:
        names = [text(each, "name") for each in listed(message, "files")]
        return payload(message, "effect") == sought.mark or (sought.file != "" and sought.file in names)

    return fits


def payload(message: Json, name: str) -> str:
    """A field of our metadata; empty in a message that is not ours."""
    ours = text(message, "metadata", "event_type") == EVENT_TYPE
    return text(message, "metadata", "event_payload", name) if ours else ""


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: a method that lists messages, its arguments, and from which ts on."""

    method: str
    arguments: Json
    oldest: str

    def page(self, cursor: str) -> Json:
        """The arguments of one page."""
        start = seconds(self.oldest)
        oldest = {"oldest": f"{start - MARGIN:.6f}"} if start > MARGIN else {}
        turned = {"cursor": cursor} if cursor else {}
        return {**self.arguments, "include_all_metadata": True, "limit": PAGE, **oldest, **turned}


def in_thread(place: Place, oldest: str) -> Search:
    """A thread, from its root or from `oldest` on."""
    return Search("conversations.replies", {"channel": place.channel, "ts": place.thread}, oldest)


def in_channel(channel: str, oldest: str) -> Search:
    """A channel's own messages since `oldest`; Slack gives the newest first."""
    return Search("conversations.history", {"channel": channel}, oldest)


async def found(api: Api, workspace: str, search: Search, fits: Fits, note: Note) -> str | None:
    """The ts of the message that fits, None when it is surely not there. Raises `Later` or `Lost` when nobody can
    say, since to post without knowing doubles; `note` hears how far it was read when there is more."""
    cursor = ""
    while True:
        body = looked(await api.call(workspace, search.method, search.page(cursor)))
        messages = listed(body, "messages")
        match = next((each for each in messages if fits(each)), None)
        if match is not None:
            return text(match, "ts")
        cursor = text(body, "response_metadata", "next_cursor")
        if not cursor:
            return None
        await note(newest(messages))


def looked(answer: Said | Refused | Unsure) -> Json:
    """What was listed; raises when it was not."""
    match answer:
        case Said(body):
            return body
        case Unsure(why):
            raise Lost(why)
        case Refused(error) if meaning(error) is Meaning.GONE:
            raise Undeliverable(error)
        case Refused(error):
            raise Odd(error)


def newest(messages: tuple[Json, ...]) -> str:
    """The latest ts among some messages."""
    latest = ""
    for ts in timestamps(messages):
        latest = later(latest, ts)
    return latest


def timestamps(messages: tuple[Json, ...]) -> Iterator[str]:
    return (text(each, "ts") for each in messages)
