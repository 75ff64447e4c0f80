"""What Slack's error codes mean for a message that was to be posted. A table; what is not in it is tried again.

Codes as docs.slack.dev lists them under chat.postMessage, chat.update and files.completeUploadExternal (November
2026).
"""

from enum import Enum


class Meaning(Enum):
    """What to do about a refusal."""

    GONE = "gone"  # it will never work: no token, no channel, no right
    FORM = "form"  # Slack does not take this form of it; a plainer one it may
    CLOSED = "closed"  # the message that was to be changed is not there, or cannot be changed any more
    ODD = "odd"  # to be tried again


GONE = frozenset(
    {
        "access_denied",
        "account_inactive",
        "cannot_reply_to_message",
        "channel_not_found",
        "channel_is_limited_access",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "free_team_not_allowed",
        "invalid_auth",
        "invalid_thread_ts",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "no_token",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "team_not_found",
        "thread_not_found",
        "token_revoked",
        "two_factor_setup_required",
        "user_not_found",
    }
)

FORM = frozenset(
    {
        "attachment_payload_limit_exceeded",
        "invalid_arguments",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "markdown_text_conflict",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "only_one_table_allowed",
        "too_many_attachments",
        "too_many_contact_cards",
    }
)

CLOSED = frozenset(
    {
        "cant_update_message",
        "edit_window_closed",
        "message_not_found",
        "streaming_state_conflict",
    }
)

# To a person who wrote /wasm somewhere where the bot cannot write: which sentence of [refused] in slack.toml fits.
UNREACHABLE = {
    "not_in_channel": "invite",
    "channel_not_found": "invite",
    "no_permission": "invite",
    "is_archived": "archived",
    "restricted_action": "restricted",
    "restricted_action_read_only_channel": "restricted",
    "restricted_action_thread_only_channel": "restricted",
    "restricted_action_non_threadable_channel": "restricted",
}


def meaning(error: str) -> Meaning:
    """What a refusal of a post or an update means."""
    if error in GONE:
        return Meaning.GONE
    if error in FORM:
        return Meaning.FORM
    return Meaning.CLOSED if error in CLOSED else Meaning.ODD
