"""Everything that goes out to Slack, put together by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.slack.calls import Api, Patient
from adapters.slack.means import Means
from adapters.slack.outgoing.displays import Displays
from adapters.slack.outgoing.posting import SlackPlatform
from adapters.slack.outgoing.roots import Roots
from adapters.slack.outgoing.streams import Streams
from adapters.slack.outgoing.uploads import Uploads
from adapters.slack.outgoing.whispers import Whispers
from bot.hosting.answers import Sleep
from bot.hosting.kept import Kept
from bot.ports import Traces
from bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Times:
    """`now` gives seconds since the epoch, `elapsed` seconds that only grow; `sleep` waits for some."""

    now: Callable[[], float]
    elapsed: Callable[[], float]
    sleep: Sleep


def platform_of(api: Api, traces: Traces, wording: Wording, times: Times) -> SlackPlatform:
    """Slack as a platform. What is posted waits a short 429 out; progress rather shows less."""
    patient, kept = Patient(api, times.sleep), Kept(traces)
    means = Means(patient, kept, times.now, times.sleep)
    streams = Streams(api, times.elapsed)
    return SlackPlatform(
        means=means,
        wording=wording,
        roots=Roots(means),
        whispers=Whispers(means),
        uploads=Uploads(patient, times.sleep),
        displays=Displays(api, kept, wording, streams, times.elapsed, times.sleep),
    )
