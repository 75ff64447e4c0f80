"""Section 2 of a posted plan: where it runs, the parts with their languages, the interfaces, the code, the grants."""

from collections.abc import Iterator

from bot.assessment.catalogue import Knowledge, Toolchain
from bot.core.document import Code, Heading, Items, Node, Paragraph, Spans, Table, spans
from bot.planning.guest_source import SAMPLES
from bot.planning.pages_road import header
from bot.planning.phrases import Phrases
from bot.planning.plan import MigrationPlan, PlanComponent, RunsIn


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
        yield from without_sample(plan, knowledge, words)


def without_sample(plan: MigrationPlan, knowledge: Knowledge, words: Phrases) -> Iterator[Node]:
    """Which parts have no code here, since their language has no sample, and why; nothing when all could have one."""
    moved = [each for each in plan.components if each.runs_in is RunsIn.WASM and each.language]
    for language in dict.fromkeys(each.language for each in moved if each.language not in SAMPLES):
        known = knowledge.languages.get(language)
        text = words.say(
            "code.no_sample",
            parts=words.listing(f"`{each.name}`" for each in moved if each.language == language),
            language=known.name if known else language,
            early=known is not None and known.toolchain is not Toolchain.SUPPORTED,
        )
        yield Paragraph(spans(text))


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
