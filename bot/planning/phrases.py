"""Sentences in one language, with the scene that they are about.

Every sentence stands in `prompts/<lang>/*.toml` and may branch on the scene (how many parts, which
platform, which numbers were given), so that grammar is decided where the language is known. Numbers
are written with a decimal point in every language; from 10 000 on digits are grouped by a hard space.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from bot.wording import Wording, compiled

HARD_SPACE = "\N{NO-BREAK SPACE}"
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
        return folded(compiled(source).render(**{**self.scene, **values}))

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


def number(value: Decimal | int | float) -> str:
    """A plain number: no exponent, the digits as given, grouped from 10 000 on."""
    whole, _, rest = f"{Decimal(str(value)):f}".partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", HARD_SPACE)
    return f"{whole}.{rest}" if rest else whole


def money(value: Decimal | float) -> str:
    """USD with cents; whole dollars from 10 000 on; three significant places under one cent."""
    exact = Decimal(str(value))
    if exact and abs(exact) < Decimal("0.01"):
        return number(exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2)))
    step = Decimal(1) if abs(exact) >= 10_000 else Decimal("0.01")
    rounded = exact.quantize(step, ROUND_HALF_UP)
    whole, _, cents = f"{rounded:f}".partition(".")
    grouped = number(int(whole)) if rounded >= 0 else f"-{number(abs(int(whole)))}"
    return f"{grouped}.{cents}" if cents else grouped


def quoted(text: str, limit: int = 140) -> str:
    """People's words, safe inside a sentence: one line, no markup, no mention, cut at a word."""
    line = " ".join(text.translate(UNSAFE).split()).rstrip(" .;,:")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" .;,:") + "…"
