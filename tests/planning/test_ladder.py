"""What is asked next, as a table: given an attempt, when this comes back, then that."""

from dataclasses import replace

import pytest

from bot.planning.ladder import MOST, Attempt, GiveUp, Memory, Next, Outcome, Reason, Unreadable, after
from bot.ports import Finish, Shaped, Trouble, TroubleKind

SCHEMA = Attempt(Shaped.JSON_SCHEMA, budget=1000)
OBJECT = Attempt(Shaped.JSON_OBJECT, budget=1000)
TEXT = Attempt(Shaped.TEXT, budget=1000)


def trouble(kind: TroubleKind, detail: str = "", retry_after: float | None = None) -> Trouble:
    return Trouble(kind, detail, retry_after)


TABLE: tuple[tuple[str, Attempt, Outcome, Next], ...] = (
    # how an answer ended
    (
        "cut by length: the same question with twice the room",
        SCHEMA,
        Unreadable(Finish.LENGTH),
        replace(SCHEMA, budget=2000, grown=True),
    ),
    ("cut by length again", replace(SCHEMA, grown=True), Unreadable(Finish.LENGTH), GiveUp(Reason.TRUNCATED)),
    (
        "ended without saying why: as if cut by length",
        SCHEMA,
        Unreadable(Finish.CUT),
        replace(SCHEMA, budget=2000, grown=True),
    ),
    (
        "ended without saying why again",
        replace(SCHEMA, grown=True),
        Unreadable(Finish.CUT),
        GiveUp(Reason.TRUNCATED),
    ),
    ("refused", SCHEMA, Unreadable(Finish.REFUSAL), GiveUp(Reason.REFUSAL)),
    (
        "the schema was silently ignored: one rung down, for good",
        SCHEMA,
        Unreadable(Finish.STOP),
        replace(SCHEMA, shaped=Shaped.JSON_OBJECT, learned=Shaped.JSON_OBJECT),
    ),
    ("no plan on the last rung", TEXT, Unreadable(Finish.STOP), GiveUp(Reason.UNREADABLE)),
    # what the server does not know
    (
        "a parameter is refused: drop it, same rung",
        SCHEMA,
        trouble(TroubleKind.PARAMETER, "stream_options"),
        replace(SCHEMA, without=frozenset({"stream_options"})),
    ),
    (
        "a parameter that was dropped is refused again",
        replace(SCHEMA, without=frozenset({"stream_options"})),
        trouble(TroubleKind.PARAMETER, "stream_options"),
        GiveUp(Reason.PARAMETER),
    ),
    (
        "no schemas: one rung down, for good",
        SCHEMA,
        trouble(TroubleKind.FORMAT),
        replace(SCHEMA, shaped=Shaped.JSON_OBJECT, learned=Shaped.JSON_OBJECT),
    ),
    (
        "no JSON either: down again",
        OBJECT,
        trouble(TroubleKind.FORMAT),
        replace(OBJECT, shaped=Shaped.TEXT, learned=Shaped.TEXT),
    ),
    (
        "a format is refused where none was asked for",
        TEXT,
        trouble(TroubleKind.FORMAT),
        GiveUp(Reason.FORMAT),
    ),
    # what may pass
    (
        "too many requests: wait as long as it says",
        SCHEMA,
        trouble(TroubleKind.RATE, retry_after=7),
        replace(SCHEMA, repeats=1, wait=7),
    ),
    (
        "too many requests, without saying how long",
        replace(SCHEMA, repeats=1),
        trouble(TroubleKind.RATE),
        replace(SCHEMA, repeats=2, wait=3),
    ),
    (
        "too many requests, three times",
        replace(SCHEMA, repeats=2),
        trouble(TroubleKind.RATE),
        GiveUp(Reason.RATE),
    ),
    ("a wait that nobody sits out", SCHEMA, trouble(TroubleKind.RATE, retry_after=60), GiveUp(Reason.RATE)),
    ("the server fails: once more", SCHEMA, trouble(TroubleKind.SERVER), replace(SCHEMA, repeats=1, wait=1)),
    (
        "the server fails twice: it may be the format, but that is not certain",
        replace(SCHEMA, repeats=1, wait=1),
        trouble(TroubleKind.SERVER),
        replace(SCHEMA, shaped=Shaped.JSON_OBJECT, repeats=1),
    ),
    (
        "the server fails on every rung",
        replace(TEXT, repeats=1),
        trouble(TroubleKind.SERVER),
        GiveUp(Reason.SERVER),
    ),
    ("broken bytes: once more", SCHEMA, trouble(TroubleKind.GARBLED), replace(SCHEMA, repeats=1, wait=1)),
    (
        "broken bytes to the end",
        replace(TEXT, repeats=1),
        trouble(TroubleKind.GARBLED),
        GiveUp(Reason.GARBLED),
    ),
    ("nobody there: once more", SCHEMA, trouble(TroubleKind.UNREACHABLE), replace(SCHEMA, repeats=1, wait=1)),
    (
        "nobody there, twice",
        replace(SCHEMA, repeats=1),
        trouble(TroubleKind.UNREACHABLE),
        GiveUp(Reason.UNREACHABLE),
    ),
    # what no other question helps
    *(
        (f"{kind}: stop at once", SCHEMA, trouble(kind), GiveUp(Reason(kind.value)))
        for kind in (
            TroubleKind.AUTH,
            TroubleKind.QUOTA,
            TroubleKind.CONTEXT,
            TroubleKind.MODEL_NOT_FOUND,
            TroubleKind.REFUSAL,
            TroubleKind.NOT_AN_API,
            TroubleKind.TIMEOUT,
        )
    ),
)


