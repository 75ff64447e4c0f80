"""A plan as a neutral document: the verdict first, then four sections, costs, sources, and who wrote it.

Works the same for a model's plan and a composed one. Prose fields are plain text in which `backticks` and
**stars** mark spans; an empty line begins a paragraph and "- " an item. Costs, sources and marks come from the
assessment, never from the drafter.
"""

from collections.abc import Iterable, Iterator

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment
from bot.core.brief import Brief
from bot.core.document import Document, Heading, Items, Node, Paragraph, spans
from bot.core.events import VerdictCode
from bot.planning.case import family_of, platform_of
from bot.planning.pages_architecture import architecture, capabilities, prose
from bot.planning.pages_evidence import evidence, told
from bot.planning.pages_files import from_files
from bot.planning.pages_money import money_pages
from bot.planning.pages_provenance import provenance_line, provenance_pages
from bot.planning.pages_road import road_map
from bot.planning.phrases import Phrases, quoted
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, StayPlan
from bot.planning.provenance import Provenance
from bot.wording import Wording

__all__ = ["diagnosis_pages", "plan_pages", "prose", "provenance_line"]


def plan_pages(  # noqa: PLR0913, PLR0917 - the case as every reader of a plan is given it
    plan: Drafted,
    assessment: Assessment,
    provenance: Provenance,
    knowledge: Knowledge,
    wording: Wording,
    language: str,
    brief: Brief,
) -> Document:
    """The document to post for a plan, or for a diagnosis."""
    words = Phrases(wording, language, "pages", place(brief, Phrases(wording, language, "composed")))
    if isinstance(plan, Diagnosis):
        pages = diagnosis_pages(plan, assessment, provenance, knowledge, words)
        return Document((*pages.nodes, *from_files(assessment, brief, words)))
    body = moving(plan, knowledge, words) if isinstance(plan, MigrationPlan) else staying(plan, words)
    return Document(
        (
            *card(plan.verdict, plan.summary, assessment, words),
            *viability(plan, words),
            *body,
            *(() if plan.verdict is VerdictCode.INSUFFICIENT else money_pages(assessment, knowledge, words)),
            *from_files(assessment, brief, words),
            *evidence(plan.viability.fact_ids, assessment, knowledge, words),
            *provenance_pages(provenance, words),
        )
    )


def place(brief: Brief, names: Phrases) -> dict[str, object]:
    """Where the system runs today, for the title of a verdict to stay."""
    platform = platform_of(brief)
    if platform is None:
        return {"family": "unknown", "platform": ""}
    read = platform.value.replace("-", " ").title() if platform.at else quoted(platform.quote, 40)
    name = names.first(f"name.{platform.value}") or read
    return {"family": family_of(platform.value), "platform": name}


def diagnosis_pages(
    plan: Diagnosis, assessment: Assessment, provenance: Provenance, knowledge: Knowledge, words: Phrases
) -> Document:
    """The quick diagnosis: three for, three against, one recommendation."""
    good = (plan.advantage_1, plan.advantage_2, plan.advantage_3)
    bad = (plan.disadvantage_1, plan.disadvantage_2, plan.disadvantage_3)
    return Document(
        (
            *card(plan.verdict, "", assessment, words),
            Heading(2, words.say("head.advantages")),
            Items(tuple(spans(each) for each in good), numbered=True),
            Heading(2, words.say("head.disadvantages")),
            Items(tuple(spans(each) for each in bad), numbered=True),
            Heading(2, words.say("head.recommendation")),
            *prose(plan.recommendation),
            *evidence(told((*good, *bad), knowledge, words), assessment, knowledge, words),
            *provenance_pages(provenance, words),
        )
    )


def card(verdict: VerdictCode, summary: str, assessment: Assessment, words: Phrases) -> Iterator[Node]:
    """The verdict, how far to trust it and why, and the plan in one paragraph."""
    rules = words.within("rules")
    reasons = [rules.first(f"confidence.{each}") for each in assessment.confidence_reasons]
    why = "; ".join(each for each in reasons if each)
    where = f"stay_where.{words.scene['family']}" if verdict is VerdictCode.STAY else ""
    yield Heading(1, words.first(where, f"verdict.{verdict.value}"))
    if summary:
        yield from prose(summary)
    level = words.say(f"confidence.{assessment.confidence.value}")
    yield Paragraph(spans(words.say("confidence.line", level=level, why=why)))


def viability(plan: MigrationPlan | StayPlan, words: Phrases) -> Iterator[Node]:
    """Section 1."""
    yield Heading(2, words.say("head.viability"))
    yield Heading(3, words.say("head.technical"))
    yield from prose(plan.viability.technical)
    yield Heading(3, words.say("head.financial"))
    yield from prose(plan.viability.financial)


def moving(plan: MigrationPlan, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """Sections 2 to 4."""
    yield from architecture(plan, knowledge, words)
    yield from road_map(plan, words)
    yield Heading(2, words.say("head.security"))
    yield from prose(plan.security)
    yield Heading(3, words.say("head.capabilities"))
    yield capabilities(plan, words)


def staying(plan: StayPlan, words: Phrases) -> Iterator[Node]:
    """What to do instead, and what would change the verdict. No phases."""
    key = "measure" if plan.verdict is VerdictCode.INSUFFICIENT else "improvements"
    yield Heading(2, words.say(f"head.{key}"))
    yield listed(plan.improvements)
    yield Heading(2, words.say("head.would_change"))
    yield listed(plan.would_change)


def listed(items: Iterable[str]) -> Items:
    """A list of sentences."""
    return Items(tuple(spans(" ".join(each.split())) for each in items))
