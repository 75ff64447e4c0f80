"""How far a job is, as a document: the real stages, done and current, and what is known so far. Pure.

Once it is over, the document says only that: nobody needs the stages any more, and after a crash nobody knows them.
"""

from dataclasses import dataclass, replace
from enum import Enum

from bot.core.document import COMMAND, Choice, Choices, Document, Node, Paragraph, Quote, Strong, plain
from bot.ports import Progress, Stage
from bot.presenter.voice import Voice
from bot.wording import Wording

MOST_STAGES = 12  # of a plan that is repaired again and again, the last ones
MOST_DETAIL = 700  # characters of what is known so far; the plan has it all


class Standing(Enum):
    """How a job stands."""

    RUNNING = "running"
    ENDED = "ended"  # it works no longer; whether it gave anything is not known here
    FINISHED = "finished"  # what it made is posted


@dataclass(frozen=True, slots=True)
class Course:
    """The stages of a job in the order in which they came, and the last detail."""

    stages: tuple[Stage, ...] = ()
    detail: str = ""
    standing: Standing = Standing.RUNNING

    def heard(self, progress: Progress) -> "Course":
        """With what was reported last. A job that is run again begins with its first stage."""
        if self.stages[-1:] == (progress.stage,):
            return replace(self, detail=progress.detail, standing=Standing.RUNNING)
        earlier = () if progress.stage is Stage.ASSESSING else self.stages
        return Course((*earlier, progress.stage)[-MOST_STAGES:], progress.detail)


def progress_document(course: Course, language: str, wording: Wording) -> Document:
    """What is shown of a job. The stop button is there as long as there is something to stop."""
    voice = Voice(wording, language)
    running = course.standing is Standing.RUNNING
    nodes: list[Node] = [Paragraph((Strong(voice.text(f"progress.{course.standing.value}")),))]
    if running and course.stages:
        nodes.append(Paragraph(plain("\n".join(lines(course, voice)))))
    if running and course.detail:
        nodes.append(Quote(plain(shortened(course.detail))))
    if running:
        nodes.append(Choices(COMMAND, (Choice("stop", voice.text("control.stop")),)))
    return Document(tuple(nodes))


def lines(course: Course, voice: Voice) -> list[str]:
    """A line a stage: all but the last are done."""
    *done, now = (voice.text(f"stage.{each}") for each in course.stages)
    return [
        *(voice.text("progress.mark_done", stage=each) for each in done),
        voice.text("progress.mark_now", stage=now),
    ]


def shortened(detail: str) -> str:
    """The beginning of a long detail."""
    return detail if len(detail) <= MOST_DETAIL else detail[: MOST_DETAIL - 1].rstrip() + "…"
