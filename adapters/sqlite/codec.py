"""Shapes to text and back. Times are stored as microseconds since 1970, exactly."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from adapters.sqlite.outbox import Outgoing
from bot.core.conversation import Conversation
from bot.core.effects import EFFECT, CancelJob, Effect, Say, StartJob
from bot.core.identity import effect_id
from bot.ports import Turn

SCHEMA = 1
CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The inverse of `micros`, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def outgoing(turn: Turn, effects: Iterable[Effect], language: str) -> tuple[Outgoing, ...]:
    """The effects that somebody must carry out, named after the event and their place."""
    out: list[Outgoing] = []
    for index, effect in enumerate(effects):
        name = effect_id(turn.key, turn.event.id, index)
        match effect:
            case Say():
                out.append(Outgoing(name, "message", None, language, EFFECT.dump_json(effect).decode()))
            case StartJob():
                out.append(Outgoing(name, "job", effect.id, language, EFFECT.dump_json(effect).decode()))
            case CancelJob():
                pass
    return tuple(out)


def cancelled(effects: Iterable[Effect]) -> tuple[str, ...]:
    """The jobs that the effects give up."""
    return tuple(effect.id for effect in effects if isinstance(effect, CancelJob))