@pytest.mark.parametrize(
    ("attempt", "outcome", "then"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_is_asked_next(attempt: Attempt, outcome: Outcome, then: Next) -> None:
    expected = replace(then, number=attempt.number + 1) if isinstance(then, Attempt) else then

    assert after(attempt, outcome) == expected


OUTCOMES: tuple[Outcome, ...] = (
    *(Unreadable(finish) for finish in Finish),
    *(trouble(kind, detail) for kind in TroubleKind for detail in ("stream", "stream_options")),
    trouble(TroubleKind.RATE, retry_after=1),
)


def ends(attempt: Attempt) -> int:
    """The most requests that any server, however it mixes its troubles, can make us send."""
    return max(
        1 if isinstance(step, GiveUp) else 1 + ends(step)
        for step in (after(attempt, outcome) for outcome in OUTCOMES)
    )


def test_no_server_makes_a_plan_cost_more_than_a_few_requests() -> None:
    assert ends(replace(SCHEMA, number=MOST - 3)) == 4


def test_when_the_last_request_fails_its_own_trouble_is_the_reason() -> None:
    last = replace(SCHEMA, number=MOST)

    assert after(last, trouble(TroubleKind.FORMAT)) == GiveUp(Reason.FORMAT)
    assert after(last, Unreadable(Finish.STOP)) == GiveUp(Reason.UNREADABLE)
    assert after(last, Unreadable(Finish.CUT)) == GiveUp(Reason.TRUNCATED)


def test_every_trouble_has_a_reason() -> None:
    assert {kind.value for kind in TroubleKind} <= {reason.value for reason in Reason}


HERE = ("https://a.example/v1", "m")
THERE = ("https://b.example/v1", "m")


def test_what_a_server_does_not_know_is_asked_once() -> None:
    memory = Memory()
    learned = after(SCHEMA, trouble(TroubleKind.FORMAT))
    assert isinstance(learned, Attempt)

    memory.learn(HERE, replace(learned, without=frozenset({"stream_options"}), budget=4000, grown=True))

    first = memory.first(HERE, Shaped.JSON_SCHEMA, 1000)
    assert first.shaped is Shaped.JSON_OBJECT
    assert first.without == {"stream_options"}
    assert (first.budget, first.grown, first.number) == (1000, False, 1)
    assert memory.first(THERE, Shaped.JSON_SCHEMA, 1000) == SCHEMA


def test_a_passing_failure_does_not_lower_the_next_plan() -> None:
    memory = Memory()
    lowered = after(replace(SCHEMA, repeats=1), trouble(TroubleKind.SERVER))
    assert isinstance(lowered, Attempt)
    assert lowered.shaped is Shaped.JSON_OBJECT

    memory.learn(HERE, lowered)

    assert memory.first(HERE, Shaped.JSON_SCHEMA, 1000).shaped is Shaped.JSON_SCHEMA


def test_an_answer_in_prose_says_nothing_about_formats() -> None:
    memory = Memory()
    memory.learn(HERE, memory.first(HERE, Shaped.TEXT, 1000))

    assert memory.first(HERE, Shaped.JSON_SCHEMA, 1000).shaped is Shaped.JSON_SCHEMA
    assert memory.first(HERE, Shaped.TEXT, 1000).shaped is Shaped.TEXT
