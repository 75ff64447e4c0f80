"""What to do next, for people: what to measure or to mend where nothing moves, the target where something does.

Files do not tell what hurts, nor how much traffic there is: where that decides, it is asked for by an answers file that
only has to be filled in.
"""

from collections.abc import Iterator

from bot.assessing.change import steps, topics, wanted
from bot.assessment.catalogue import Knowledge
from bot.assessment.evidence.judging import Judged
from bot.assessment.fits import STAYS_BECAUSE
from bot.assessment.gaps import MOVING, problem_known
from bot.assessment.shapes import Missing
from bot.core.brief import Topic
from bot.core.document import Code, Heading, Node, Paragraph, paragraph, spans
from bot.core.events import VerdictCode
from bot.planning.pages import listed
from bot.planning.phrases import Phrases

ANSWERS = "answers.toml"


def lead(found: Judged, words: Phrases) -> Iterator[Node]:
    """What the verdict means, below its title."""
    weighed = STAYS_BECAUSE[VerdictCode.STAY]
    seen = {
        "modules": bool(found.evidence.modules),
        "told": problem_known(found.brief),
        "weighed": any(each.language_reason == weighed for each in found.assessment.fits),
    }
    yield paragraph(words.say(f"lead.{found.assessment.verdict.value}", **seen))


def next_steps(found: Judged, known: Knowledge, words: Phrases, pages: Phrases) -> Iterator[Node]:
    """The target or what to do instead, what would change the verdict, and what is to be told."""
    assessed, found_steps = found.assessment, steps(found, known, words)
    if assessed.target is not None:
        yield Heading(2, words.say("head.target"))
        others = words.listing(each.name for each in assessed.alternatives)
        yield Paragraph(spans(words.say("target", name=assessed.target.name, others=others)))
    if found_steps.instead:
        key = "measure" if assessed.verdict is VerdictCode.INSUFFICIENT else "improvements"
        yield Heading(2, pages.say(f"head.{key}"))
        yield listed(found_steps.instead)
    yield Heading(2, pages.say("head.would_change"))
    yield listed(found_steps.would_change)
    yield from asked(found, known, words)


def asked(found: Judged, known: Knowledge, words: Phrases) -> Iterator[Node]:
    """What is missing as an answers file to fill in; nothing where nothing is missing."""
    if not (open_topics := topics(found)):
        return
    yield Heading(2, words.say("head.answers"))
    if found.assessment.verdict in MOVING:
        named = words.listing(f"`{each.value}`" for each in open_topics)
        yield Paragraph(spans(words.say("answers.moving", topics=named)))
        return
    yield Paragraph(spans(words.say("answers.lead", file=ANSWERS)))
    yield Code("toml", "\n".join(_lines(wanted(found, known, words))), ANSWERS)


def _lines(gaps: tuple[tuple[Missing, str], ...]) -> Iterator[str]:
    """Each topic once, in the order of asking, below what is wanted of it; how to get that is said further up."""
    for topic in Topic:
        told = [says.partition(". ")[0].rstrip(".") for each, says in gaps if each.topic is topic]
        if told:
            yield from (f"# {says}." for says in dict.fromkeys(told))
            yield f'{topic.value} = ""'
