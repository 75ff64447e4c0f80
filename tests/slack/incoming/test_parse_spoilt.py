"""Events in which something is missing, or of another type than it should be."""

import pytest

from adapters.slack.incoming.parse import Offered, Written, event
from tests.slack.incoming.ear import ANA, ANA_DIRECT, ROOT
from tests.slack.payloads import (
    Payload,
    app_home_opened,
    app_uninstalled,
    message,
)


def written(payload: Payload) -> Written:
    said = event(payload)
    assert isinstance(said, Written)
    return said


def spoilt(payload: Payload, **fields: object) -> Payload:
    """The payload with other fields in its event."""
    return {**payload, "event": {**payload["event"], **fields}}


TOLD = message(ANA, "hello", ROOT)


@pytest.mark.parametrize(
    "spoil",
    [
        {"ts": ""},
        {"ts": None},
        {"ts": 1795000000.0001},
        {"ts": "1795000000"},
        {"ts": "١٧٩٥٠٠٠٠٠٠.٠٠٠١٠٠"},
        {"ts": "1795000000.²"},
        {"ts": "-1.0"},
        {"ts": "9" * 4000 + ".0"},
        {"ts": "nan.inf"},
        {"user": None},
        {"user": {"id": "U0ANA"}},
        {"channel": None},
        {"channel": ["C0PLATFORM"]},
        {"type": None},
        {"type": ["message"]},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted", "deleted_ts": "x"},
        {"subtype": "message_changed", "message": [], "previous_message": 3},
    ],
)
def test_a_message_that_lacks_what_it_needs_is_nothing(spoil: Payload) -> None:
    assert event(spoilt(TOLD, **spoil)) is None


@pytest.mark.parametrize(
    "spoil",
    [
        {"thread_ts": None},
        {"thread_ts": 7},
        {"thread_ts": "/12345.678"},
        {"thread_ts": "١٧.١"},
        {"files": None},
        {"files": {"id": "F1"}},
        {"files": [None, 3, "F1", {}, {"id": None}, {"id": ["F1"]}]},
        {"blocks": "x", "edited": 3, "team": None, "bot_id": None, "bot_profile": None},
    ],
)
def test_what_a_message_can_do_without_is_left_out(spoil: Payload) -> None:
    assert event(spoilt(TOLD, **spoil)) == event(TOLD)


@pytest.mark.parametrize("text", [None, 3, ["hello"], {"text": "hello"}])
def test_a_text_of_another_type_is_no_text(text: object) -> None:
    assert written(spoilt(TOLD, text=text)).text == ""


def test_a_file_of_which_little_is_known_is_still_a_file() -> None:
    """Slack Connect shows no more than the id until the file is asked for."""
    odd = {"id": "F1", "file_access": "check_file_info", "size": True, "name": None}
    assert written(spoilt(TOLD, files=[odd])).files == (Offered("F1", "F1", "", 0, ""),)


@pytest.mark.parametrize("payload", [{}, {"event": None}, {"event": []}, {"event": "message"}])
def test_an_envelope_without_an_event_is_nothing(payload: Payload) -> None:
    assert event(payload) is None


@pytest.mark.parametrize("payload", [TOLD, app_uninstalled(ANA), app_home_opened(ANA_DIRECT)])
def test_what_happened_nowhere_is_nothing(payload: Payload) -> None:
    nowhere = {**payload, "team_id": None, "authorizations": None, "enterprise_id": None}
    assert event(nowhere) is None
