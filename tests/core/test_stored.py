"""A conversation as it is stored, by this version and by earlier ones."""

import json
from typing import Any

import pytest

from bot.core.brief import Brief, Component, SignalKind, Topic
from bot.core.conversation import Closed, ClosedBecause, Delivered, Interviewing, OpenQuestion
from bot.core.events import EVENT, FileShared, TextFile, VerdictCode
from bot.core.stored import SCHEMA, TooNew, dump, load
from tests.core.talking import conversation, plan


def test_what_is_stored_carries_its_schema() -> None:
    assert json.loads(dump(conversation(Interviewing(Brief()))))["schema"] == SCHEMA


FIRST_SCHEMA: dict[str, Any] = {  # Any: JSON of a shape that is gone
    "schema": 1,
    "conversation": {
        "key": {"platform": "terminal", "workspace": "local", "thread": "t1"},
        "language": "es",
        "mode": "pro",
        "phase": {
            "brief": {"entries": [], "components": []},
            "asked": ["infrastructure", "problem"],
            "reminded": False,
            "kind": "interviewing",
        },
        "touched": "2026-11-22T09:00:00Z",
        "transcript": [{"author": "ana", "text": "hola"}],
    },
}


@pytest.mark.parametrize(
    ("asked", "question"),
    [(["infrastructure", "problem"], OpenQuestion(Topic.PROBLEM)), ([], None)],
)
def test_the_first_schema_opens_the_question_asked_last(
    asked: list[str], question: OpenQuestion | None
) -> None:
    stored = json.loads(json.dumps(FIRST_SCHEMA))
    stored["conversation"]["phase"]["asked"] = asked
    loaded = load(json.dumps(stored).encode())
    assert loaded == conversation(Interviewing(Brief(), tuple(Topic(each) for each in asked), question))


def test_the_first_schema_in_other_phases_is_what_it_was() -> None:
    stored = json.loads(json.dumps(FIRST_SCHEMA))
    stored["conversation"]["phase"] = {"because": "stopped", "brief": {}, "kind": "closed"}
    assert load(json.dumps(stored).encode()) == conversation(Closed(ClosedBecause.STOPPED, Brief()))


def test_the_second_schema_knew_no_lines() -> None:
    signal = {"kind": "platform", "value": "docker", "quote": "Docker", "negated": False}
    answer = {"text": "Docker", "signals": [signal], "quantities": [], "kind": "known"}
    origin = {"file": "Dockerfile", "line": 1, "kind": "found"}
    part = {"name": "api", "label": "API", "language": "go", "role": None, "packages": ["pgx"], "today": None}
    stored = json.loads(json.dumps(FIRST_SCHEMA)) | {"schema": 2}
    stored["conversation"]["phase"] = {
        "because": "stopped",
        "kind": "closed",
        "brief": {
            "entries": [{"topic": "infrastructure", "answer": answer | {"origin": origin}}],
            "components": [part],
        },
    }
    brief = load(json.dumps(stored).encode()).phase.brief
    assert brief.has(SignalKind.PLATFORM, "docker")
    assert brief.components == (Component("api", "API", "go", None, ("pgx",)),)
    assert brief.covered == ()


def test_an_event_with_a_file_from_before_there_were_two_sorts_is_a_text() -> None:
    came = {"id": "1", "conversation": FIRST_SCHEMA["conversation"]["key"], "author": "ana"}
    when = {"at": "2026-11-22T09:00:00Z", "kind": "file_shared"}
    old = {"name": "a.txt", "text": "Go", "cleaning": {"secrets": 0, "characters_cut": 0}}
    event = EVENT.validate_python(came | when | {"file": old})
    assert isinstance(event, FileShared)
    assert event.file == TextFile("a.txt", "Go")


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(TooNew):
        load(b'{"schema": %d, "conversation": {}}' % (SCHEMA + 1))


@pytest.mark.parametrize("stored", [b"", b"[]", b"{}", b'{"schema": 2, "conversation": {"key": 1}}'])
def test_what_is_no_conversation_is_refused(stored: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        load(stored)


def test_a_plan_survives_storage() -> None:
    delivered = conversation(Delivered(Brief(), (), plan(VerdictCode.PILOT), ("j",), Topic.STATE))
    assert load(dump(delivered)) == delivered
