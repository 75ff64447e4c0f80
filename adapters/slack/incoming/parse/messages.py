"""Events of the Events API: messages, edits, deletions, and the life of the app.

A mention comes twice, as `app_mention` and as `message`; both are the same message with the same ts, and are taken in
once. Other bots are not heard, or two of them would talk for ever; nor is the bot itself, whose own uploads may come
with its user id alone, as if a person had shared them.
"""

from adapters.slack.fields import moment, workspace
from adapters.slack.incoming.parse.arrivals import Arrival, Changed, Greeted, Left, TakenAway, Written
from adapters.slack.incoming.parse.words import files_of, words_of
from bot.hosting.fields import Json, inner, listed, text

HEARD = frozenset({"", "file_share", "thread_broadcast", "me_message"})
TOMBSTONE = "tombstone"  # what is left of a deleted message that had answers


def event(payload: Json) -> Arrival | None:
    """What an `event_callback` tells; None for what does not concern the bot."""
    told = inner(payload, "event")
    if not workspace(payload):
        return None
    match text(told, "type"):
        case "message" | "app_mention" if text(told, "channel"):
            return _message(payload, told)
        case "app_home_opened" if text(told, "tab") == "messages" and text(told, "channel"):
            return Greeted(workspace(payload), text(told, "channel"), text(told, "user"))
        case "app_uninstalled":
            return Left(workspace(payload), removed=True)
        case "tokens_revoked" if inner(told, "tokens").get("bot"):
            return Left(workspace(payload), removed=False)
        case _:
            return None


def _message(payload: Json, told: Json) -> Arrival | None:
    match text(told, "subtype"):
        case "message_changed":
            return _changed(payload, told)
        case "message_deleted":
            return _deleted(payload, told, inner(told, "previous_message"))
        case subtype if subtype in HEARD:
            return _written(payload, told)
        case _:
            return None


def _written(payload: Json, told: Json) -> Written | None:
    ts, author, at = text(told, "ts"), text(told, "user"), moment(text(told, "ts"))
    if _by_a_bot(told) or not author or at is None or told.get("hidden") is True:
        return None
    bot = _bot(payload)
    if author == bot:
        return None
    read = words_of(told, bot)
    direct = text(told, "channel").startswith("D")  # nobody else reads there, whoever is named
    mentioned = text(told, "type") == "app_mention" or (bool(bot) and bot in read.people)
    return Written(
        workspace(payload),
        text(told, "user_team") or text(told, "team") or text(payload, "team_id"),
        text(told, "channel"),
        ts,
        _thread(told),
        author,
        at,
        read.text,
        mentioned=mentioned,
        to_others=bool(read.people) and not (mentioned or direct),
        files=files_of(told),
    )


def _changed(payload: Json, told: Json) -> Arrival | None:
    """An edit; a link that was unfurled, a reply that was counted and the like change no words."""
    now, before = inner(told, "message"), inner(told, "previous_message")
    if text(now, "subtype") == TOMBSTONE:
        return _deleted(payload, told, before)
    ts, at, edited = text(now, "ts"), moment(text(told, "ts")), text(now, "edited", "ts")
    same = text(now, "text") == text(before, "text")
    if _by_a_bot(now) or not text(now, "user") or at is None or not edited or same or moment(ts) is None:
        return None
    return Changed(
        workspace(payload),
        text(told, "channel"),
        ts,
        _thread(now),
        text(now, "user"),
        at,
        words_of(now, _bot(payload)).text,
        edited,
    )


def _deleted(payload: Json, told: Json, before: Json) -> TakenAway | None:
    ts, at = text(told, "deleted_ts") or text(before, "ts"), moment(text(told, "ts"))
    if _by_a_bot(before) or not text(before, "user") or at is None or moment(ts) is None:
        return None
    thread = text(before, "thread_ts") or ts
    return TakenAway(workspace(payload), text(told, "channel"), ts, thread, text(before, "user"), at)


def _thread(message: Json) -> str:
    """The root's ts; a message's own where it answers none."""
    root = text(message, "thread_ts")
    return root if moment(root) is not None else text(message, "ts")


def _by_a_bot(message: Json) -> bool:
    return (
        bool(text(message, "bot_id") or inner(message, "bot_profile"))
        or text(message, "subtype") == "bot_message"
    )


def _bot(payload: Json) -> str:
    """The bot's own user id, as Slack tells it with each event."""
    return next(
        (text(each, "user_id") for each in listed(payload, "authorizations") if each.get("is_bot")), ""
    )
