"""What to ask next when a model's answer cannot be used: a table of decisions, no waiting, no network.

The rungs go down from a JSON schema through a JSON object to plain text; under the last one stands the
plan that code composes. What is wrong with the server (it knows no schema, it refuses a parameter) leads
to another question and is remembered; what is wrong with the account, the address or the size leads to
none; what may pass is tried again. However it goes, a plan costs at most `MOST` requests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.ports import Finish, Shaped, Trouble, TroubleKind

MOST = 8
"""Requests: three rungs, three parameters, and two that passing trouble may take."""

LONGEST_WAIT = 20.0
"""Seconds: a person is waiting, and the composed plan is there at once."""

DOWN: Mapping[Shaped, Shaped] = {
    Shaped.JSON_SCHEMA: Shaped.JSON_OBJECT,
    Shaped.JSON_OBJECT: Shaped.TEXT,
}


class Reason(StrEnum):
    """Why code composed a plan, or answered a question. Each has its words in `prompts/<lang>/`."""

    NO_MODEL = "no_model"
    AUTH = "auth"
    QUOTA = "quota"
    RATE = "rate"
    CONTEXT = "context"
    MODEL_NOT_FOUND = "model_not_found"
    PARAMETER = "parameter"
    FORMAT = "format"
    REFUSAL = "refusal"
    NOT_AN_API = "not_an_api"
    GARBLED = "garbled"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    SERVER = "server"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"  # what came was no plan
    CONTRACT = "contract"  # it was one, and broke the rules for good
    INTERRUPTED = "interrupted"  # earlier attempts ended without a word, so no model is asked again
    INSUFFICIENT = "insufficient_evidence"  # there was nothing to plan from, so no model was asked


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request. `budget` is in output tokens, `wait` in seconds before asking, `number` counts from 1.
    `learned` is the highest rung that this server is worth asking on, as far as we know."""

    shaped: Shaped
    budget: int
    without: frozenset[str] = frozenset()
    learned: Shaped = Shaped.JSON_SCHEMA
    number: int = 1
    grown: bool = False
    repeats: int = 0
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An answer that came and is not what was asked for; how it ended says why."""

    finish: Finish


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Nothing more to ask."""

    reason: Reason


Outcome = Trouble | Unreadable
Next = Attempt | GiveUp


def after(attempt: Attempt, outcome: Outcome) -> Next:
    """What to do after an attempt that gave nothing usable."""
    step = of_answer(attempt, outcome) if isinstance(outcome, Unreadable) else of_trouble(attempt, outcome)
    if isinstance(step, GiveUp):
        return step
    return replace(step, number=attempt.number + 1) if attempt.number < MOST else GiveUp(reason(outcome))


def of_answer(attempt: Attempt, answer: Unreadable) -> Next:
    match answer.finish:
        case Finish.LENGTH | Finish.CUT:
            return GiveUp(Reason.TRUNCATED) if attempt.grown else grown(attempt)
        case Finish.REFUSAL:
            return GiveUp(Reason.REFUSAL)
        case Finish.STOP:  # the server took the format and did not keep to it
            return lower(attempt, remember=True) or GiveUp(Reason.UNREADABLE)


def of_trouble(attempt: Attempt, trouble: Trouble) -> Next:
    match trouble.kind:
        case TroubleKind.PARAMETER if trouble.detail not in attempt.without:
            return replace(attempt, without=attempt.without | {trouble.detail}, repeats=0, wait=0.0)
        case TroubleKind.FORMAT:
            return lower(attempt, remember=True) or GiveUp(Reason.FORMAT)
        case TroubleKind.RATE:
            return repeat(attempt, trouble, most=2) or GiveUp(Reason.RATE)
        case TroubleKind.SERVER | TroubleKind.GARBLED:
            # Some servers know no response format and say so with a plain 500.
            return (
                repeat(attempt, trouble, most=1) or lower(attempt, remember=False) or GiveUp(reason(trouble))
            )
        case TroubleKind.UNREACHABLE:
            return repeat(attempt, trouble, most=1) or GiveUp(Reason.UNREACHABLE)
        case _:
            return GiveUp(reason(trouble))


def reason(outcome: Outcome) -> Reason:
    """The reason that an outcome gives for a composed plan."""
    if isinstance(outcome, Trouble):
        return Reason(outcome.kind.value)
    return {Finish.STOP: Reason.UNREADABLE, Finish.REFUSAL: Reason.REFUSAL}.get(
        outcome.finish, Reason.TRUNCATED
    )


def grown(attempt: Attempt) -> Attempt:
    """The same question with twice the room, once."""
    return replace(attempt, budget=attempt.budget * 2, grown=True, wait=0.0)


def lower(attempt: Attempt, *, remember: bool) -> Attempt | None:
    """One rung down; None under the last."""
    if (shaped := DOWN.get(attempt.shaped)) is None:
        return None
    if remember:
        return replace(attempt, shaped=shaped, learned=shaped, repeats=0, wait=0.0)
    return replace(attempt, shaped=shaped, wait=0.0)  # the trouble that it was repeated for is not over


def repeat(attempt: Attempt, trouble: Trouble, *, most: int) -> Attempt | None:
    """The same question after a pause; None when it was repeated enough or the pause would be too long."""
    wait = trouble.retry_after if trouble.retry_after is not None else 1.0 + 2.0 * attempt.repeats
    if attempt.repeats >= most or wait > LONGEST_WAIT:
        return None
    return replace(attempt, repeats=attempt.repeats + 1, wait=wait)


@dataclass(frozen=True, slots=True)
class Memory:
    """What servers have taught us, by (endpoint, model), for as long as the program runs."""

    known: dict[tuple[str, str], Attempt] = field(default_factory=dict[tuple[str, str], Attempt])

    def first(self, server: tuple[str, str], top: Shaped, budget: int) -> Attempt:
        """Where to begin: not above `top`, nor above what the server has shown to understand."""
        known = self.known.get(server)
        if known is None:
            return Attempt(top, budget)
        rungs = list(Shaped)
        shaped = max(top, known.learned, key=rungs.index)
        return Attempt(shaped, budget, known.without, known.learned)

    def learn(self, server: tuple[str, str], attempt: Attempt) -> None:
        """Keep what an attempt that worked shows. Prose says nothing about formats: `learned` keeps what was known."""
        self.known[server] = attempt
