"""Answers to follow-up questions: by the model where it helps, from plan, facts and FAQ where it does not.

An answer is prose, so it passes a lighter check than a plan: nothing dangerous or invented may stand in it,
and figures that are in none of the data are named below it. Whatever goes wrong, the question is answered.
"""

import logging
from collections.abc import Callable

from bot.core.document import Code, Document, Node, Paragraph, spans
from bot.core.effects import AnswerQuestion
from bot.core.events import AnswerMade
from bot.planning.answer_check import Examined, examine
from bot.planning.asking import Asker, Got, Nothing
from bot.planning.briefing import Assignment
from bot.planning.briefing_figures import Told
from bot.planning.composed import answer_from
from bot.planning.ladder import Reason
from bot.planning.prompting import answer_prompt
from bot.planning.prose import balanced, written
from bot.planning.wire import without_thoughts
from bot.ports import Completion, Finish, Progress, Stage

log = logging.getLogger(__name__)

REMEMBERED = 12
"""Lines of the conversation before the question."""

LONGEST_LINE = 600


class Answerer:
    """Answers with a model, or without one."""

    def __init__(self, asker: Asker | None) -> None:
        self._asker = asker

    async def answer(
        self, given: Assignment, job: AnswerQuestion, report: Callable[[Progress], None]
    ) -> AnswerMade:
        """The answer, with a line on who gave it."""
        report(Progress(Stage.ANSWERING))
        if self._asker is None:
            return AnswerMade(own_answer(given, job))
        prompt = answer_prompt(given, asked(job))
        got: Got[str] | Nothing = await self._asker.ask(prompt, readable, self._asker.pace.answer, ignore)
        if isinstance(got, Nothing):
            return without_model(given, job, got.reason)
        found = examine(got.value, prompt.user, given)
        if found.broken:
            log.info("the answer breaks %s", found.broken)
            return without_model(given, job, Reason.CONTRACT)
        return AnswerMade(signed(given, found, self._asker.model.name))


def asked(job: AnswerQuestion) -> Told:
    """What an answer needs beside the case."""
    return {
        "question": job.question,
        "plan": written(job.plan),
        "conversation": [
            {"by": "bot" if line.author == "bot" else "team", "text": line.text[:LONGEST_LINE]}
            for line in job.transcript[-REMEMBERED:]
        ],
    }


def readable(completion: Completion) -> str | None:
    """The prose of an answer that is whole."""
    said = without_thoughts(completion.text)
    return said if said and completion.finish is Finish.STOP and balanced(said) else None


def signed(given: Assignment, found: Examined, model: str) -> Document:
    """The answer with who gave it, and what in it nobody has checked."""
    notes = [line(given, "answer.model", model=model)]
    if found.untraced:
        notes.append(line(given, "answer.numbers", numbers=found.untraced))
    if any(isinstance(node, Code) for node in found.document.nodes):
        notes.append(line(given, "answer.code"))
    return Document((*found.document.nodes, note(" ".join(notes))))


def without_model(given: Assignment, job: AnswerQuestion, reason: Reason) -> AnswerMade:
    """Code's answer, and why it is not the model's."""
    own = own_answer(given, job)
    return AnswerMade(Document((*own.nodes, note(line(given, f"because.{reason}")))))


def own_answer(given: Assignment, job: AnswerQuestion) -> Document:
    """The answer that plan, brief, facts and FAQ give."""
    return answer_from(
        job.question, job.plan, given.brief, given.assessment, given.knowledge, given.wording, given.language
    )


def line(given: Assignment, key: str, **values: object) -> str:
    return given.wording.line(given.language, "models", key, **values)


def note(text: str) -> Node:
    return Paragraph(spans(text))


def ignore(_: str) -> None:
    """An answer is shown when it has been checked."""
