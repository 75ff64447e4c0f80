"""The nodes of a follow-up answer: where it comes from, the part or the facts, and their sources with dates."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.assessment.catalogue import Knowledge
from bot.assessment.facts import cite
from bot.assessment.shapes import Assessment
from bot.core.document import Document, Heading, Items, Node, Paragraph, Spans, Strong, Table, Text, spans
from bot.planning.followup_sections import about, card, headings, labelled, phases, section
from bot.planning.pages_evidence import source
from bot.planning.phrases import Phrases, quoted

# a detail of every phase, by the label that it carries in the plan
DETAILS = ("duration", "exit", "rollback", "risk")
# where else to look when a plan has no such part
ELSEWHERE = {
    "costs": ("missing", "financial"),
    "financial": ("costs",),
    "missing": ("measure", "costs"),
    "improvements": ("measure",),
    "assumptions": ("sources",),
    "components": ("architecture",),
    "capabilities": ("security",),
}
SHOWN = 3  # facts in an answer


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question may be answered from, and what it names. `phrases` are those of faq.toml."""

    plan: Document
    assessment: Assessment
    knowledge: Knowledge
    phrases: Phrases
    component: str | None
    phase: int | None


def say(text: str) -> Paragraph:
    """A paragraph with spans."""
    return Paragraph(spans(text))


def heading(key: str, asked: Asked) -> str:
    """A part's heading in the language spoken now."""
    return asked.phrases.within("pages").first(f"head.{key}") or key


def texts(key: str, asked: Asked) -> set[str]:
    """A part's heading in every language."""
    return headings(key, asked.phrases.wording)


def about_part(key: str, asked: Asked) -> list[Node]:
    """A part of the plan, cut down to what was named; empty when this plan has nothing of the kind."""
    if key in ("verdict", "confidence"):
        return [*card(asked.plan)]
    if key in DETAILS:
        return details(key, asked)
    if key == "phases" and asked.phase is not None:
        return one_phase(asked)
    for each in (key, *ELSEWHERE.get(key, ())):
        nodes = section(asked.plan, texts(each, asked))
        if not nodes:
            continue
        if asked.component and (cut := about(nodes, asked.component)):
            return [say(asked.phrases.say("say.from_plan_component", component=asked.component)), *cut]
        return [say(asked.phrases.say("say.from_plan", heading=heading(each, asked))), *nodes]
    return lacking(key, asked)


def lacking(key: str, asked: Asked) -> list[Node]:
    """A plan to stay has no phases, and says so rather than nothing."""
    because = asked.phrases.first(f"lacking.{key}")
    return [say(asked.phrases.say("say.not_in_plan", because=because))] if because else []


def details(key: str, asked: Asked) -> list[Node]:
    """The same detail of every phase, or of the one that was named."""
    found = phases(asked.plan, texts("phases", asked))
    if not found:
        return lacking("phases", asked)
    labels = label_of(key, asked)
    chosen = [each for at, each in enumerate(found, start=1) if asked.phase in (None, at)]
    items = [
        (Strong(f"{title.text}:"), Text(" "), *after_label(run))
        for title, nodes in chosen
        for run in labelled(nodes, labels)
    ]
    return [say(asked.phrases.say("say.from_plan", heading=heading("phases", asked))), Items(tuple(items))]


def label_of(key: str, asked: Asked) -> set[str]:
    """How a detail is labelled in the plan, in every language."""
    keys = (key, "mitigation") if key == "risk" else (key,)
    wording = asked.phrases.wording
    return {
        Phrases(wording, language, "pages")
        .say(f"phase.{each}", text="", low=0, high=0, components="")
        .split("**")[1]
        for language in wording.languages
        for each in keys
    }


def after_label(run: Spans) -> Spans:
    """A labelled item without its label."""
    rest = run[1:]
    if rest and isinstance(rest[0], Text):
        return (Text(rest[0].text.lstrip()), *rest[1:])
    return rest


