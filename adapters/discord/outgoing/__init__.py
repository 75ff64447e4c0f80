"""Everything that goes out to Discord, put together by hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.discord.calls import Api
from adapters.discord.outgoing.displays import Displays
from adapters.discord.outgoing.means import Means, Us
from adapters.discord.outgoing.posting import DiscordPlatform
from adapters.discord.outgoing.telling import Telling
from adapters.discord.outgoing.threads import Threads
from adapters.discord.outgoing.waiting import Waiting
from adapters.discord.outgoing.whispers import Whispers
from bot.hosting import Memory
from bot.hosting.answers import Sleep
from bot.hosting.kept import Kept
from bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Times:
    """`now` gives seconds since the epoch, `elapsed` seconds that only grow; `sleep` waits for some."""

    now: Callable[[], float]
    elapsed: Callable[[], float]
    sleep: Sleep


def platform_of(
    api: Api, us: Callable[[], Awaitable[Us]], memory: Memory, wording: Wording, times: Times
) -> DiscordPlatform:
    """Discord as a platform. `us` says who the bot is there; the API waits short 429s out."""
    kept = Kept(memory)
    means = Means(api, us, kept, times.now, times.sleep)
    return DiscordPlatform(
        means=means,
        wording=wording,
        threads=Threads(means, memory),
        whispers=Whispers(means),
        telling=Telling(means),
        waiting=Waiting(means, memory),
        displays=Displays(api, kept, wording, times.elapsed, times.sleep),
    )
