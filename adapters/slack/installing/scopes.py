"""What the app asks of a workspace, and what for; the manifest, the installation and the doctor read it here."""

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "app_mentions:read": "hear a mention",
    "assistant:write": "status, prompts and streams in the agent's direct messages",
    "channels:history": "hear answers in a public channel's thread, and read what was said in it before",
    "chat:write": "post, edit, and speak to one person",
    "commands": "/wasm",
    "files:read": "read a file that was attached to an answer",
    "files:write": "the plan as a file",
    "groups:history": "as channels:history, in private channels",
    "im:history": "hear direct messages",
}

# Without these something passing is lost, such as a status line; the conversation is not.
OPTIONAL = frozenset({"assistant:write"})

# Each event, and the scope without which it does not come.
EVENTS: Mapping[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "tokens_revoked": None,
}


def missing(granted: frozenset[str]) -> tuple[str, ...]:
    """The scopes that are needed and not there, in order."""
    return tuple(each for each in SCOPES if each not in granted)
