"""What the bot asks of a server, and what for; the invitation, the doctor and the documents read it here. Pure.

Permissions are bits of Discord's. A card of Components V2 needs no Embed Links, and a thread that nobody locked wakes
up when something is posted there, so Manage Threads is not asked for either.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

AUTHORIZE = "https://discord.com/oauth2/authorize"
SCOPES = ("bot", "applications.commands")

# By their names in Discord's API, in the order in which its settings show them.
PERMISSIONS: Mapping[str, int] = {
    "view_channel": 1 << 10,  # hear a mention
    "send_messages": 1 << 11,  # say where something is missing
    "send_messages_in_threads": 1 << 38,  # the conversation
    "create_public_threads": 1 << 35,  # the thread of a conversation
    "attach_files": 1 << 15,  # the plan as a file
    "read_message_history": 1 << 16,  # what was said while the bot was away, and before it was called
}
ADMINISTRATOR = 1 << 3  # holds all of them


def invite_url(application: str) -> str:
    """Where somebody who manages a server invites the bot. `application` is the app's id."""
    every = sum(PERMISSIONS.values())
    query = {"client_id": application, "scope": " ".join(SCOPES), "permissions": str(every)}
    return f"{AUTHORIZE}?{urlencode(query)}"


def missing(granted: int) -> tuple[str, ...]:
    """The names of the permissions that are needed and not among these bits."""
    if granted & ADMINISTRATOR:
        return ()
    return tuple(name for name, bit in PERMISSIONS.items() if not granted & bit)
