"""Shapes to text and back. Times are stored as microseconds since 1970, exactly."""

from datetime import UTC, datetime, timedelta
from typing import assert_never

from adapters.sqlite.tables import Outgoing, Stored
from bot.core.conversation import Conversation
from bot.core.effects import EFFECT, Amend, CancelJob, Effect, Forget, Say, StartJob
from bot.core.identity import effect_id
from bot.core.stored import SCHEMA, TooNew, dump, load
from bot.ports import Alarm, Turn

NOT_READ = (ValueError, LookupError, TypeError, TooNew)  # what reading text raises that we cannot read

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def span(length: timedelta) -> int:
    """Microseconds."""
    return length // _MICROSECOND


def moment(micros: int) -> datetime:
    """The inverse of `micros`, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def stored(state: Conversation, alarm: Alarm | None) -> Stored:
    """A conversation as its row takes it."""
    return Stored(
        SCHEMA,
        dump(state).decode(),
        micros(state.touched),
        None if alarm is None else (micros(alarm.at), alarm.timer.value),
    )


def read(state: str) -> Conversation:
    """The inverse of what `stored` wrote, now or in an earlier version; raises one of NOT_READ."""
    return load(state.encode())


def outgoing(turn: Turn, effects: tuple[Effect, ...], language: str) -> list[tuple[Outgoing, Effect]]:
    """The effects that somebody must carry out, named after the event and their place."""
    out: list[tuple[Outgoing, Effect]] = []
    for index, effect in enumerate(effects):
        name = effect_id(turn.key, turn.event.id, index)
        match effect:
            case Say() | Amend():
                out.append((Outgoing(name, "message", None, language, _text(effect)), effect))
            case Forget():
                out.append((Outgoing(name, "forget", None, language, _text(effect)), effect))
            case StartJob():
                out.append((Outgoing(name, "job", effect.id, language, _text(effect)), effect))
            case CancelJob():
                out = [each for each in out if each[0].job != effect.id]
            case _:
                assert_never(effect)
    return out


def _text(effect: Effect) -> str:
    return EFFECT.dump_json(effect).decode()
