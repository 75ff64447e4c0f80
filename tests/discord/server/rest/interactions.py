"""Answers to interactions: the first one within three seconds, the others through the token, fifteen minutes long."""

from tests.discord.payloads import Payload
from tests.discord.server import shapes
from tests.discord.server.bodies import hold_modal
from tests.discord.server.errors import Refused, bad
from tests.discord.server.rest.call import Answer, Call, Route
from tests.discord.server.rest.messages import SETTABLE, rewritten, written
from tests.discord.server.things import EPHEMERAL, LOADING, Ack, Interaction, Message
from tests.discord.server.wire import mapped

KINDS = {4: Ack.MESSAGE, 5: Ack.DEFERRED, 6: Ack.QUIET, 7: Ack.UPDATE, 9: Ack.MODAL}
FORM = 5  # the kind of an interaction that is a submitted form


def _callback(call: Call) -> Answer:
    done = call.world.interactions.get(call.ids["token"])
    if done is None or done.id != call.ids["interaction"]:
        raise Refused(10062)
    if done.ack is not Ack.NONE:
        raise Refused(40060)
    if call.world.now() - done.made_at > call.world.answer_seconds:
        raise Refused(10062)
    ack = KINDS.get(int(call.told.get("type") or 0))
    if ack is None or (ack in (Ack.QUIET, Ack.UPDATE) and done.message is None):
        raise bad("type", "BASE_TYPE_CHOICES", f"Value must be one of {[*KINDS]}.")
    if ack is Ack.MODAL and done.kind == FORM:
        raise bad("type", "INTERACTION_MODAL_FROM_MODAL", "A form opens no form.")
    _acknowledge(call, done, ack, mapped(call.told.get("data")))
    done.ack = ack
    done.acknowledged.set()
    return _resource(call, done) if call.query.get("with_response") in ("true", "1", "True") else None


def _acknowledge(call: Call, done: Interaction, ack: Ack, data: Payload) -> None:
    match ack:
        case Ack.MODAL:
            hold_modal(data)
            done.modal = data
        case Ack.MESSAGE:
            done.original = _said(call, done, data)
        case Ack.DEFERRED:
            flags = int(data.get("flags") or 0) & EPHEMERAL | LOADING
            made = Message(call.world.id(), done.channel, call.world.bot.id, flags=flags, kind=_kind(done))
            done.original = _put(call, done, made)
        case Ack.UPDATE | Ack.QUIET:
            done.original = call.world.found(done.message or "")
            if ack is Ack.UPDATE and done.original is not None:
                rewritten(call, done.original, data)
        case Ack.NONE:
            raise AssertionError("no answer is no answer")


def _kind(done: Interaction) -> int:
    """20 answers a command, 0 what was pressed or filled in."""
    return 20 if done.kind == 2 else 0


def _said(call: Call, done: Interaction, data: Payload) -> Message:
    made = written(call, call.world.channels[done.channel], data, SETTABLE | EPHEMERAL)
    made.kind = _kind(done)
    return _put(call, done, made)


def _put(call: Call, done: Interaction, made: Message) -> Message:
    """Show a message: to everybody, or to the person alone."""
    made.interaction = done.token
    done.replies.append(made)
    if made.flags & EPHEMERAL:
        made.only_for = done.user
        call.world.channels[done.channel].messages[made.id] = made
        return made
    return call.stage.post(made)


def _resource(call: Call, done: Interaction) -> Answer:
    about: Payload = {"id": done.id, "type": done.kind}
    told: Payload = {"type": next(kind for kind, ack in KINDS.items() if ack is done.ack)}
    if done.original is not None and done.ack is not Ack.QUIET:
        about["response_message_id"] = done.original.id
        about["response_message_ephemeral"] = bool(done.original.flags & EPHEMERAL)
        about["response_message_loading"] = bool(done.original.flags & LOADING)
        told["message"] = shapes.message(call.world, done.original)
    return {"interaction": about, "resource": told}


def _open(call: Call) -> Interaction:
    """The interaction that a token is of."""
    done = call.world.interactions.get(call.ids["token"])
    if done is None or call.ids["app"] != call.world.bot.id or done.ack is Ack.NONE:
        raise Refused(10015)
    if call.world.now() - done.made_at > call.world.token_seconds:
        raise Refused(50027)
    return done


def _original(call: Call) -> Message:
    done = _open(call)
    if done.original is None or done.original.deleted:
        raise Refused(10008)
    return done.original


def _follow(call: Call) -> Answer:
    """A further message; after "thinking" the first one takes its place, and its privacy."""
    done = _open(call)
    waiting = done.original
    if waiting is not None and waiting.flags & LOADING:
        return shapes.message(call.world, rewritten(call, waiting, call.told, LOADING))
    return shapes.message(call.world, _said(call, done, call.told))


def _show(call: Call) -> Answer:
    return shapes.message(call.world, _original(call))


def _edit(call: Call) -> Answer:
    return shapes.message(call.world, rewritten(call, _original(call), call.told, LOADING))


def _delete(call: Call) -> Answer:
    call.stage.delete(_original(call))
    return None


ROUTES: tuple[Route, ...] = (
    ("POST", "/interactions/{interaction}/{token}/callback", _callback, False),
    ("POST", "/webhooks/{app}/{token}", _follow, False),
    ("GET", "/webhooks/{app}/{token}/messages/@original", _show, False),
    ("PATCH", "/webhooks/{app}/{token}/messages/@original", _edit, False),
    ("DELETE", "/webhooks/{app}/{token}/messages/@original", _delete, False),
)
