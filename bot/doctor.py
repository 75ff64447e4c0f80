"""What is configured, what answers, and what to do about what does not.

Each check is a decision over something already observed; only `ask_model` waits, for the model's answer.
"""

from dataclasses import dataclass

from bot.cli_words import Words
from bot.hosting.findings import Finding, State
from bot.ports import Completion, Model, Parked, Prompt, Shaped, Trouble
from bot.wording import wording


@dataclass(frozen=True, slots=True)
class Check:
    """One row: what was looked at (a key of `[doctor]`), how it stands, and what to do."""

    what: str
    state: State
    detail: str


def failed(checks: tuple[Check, ...]) -> bool:
    """Whether anything keeps the bot from working."""
    return any(each.state == "fail" for each in checks)


def row(found: Finding, words: Words) -> Check:
    """What an adapter found, in words. The tables of its own are named after the platform."""
    platform = found.what.partition("_")[0]
    said = {
        name: words(f"{platform}_{name}.{found.trouble}", **found.values)
        for name in ("trouble", "advice")
        if found.trouble
    }
    terms = ", ".join(words(f"{platform}_term.{each}") for each in found.terms)
    more = {"reason": said.get("trouble", ""), "advice": said.get("advice", ""), "terms": terms}
    return Check(found.what, found.state, words(f"doctor.{found.key}", **found.values, **more))


def home(folder: str, log: str, parked: tuple[Parked, ...], words: Words) -> Check:
    """The data folder, and work that was given up in it."""
    if not parked:
        return Check("home", "ok", words("doctor.home_ok", home=folder, count=0))
    references = ", ".join(each.id for each in parked[:5])
    return Check(
        "home",
        "warn",
        words("doctor.home_parked", home=folder, count=len(parked), log=log, references=references),
    )


def facts(count: int, stale: tuple[str, ...], words: Words) -> Check:
    """Facts past their date are marked where they are used, and should be looked at."""
    if not stale:
        return Check("knowledge", "ok", words("doctor.knowledge_ok", count=count))
    said = words("doctor.knowledge_stale", count=count, stale=len(stale), ids=", ".join(stale))
    return Check("knowledge", "warn", said)


def terminal(encoding: str, width: int, words: Words) -> Check:
    """Spanish needs more than ASCII."""
    if encoding.lower().replace("-", "") == "utf8":
        return Check("terminal", "ok", words("doctor.terminal_ok", width=width))
    return Check("terminal", "warn", words("doctor.terminal_bad", encoding=encoding))


async def ask_model(model: Model, words: Words) -> Check:
    """One short question; any answer that came to an end will do."""
    rules, question = (
        wording().line(words.language, "models", f"check.{each}") for each in ("rules", "question")
    )
    prompt = Prompt(rules, question, Shaped.TEXT, "", "", max_tokens=64)
    return answered(model, await model.complete(prompt, lambda _: None), words)


def answered(model: Model, outcome: Completion | Trouble, words: Words) -> Check:
    """What the model's answer, or its absence, means for the person at the keyboard."""
    if isinstance(outcome, Completion):
        return Check("model", "ok", words("doctor.model_ok", model=model.name, endpoint=model.endpoint))
    said = words(
        "doctor.model_bad",
        model=model.name,
        endpoint=model.endpoint,
        reason=words(f"trouble.{outcome.kind}"),
        advice=words(f"advice.{outcome.kind}"),
    )
    return Check("model", "fail", said)
