"""Section 3 of a posted plan: the table of three rows, then what a row has no room for."""

from collections.abc import Iterator

from bot.core.document import Heading, Items, Node, Paragraph, Spans, Table, spans
from bot.planning.phrases import Phrases
from bot.planning.plan import MigrationPlan, PlanPhase, RunsIn


def road_map(plan: MigrationPlan, words: Phrases) -> Iterator[Node]:
    """Section 3: the table of three rows, then each phase."""
    phases = (plan.phases.phase_1, plan.phases.phase_2, plan.phases.phase_3)
    yield Heading(2, words.say("head.phases"))
    yield Table(
        header(words, "phases"), tuple(row(at, each, words) for at, each in enumerate(phases, start=1))
    )
    moved = [each for each in plan.components if each.runs_in is RunsIn.WASM]
    rust = any(each.language == "rust" for each in moved)
    yield Paragraph(spans(words.say("phase.basis", n=len(moved), rust=rust)))
    for at, each in enumerate(phases, start=1):
        yield Heading(3, words.say("head.phase", number=at, title=plain(each.title)))
        yield Items(details(each, words))


def row(at: int, phase: PlanPhase, words: Phrases) -> tuple[Spans, ...]:
    """A phase's row."""
    return (
        spans(words.say("cell.phase", number=at, title=phase.title)),
        spans(" ".join(phase.task.split())),
        spans(", ".join(phase.tools)),
    )


def details(phase: PlanPhase, words: Phrases) -> tuple[Spans, ...]:
    """What a row has no room for."""
    named = words.listing(f"`{each}`" for each in phase.components)
    return (
        spans(words.say("phase.duration", low=phase.weeks_low, high=phase.weeks_high, components=named)),
        spans(words.say("phase.exit", text=phase.exit_criterion)),
        spans(words.say("phase.rollback", text=phase.rollback)),
        spans(words.say("phase.risk", text=phase.risk)),
        spans(words.say("phase.mitigation", text=phase.mitigation)),
    )


def header(words: Phrases, name: str) -> tuple[str, ...]:
    """A table's columns."""
    return words.several(f"table.{name}")


def plain(text: str) -> str:
    """Without the marks of spans: headings have none."""
    return text.replace("`", "").replace("**", "")
