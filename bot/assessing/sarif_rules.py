"""The rules as SARIF describes them: each by itself, with no case to fill its sentences, and where its facts come from.

A sentence names what its rule was found in. Here nothing was found, so words in angles stand for names: "‹target›".
"""

from collections.abc import Mapping
from typing import Final

from jinja2 import meta

from bot.assessment.catalogue import Knowledge, Rule
from bot.assessment.evidence.findings import UNCLASSIFIED
from bot.assessment.rules import OF_THE_FACTS
from bot.assessment.shapes import Fact, Severity, SourceKind
from bot.planning.phrases import Phrases
from bot.wording import environment

Json = Mapping[str, object]
LEVELS: Final[Mapping[Severity, str]] = {
    Severity.BLOCKER: "error",
    Severity.CAUTION: "warning",
    Severity.FAVOURABLE: "none",  # what is no trouble has no level
}
NOTE: Final = "note"  # of what nobody knows
NAMED: Final = ("packages", "language", "target", "wanted", "languages", "becomes", "now")
# the sentence has a form without them
ABSENT: Final = ("bill", "by_use", "requests", "computed", "on_v8", "pyodide_seconds")


def ids(known: Knowledge) -> tuple[str, ...]:
    """The rules that a result may have, in their order; that facts are marked is about no file."""
    return tuple(each for each in known.rules if each != OF_THE_FACTS)


def rules(known: Knowledge, words: Phrases) -> list[Json]:
    """A reportingDescriptor for each of `ids`."""
    return [_rule(known.rules[each], known, words) for each in ids(known)]


def level_of(rule: Rule) -> str:
    """The level of a rule's results."""
    return NOTE if rule.id == UNCLASSIFIED else LEVELS[rule.severity]


def _rule(rule: Rule, known: Knowledge, words: Phrases) -> Json:
    finding = f"{_said(rule, 'finding', words)}."
    instead = _said(rule, "alternative", words)
    weight = words.say(f"sarif.weight.{NOTE if rule.id == UNCLASSIFIED else rule.severity.value}")
    facts = [known.facts[each] for each in rule.facts]
    lines = [each for each in (finding, weight, instead) if each]
    shown = [*lines, *([_sources(facts, words)] if facts else [])]
    primary = next((each.url for each in facts if each.url and each.kind is SourceKind.PRIMARY), None)
    return {
        "id": rule.id,
        "shortDescription": {"text": _said(rule, "title", words)},
        "fullDescription": {"text": f"{finding} {weight}"},
        "help": {"text": "\n".join(lines), "markdown": "\n\n".join(shown)},
        **({"helpUri": primary} if primary else {}),
        "defaultConfiguration": {"level": level_of(rule)},
        "properties": {"tags": ["webassembly", rule.severity.value]},
    }


def _sources(facts: list[Fact], words: Phrases) -> str:
    named = "\n".join(f"- {each}" for each in dict.fromkeys(_source(fact) for fact in facts))
    return f"{words.say('sarif.sources')}\n\n{named}"


def _source(fact: Fact) -> str:
    name = fact.source.replace("[", "(").replace("]", ")")
    when = f", {fact.as_of.isoformat()}" if fact.as_of else ""
    return f"[{name}]({fact.url}){when}" if fact.url else f"{name}{when}"


def _said(rule: Rule, part: str, words: Phrases) -> str:
    """A sentence of a rule with general values: a word in angles for a name, "…" for a number."""
    key = f"{rule.id}.{part}"
    if not words.wording.has(words.language, "rules", key):
        return ""
    source = words.wording.source(words.language, "rules", key)
    wanted = meta.find_undeclared_variables(environment().parse(source))
    values = {name: "" if name in ABSENT else "…" for name in wanted}
    named = {name: words.say(f"sarif.general.{name}") for name in wanted if name in NAMED}
    return words.within("rules").say(key, **{**values, **named})
