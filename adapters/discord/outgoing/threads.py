"""The thread of a conversation that began in a channel: it is made by the first post.

A mention's thread hangs from the message that mentioned the bot, and has its id. A `/wasm` has no message, so its root
is posted first, and looked for in the channel when an earlier try is in doubt. To begin a thread twice is to begin it
once: Discord says that it is there. After a plan the root ends with the verdict and the way to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.discord.address import ROOT, channel_of, commanded, place
from adapters.discord.calls import begin_thread, look_at_channel, post_message
from adapters.discord.outgoing.changing import shown_instead
from adapters.discord.outgoing.look_up import found, newer, ours
from adapters.discord.outgoing.means import Means
from adapters.discord.outgoing.nonces import nonce
from adapters.discord.outgoing.parts import Spot, disliked, posted
from adapters.discord.outgoing.refusals import THREAD_EXISTS, UNKNOWN_MESSAGE, Barred, Deed, done
from adapters.discord.outgoing.voice import Voice
from adapters.discord.render import Json, Message, body
from adapters.discord.traced import OPENING, PARENT, ROOTING, THREAD
from bot.core.document import Link, Person, Span, Spans, Strong, Text
from bot.core.events import Key
from bot.hosting.answers import Lost, Refused, Said
from bot.hosting.fields import text
from bot.hosting.inquiries import OPENER
from bot.ports import Archive, Later, Tenant
from bot.presenter.visible import one_line, shortened, size

NAME = 100  # characters of a thread's name, Discord's limit
ASIDE = 10_080  # minutes without a word after which Discord sets a thread aside: the most it takes


@dataclass(frozen=True, slots=True)
class Threads:
    """Where conversations are held. `archive` knows with which words they began."""

    means: Means
    archive: Archive

    async def made(self, key: Key, traces: Mapping[str, str], voice: Voice) -> Spot:
        """Where the conversation is, its thread made if it has none. Raises `Barred` where it cannot be, and
        `Undeliverable`, `Later`, `Lost` or `Odd`."""
        channel = place(key, traces) or await self._root(key, traces, voice)
        if awaited(key, traces):
            await self._begin(key, traces.get(PARENT) or channel_of(key), channel, voice)
        return Spot(channel, newer(traces.get(OPENING, ""), channel))

    async def headed(self, key: Key, traces: Mapping[str, str], voice: Voice, plan: Spans) -> None:
        """The root ends with the verdict and the way to the plan."""
        root = place(key, traces)
        if root is None:  # the server removed the bot meanwhile
            return
        await shown_instead(self.means, channel_of(key), root, root_of(traces[OPENER], voice, plan))

    # ---- the thread

    async def _begin(self, key: Key, parent: str, starter: str, voice: Voice) -> None:
        """The thread on a message, its name from the opening words where Discord takes them."""
        own, ask = await self._name(key), begin_thread(parent, starter)
        told = {"name": own or voice.line("root.thread_name"), "auto_archive_duration": ASIDE}
        answer = await self.means.api.call(ask, told)
        if own and disliked(answer):
            answer = await self.means.api.call(ask, {**told, "name": voice.line("root.thread_name")})
        match answer:
            case Refused(error) if error == UNKNOWN_MESSAGE:
                await self._there(starter)
            case Refused(error) if error == THREAD_EXISTS:
                pass
            case _:
                done(answer, Deed.OPEN)
        await self.means.traces.trace(key, THREAD, starter)

    async def _there(self, channel: str) -> None:
        """Raises unless the thread is there: of a message that was taken back nobody can begin one."""
        match await self.means.api.call(look_at_channel(channel)):
            case Said():
                return
            case Refused():
                raise Barred(UNKNOWN_MESSAGE, Deed.OPEN)
            case unsure:
                raise Lost(unsure.why)

    async def _name(self, key: Key) -> str:
        """The first words of whoever opened it, without secrets, as the store has them; empty where there are none."""
        kept = await self.archive.load(key)
        lines = kept.transcript if kept else ()
        return title(next((each.text for each in lines if each.author != "bot"), ""))

    # ---- the root of a `/wasm`

    async def _root(self, key: Key, traces: Mapping[str, str], voice: Voice) -> str:
        id_ = await self._earlier(key, traces) or await self._rooted(key, traces[OPENER], voice)
        await self.means.traces.trace(key, ROOT, id_)
        await self.means.traces.trace(key, ROOTING, None)
        return id_

    async def _earlier(self, key: Key, traces: Mapping[str, str]) -> str | None:
        """The root that an earlier try may have left: ours, for the same person, and no other conversation's."""
        since = traces.get(ROOTING)
        if since is None:
            return None
        us = (await self.means.us()).user
        opener = f"<@{traces[OPENER]}>"

        async def fits(message: Json) -> bool:
            if not ours(message, us) or opener not in text(message, "content"):
                return False
            return not await self._owned(key, text(message, "id"))

        await self.means.settled(float(since))
        after = traces.get(OPENING, "") or key.thread.rpartition("/")[2]
        return await found(self.means.api, channel_of(key), after, fits, _nothing_to_note)

    async def _owned(self, key: Key, root: str) -> bool:
        """Whether a conversation of the server has this root."""
        tenant = Tenant(key.platform, key.workspace)
        return bool(await self.means.traces.traced(tenant, ROOT, root))

    async def _rooted(self, key: Key, opener: str, voice: Voice) -> str:
        """Post the root. Those of one person look alike: where another conversation took this one for its own, another
        is posted."""
        id_ = await self.root_posted(key, opener, voice, 0)
        return id_ if not await self._owned(key, id_) else await self.root_posted(key, opener, voice, 1)

    async def root_posted(self, key: Key, opener: str, voice: Voice, number: int) -> str:
        """Whoever asked is the one person whom a message of the bot's calls."""
        told = {
            **body(root_of(opener, voice)),
            "allowed_mentions": {"parse": [], "users": [opener], "replied_user": False},
            "nonce": nonce(str(key), number),
            "enforce_nonce": True,
        }
        await self.means.traces.trace(key, ROOTING, f"{self.means.now():.3f}")
        try:
            answer = await self.means.api.call(post_message(channel_of(key)), told)
        except Later:
            await self.means.traces.trace(key, ROOTING, None)
            raise
        if isinstance(answer, Refused):
            await self.means.traces.trace(key, ROOTING, None)
        return posted(answer, Deed.WRITE)


