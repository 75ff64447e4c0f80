"""Follow-ups that no part of a plan answers by its heading: passages found by their words, parts that stay.

A plan says who writes Rust, how a runaway is stopped or when the budget is back in the middle of other parts; such
passages are looked for in every language's words, since the plan may have been posted in another one.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.core.document import Document, Items, Node, Paragraph, Table
from bot.planning.followup_answers import Asked, about_faq, about_part, say, texts
from bot.planning.followup_match import cue_weight, words
from bot.planning.followup_sections import section
from bot.planning.plan import RunsIn
from bot.planning.prose import flat
from bot.wording import Table as Sentences

MOST = 5  # passages in an answer
FALLBACK = {"payback": "financial", "skills": "components"}  # the part to show when no passage is found
STAYS = "stays"


def about_find(key: str, asked: Asked) -> list[Node]:
    """The plan's passages on a matter; where it has none, the general answer or the part that is nearest."""
    if key == STAYS:
        return staying(asked)
    if found := list(passages(asked.plan, shown(key, asked))):
        return [say(asked.phrases.say("say.found")), *found[:MOST]]
    if asked.phrases.wording.has(asked.phrases.language, "faq", f"faq.{key}.answer"):
        return about_faq(key, asked)
    return about_part(FALLBACK.get(key, key), asked)


def shown(key: str, asked: Asked) -> tuple[str, ...]:
    """What a passage on this matter holds, in every language."""
    wording = asked.phrases.wording
    return tuple(
        each for language in wording.languages for each in listed(wording.table(language, "faq"), key)
    )


def listed(table: Sentences, key: str) -> tuple[str, ...]:
    """`[find.<key>] shows`; nothing when it is not there."""
    node: object = table
    for step in ("find", key, "shows"):
        node = node.get(step) if isinstance(node, Mapping) else None
    return tuple(str(each) for each in node) if isinstance(node, list) else ()


def passages(plan: Document, wanted: Iterable[str]) -> Iterator[Node]:
    """The paragraphs, list items and rows that hold one of the wanted groups of words."""
    groups = tuple(wanted)

    def holds(text: str) -> bool:
        return any(cue_weight(each, words(text)) for each in groups)

    for node in plan.nodes:
        if isinstance(node, Paragraph) and holds(flat(node.spans)):
            yield node
        elif isinstance(node, Items) and (kept := tuple(each for each in node.items if holds(flat(each)))):
            yield Items(kept)
        elif isinstance(node, Table):
            rows = tuple(row for row in node.rows if any(holds(flat(cell)) for cell in row))
            if rows:
                yield Table(node.header, rows)


def staying(asked: Asked) -> list[Node]:
    """The parts that stay where they are: the rows of the components that do not run in Wasm."""
    pages = asked.phrases.within("pages")
    inside = [
        pages.wording.line(language, "pages", f"runs_in.{RunsIn.WASM.value}")
        for language in pages.wording.languages
    ]
    for node in section(asked.plan, texts("components", asked)):
        if isinstance(node, Table):
            rows = tuple(row for row in node.rows if len(row) > 2 and flat(row[2]) not in inside)
            if rows:
                return [say(asked.phrases.say("say.stays")), Table(node.header, rows)]
            return [say(asked.phrases.say("say.stays_none"))]
    return [say(asked.phrases.say("say.stays_all"))]
