"""The findings of an assessment by their weight, and what was read, for people.

Findings of one sentence are one item with all their lines. What nobody knows stands beside what was found.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from bot.assessing.change import asked_for
from bot.assessing.json_found import not_judged
from bot.assessment.evidence.judging import Judged
from bot.assessment.evidence.shapes import Coverage, Found, Weight
from bot.assessment.rules import OF_THE_FACTS
from bot.core.document import CodeSpan, Heading, Items, Node, Paragraph, Spans, Text, paragraph, spans
from bot.planning.phrases import Phrases

PACKAGES: Final = "packages"  # the value of a sentence that a finding names one by one
MOST_SHOWN: Final = 6  # lines of a finding, or names of a list


def weighing(weight: Weight, found: Judged, words: Phrases) -> Iterator[Node]:
    """The findings of a weight; that nothing speaks for a move is said, too."""
    those = [each for each in found.findings if each.weight is weight and each.rule != OF_THE_FACTS]
    groups = alike(those)  # without the marks of facts, which stand at the sources
    if groups:
        yield Heading(2, words.say(f"head.{weight.value}"))
        yield Items(tuple(_item(each, words) for each in groups))
    elif weight is Weight.FAVOURABLE:
        yield Heading(2, words.say("head.favourable"))
        yield paragraph(words.say("nothing_for"))


def alike(found: Iterable[Found]) -> list[list[Found]]:
    """Findings that read the same, together: a rule's in all modules in which it names the same packages."""
    modules: dict[tuple[str, str | None], list[Found]] = {}
    for each in found:
        modules.setdefault((each.rule, each.module), []).append(each)
    groups: dict[Hashable, list[Found]] = {}
    for (rule, module), those in modules.items():
        plain = tuple(each for each in those[0].params if each[0] != PACKAGES)
        named = tuple(each.words for each in those) if plain != those[0].params else ()
        groups.setdefault((rule, module is None, plain, named), []).extend(those)
    return list(groups.values())


def _item(group: list[Found], words: Phrases) -> Spans:
    first, rules = group[0], words.within("rules")
    params = dict(first.params)
    if PACKAGES in params:
        params[PACKAGES] = first_of((each.words for each in group), words)
    modules = first_of((each.module for each in group if each.module), words)
    whose = words.say("of_module", module=modules) if modules else words.say("of_system")
    said = rules.first(f"{first.rule}.finding", **params)
    instead = rules.first(f"{first.rule}.alternative", **params) if first.weight is Weight.BLOCKER else ""
    places = list(dict.fromkeys(tuple(_place(each, said, words)) for each in group))
    lines: list[Text | CodeSpan] = []
    for place in filter(None, places[:MOST_SHOWN]):
        lines += [Text(", " if lines else " "), *place]
    rest = len(places) - MOST_SHOWN
    more = words.say("more", count=rest) if rest > 0 else ""
    tail = (Text(f". {instead}"),) if instead else ()
    return (*spans(f"**{first.rule}** {whose}: "), Text(f"{said}."), *lines, Text(f" {more}".rstrip()), *tail)


def _place(each: Found, said: str, words: Phrases) -> Iterator[Text | CodeSpan]:
    if each.at:
        yield CodeSpan(str(each.at))
    elif each.words:
        yield Text(f"«{each.words}»")
    if asked := asked_for(each, said, words):
        yield Text(f" ({asked})")


def covered(found: Judged, words: Phrases) -> Iterator[Node]:
    """What was matched, and all that was not."""
    coverage: Coverage = found.evidence.coverage
    matched = ", ".join(f"{form} ({len(files)})" for form, files in coverage.formats)
    unknown = dict.fromkeys(each.words for each in found.findings if each.weight is Weight.UNKNOWN)
    unread = [f"{each.at} ({words.say(f'why.{each.why.value}')})" for each in coverage.unread]
    rows = (
        ("strangers", coverage.strangers),
        ("unread", unread),
        ("packages", tuple(unknown)),
        ("not_judged", not_judged(found)),
    )
    yield Heading(2, words.say("head.coverage"))
    yield Paragraph((Text(words.say("coverage.matched", count=coverage.files, formats=matched)),))
    told = [
        (Text(words.say(f"coverage.{key}", count=len(names), names=first_of(names, words))),)
        for key, names in rows
        if names
    ]
    yield Items(tuple(told)) if told else Paragraph((Text(words.say("coverage.whole")),))


def first_of(names: Iterable[str], words: Phrases) -> str:
    """As many names as are shown, and how many more there are."""
    every = list(dict.fromkeys(names))
    rest = len(every) - MOST_SHOWN
    shown = ", ".join(every[:MOST_SHOWN])
    return f"{shown} {words.say('more', count=rest)}" if rest > 0 else shown
