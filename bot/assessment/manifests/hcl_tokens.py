"""The tokens of HCL, each on its line; comments are passed over, and a here-document is a string like any other."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""(?P<newline>\n)|(?P<blank>[^\S\n]++|\#[^\n]*+|//[^\n]*+)
    |(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)
    |(?P<heredoc><<-?[ \t]*+(?P<until>\w++)[^\n]*+\n)
    |(?P<string>"(?:[^"\\\n$]++|\\[^\n]|\$\{[^{}\n]*+\}|\$)*+")|(?P<broken>"[^\n]*+)
    |(?P<word>[\w.*-]++)|(?P<mark>[{}\[\](),=:])|(?P<other>[^\w\s])""",
    re.VERBOSE,
)
MOST_TOKENS: Final = 150_000  # of a file; more are not read
_ESCAPE: Final = re.compile(r"\\([nrt\"\\])")
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t"}


class Token(NamedTuple):
    """`sort` is newline, string, word, mark, broken, other or end; a string has its quotes, a here-document none."""

    line: int
    sort: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, and one that is its end."""
    line, place = 1, 0
    while found := _TOKEN.match(text, place):
        sort, token, place = found.lastgroup or "", found.group(), found.end()
        if sort == "heredoc":
            end = _end_of_heredoc(text, found["until"], place)
            yield Token(line, "string", text[found.end() : end])
            line += text.count("\n", found.start(), end)
            newline = text.find("\n", end)
            place = newline if newline >= 0 else len(text)
            continue
        if sort not in ("blank", "comment"):
            yield Token(line, sort, token)
        line += token.count("\n")
    yield Token(line, "end", "")


def _end_of_heredoc(text: str, mark: str, place: int) -> int:
    found = re.compile(rf"^[ \t]*{mark}[ \t]*$", re.MULTILINE).search(text, place)
    return found.start() if found else len(text)


def said_by(token: Token) -> str:
    """What a string or a word says."""
    if token.sort != "string" or not token.text.startswith('"'):
        return token.text
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), token.text[1:-1])
