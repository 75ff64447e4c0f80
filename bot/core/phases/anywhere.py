"""What is the same in every phase: showing, stopping, starting over, beginning a plan, telling what was cleaned."""

from dataclasses import replace

from bot.core.brief import Assumed, Brief, Known, Topic
from bot.core.commands import Command, Word, command_in
from bot.core.conversation import Closed, ClosedBecause, Conversation, Delivered, Held, Interviewing, Planning
from bot.core.document import COMMAND
from bot.core.effects import MakePlan
from bot.core.events import (
    AnyFile,
    Cleaning,
    FileRefused,
    ManifestFile,
    Mode,
    PlanMade,
    Pressed,
    Spoke,
)
from bot.core.evidence import declared_by, with_manifests
from bot.core.interview import ROW
from bot.core.lexicon import Lexicon
from bot.core.move import Move
from bot.core.notices import (
    CannotRead,
    ChangeWhat,
    CleanedUp,
    FactsShown,
    FileNotRead,
    FileRead,
    LanguageChanged,
    Noted,
    Notice,
    Plain,
    PlanningBegan,
    PromptShown,
    Resumed,
    Sheet,
    StatusShown,
)
from bot.core.reading import read_file
from bot.core.taking import Heard, changed, record

MOST_HELD = 10  # messages that wait for the plan, and follow-ups that are being answered


def command_in_event(event: Spoke | Pressed, lexicon: Lexicon) -> Command | None:
    """The thread word that somebody wrote or pressed; None for an answer, or a control that is not ours."""
    return command_in(event.text, lexicon) if isinstance(event, Spoke) else _pressed(event, lexicon)


def _pressed(event: Pressed, lexicon: Lexicon) -> Command | None:
    word, _, argument = event.choice.partition(":")
    if event.topic != COMMAND or word not in set(Word):
        return None
    topic = Topic(argument) if argument in set(Topic) else None
    return Command(Word(word), topic, argument if argument in lexicon.languages else None)


def open_topic(conversation: Conversation) -> Topic | None:
    """The topic whose answer is awaited."""
    match conversation.phase:
        case Interviewing(open=question) if question is not None:
            return question.topic
        case Delivered(changing=topic):
            return topic
        case _:
            return None


def inform(move: Move, command: Command) -> Move:
    """Answer a thread word that only asks to be shown something."""
    brief, mode, phase = move.to.phase.brief, move.to.mode, move.to.phase.kind
    shown: dict[Word, Notice] = {
        Word.HELP: Plain("help"),
        Word.WHY_PROMPTS: Plain("why_prompts"),
        Word.STATUS: StatusShown(phase, brief, open_topic(move.to)),
        Word.PROMPT: PromptShown(brief, mode),
        Word.FACTS: FactsShown(command.rest),
    }
    return move.say(shown[command.word])


def resumed(move: Move) -> Move:
    """Somebody is back: where we were, and the open question if there is one."""
    topic = open_topic(move.to)
    choices = ROW[topic].choices if topic else ()
    return move.say(Resumed(move.to.phase.kind, move.to.phase.brief, topic, choices))


def stopped(move: Move, *jobs: str) -> Move:
    """End the conversation at somebody's word; the brief stays."""
    closed = Closed(ClosedBecause.STOPPED, move.to.phase.brief)
    return move.cancel(*jobs).into(closed).say(Plain("stopped"))


def forgotten(move: Move, *jobs: str) -> Move:
    """Delete the conversation at somebody's word; what stands in the thread stays there."""
    kept = replace(move.to, transcript=(), phase=Closed(ClosedBecause.STOPPED, Brief()))
    return replace(move.cancel(*jobs), to=kept).say(Plain("forgotten")).forget()


def blank(move: Move, *jobs: str) -> Move:
    """Start over: nothing is known any more."""
    move = replace(move.cancel(*jobs), to=replace(move.to, transcript=(), phase=Interviewing(Brief())))
    return move.say(Plain("started_over"))


def in_language(move: Move, command: Command) -> Move:
    """Speak the language that was asked for, from here on; one that we do not speak is refused."""
    if command.language is None:
        return move.say(Plain("third_language"))
    return move.speaking(command.language).say(LanguageChanged(command.language))


def change_what(move: Move) -> Move:
    """A change of which nobody said what: the topics that can be changed."""
    return move.say(ChangeWhat(tuple(each.topic for each in move.to.phase.brief.entries)))


def tell_cleaning(move: Move, cleaning: Cleaning, source: str = "") -> Move:
    """Say what the door took out, if it took something."""
    return move if cleaning == Cleaning() else move.say(CleanedUp(cleaning, source))


def file_refused(move: Move, event: FileRefused) -> Move:
    """Say why a file was not read."""
    return move.say(FileNotRead(event.name, event.trouble))


def withheld(move: Move) -> Move:
    """Say that what was written did not arrive, and by which ways it does. Nobody is known to have answered anything,
    so all stays as it is."""
    return move.say(CannotRead(open_topic(move.to)))


def take_file(move: Move, file: AnyFile, lexicon: Lexicon) -> tuple[Move, Brief]:
    """Read a file; the brief with what it says, which the caller puts into its phase."""
    move = tell_cleaning(move, file.cleaning, file.name)
    before = after = move.to.phase.brief
    if isinstance(file, ManifestFile):
        after = with_manifests(before, file.found)
        parts = declared_by(after.components, file.found)
        return move.say(FileRead(file.name, changed(before, after), file.found.covered, parts)), after
    for origin, reading in read_file(file, lexicon, move.to.language):
        after = record(after, Heard("", reading, origin))
    return move.say(FileRead(file.name, changed(before, after))), after


def note(move: Move, before: Brief, *but: Topic) -> Move:
    """Confirm what was taken down since `before`, except for topics that need no confirmation."""
    after = move.to.phase.brief
    topics = tuple(each for each in changed(before, after) if each not in but)
    return move.say(Noted(after, topics)) if topics else move


def held(event: Spoke, text: str | None = None) -> Held:
    """A message to come back to after the plan."""
    return Held(event.id, event.author, event.text if text is None else text)


def spoken_again(move: Move, message: Held) -> Spoke:
    """A held message as the event that it was."""
    return Spoke(message.event, move.to.key, move.to.touched, message.author, message.text)


def begin_plan(
    move: Move, event_id: str, asked: tuple[Topic, ...], waiting: tuple[Held, ...], previous: PlanMade | None
) -> Move:
    """Show what the plan will rest on, and begin to write it; `event_id` names the job."""
    brief = with_objective(move.to.phase.brief, move.to.mode)
    job = f"{event_id}:plan"
    verdict, earlier = (previous.verdict, previous.brief) if previous else (None, None)
    move = move.into(Planning(brief, asked, job, waiting, previous))
    move = move.say(Sheet(brief, move.to.mode), PlanningBegan(move.to.mode, again=previous is not None))
    return move.start(job, MakePlan(brief, move.to.mode, move.to.transcript, verdict, earlier))


def with_objective(brief: Brief, mode: Mode) -> Brief:
    """The Pro prompt's third slot is always filled: nobody has to say that faster and cheaper is the aim."""
    if mode is Mode.BASIC or brief.answer(Topic.OBJECTIVE) is not None:
        return brief
    return brief.with_answer(Topic.OBJECTIVE, Known("", (), (), Assumed("default_objective")))
