"""What happened on the way: files, cleaning, plans begun, posted and failed."""

from bot.core.document import Document, File, Node
from bot.core.notices import (
    CannotRead,
    CleanedUp,
    FileNotRead,
    FileRead,
    LanguageChanged,
    PlanningBegan,
    PlanPosted,
    WorkFailed,
)
from bot.presenter.code_files import code_files
from bot.presenter.controls import controls, ratings
from bot.presenter.manifests import manifests_read
from bot.presenter.markdown import markdown
from bot.presenter.voice import Voice, Words


def planning_began(notice: PlanningBegan, voice: Voice) -> Document:
    """What happens now, and for how long."""
    said = voice.say(f"planning_began.{'again_' if notice.again else ''}{notice.mode}")
    return Document((*said, controls(voice, "stop")))


def plan_posted(notice: PlanPosted, voice: Voice) -> Document:
    """The plan; a verdict that changed is said first; at the end what can be done with the plan, all of it as a
    file, and its code as files of its own."""
    changed: tuple[Node, ...] = voice.say("plan_posted.changed") if notice.changed else ()
    whole = File(voice.text("plan_posted.file"), f"{markdown(notice.document)}\n")
    after = (ratings(voice), controls(voice, "plan_now=again", "change=change_answers"))
    files = (whole, *code_files(notice.document))
    return Document((*changed, *notice.document.nodes, *after, *files))


def work_failed(notice: WorkFailed, voice: Voice) -> Document:
    """What happened, what was kept, what to do, and a reference."""
    said = voice.say("work_failed.text", reference=Words(notice.reference))
    return Document((*said, controls(voice, "plan_now=retry")))


def cleaned_up(notice: CleanedUp, voice: Voice) -> Document:
    """What the door took out."""
    place = Words(notice.source or voice.text("cleaned.message"))
    nodes: tuple[Node, ...] = ()
    if notice.cleaning.secrets:
        nodes += voice.say("cleaned.secrets", count=notice.cleaning.secrets, place=place)
    if notice.cleaning.characters_cut:
        nodes += voice.say("cleaned.cut", count=notice.cleaning.characters_cut, place=place)
    return Document(nodes)


def file_read(notice: FileRead, voice: Voice) -> Document:
    """What a file said."""
    if notice.covered is not None:
        return manifests_read(notice, notice.covered, voice)
    if not notice.topics:
        return Document(voice.say("file.nothing", file=Words(notice.name)))
    return Document(voice.say("file.read", file=Words(notice.name), topics=voice.topics(notice.topics)))


def file_not_read(notice: FileNotRead, voice: Voice) -> Document:
    """Why a file was not read, and what to do."""
    return Document(voice.say(f"file.{notice.trouble}", file=Words(notice.name)))


def cannot_read(notice: CannotRead, voice: Voice) -> Document:
    """That a message did not arrive, and how people are heard all the same."""
    if notice.topic is None:
        return Document(voice.say("cannot_read.nothing_open"))
    return Document(voice.say("cannot_read.question_open", topic=voice.topic(notice.topic)))


def language_changed(notice: LanguageChanged, voice: Voice) -> Document:
    """Said in the new language."""
    return Document(voice.say("language_changed.text", spoken=voice.text(f"language.{notice.language}")))
