"""A core small enough to say what must come of it: every line is written down and answered, in order, once.

"plan" starts a job whose result is posted; "stop" gives it up; "forget" has all forgotten. What it says carries the
conversation's key, so that a word in the wrong thread is seen.
"""

from dataclasses import replace

from bot.core.brief import Brief
from bot.core.conversation import Conversation, Delivered, Interviewing, Planning
from bot.core.document import Document, paragraph
from bot.core.effects import CancelJob, Effect, Forget, Line, MakePlan, Say, StartJob
from bot.core.events import (
    Event,
    JobFailed,
    JobFinished,
    Mode,
    PlanMade,
    Spoke,
    Started,
    TimePassed,
)
from bot.core.notices import AnswerPosted, PlanPosted, WorkFailed

REPLY, PLAN, GIVEN_UP, REMINDER = "reply", "plan", "given up", "reminder"


def step(conversation: Conversation | None, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
    """Total over the events that the simulator makes."""
    if conversation is None:
        conversation = Conversation(event.conversation, "es", Mode.PRO, Interviewing(Brief()), event.at)
    match event:
        case Started() | Spoke():
            return _heard(conversation, event)
        case JobFinished(result=PlanMade() as plan) if _awaits(conversation, event.job):
            done = replace(conversation, phase=Delivered(Brief(), (), plan))
            return done, (Say(PlanPosted(_says(event, PLAN, event.job), changed=False)),)
        case JobFailed() if _awaits(conversation, event.job):
            over = replace(conversation, phase=Interviewing(Brief()))
            return over, (Say(WorkFailed(f"{event.conversation} {GIVEN_UP} {event.job}")),)
        case TimePassed() if isinstance(conversation.phase, Interviewing):
            reminded = replace(conversation.phase, reminded=True)
            return replace(conversation, phase=reminded), (Say(AnswerPosted(_says(event, REMINDER, ""))),)
        case _:
            return conversation, ()


def _heard(conversation: Conversation, event: Started | Spoke) -> tuple[Conversation, tuple[Effect, ...]]:
    lines = (*conversation.transcript, Line(event.author, event.text))
    heard = replace(conversation, transcript=lines, touched=event.at)
    reply = Say(AnswerPosted(_says(event, REPLY, event.text)))
    phase = conversation.phase
    if event.text.startswith("plan") and not isinstance(phase, Planning):
        job = f"{event.id}/plan"
        start = StartJob(job, MakePlan(Brief(), Mode.PRO, ()))
        return replace(heard, phase=Planning(Brief(), (), job)), (reply, start)
    if event.text.startswith("stop") and isinstance(phase, Planning):
        return replace(heard, phase=Interviewing(Brief())), (CancelJob(phase.job), reply)
    if event.text.startswith("forget"):
        given_up = (CancelJob(phase.job),) if isinstance(phase, Planning) else ()
        return replace(heard, phase=Interviewing(Brief())), (*given_up, reply, Forget())
    return heard, (reply,)


def _awaits(conversation: Conversation, job: str) -> bool:
    return isinstance(conversation.phase, Planning) and conversation.phase.job == job


def _says(event: Event, what: str, about: str) -> Document:
    return Document((paragraph(f"{event.conversation} {what} {about}"),))
