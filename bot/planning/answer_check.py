"""The light contract of an answer: the clauses on text, and every number against the data it was given.

Addresses, language, mentions, echo and secrets are the plan's own clauses (19, 20, 21, 24) over the answer's
passages. A number that stands nowhere in the data is no breach: a what-if may reckon; it is named below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.document import Code, Document
from bot.planning.briefing import Assignment
from bot.planning.contract import leaks, texts
from bot.planning.contract.amounts import Number, numbers
from bot.planning.contract.draft import Draft, Kind, Passage, drafted
from bot.planning.contract.ground import Ground, ground
from bot.planning.plan import Diagnosis, Drafted
from bot.planning.prose import document, written

LONGEST = 6_000
SMALLEST_CLAIM = 10
"""Counts up to here ("three phases") claim nothing."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An answer as nodes; `broken` are clause numbers, `untraced` the figures that nobody vouches for."""

    document: Document
    broken: tuple[int, ...]
    untraced: tuple[str, ...]


def examine(markdown: str, data: str, given: Assignment) -> Examined:
    """Check an answer; `data` is all that the model was told."""
    nodes = document(markdown)
    case = ground(given.brief, given.assessment, given.knowledge, given.language)
    answer = answered(nodes, case)
    clauses = (texts.clause_19, texts.clause_20, texts.clause_21, leaks.clause_24)
    broken = {violation.clause for clause in clauses for violation in clause(answer, case)}
    if len(markdown) > LONGEST:
        broken.add(22)
    return Examined(nodes, tuple(sorted(broken)), tuple(untraced(answer.prose, data, case)))


def answered(nodes: Document, case: Ground) -> Draft[Drafted]:
    """The answer as the clauses read a plan: passages of prose and of code."""
    code = [node.text for node in nodes.nodes if isinstance(node, Code)]
    prose = written(Document(tuple(node for node in nodes.nodes if not isinstance(node, Code))))
    passages = (
        Passage("answer", "section", prose, Kind.PROSE),
        *(Passage("answer.code", "code", text, Kind.CODE) for text in code),
    )
    return drafted(no_plan(case), passages)


def no_plan(case: Ground) -> Diagnosis:
    """The clauses on text look at no plan; the shape asks for one."""
    points = ("advantage", "disadvantage")
    fields = {f"{name}_{at}": "" for name in points for at in (1, 2, 3)}
    return Diagnosis.model_validate({"verdict": case.assessment.verdict, **fields, "recommendation": ""})


def untraced(prose: str, data: str, case: Ground) -> Iterator[str]:
    """The numbers of an answer that are not in the data, each once, as written."""
    known = [(amount, step) for each in numbers(data) for amount, step in read(each)]
    seen: set[str] = set()
    for each in numbers(prose):
        if each.version or each.before in case.library.designations or small(each):
            continue
        written_as = prose[each.start : each.end]
        if written_as not in seen and not any(
            near(mine, step, amount) for mine, step in read(each) for amount, _ in known
        ):
            seen.add(written_as)
            yield written_as


def read(number: Number) -> Iterator[tuple[float, float]]:
    """Each reading of a number with how exactly it was written."""
    return zip(number.readings, number.steps, strict=True)


def small(number: Number) -> bool:
    return number.whole is not None and number.whole <= SMALLEST_CLAIM


def near(mine: float, step: float, amount: float) -> bool:
    """Whether a number is another one, as exactly as it was written."""
    return abs(mine - amount) <= max(step, 1e-9 * abs(amount))
