"""A move: where a conversation goes, and what is to be done on the way.

Handlers build one from left to right: `move.into(phase).say(notice).start(id, job)`. Nothing is carried out here.
"""

from dataclasses import dataclass, replace

from bot.core.conversation import Conversation, Phase
from bot.core.effects import CancelJob, Effect, Forget, Job, Line, Say, StartJob
from bot.core.events import Mode
from bot.core.notices import Notice, Question

LINES = 60  # kept of a transcript
CHARACTERS = 600  # kept of a line


@dataclass(frozen=True, slots=True)
class Move:
    """The conversation as it will be, and the effects so far."""

    to: Conversation
    effects: tuple[Effect, ...] = ()

    def into(self, phase: Phase) -> "Move":
        """Change the phase, or what it holds."""
        return replace(self, to=replace(self.to, phase=phase))

    def speaking(self, language: str) -> "Move":
        """Change the language."""
        return replace(self, to=replace(self.to, language=language, told=True))

    def aiming(self, mode: Mode) -> "Move":
        """Change the mode."""
        return replace(self, to=replace(self.to, mode=mode))

    def say(self, *notices: Notice) -> "Move":
        """Post messages, in this order."""
        said = tuple(Line("bot", _short(notice)) for notice in notices)
        return replace(
            self,
            to=replace(self.to, transcript=_kept(self.to.transcript + said)),
            effects=self.effects + tuple(Say(notice) for notice in notices),
        )

    def whisper(self, author: str, notice: Notice) -> "Move":
        """Tell one person something that concerns nobody else, and that the transcript need not keep."""
        return replace(self, effects=(*self.effects, Say(notice, author)))

    def hear(self, author: str, text: str, event: str = "") -> "Move":
        """Write down what a person said."""
        line = Line(author, text[:CHARACTERS], event)
        return replace(self, to=replace(self.to, transcript=_kept((*self.to.transcript, line))))

    def forget(self) -> "Move":
        """Have everything that is kept of the conversation deleted."""
        return replace(self, effects=(*self.effects, Forget()))

    def start(self, job_id: str, job: Job) -> "Move":
        """Begin a job."""
        return replace(self, effects=(*self.effects, StartJob(job_id, job)))

    def cancel(self, *job_ids: str) -> "Move":
        """Give jobs up."""
        return replace(self, effects=self.effects + tuple(CancelJob(each) for each in job_ids))


def _kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return lines[-LINES:]


def _short(notice: Notice) -> str:
    """A message of the bot as the transcript keeps it: ids only, its words are made when it is posted."""
    return f"{notice.kind}:{notice.topic}" if isinstance(notice, Question) else notice.kind
