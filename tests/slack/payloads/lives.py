"""What happens to the app itself: its home is opened, it is uninstalled, its tokens are revoked."""

from collections.abc import Sequence

from tests.slack.payloads.messages import event_callback
from tests.slack.payloads.place import Payload, Place


def app_home_opened(place: Place, tab: str = "messages", at: str = "1795000001.000100") -> Payload:
    """`app_home_opened`; with `tab="messages"` it is how an agent's conversation opens. The channel is the DM."""
    event = {
        "type": "app_home_opened",
        "user": place.user,
        "channel": place.channel,
        "tab": tab,
        "event_ts": at,
    }
    return event_callback(place, event)


def app_uninstalled(place: Place, at: str = "1795000002.000100") -> Payload:
    """`app_uninstalled`."""
    return event_callback(place, {"type": "app_uninstalled", "event_ts": at})


def tokens_revoked(
    place: Place, bot: Sequence[str] = (), oauth: Sequence[str] = (), at: str = "1795000003.000100"
) -> Payload:
    """`tokens_revoked`: user ids whose tokens are gone."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": list(oauth), "bot": list(bot)}, "event_ts": at}
    return event_callback(place, event)
