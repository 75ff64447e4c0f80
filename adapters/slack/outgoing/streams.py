"""The two things that only an agent's direct messages have: a status line, and text that streams in.

Both are found out by trying: what a workspace does not have is not tried there again. A stream lives about five
minutes, so it is rolled over before; one that was left open by a crash ends by itself and harms nothing. What streams
is a model's prose, so everything that Slack could take for markup with an effect is broken with a word joiner.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.slack.address import Place
from adapters.slack.calls import Api
from adapters.slack.traced import Recipient
from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json, text

log = logging.getLogger(__name__)

LIFE = 220.0  # seconds after which a stream is rolled over
FADES = 60.0  # seconds after which the status is set again: Slack takes one away after two minutes
PIECE = 12_000  # characters of one append
JOINER = "\u2060"
STATUS, STREAM = "status", "stream"
LACKING = frozenset(
    {
        "access_denied",
        "channel_type_not_supported",
        "feature_not_enabled",
        "method_not_supported_for_channel_type",
        "missing_recipient_team_id",
        "missing_recipient_user_id",
        "missing_scope",
        "no_permission",
        "team_not_supported",
        "unknown_method",
    }
)
EXPIRED = "message_not_in_streaming_state"


@dataclass(slots=True)
class Stream:
    """What streams to one thread. `ts` is empty while no stream is open; `shown` is what of the text has been sent;
    `status` is the line that was set last."""

    workspace: str
    place: Place
    recipient: Recipient | None
    ts: str = ""
    shown: str = ""
    since: float = 0.0
    given_up: bool = False
    status: str = ""
    status_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Streams:
    """`clock` gives seconds that only grow."""

    api: Api
    clock: Callable[[], float]
    _missing: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def has(self, workspace: str, feature: str) -> bool:
        """False once the workspace has refused it."""
        return (workspace, feature) not in self._missing

    async def status(self, stream: Stream, words: str) -> None:
        """The line under the thread; empty words take it away. Raises `Later`."""
        known = words == stream.status and self.clock() - stream.status_at < FADES
        if known or not self.has(stream.workspace, STATUS):
            return
        where = {"channel_id": stream.place.channel, "thread_ts": stream.place.thread}
        answer = await self.api.call(
            stream.workspace, "assistant.threads.setStatus", {**where, "status": words}
        )
        if isinstance(answer, Refused):
            self._note(stream.workspace, STATUS, answer.error)
        else:
            stream.status, stream.status_at = words, self.clock()

    async def tell(self, stream: Stream, text: str) -> None:
        """Show the text as it is by now. Raises `Later`, with nothing lost."""
        whole = harmless(text)
        if not whole.startswith(stream.shown):
            await self.stop(stream)
            stream.shown = ""
        if stream.ts and self.clock() - stream.since > LIFE:
            await self.stop(stream)
        while self._goes_on(stream) and len(stream.shown) < len(whole):
            await self._add(stream, whole[len(stream.shown) :][:PIECE])

    async def stop(self, stream: Stream) -> None:
        """End the stream, if one is open. Raises `Later`."""
        if stream.ts:
            arguments = {"channel": stream.place.channel, "ts": stream.ts}
            await self.api.call(stream.workspace, "chat.stopStream", arguments)
            stream.ts = ""

    async def _add(self, stream: Stream, piece: str) -> None:
        """One more piece. A lost answer counts as shown: to say a piece twice is worse than to leave it out, since the
        plan has it all."""
        if not stream.ts:
            await self._start(stream, piece)
            return
        arguments = {"channel": stream.place.channel, "ts": stream.ts, "markdown_text": piece}
        match await self.api.call(stream.workspace, "chat.appendStream", arguments):
            case Refused(error) if error == EXPIRED:
                await self._start(stream, piece)
            case Refused(error):
                stream.given_up = True
                self._note(stream.workspace, STREAM, error)
            case Said() | Unsure():
                stream.shown += piece

    async def _start(self, stream: Stream, piece: str) -> None:
        answer = await self.api.call(stream.workspace, "chat.startStream", beginning(stream, piece))
        stream.ts = ts_of(answer)
        if isinstance(answer, Refused):
            stream.given_up = True
            self._note(stream.workspace, STREAM, answer.error)
        stream.since = self.clock()
        stream.shown += piece

    def _goes_on(self, stream: Stream) -> bool:
        return not stream.given_up and self.has(stream.workspace, STREAM)

    def _note(self, workspace: str, feature: str, error: str) -> None:
        """What a refusal says of the workspace; any other is about this one try."""
        log.info("%s: no %s: %s", workspace, feature, error)
        if error in LACKING or error.startswith("not_allowed"):
            self._missing.add((workspace, feature))


def ts_of(answer: Answer) -> str:
    return text(answer.body, "ts") if isinstance(answer, Said) else ""


def beginning(stream: Stream, piece: str) -> Json:
    """The arguments that open a stream."""
    to = stream.recipient
    whom = {"recipient_user_id": to.user, "recipient_team_id": to.team} if to else {}
    return {
        "channel": stream.place.channel,
        "thread_ts": stream.place.thread,
        "markdown_text": piece,
        **whom,
    }


def harmless(text: str) -> str:
    """Text in which no mention, link or image can come alive. What a text begins with stays what it begins with
    when more follows, so it can be shown piece by piece."""
    for live in ("<", "](", ":/"):
        text = text.replace(live, live[0] + JOINER + live[1:])
    return text
