"""Questions: asked, explained, taken up again, corrected."""

from bot.core.brief import Topic
from bot.core.document import Choice, Choices, Document, Node
from bot.core.notices import ChangeWhat, Question, Resumed, WhyAsked
from bot.presenter.sheets import known_table
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
        earlier, later = notice.conflict.earlier.quote, notice.conflict.later.quote
        nodes += voice.say("question.conflict", earlier=Words(earlier), later=Words(later))
    nodes.append(choices(notice.topic, notice.choices, voice))
    if notice.number == 1 and not notice.again:
        nodes += voice.say("question.first")
    return Document(tuple(nodes))


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
    nodes.append(choices(notice.topic, notice.choices, voice))
    return Document(tuple(nodes))


def change_what(notice: ChangeWhat, voice: Voice) -> Document:
    """What can be corrected."""
    if not notice.topics:
        return Document(voice.say("change_what.none"))
    example = voice.topic(notice.topics[0])
    return Document(voice.say("change_what.some", example=example, topics=voice.topics(notice.topics)))
