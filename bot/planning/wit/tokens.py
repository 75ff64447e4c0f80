"""A WIT text as a list of words and signs, and where each of them stands.

One regular expression cuts the whole text at the speed of C; positions are found only for the token that an
error is about. Written by hand because a plan is to be checked in about 1 ms: on a document of 40 lines this
package reads and resolves in 0.3 ms, while lark's LALR parser needs 0.9 ms for the bare tree (docs/adr/0005).
"""

import re

from bot.planning.wit.shapes import WitError

# Of a text without white space at its end: there each blank would be tried against all that follow it.
CUT = re.compile(
    r"""\s* ( %?[^\W\d][\w-]* | ->
        | \d+\.\d+\.\d+ (?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)? (?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?
        | %?\w[\w-]* | \S )""",
    re.VERBOSE,
)
COMMENT = re.compile(r"//[^\n]*|/\*")
LETTER = re.compile(r"[^\n]")
EDGE = re.compile(r"/\*|\*/")
NAME = re.compile(r"%?(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)(?:-(?:[a-z0-9]+|[A-Z0-9]+))*")
VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[-+].*)?")
# Line ends and tabs aside, control characters and bidirectional overrides are refused by every WIT reader.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# fmt: off
KEYWORDS = frozenset(
    {
        "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "f32", "f64", "char", "bool", "string",
        "error-context", "list", "option", "result", "tuple", "map", "future", "stream", "own",
        "borrow", "record", "flags", "variant", "enum", "resource", "type", "use", "func", "as", "from",
        "static", "async", "constructor", "interface", "world", "import", "export", "package",
        "include", "with",
    }
)
# fmt: on


class RefusedError(Exception):
    """The document is wrong at a token; caught where reading began."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


class Tokens:
    """A text cut into tokens, and a place in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts: list[str] = [*CUT.findall(text.rstrip()), ""]  # the last is the end
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> str:
        return self.texts[self.at]

    def after(self, distance: int) -> str:
        """A later token; the end when there is none."""
        return self.texts[min(self.at + distance, len(self.texts) - 1)]

    def take(self) -> str:
        text = self.texts[self.at]
        self.at += 1
        return text

    def eat(self, text: str) -> bool:
        """Whether the next token was this one; taken if so."""
        if self.texts[self.at] != text:
            return False
        self.at += 1
        return True

    def expect(self, text: str) -> None:
        if self.texts[self.at] != text:
            raise self.wanted(f"`{text}`")
        self.at += 1

    def name(self) -> str:
        """An identifier without its `%`; a keyword needs the `%`."""
        text = self.texts[self.at]
        if text in KEYWORDS:
            raise self.wanted("a name (a keyword needs a % before it)")
        if not NAME.fullmatch(text):
            raise self.wanted("a kebab-case name")
        self.at += 1
        return text.removeprefix("%")

    def version(self) -> str:
        """A whole semantic version: 1.2.3, never 1.2."""
        if not VERSION.fullmatch(self.now):
            raise self.wanted("a version of three numbers")
        return self.take()

    def wanted(self, what: str) -> RefusedError:
        found = f"`{self.now[:40]}`" if self.now else "the end"
        return RefusedError(self.at, f"expected {what}, found {found}")


def cut(text: str) -> Tokens | WitError:
    """The tokens of a text."""
    bad = FORBIDDEN.search(text)
    if bad:
        return place(text, bad.start(), "control character")
    bare = without_comments(text)
    if isinstance(bare, int):
        return place(text, bare, "comment without end")
    return Tokens(bare)


def without_comments(text: str) -> str | int:
    """The text with its comments blanked, every position kept; or where one without end begins."""
    at = 0 if "/" in text else len(text)
    while (sign := COMMENT.search(text, at)) is not None:
        begin, at = sign.span()
        if sign[0] == "/*":
            end = block_end(text, begin)
            if end is None:
                return begin
            at = end
        text = text[:begin] + LETTER.sub(" ", text[begin:at]) + text[at:]
    return text


def block_end(text: str, begin: int) -> int | None:
    """Where the comment that begins here ends; block comments nest."""
    depth = 0
    for sign in EDGE.finditer(text, begin):
        depth += 1 if sign[0] == "/*" else -1
        if depth == 0:
            return sign.end()
    return None


def place(text: str, offset: int, message: str) -> WitError:
    """An error at a character."""
    line = text.count("\n", 0, offset) + 1
    return WitError(line, offset - text.rfind("\n", 0, offset), message)


def locate(tokens: Tokens, refused: RefusedError) -> WitError:
    """An error at a token."""
    offsets = [each.start(1) for each in CUT.finditer(tokens.text.rstrip())]
    return place(tokens.text, (*offsets, len(tokens.text))[refused.at], refused.message)
