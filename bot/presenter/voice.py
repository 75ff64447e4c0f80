"""One language's sentences as neutral nodes.

A sentence may hold paragraphs and list items; `backticks` and **stars** in our own text become spans. What people
wrote goes in as `Words`: it stays plain text, whatever characters it has.
"""

from dataclasses import dataclass, replace

from bot.core.brief import Metric, Quantity, Topic
from bot.core.document import Items, Marked, Node, Paragraph, Span, Spans, Text, spans
from bot.figures import numerals
from bot.wording import Wording

MESSAGES = "messages"
MARK = "\x02"  # stands for people's words while our own markup is read; the door lets no control character in


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is not ours: shown as it is, never read as markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """The messages of a language."""

    wording: Wording
    language: str

    def say(self, key: str, /, **values: object) -> tuple[Node, ...]:
        """A message as paragraphs and lists."""
        blocks = self._rendered(key, values).strip().split("\n\n")
        return tuple(self._node(block, values) for block in blocks)

    def text(self, key: str, /, **values: object) -> str:
        """A sentence as plain text; for names, labels and headings."""
        return self.wording.line(self.language, MESSAGES, key, **values)

    def topic(self, topic: Topic | str) -> str:
        """What a topic is called."""
        return self.text(f"topic.{topic}.name")

    def topics(self, topics: tuple[Topic, ...]) -> str:
        """The names of topics, one after the other."""
        return ", ".join(self.topic(each) for each in topics)

    def quantity(self, quantity: Quantity) -> str:
        """A number with what it measures."""
        percent = quantity.value * 100 if quantity.metric is Metric.COLD_START_SHARE else quantity.value
        write = numerals(self.wording, self.language).number
        n, share = write(quantity.value.normalize()), write(percent.normalize())
        return self.text(f"metric.{quantity.metric}", n=n, percent=share)

    def _rendered(self, key: str, values: dict[str, object]) -> str:
        marked = {
            name: f"{MARK}{name}{MARK}" if isinstance(value, Words) else value
            for name, value in values.items()
        }
        return self.text(key, **marked)

    def _node(self, block: str, values: dict[str, object]) -> Node:
        if block.startswith("- "):
            return Items(tuple(self._spans(item, values) for item in block.removeprefix("- ").split("\n- ")))
        return Paragraph(self._spans(block, values))

    def _spans(self, text: str, values: dict[str, object]) -> Spans:
        out: list[Span] = []
        for span in spans(" ".join(text.split("\n"))):
            out.extend(_unmarked(span, values))
        return tuple(out)


def _unmarked(span: Marked, values: dict[str, object]) -> list[Marked]:
    """A span with people's words put back; they take the span's kind, and nothing else of it."""
    out: list[Marked] = []
    for at, piece in enumerate(span.text.split(MARK)):
        words = values[piece] if at % 2 else None
        text = words.text if isinstance(words, Words) else piece
        if text:
            out.append(replace(span, text=text))
    return out


def plain_cell(text: str) -> Spans:
    """A table's cell of plain text."""
    return (Text(text),)