def awaited(key: Key, traces: Mapping[str, str]) -> bool:
    """Whether the conversation's thread is still to be made."""
    return THREAD not in traces and (commanded(key) or PARENT in traces)


def title(words: str) -> str:
    """A thread's name."""
    line = one_line(words)
    cut = shortened(line, NAME)
    return cut if size(line) <= NAME or " " not in cut else cut.rpartition(" ")[0] + "…"


def root_of(opener: str, voice: Voice, plan: Spans = ()) -> Message:
    """The root message: who asked, and the verdict once there is one."""
    before, _, after = voice.line("root.opened", person="\x02").partition("\x02")
    who: tuple[Span, ...] = (Text(before), Person(opener), Text(after))
    asked = tuple(each for each in who if each != Text(""))
    return voice.paragraphs(asked, plan) if plan else voice.paragraphs(asked)


def way_to(headline: str, url: str, voice: Voice) -> Spans:
    """A plan's verdict, and the link to it."""
    link = Link(voice.line("root.plan"), url)
    return (Strong(headline), Text(" · "), link) if headline else (link,)


def link_to(key: Key, channel: str, message: str = "") -> str:
    """The address of a channel, or of a message in it, for people's clients."""
    return "/".join(
        each for each in ("https://discord.com/channels", key.workspace, channel, message) if each
    )


async def _nothing_to_note(_: str) -> None:
    """A root is looked for moments after it was tried: there is not much to read again."""
