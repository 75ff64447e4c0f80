"""A plan as a neutral document: the verdict first, then four sections, costs, sources, and who wrote it.

Works the same for a model's plan and a composed one. Prose fields are plain text in which `backticks` and
**stars** mark spans; an empty line begins a paragraph and "- " an item. Costs, sources and marks come from the
assessment, never from the drafter.
"""

from collections.abc import Iterable, Iterator

from bot.assessment.catalogue import Knowledge
from bot.assessment.shapes import Assessment
from bot.core.brief import Brief
from bot.core.document import Code, Document, Heading, Items, Node, Paragraph, Spans, Table, spans
from bot.core.events import VerdictCode
from bot.planning.case import family_of, platform_of
from bot.planning.pages_evidence import evidence, told
from bot.planning.pages_money import money_pages
from bot.planning.pages_provenance import provenance_line, provenance_pages
from bot.planning.pages_road import header, road_map
from bot.planning.phrases import Phrases, quoted
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan, PlanComponent, StayPlan
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
        return diagnosis_pages(plan, assessment, provenance, knowledge, words)
    body = moving(plan, knowledge, words) if isinstance(plan, MigrationPlan) else staying(plan, words)
    return Document(
        (
            *card(plan.verdict, plan.summary, assessment, words),
            *viability(plan, words),
            *body,
            *(() if plan.verdict is VerdictCode.INSUFFICIENT else money_pages(assessment, knowledge, words)),
            *evidence(plan.viability.fact_ids, assessment, knowledge, words),
            *provenance_pages(provenance, words),
        )
    )


def place(brief: Brief, names: Phrases) -> dict[str, object]:
    """Where the system runs today, for the title of a verdict to stay."""
    platform = platform_of(brief)
    if platform is None:
        return {"family": "unknown", "platform": ""}
    name = names.first(f"name.{platform.value}") or quoted(platform.quote, 40)
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


def prose(text: str) -> Iterator[Node]:
    """Plain text as paragraphs and lists."""
    for block in text.split("\n\n"):
        said: list[str] = []
        listed: list[Spans] = []
        for line in (each.strip() for each in block.splitlines()):
            if line.startswith("- "):
                listed.append(spans(line[2:].strip()))
            elif line:
                said.append(line)
        if said:
            yield Paragraph(spans(" ".join(said)))
        if listed:
            yield Items(tuple(listed))


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


def architecture(plan: MigrationPlan, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """Section 2: where it runs, the parts with their languages, the interfaces, and the code."""
    known = knowledge.targets.get(plan.target)
    reason = plan.target_reason
    yield Heading(2, words.say("head.architecture"))
    yield from prose(
        words.say("target.line", name=known.name if known else plan.target, reason="") + " " + reason
    )
    yield Heading(3, words.say("head.components"))
    yield Table(
        header(words, "components"), tuple(component(each, knowledge, words) for each in plan.components)
    )
    lines = tuple(spans(interfaces(each, words)) for each in plan.components if each.exports or each.imports)
    if lines:
        yield Items(lines)
    if plan.code:
        yield Heading(3, words.say("head.code"))
        for file in plan.code:
            yield Code(file.language, file.text.rstrip("\n"), file.path)


def component(part: PlanComponent, knowledge: Knowledge, words: Phrases) -> tuple[Spans, ...]:
    """A component's row."""
    known = knowledge.languages.get(part.language)
    language = known.name if known else part.language
    reason = (
        words.say("cell.reason", language=language, reason=part.language_reason)
        if language
        else part.language_reason
    )
    where = words.say(f"runs_in.{part.runs_in.value}")
    return (spans(f"`{part.name}`"), spans(part.role), spans(where), spans(reason))


def interfaces(part: PlanComponent, words: Phrases) -> str:
    """What a component offers and uses."""
    exports = words.listing(f"`{each}`" for each in part.exports)
    imports = words.listing(f"`{each}`" for each in part.imports)
    return words.say("interfaces.line", name=part.name, exports=exports, imports=imports)


def capabilities(plan: MigrationPlan, words: Phrases) -> Table:
    """What each component is granted."""
    rows = [
        (
            spans(f"`{part.name}`"),
            spans(words.say(f"capability.{each.kind.value}")),
            spans(f"`{each.scope}`" if "://" in each.scope or "_" in each.scope else each.scope),
            spans(each.reason),
        )
        for part in plan.components
        for each in part.capabilities
    ]
    return Table(header(words, "capabilities"), tuple(rows))


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
