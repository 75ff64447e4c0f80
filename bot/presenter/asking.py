"""Questions: asked, explained, taken up again, corrected."""

from bot.core.brief import Signal, Topic
from bot.core.document import Choice, Choices, Document, Node, Paragraph, Person, Text
from bot.core.notices import ChangeWhat, Question, QuestionClosed, Resumed, WhyAsked
from bot.presenter.controls import OF_A_QUESTION, controls, corrections
from bot.presenter.sheets import known_table, said
from bot.presenter.voice import Voice, Words


def question(notice: Question, voice: Voice) -> Document:
    """A question with its quick picks; the first one says how to answer."""
    nodes: list[Node] = []
    if notice.again:
        nodes += voice.say("question.again")
    else:
        total = notice.number + notice.at_most - 1
        nodes += voice.say("question.head", number=notice.number, total=total)
    if notice.conflict is None:
        nodes += voice.say(f"topic.{notice.topic}.question")
    else:
        earlier, later = (Words(_told(each)) for each in (notice.conflict.earlier, notice.conflict.later))
        nodes += voice.say("question.conflict", earlier=earlier, later=later)
    nodes.append(choices(notice.topic, notice.choices, voice))
    nodes.append(controls(voice, *(each for each in OF_A_QUESTION if each != "back" or notice.number > 1)))
    if notice.number == 1 and not notice.again:
        nodes += voice.say("question.first")
    return Document(tuple(nodes))


def _told(signal: Signal) -> str:
    """The words of one side, and where a file has them."""
    return f"{signal.quote} ({signal.at})" if signal.at else signal.quote


def choices(topic: Topic, ids: tuple[str, ...], voice: Voice) -> Choices:
    """Quick picks with their labels."""
    return Choices(topic, tuple(Choice(each, voice.text(f"topic.{topic}.choices.{each}")) for each in ids))


def why(notice: WhyAsked, voice: Voice) -> Document:
    """What the answer can change."""
    return Document(voice.say(f"topic.{notice.topic}.why"))


def resumed(notice: Resumed, voice: Voice) -> Document:
    """Where we were, with what is known so far; an open question is asked again."""
    nodes: list[Node] = [*voice.say("resumed.head", phase=voice.text(f"phase.{notice.phase}"))]
    nodes += known_table(notice.brief, voice)
    if notice.topic is None:
        nodes += voice.say("resumed.retry" if notice.phase == "interviewing" else f"resumed.{notice.phase}")
        return Document(tuple(nodes))
    nodes += voice.say("resumed.interviewing")
    nodes += voice.say(f"topic.{notice.topic}.question")
    nodes += (choices(notice.topic, notice.choices, voice), controls(voice, *OF_A_QUESTION))
    return Document(tuple(nodes))


def closed(notice: QuestionClosed, voice: Voice) -> Document:
    """What became of a question: the answer and whose it is, or that it was left."""
    head = voice.say(f"topic.{notice.topic}.question")
    if notice.answer is None:
        return Document((*head, *voice.say("question_closed.left")))
    value = Words(said(notice.topic, notice.answer, voice))
    answer, *rest = voice.say("question_closed.answered", value=value)
    if isinstance(answer, Paragraph) and notice.author:
        answer = Paragraph((*answer.spans, Text(" · "), Person(notice.author)))
    return Document((*head, answer, *rest))


def change_what(notice: ChangeWhat, voice: Voice) -> Document:
    """What can be corrected."""
    if not notice.topics:
        return Document(voice.say("change_what.none"))
    example = voice.topic(notice.topics[0])
    text = voice.say("change_what.some", example=example, topics=voice.topics(notice.topics))
    return Document((*text, corrections(voice, notice.topics)))
