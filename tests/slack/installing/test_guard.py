"""The guard: what Slack signed gets through as it was written, and everything else is turned away by name."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some
from slack_sdk.signature import SignatureVerifier

from adapters.slack.incoming.guard import Claim, Refusal, claimed, opened, signature
from tests.slack.installing.signing import FORM, JSON, SECRET, signed

NOW = 1_531_420_618
KEY = SECRET.encode()
EVENT = json.dumps({"type": "event_callback", "event": {"text": "¿y si fueran 800M? 🚀"}}).encode()
COMMAND = urlencode({"command": "/wasm", "text": "básico & más", "trigger_id": "1.2"}).encode()
ACTION = urlencode({"payload": json.dumps({"type": "block_actions", "n": 1})}).encode()


def through(headers: dict[str, str], body: bytes, now: float = NOW) -> str | Refusal:
    claim = claimed(headers, now)
    return claim if isinstance(claim, Refusal) else opened(claim, body, KEY)


def test_the_example_of_slack_s_own_documentation() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    given_there = b"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature(KEY, "1531420618", body) == given_there
    headers = {
        "content-type": FORM,
        "x-slack-request-timestamp": "1531420618",
        "x-slack-signature": given_there.decode(),
    }
    assert through(headers, body) == body.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [(EVENT, JSON), (EVENT, "Application/JSON; charset=utf-8"), (COMMAND, FORM), (ACTION, FORM)],
)
def test_what_slack_signed_gets_through_as_it_was_written(body: bytes, kind: str) -> None:
    assert through(signed(body, NOW, kind), body) == body.decode()


@pytest.mark.parametrize("age", [-300, 0, 300])
def test_within_five_minutes_either_way(age: int) -> None:
    assert through(signed(EVENT, NOW - age), EVENT) == EVENT.decode()


@pytest.mark.parametrize("age", [-301, 301, 10**6])
def test_outside_five_minutes_even_a_good_signature_is_refused(age: int) -> None:
    assert through(signed(EVENT, NOW - age), EVENT) is Refusal.TIME


@pytest.mark.parametrize(
    "at", ["", "now", "1531420618.5", "-1", "१२३", "1" * 13, "1 531420618", "1e9", "0x5"]
)
def test_a_time_that_is_no_whole_number(at: str) -> None:
    assert through(signed(EVENT, at), EVENT) is Refusal.TIME


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/jsonp"])
def test_another_kind_of_body(kind: str) -> None:
    assert through(signed(EVENT, NOW, kind), EVENT) is Refusal.KIND


@pytest.mark.parametrize(
    "headers",
    [
        signed(EVENT, NOW, secret="another"),
        signed(EVENT + b" ", NOW),
        signed(EVENT, NOW - 1) | {"x-slack-request-timestamp": str(NOW)},
        signed(EVENT, NOW) | {"x-slack-signature": ""},
        signed(EVENT, NOW) | {"x-slack-signature": "v0=ñ"},
        signed(EVENT, NOW) | {"x-slack-signature": signed(EVENT, NOW)["x-slack-signature"].upper()},
        signed(EVENT, NOW)
        | {"x-slack-signature": signed(EVENT, NOW)["x-slack-signature"].replace("v0", "v1")},
    ],
)
def test_a_signature_that_does_not_fit(headers: dict[str, str]) -> None:
    assert through(headers, EVENT) is Refusal.SIGNATURE


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b'{"n": ' + b"1" * 5000 + b"}", JSON),
        (b"[" * 200_000, JSON),
        (b'{"a": "\xff"}', JSON),
        ('{"a": 1}'.encode("utf-16"), JSON),
        (b"", FORM),
        (b"payload", FORM),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"text=\xff", FORM),
        (b"&".join(b"a%d=1" % each for each in range(101)), FORM),
    ],
)
def test_what_is_signed_but_malformed_never_reaches_bolt(body: bytes, kind: str) -> None:
    assert through(signed(body, NOW, kind), body) is Refusal.MALFORMED


@given(body=some.text(max_size=200), secret=some.text("0123456789abcdef", min_size=1, max_size=40))
def test_signatures_are_those_of_the_sdk(body: str, secret: str) -> None:
    theirs = SignatureVerifier(secret).generate_signature(timestamp=str(NOW), body=body)
    assert signature(secret.encode(), str(NOW), body.encode()).decode() == theirs


@given(body=some.binary(max_size=300), kind=some.sampled_from([JSON, FORM]))
def test_no_signed_body_whatever_raises(body: bytes, kind: str) -> None:
    got = opened(Claim(kind, str(NOW), signature(KEY, str(NOW), body).decode()), body, KEY)
    assert got is Refusal.MALFORMED or got == body.decode()


def test_every_refusal_is_the_sender_s_fault() -> None:
    assert {each: each.status for each in Refusal} == {
        Refusal.KIND: 415,
        Refusal.TIME: 401,
        Refusal.LARGE: 413,
        Refusal.SLOW: 408,
        Refusal.SIGNATURE: 401,
        Refusal.MALFORMED: 400,
    }
