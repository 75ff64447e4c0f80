"""Who wrote a plan, why, and what was checked: the last part of every plan."""

from collections.abc import Iterator

from bot.core.document import Heading, Node, Paragraph, spans
from bot.planning.phrases import Phrases
from bot.planning.provenance import Provenance
from bot.wording import Wording


def provenance_line(provenance: Provenance, wording: Wording, language: str) -> str:
    """One line, for lists and logs."""
    words = Phrases(wording, language, "pages")
    if provenance.writer == "model":
        return words.say("provenance.short_model", model=provenance.model or "")
    return joined(words.say("provenance.short_composed"), because(provenance, words))


def provenance_pages(provenance: Provenance, words: Phrases) -> Iterator[Node]:
    """The writer, the checks, the tokens; and how to connect a model when there is none."""
    yield Heading(2, words.say("head.provenance"))
    yield Paragraph(spans(writer(provenance, words)))
    for key, keys in (("checked", provenance.checked), ("unchecked", provenance.unchecked)):
        if keys:
            listed = words.listing(clause(each, words) for each in keys)
            yield Paragraph(spans(words.say(f"provenance.{key}", clauses=listed)))
    if spent := tokens(provenance, words):
        yield Paragraph(spans(spent))
    if provenance.because == "no_model":
        yield Paragraph(spans(words.say("provenance.connect")))


def writer(provenance: Provenance, words: Phrases) -> str:
    """Who wrote it; when code did, why, and what a model that was asked did wrong."""
    failed = words.listing(clause(each, words) for each in provenance.failed)
    broke = words.say("provenance.failed", clauses=failed) if failed else ""
    if provenance.writer == "model":
        drafted = words.say(
            "provenance.model",
            model=provenance.model or "",
            prompt=provenance.prompt or "",
            rung=provenance.rung or "",
            repaired=provenance.repaired,
        )
        return joined(drafted, broke)
    tried = words.say("provenance.tried", model=provenance.model) if provenance.model else ""
    return joined(words.say("provenance.composed"), tried, because(provenance, words), broke)


def because(provenance: Provenance, words: Phrases) -> str:
    """Why code composed the plan; "" when nothing is to be said of it."""
    return words.first(f"because.{provenance.because}") if provenance.because else ""


def tokens(provenance: Provenance, words: Phrases) -> str:
    """What it took, counted or estimated."""
    if provenance.tokens:
        cost = provenance.cost_usd
        return words.say(
            "provenance.tokens",
            input=words.number(provenance.tokens.input),
            output=words.number(provenance.tokens.output),
            cost=words.money(cost) if cost is not None else "",
        )
    if provenance.estimated_tokens:
        return words.say("provenance.estimated", tokens=words.number(provenance.estimated_tokens))
    return ""


def clause(key: str, words: Phrases) -> str:
    """A clause, or something unchecked ("code:src/lib.rs"), in words."""
    what, _, where = key.partition(":")
    if where:
        return words.first(f"unchecked.{what}", "unchecked.other", what=f"`{where}`")
    return words.first(f"clause.{key}") or key


def joined(*sentences: str) -> str:
    """Sentences one after another."""
    return " ".join(each for each in sentences if each)
