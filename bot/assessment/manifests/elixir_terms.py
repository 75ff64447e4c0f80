"""Elixir's terms as they are written in `mix.exs` and `mix.lock`: words and brackets, with their lines, and no meaning.

Keywords (`only: :test`), maps and atoms stay sequences of words, which is enough to find what stands after a name.
Nothing is run; what nests too deep, and a bracket that closes nothing, is named and passed over.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from bot.assessment.manifests.growing import UNCLOSED, Trouble
from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.tree import DEEPEST

MOST_TOKENS: Final = 200_000  # no file that people or tools write has as many
_TOKEN: Final = re.compile(
    r"""(?P<newline>\n)|(?P<blank>[^\S\n]++|,|\#[^\n]*+)|(?P<mark>%?[{(\[]|[})\]])
    |(?P<heredoc>\"{3}(?:[^"\\]++|\\[\s\S]|"(?!""))*+\"{3})|(?P<endless>\"{3}[\s\S]*+)
    |(?P<name>(?:[\w@?!]++|"(?:[^"\\\n]++|\\.)*+"):(?=[\s"'\[{:(]))
    |(?P<string>~?[a-zA-Z]?"(?:[^"\\\n]++|\\[^\n])*+")|(?P<broken>"[^\n]*+)
    |(?P<atom>:[\w@?!]++|:"[^"\n]*+")
    |(?P<word>[\w@?!.]++|[^\s\w])""",
    re.VERBOSE,
)
_CLOSES: Final = {"}": "{", ")": "(", "]": "["}


@dataclass(slots=True)
class Term:
    """`sort` is "name" (a keyword or a map's key, without its colon), "string", "atom", "word", or the bracket that
    opens it; `items` are what a bracket holds."""

    line: int
    sort: str
    text: str = ""
    items: list["Term"] = field(default_factory=list["Term"])

    @property
    def plain(self) -> str:
        """What a string or an atom says; empty for anything else, and for a string that is computed."""
        return self.text if self.sort in ("string", "atom") and "#{" not in self.text else ""

    def after(self, name: str) -> "Term | None":
        """What stands after a keyword."""
        for key, value in zip(self.items, self.items[1:], strict=False):
            if key.sort == "name" and key.text == name:
                return value
        return None

    def atoms(self) -> tuple[str, ...]:
        """The atoms of a list, or the one that stands for it."""
        return tuple(each.text for each in (self.items or [self]) if each.sort == "atom")


def terms(text: str, first: int = 1) -> tuple[Term, tuple[Trouble, ...]]:
    """All that the text holds, below a term of no sort, and what is wrong with it. Lines count from `first`."""
    line, skipped = first, 0
    open_, troubles = [Term(first, "")], list[Trouble]()
    for count, found in enumerate(_TOKEN.finditer(text)):
        if count >= MOST_TOKENS:
            troubles.append((line, Why.TOO_MANY, ""))
            break
        sort, token = found.lastgroup or "", found.group()
        if sort == "mark" and token[-1] in "{([":
            if skipped or len(open_) > DEEPEST:
                troubles += [] if skipped else [(line, Why.TOO_DEEP, "")]
                skipped += 1
                continue
            term = Term(line, token[-1])
            open_[-1].items.append(term)
            open_.append(term)
        elif sort == "mark" and skipped:
            skipped -= 1
        elif sort == "mark":
            troubles += _closed(open_, _CLOSES[token], line)
        elif sort in ("broken", "endless"):
            troubles.append((line, Why.SYNTAX, ""))
        elif sort not in ("newline", "blank") and not skipped:
            open_[-1].items.append(_said(line, sort, token))
        line += token.count("\n")
    return open_[0], (*troubles, *((each.line, Why.SYNTAX, UNCLOSED) for each in open_[1:][-1:]))


def _closed(open_: list[Term], sort: str, line: int) -> list[Trouble]:
    """What is wrong when a bracket closes; those that are open within it close with it."""
    if all(each.sort != sort for each in open_[1:]):
        return [(line, Why.SYNTAX, "")]
    wrong = list[Trouble]()
    while open_[-1].sort != sort:
        wrong.append((open_.pop().line, Why.SYNTAX, ""))
    open_.pop()
    return wrong


def _said(line: int, sort: str, token: str) -> Term:
    match sort:
        case "name":
            return Term(line, "name", token[:-1].strip('"'))
        case "atom":
            return Term(line, "atom", token[1:].strip('"'))
        case "string" | "heredoc":
            return Term(line, "string", token[token.index('"') :].strip('"'))
        case _:
            return Term(line, "word", token)
