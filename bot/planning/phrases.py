"""Sentences in one language, with the scene that they are about.

Every sentence stands in `prompts/<lang>/*.toml` and may branch on the scene (how many parts, which
platform, which numbers were given), so that grammar is decided where the language is known, and so is
how its numbers are written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.figures import numerals
from bot.wording import Wording, compiled

RULES = "rules"  # its sentences take numbers that the assessment has written, which knows no language
UNSAFE = str.maketrans(dict.fromkeys("`*<>@|\r\n\t", " "))


@dataclass(frozen=True, slots=True)
class Phrases:
    """A language's table of sentences, bound to a scene: values that any sentence may use."""

    wording: Wording
    language: str
    table: str
    scene: Mapping[str, object] = field(default_factory=dict[str, object])

    def say(self, key: str, **values: object) -> str:
        """A sentence; a value given here wins over the scene's."""
        # Jinja eats the line break after a block tag; a sentence that goes on in the next line needs the space
        source = self.wording.source(self.language, self.table, key).replace("%}\n", "%} \n")
        if self.table == RULES:
            values = {name: self._figure(value) for name, value in values.items()}
        return folded(compiled(source).render(**{**self.scene, **values}))

    def _figure(self, value: object) -> object:
        return numerals(self.wording, self.language).rewritten(value) if isinstance(value, str) else value

    def number(self, value: Decimal | float) -> str:
        """A plain number, as the language writes it."""
        return numerals(self.wording, self.language).number(value)

    def money(self, value: Decimal | float) -> str:
        """An amount in USD, as the language writes it."""
        return numerals(self.wording, self.language).money(value)

    def first(self, *keys: str, **values: object) -> str:
        """The first of the sentences that exists; "" when none does."""
        found = next((key for key in keys if self.wording.has(self.language, self.table, key)), None)
        return self.say(found, **values) if found else ""

    def said(self, keys: Iterable[str], **values: object) -> tuple[str, ...]:
        """The sentences that come out non-empty: one that does not apply renders as nothing."""
        return tuple(line for line in (self.say(key, **values) for key in keys) if line)

    def within(self, table: str) -> "Phrases":
        """The same language and scene over another file of sentences."""
        return Phrases(self.wording, self.language, table, self.scene)

    def about(self, **scene: object) -> "Phrases":
        """The same sentences with more in the scene."""
        return Phrases(self.wording, self.language, self.table, {**self.scene, **scene})

    def several(self, key: str) -> tuple[str, ...]:
        """A row of words that belong together, such as a table's columns. KeyError when there is none."""
        node: object = self.wording.table(self.language, self.table)
        for step in key.split("."):
            if not isinstance(node, Mapping):
                raise KeyError(key)
            node = node[step]
        if not isinstance(node, list):
            raise KeyError(key)
        return tuple(str(each) for each in node)

    def listing(self, items: Iterable[str]) -> str:
        """ "a, b and c", as the language joins a list."""
        found = list(items)
        return self.wording.line(self.language, "composed", "list", items=found) if found else ""


def folded(text: str) -> str:
    """Lines of the sentence file joined to paragraphs; empty lines and list items ("- ") keep their breaks."""
    blocks = re.split(r"\n[ \t]*\n+|\n(?=[ \t]*- )", text.strip())
    gaps = re.findall(r"\n[ \t]*\n+|\n(?=[ \t]*- )", text.strip())
    lines = [re.sub(r"[ \n\t]+", " ", block).strip() for block in blocks]
    out = lines[0]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if line:
            out += ("\n\n" if gap.count("\n") > 1 else "\n") + line
    return out.strip()


def quoted(text: str, limit: int = 140) -> str:
    """People's words, safe inside a sentence: one line, no markup, no mention, cut at a word."""
    line = " ".join(text.translate(UNSAFE).split()).rstrip(" .;,:")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" .;,:") + "…"
