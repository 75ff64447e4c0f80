"""Clause 24: a plan repeats neither the prompt nor a secret.

What is a secret is redaction's to say (`bot.core.redaction`), but it takes 15 ms for a whole plan, and there is
hardly ever one: so it is asked only about pieces that have what every secret has, a name with a value assigned
to it, a key's first line, an address with an at sign, or a run of characters that no word is made of. They are
looked for in the page's outline, whose places are the text's.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bot.core.redaction import clean
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind
from bot.planning.contract.ground import Ground
from bot.planning.contract.page import page
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
from bot.planning.plan import Drafted

NAMES: Final = (
    *(b"contrase", b"secret", b"clave", b"token", b"creden", b"sig", b"authorization", b"bearer"),
    *(b"key", b"pass", b"pwd", b"pin"),
)
# Parts of many words: no letter stands before them, but for these, or they go on like this.
SHORT: Final = frozenset({b"key", b"pass", b"pwd", b"pin"})
LONGER: Final = (b"passw", b"passphrase", b"passcode")
BEFORE_SHORT: Final = (
    *(b"api", b"app", b"auth", b"account", b"private", b"encryption", b"signing", b"session", b"service"),
    *(b"master", b"access", b"db", b"store", b"key"),
)
IS = r"(?:[:=]{1,2}>?\s{0,3}|\s{1,3}(?:es|is|era|was)\s{1,3})[\"'`]?(?![\"'`{$<\[]|(?:true|false|null|required)\b)"
ASSIGNED = re.compile(rf"[\w\-\"'`\] ]{{0,42}}{IS}\S{{3}}", re.IGNORECASE)
OPAQUE = re.compile(rf"[\w\-\"'`\] ]{{0,42}}{IS}(?=\S{{0,400}}\d)\S{{8}}", re.IGNORECASE)
WEAK: Final = frozenset(
    {b"sig", b"key", b"pin"}
)  # used for much besides: only a value with a digit is suspect
RUN = re.compile(
    r"(?<![A-Za-z0-9_+=-])(?:(?=[A-Za-z_+=-]{0,400}[0-9])[A-Za-z0-9_+=-]{16,}|(?=[a-z_+=-]{1,400}[A-Z])[A-Za-z_+=-]{24,})"
    r"|[A-Za-z0-9/+]{40}|://.*@"
)
SHORTEST = 16
# In an outline, ones in place of what a run is made of; the shortest that is told from a word; what ends it.
RUNS: Final = bytes(each < 128 and (chr(each).isalnum() or chr(each) in "_+=-/") for each in range(256))
LONG_RUN: Final = b"\x01" * SHORTEST
END: Final = b"\x00"
WORDS = re.compile(rb"[a-z/-]{16,39}")  # "outgoing-handler": soon told from a run
LOGIN = re.compile(r"://\S*@")
KEY = "-----BEGIN"
BACK, ON = 32, 160  # characters before and after the name of a secret


@cache
def marker() -> re.Pattern[str]:
    return re.compile(either(words().markers))


@cache
def marker_signs() -> frozenset[str]:
    """A character of each marker that is no letter, as far as it has one: those are rare, and soon found."""
    return frozenset(next((each for each in name if not each.isalnum()), name) for name in words().markers)


def clause_24(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """No echo of the prompt, and no secrets."""
    for passage, _found in draft.found(marker(), marker_signs(), Kind.PROSE, Kind.LABEL):
        yield broken(24, passage.where, "marker")
    whole = draft.page
    places = (*named_in(whole.text, whole.outline), *nameless_in(whole.text, whole.outline))
    for passage in draft.on_page({whole.at(place) for place in places}):
        if any(clean(piece, len(piece))[1].secrets for piece in suspects(passage.text)):
            yield broken(24, passage.where, "secret")


def suspects(text: str) -> Iterator[str]:
    """The pieces of a text that may hold a secret."""
    for at in named_in(text, page((text,)).outline):
        yield text[max(0, at - BACK) : at + ON]
    if KEY in text:
        yield text
    spoken = text.split()
    for word in [each for each in spoken if len(each) >= SHORTEST]:
        if RUN.search(word):
            yield word
            yield " ".join(spoken[max(0, spoken.index(word) - 1) :][:2])  # a name may stand before it


def named_in(text: str, outline: bytes) -> Iterator[int]:
    """Where the name of a secret stands with a value."""
    lowered = outline.lower()
    for name in NAMES:
        at = lowered.find(name)
        while at >= 0:
            if named(text, lowered, name, at):
                yield at
            at = lowered.find(name, at + len(name))


def nameless_in(text: str, outline: bytes) -> Iterator[int]:
    """Where a key begins, a login stands in an address, or a run of characters that no word is made of."""
    if KEY in text:
        yield from (each.start() for each in re.finditer(KEY, text))
    if "://" in text:
        yield from (each.start() for each in LOGIN.finditer(text))
    shown = outline.translate(RUNS) + END
    at = shown.find(LONG_RUN)
    while at >= 0:
        end = shown.find(END, at)
        if not WORDS.fullmatch(outline, at, end) and RUN.search(text, at, end):
            yield at
        at = shown.find(LONG_RUN, end)


def named(text: str, lowered: bytes, name: bytes, at: int) -> bool:
    """Whether the name of a secret that stands here is meant as one, with a value."""
    if name == b"bearer":
        return True
    glued = name in SHORT and text[max(0, at - 1) : at].isalpha() and not lowered.startswith(LONGER, at)
    value = ASSIGNED
    if glued or name in WEAK:
        strong = lowered.endswith(BEFORE_SHORT, 0, at) or lowered.endswith(BEFORE_SHORT, 0, at - 1)
        if glued and not strong:
            return False
        value = OPAQUE if name in WEAK and not strong else ASSIGNED
    return value.match(text, at + len(name)) is not None
