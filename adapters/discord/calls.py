"""Discord's REST API as the adapter asks for it: what can be asked, and by whom it is carried out.

An `Ask` names its path with the ids apart, since Discord counts rates by path and by some of the ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.hosting.answers import Answer
from bot.hosting.fields import Json

ITEMS = "items"  # where a list stands in what was said, since every answer is an object here


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: `path` with the names of `ids` in braces, `query` for what stands behind it."""

    method: str
    path: str
    ids: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def tokened(self) -> bool:
        """Whether its path has the token of an interaction, so that it needs none of the bot's; it carries no files."""
        return "webhook_token" in self.ids


class Api(Protocol):
    """Discord's REST API. Short 429s are waited out inside."""

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        """One request. `Refused.error` is Discord's JSON code ("50013"), or "http_404" where there is none; a list
        comes as `{"items": […]}`. Raises `Later` on a long 429."""
        ...


def post_message(channel: str) -> Ask:
    return Ask("POST", "/channels/{channel_id}/messages", {"channel_id": channel})


def edit_message(channel: str, message: str) -> Ask:
    path = "/channels/{channel_id}/messages/{message_id}"
    return Ask("PATCH", path, {"channel_id": channel, "message_id": message})


def messages_after(channel: str, after: str, limit: int = 100) -> Ask:
    """The messages that follow an id, the newest first all the same; at most 100."""
    return Ask(
        "GET",
        "/channels/{channel_id}/messages",
        {"channel_id": channel},
        {"after": after, "limit": str(limit)},
    )


def messages_before(channel: str, before: str, limit: int = 100) -> Ask:
    """The messages that come before an id, the newest first; at most 100."""
    return Ask(
        "GET",
        "/channels/{channel_id}/messages",
        {"channel_id": channel},
        {"before": before, "limit": str(limit)},
    )


def begin_thread(channel: str, message: str) -> Ask:
    path = "/channels/{channel_id}/messages/{message_id}/threads"
    return Ask("POST", path, {"channel_id": channel, "message_id": message})


def look_at_channel(channel: str) -> Ask:
    return Ask("GET", "/channels/{channel_id}", {"channel_id": channel})


def change_channel(channel: str) -> Ask:
    return Ask("PATCH", "/channels/{channel_id}", {"channel_id": channel})


def type_in(channel: str) -> Ask:
    return Ask("POST", "/channels/{channel_id}/typing", {"channel_id": channel})


def open_direct() -> Ask:
    """Opens, or finds, the direct messages with a person: the body is `{"recipient_id": …}`."""
    return Ask("POST", "/users/@me/channels", {})


def answer_interaction(interaction: str, token: str) -> Ask:
    path = "/interactions/{interaction_id}/{webhook_token}/callback"
    return Ask("POST", path, {"interaction_id": interaction, "webhook_token": token})


def follow_up(application: str, token: str) -> Ask:
    """A further answer to an interaction."""
    path = "/webhooks/{webhook_id}/{webhook_token}"
    return Ask("POST", path, {"webhook_id": application, "webhook_token": token})


def register_commands(application: str) -> Ask:
    """All commands of the app, in place of those it had; the body is a list under `items`."""
    return Ask("PUT", "/applications/{application_id}/commands", {"application_id": application})
