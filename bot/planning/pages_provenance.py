"""Who wrote a plan, why, and what was checked: the last part of every plan."""

from collections.abc import Iterable, Iterator

from bot.core.document import Heading, Node, Paragraph, spans
from bot.planning.phrases import Phrases, money, number
from bot.planning.provenance import Provenance
from bot.wording import Wording


def provenance_line(provenance: Provenance, wording: Wording, language: str) -> str:
    """One line, for lists and logs."""
    words = Phrases(wording, language, "pages")
    if provenance.writer == "model":
        return words.say("provenance.short_model", model=provenance.model or "")
    because = words.first(f"because.{provenance.because}") if provenance.because else ""
    return " ".join(each for each in (words.say("provenance.short_composed"), because) if each).replace(" ", ". ", 0)


def provenance_pages(provenance: Provenance, words: Phrases) -> Iterator[Node]:
    """The writer, the checks, the tokens; and how to connect a model when there is none."""
    yield Heading(2, words.say("head.provenance"))
    yield Paragraph(spans(writer(provenance, words)))
    for key, clauses in (("checked", provenance.checked), ("unchecked", provenance.unchecked)):
        if clauses:
            listed = words.listing(clause(each, words) for each in clauses)
            yield Paragraph(spans(words.say(f"provenance.{key}", clauses=listed)))
    if provenance.tokens:
        tokens, cost = provenance.tokens, provenance.cost_usd
        counted = words.say(
            "provenance.tokens",
            input=number(tokens.input),
            output=number(tokens.output),
            cost=money(cost) if cost is not None else "",
        )
        yield Paragraph(spans(counted))
    elif provenance.estimated_tokens:
        yield Paragraph(spans(words.say("provenance.estimated", tokens=number(provenance.estimated_tokens))))
    if provenance.because == "no_model":
        yield Paragraph(spans(words.say("provenance.connect")))


def writer(provenance: Provenance, words: Phrases) -> str:
    """Who wrote it, and why code did when it did."""
    if provenance.writer == "model":
        return words.say(
            "provenance.model",
            model=provenance.model or "",
            prompt=provenance.prompt or "",
            rung=provenance.rung or "",
            repaired=provenance.repaired,
        )
    because = words.first(f"because.{provenance.because}") if provenance.because else ""
    return " ".join(each for each in (words.say("provenance.composed"), because) if each)


def clause(key: str, words: Phrases) -> str:
    """A clause, or something unchecked ("code:src/lib.rs"), in words."""
    what, _, where = key.partition(":")
    if where:
        return words.first(f"unchecked.{what}", "unchecked.other", what=f"`{where}`")
    return words.first(f"clause.{key}") or key


def clauses(keys: Iterable[str], words: Phrases) -> str:
    """Several of them."""
    return words.listing(clause(each, words) for each in keys)
