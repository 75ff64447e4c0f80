"""What every store writes, whatever it is made of: times as whole microseconds, effects as rows.

Pure, and the same for all of them, so that a conversation may move from one store to another as it stands.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, assert_never

from bot.core.effects import EFFECT, Amend, CancelJob, Effect, Forget, Say, StartJob
from bot.core.events import Key
from bot.core.identity import effect_id
from bot.core.stored import TooNew

NOT_READ: Final = (ValueError, LookupError, TypeError, TooNew)
"""What is raised by reading something that we cannot read."""

Lane = Literal["message", "job", "forget"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(slots=True)
class Outgoing:
    """An effect to be carried out; `job` is the id of a job that is started. "forget" leaves with the messages."""

    id: str
    lane: Lane
    job: str | None
    language: str
    body: str


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def span(length: timedelta) -> int:
    """Microseconds."""
    return length // _MICROSECOND


def moment(micros: int) -> datetime:
    """The inverse of `micros`, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def outgoing(
    key: Key, event: str, effects: tuple[Effect, ...], language: str
) -> list[tuple[Outgoing, Effect]]:
    """The effects that somebody must carry out, named after the event and their place."""
    out: list[tuple[Outgoing, Effect]] = []
    for index, effect in enumerate(effects):
        name = effect_id(key, event, index)
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
