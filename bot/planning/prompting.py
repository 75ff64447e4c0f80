"""From an assignment to the words that a model gets: fixed rules first, then data between marks.

The rules are the same text for every plan in a language, byte for byte, so that providers find them in
their prompt caches; only the data differ. The marks carry a nonce that is new for each request.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.planning.briefing import Assignment, encoded, told
from bot.planning.briefing_figures import Told
from bot.planning.contract import Violation
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, StayPlan
from bot.planning.wire import NAMES, schema
from bot.ports import Prompt, Shaped
from bot.wording import PromptTemplate

Values = dict[str, Callable[[], object]]
"""What prompts may name, made only when one does."""

FILES: dict[type[Drafted], str] = {
    MigrationPlan: "plan",
    StayPlan: "plan",
    Diagnosis: "diagnosis",
}
"""The prompt files of each shape: `<name>_system` and `<name>_data`."""

MOST_NAMED = 40
"""Violations in a repair turn. A plan with more is not mended by a longer list."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """A request for a shape. `name` is the rules' `id@version+hash`; `repair` makes the second turn's words."""

    prompt: Prompt
    shape: type[Drafted]
    name: str
    repair: Callable[[Sequence[Violation]], str]


def plan_prompt(given: Assignment, shape: type[Drafted], nonce: Callable[[], str] | None = None) -> Prompted:
    """The request for a plan or a diagnosis."""
    wording, language = given.wording, given.language
    rules = wording.prompt(language, f"{FILES[shape]}_system")
    data = wording.prompt(language, f"{FILES[shape]}_data")
    values = base(nonce or fresh) | {
        "schema": lambda: schema(shape),
        "shape": lambda: NAMES[shape],
        "data": lambda: encoded(told(given)),
    }
    prompt = Prompt(
        system=filled(rules, values),
        user=filled(data, values),
        shaped=Shaped.JSON_SCHEMA,
        schema_name=NAMES[shape],
        schema=schema(shape),
        max_tokens=0,  # whoever asks knows the budget
    )

    def repair(violations: Sequence[Violation]) -> str:
        hard_first = sorted(violations, key=lambda each: not each.hard)[:MOST_NAMED]
        anew = base(nonce or fresh)  # the model has seen the first mark, and what it wrote is quoted here
        wrong = [{"clause": each.clause, "where": each.where, "detail": each.detail} for each in hard_first]
        return filled(
            wording.prompt(language, "repair"),
            values | anew | {"violations": lambda: encoded({"violations": wrong})},
        )

    return Prompted(prompt, shape, rules.name, repair)


def answer_prompt(given: Assignment, more: Told, nonce: Callable[[], str] | None = None) -> Prompt:
    """The request for an answer in prose; `more` is what an answer needs beside the case (question, plan)."""
    values = base(nonce or fresh) | {"data": lambda: encoded(told(given) | more)}
    system, data = (
        filled(given.wording.prompt(given.language, f"answer_{part}"), values) for part in ("system", "data")
    )
    return Prompt(system, data, Shaped.TEXT, "", "", max_tokens=0)


def filled(template: PromptTemplate, values: Values) -> str:
    """A prompt with what it declares. KeyError for a variable that nobody has."""
    return template.render(**{name: values[name]() for name in template.variables})


def base(nonce: Callable[[], str]) -> Values:
    """What every prompt may name; one nonce for all parts of a request."""
    once = nonce()
    return {"nonce": lambda: once}


def fresh() -> str:
    """A mark that no text can have guessed."""
    return secrets.token_hex(8)
