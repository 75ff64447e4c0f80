"""Whatever JSON comes: it is read as something whole, or as nothing, and never raises."""

from typing import cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.incoming.parse import Arrival, action, command, event, form
from tests.slack.incoming.ear import ANA
from tests.slack.payloads import (
    Payload,
    app_mention,
    app_uninstalled,
    block_actions,
    button,
    file,
    message,
    message_changed,
    message_deleted,
    message_sent,
    modal,
    slash_command,
    tombstoned,
    view_submission,
)

unhurried = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RUBBISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["<@U0BOT>", "1795000000.000100", "message_changed", "wa:traffic:other", "true"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SENT = message_sent(ANA, "hello")
EVENTS = (
    message(ANA, "<@U0BEA> hello", files=[file("a.log")]),
    app_mention(ANA, "<@U0BOT> hello"),
    message_changed(ANA, SENT, "bye"),
    message_deleted(ANA, SENT),
    tombstoned(ANA, SENT),
    app_uninstalled(ANA),
)
PRESSED = block_actions(ANA, SENT, button("wa:traffic:low", "low", "Low"))
SENT_FORM = view_submission(ANA, modal(ANA, [{"type": "input", "block_id": "traffic"}]), {"traffic": {}})


def inside(found: object) -> list[tuple[str | int, object]]:
    """What an object or a list holds, by its name or place."""
    if isinstance(found, dict):
        return list(cast("dict[str | int, object]", found).items())
    return list(enumerate(cast("list[object]", found))) if isinstance(found, list) else []


def places(found: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a payload."""
    deeper = [each for name, held in inside(found) for each in places(held, (*path, name))]
    return [path, *deeper] if path else deeper


def spoilt(found: object, path: tuple[str | int, ...], rubbish: object) -> object:
    """The payload with rubbish at one place."""
    if not path:
        return rubbish
    held = {
        name: spoilt(each, path[1:], rubbish) if name == path[0] else each for name, each in inside(found)
    }
    return list(held.values()) if isinstance(found, list) else held


def whole(arrival: Arrival | None) -> bool:
    """Nothing, or something that happened in a workspace."""
    return arrival is None or bool(arrival.workspace)


@unhurried
@given(st.dictionaries(st.sampled_from(["event", "type", "team_id", "actions", "view", "user"]), RUBBISH))
def test_rubbish_is_nothing(payload: Payload) -> None:
    assert event(payload) is None
    assert action(payload) is None
    assert command(payload) is None
    assert form(payload).fields == ()


@unhurried
@given(st.data())
def test_rubbish_anywhere_in_an_event_leaves_it_whole_or_nothing(data: st.DataObject) -> None:
    payload = data.draw(st.sampled_from(EVENTS))
    path = data.draw(st.sampled_from(places(payload)))
    assert whole(event(_payload(spoilt(payload, path, data.draw(RUBBISH)))))


@unhurried
@given(st.data())
def test_rubbish_anywhere_in_an_interaction_leaves_it_whole_or_nothing(data: st.DataObject) -> None:
    read, payload = data.draw(
        st.sampled_from([(action, PRESSED), (command, dict[str, object](slash_command(ANA, "help")))])
    )
    path = data.draw(st.sampled_from(places(payload)))
    assert whole(read(_payload(spoilt(payload, path, data.draw(RUBBISH)))))


@unhurried
@given(st.data())
def test_rubbish_anywhere_in_a_form_never_invents_a_field(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(SENT_FORM)))
    sent = form(_payload(spoilt(SENT_FORM, path, data.draw(RUBBISH))))
    assert all(each.topic and each.text for each in sent.fields)


def _payload(found: object) -> Payload:
    return cast("Payload", found)
