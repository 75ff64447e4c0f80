"""What is asked, what is not, and what is done about two answers that contradict each other."""

from decimal import Decimal

import pytest

from bot.core.brief import Brief, Component, Known, Metric, Quantity, Said, Signal, SignalKind, Topic, Unknown
from bot.core.conflicts import conflicts
from bot.core.conversation import Interviewing
from bot.core.events import Mode
from bot.core.interview import DONT_KNOW, LIMIT, ROWS, open_topics
from bot.vocabulary import lexicon
from tests.core.talking import Talk

K, T = SignalKind, Topic
SAID = Said("ana", "e0")


def told(topic: Topic, *signals: tuple[SignalKind, str], negated: bool = False) -> Brief:
    known = Known("x", tuple(Signal(kind, value, "x", negated) for kind, value in signals), (), SAID)
    return Brief().with_answer(topic, known)


# ---- what is asked ---------------------------------------------------------------------------------


def test_an_empty_brief_opens_the_seven_weightiest_topics_in_order() -> None:
    assert open_topics(Brief(), Mode.PRO) == (
        T.INFRASTRUCTURE,
        T.APPLICATION,
        T.PROBLEM,
        T.TRAFFIC,
        T.STATE,
        T.DEPENDENCIES,
        T.COMPLIANCE,
    )


def test_basic_mode_asks_for_its_two_slots() -> None:
    assert open_topics(Brief(), Mode.BASIC) == (T.INFRASTRUCTURE, T.APPLICATION)


@pytest.mark.parametrize(
    ("brief", "topic"),
    [
        (told(T.INFRASTRUCTURE, (K.PLATFORM, "aws-lambda")), T.STATE),
        (told(T.STATE, (K.STATE, "is-database")), T.TRAFFIC),
        (told(T.DEPENDENCIES, (K.USE, "gpu")), T.TARGET),
        (told(T.COMPLIANCE, (K.COMPLIANCE, "hardware-isolation")), T.BUDGET),
        (told(T.APPLICATION, (K.LANGUAGE, "rust")), T.SKILLS),
        (told(T.PROBLEM, (K.SYMPTOM, "latency")), T.OBJECTIVE),
        (Brief(), T.OBJECTIVE),
    ],
)
def test_what_can_change_nothing_any_more_is_not_asked(brief: Brief, topic: Topic) -> None:
    assert topic not in open_topics(brief, Mode.PRO)


def test_of_several_parts_some_may_move_although_one_stays() -> None:
    parts = (Component("db", "DB", None, "database"), Component("api", "API", "python", "api"))
    brief = told(T.STATE, (K.STATE, "is-database"))
    assert T.TRAFFIC in open_topics(Brief(brief.entries, parts), Mode.PRO)


def test_the_objective_is_asked_when_nobody_knows_the_problem() -> None:
    brief = Brief().with_answer(T.PROBLEM, Unknown(SAID))
    assert T.OBJECTIVE in open_topics(brief, Mode.PRO)


def test_half_an_answer_leaves_its_topic_open() -> None:
    p95 = Known("p95 de 180 ms", (), (Quantity(Metric.WALL_MS_P95, Decimal(180), "p95"),), SAID)
    assert T.TRAFFIC in open_topics(Brief().with_answer(T.TRAFFIC, p95), Mode.PRO)


def test_every_topic_has_its_row_and_every_pick_says_what_the_lexicon_can_read() -> None:
    """A pressed answer must mean what the same words mean when they are written."""
    assert [row.topic for row in ROWS] == list(Topic)
    assert len({row.weight for row in ROWS}) == len(ROWS)
    known = lexicon()
    shared = known.shared
    for row in ROWS:
        assert row.choices[-1] == DONT_KNOW
        assert row.no is None or row.pick(row.no) is not None
        for pick in row.picks:
            for kind, value, _ in pick.says:
                table = shared.kind(K.LANGUAGE if kind is K.SKILL else kind)
                assert not table or value in table, (row.topic, value)


# ---- contradictions --------------------------------------------------------------------------------


def both(kind: SignalKind, one: tuple[str, bool], other: tuple[str, bool]) -> Brief:
    signals = tuple(Signal(kind, value, value, negated) for value, negated in (one, other))
    return Brief().with_answer(T.STATE, Known("x", signals, (), SAID))


@pytest.mark.parametrize(
    ("brief", "count"),
    [
        (both(K.STATE, ("stateless", False), ("embedded-db", False)), 1),
        (both(K.STATE, ("stateless", False), ("external-state", False)), 0),
        (both(K.STATE, ("stateless", True), ("embedded-db", False)), 0),
        (both(K.LOAD, ("steady", False), ("bursty", False)), 1),
        (both(K.USE, ("threads", False), ("threads", True)), 1),
        (both(K.PACKAGE, ("numpy", False), ("numpy", True)), 0),
    ],
)
def test_only_what_cannot_both_hold_is_a_contradiction(brief: Brief, count: int) -> None:
    assert len(conflicts(brief)) == count


def contradicted() -> Talk:
    """State is said to be nowhere, then inside; the contradiction is the open question."""
    talk = Talk()
    talk.open("API en Python sobre Kubernetes sin estado, con latencia alta")
    talk.say("3M de peticiones al mes, y la base de datos va dentro del contenedor")
    return talk


def test_a_contradiction_is_put_to_the_team_in_both_their_words() -> None:
    question = contradicted().question
    assert question.topic is T.STATE
    assert question.conflict is not None
    assert {question.conflict.earlier.value, question.conflict.later.value} == {"stateless", "embedded-db"}


def test_an_answer_settles_a_contradiction() -> None:
    talk = contradicted()
    talk.press("state", "external-state")
    assert {each.value for each in talk.phase.brief.signals(K.STATE)} == {"external-state"}
    assert not conflicts(talk.phase.brief)


@pytest.mark.parametrize("answer", ["no sé", "saltar"])
def test_an_open_contradiction_stays_in_the_brief_and_is_not_asked_again(answer: str) -> None:
    talk = contradicted()
    talk.say(answer)
    assert conflicts(talk.phase.brief)
    while isinstance(talk.phase, Interviewing):
        assert talk.question.conflict is None
        talk.say("saltar")


def test_a_contradiction_counts_as_a_question() -> None:
    talk = contradicted()
    while isinstance(talk.phase, Interviewing):
        talk.say("saltar")
    assert len(talk.asked) <= LIMIT[Mode.PRO]
