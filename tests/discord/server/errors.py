"""How Discord refuses: an HTTP status, a code and a sentence. The sentences are Discord's."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.discord.payloads import Payload

REFUSALS: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    160006: (400, "Maximum number of active threads reached"),
}


class Refused(Exception):
    """An answer that is no success; `more` goes into its body."""

    def __init__(self, code: int, **more: object) -> None:
        super().__init__(f"{code}")
        self.status, message = REFUSALS[code]
        self.answer: Payload = {"message": message, "code": code, **more}


class Unauthorized(Refused):
    """401 for a token that is not the bot's."""

    def __init__(self) -> None:
        super().__init__(50027)
        self.answer = {"message": "401: Unauthorized", "code": 0}


class NotServed(Refused):
    """404 for a path that nobody knows."""

    def __init__(self) -> None:
        super().__init__(10003)
        self.answer = {"message": "404: Not Found", "code": 0}


def bad(field: str, code: str, says: str) -> Refused:
    """50035 with the field named, as deep as its dots go."""
    errors: Payload = {"_errors": [{"code": code, "message": says}]}
    for name in reversed(field.split(".")):
        errors = {name: errors}
    return Refused(50035, errors=errors)


def too_long(field: str, most: int) -> Refused:
    return bad(field, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def not_within(field: str, least: int, most: int) -> Refused:
    return bad(field, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