def one_phase(asked: Asked) -> list[Node]:
    """Everything about the phase that was named."""
    found = phases(asked.plan, texts("phases", asked))
    if not found:
        return lacking("phases", asked)
    if asked.phase is None or asked.phase > len(found):
        return []
    title, nodes = found[asked.phase - 1]
    tables = [each for each in section(asked.plan, texts("phases", asked)) if isinstance(each, Table)]
    rows = [Table(each.header, each.rows[asked.phase - 1 : asked.phase]) for each in tables[:1]]
    return [*rows, Heading(3, title.text), *nodes]


def about_focus(asked: Asked) -> list[Node]:
    """Only a phase or a component was named: everything the plan says of it."""
    if asked.phase is not None and (nodes := one_phase(asked)):
        return nodes
    if asked.component is None:
        return []
    cut = about(tuple(each for each in asked.plan.nodes if not isinstance(each, Heading)), asked.component)
    return [say(asked.phrases.say("say.from_plan_component", component=asked.component)), *cut] if cut else []


def about_faq(key: str, asked: Asked) -> list[Node]:
    """A general question: the answer and the dated facts that it rests on."""
    ids = asked.phrases.several(f"faq.{key}.facts")
    return [say(asked.phrases.say(f"faq.{key}.answer")), *sources(list(ids), asked)]


def about_facts(ids: Iterable[str], asked: Asked) -> list[Node]:
    """What the dated facts say."""
    return [say(asked.phrases.say("say.from_facts")), *sources(list(ids)[:SHOWN], asked, named=False)]


def sources(ids: list[str], asked: Asked, *, named: bool = True) -> list[Node]:
    """Facts with source, date and marks."""
    cited = cite(
        asked.knowledge, [each for each in ids if each in asked.knowledge.facts], asked.assessment.as_of
    )
    pages = asked.phrases.within("pages")
    if not cited:
        return []
    head = [say(asked.phrases.say("say.sources"))] if named else []
    return [*head, Items(tuple(source(each, pages) for each in cited))]


def about_rule(rule: str, asked: Asked) -> list[Node]:
    """A rule: what it says, whether it holds here and from which words, and what to do then."""
    rules = asked.phrases.within("rules")
    held = [each for each in asked.assessment.findings if each.rule == rule]
    nodes: list[Node] = [
        say(asked.phrases.say("say.from_rule", rule=rule, title=rules.first(f"{rule}.title") or rule))
    ]
    nodes += [say(rules.say(f"{rule}.finding", **dict(each.params)) + ".") for each in held[:1]]
    quotes = [f"«{quoted(why.shown, 60)}»" for each in held for why in each.because if why.shown]
    if held:
        listed = asked.phrases.listing(dict.fromkeys(quotes))
        nodes += [say(asked.phrases.say("say.applies", quotes=listed))] if listed else []
    else:
        nodes.append(say(asked.phrases.say("say.no_apply")))
    if instead := rules.first(f"{rule}.alternative"):
        nodes.append(say(asked.phrases.say("say.instead", text=instead)))
    return [*nodes, *sources(list(asked.knowledge.rules[rule].facts), asked)]


def unknown(asked: Asked) -> list[Node]:
    """No answer: it says so, and says what this plan can be asked about."""
    table = asked.phrases.wording.table(asked.phrases.language, "faq")["topic"]
    known = [key for key in table if about_part(key, asked) and not is_lacking(key, asked)]
    topics = asked.phrases.listing(asked.phrases.say(f"topic.{key}") for key in known)
    return [
        say(asked.phrases.say("say.unknown")),
        say(asked.phrases.say("say.can_ask", topics=topics)),
        say(asked.phrases.say("say.can_ask_more")),
    ]


def is_lacking(key: str, asked: Asked) -> bool:
    """Whether all that the plan says of a part is that it has none."""
    return about_part(key, asked) == lacking(key, asked)
