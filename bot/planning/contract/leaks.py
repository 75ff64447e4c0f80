"""Clause 24: a plan repeats neither the prompt nor a secret.

What is a secret is redaction's to say (`bot.core.redaction`), but it takes 15 ms for a whole plan, and there is
hardly ever one: so it is asked only about pieces that have what every secret has, a name with a value assigned
to it, a key's first line, an address with an at sign, or a run of characters that no word is made of.
"""

import re
from collections.abc import Iterator
from functools import cache

from bot.core.redaction import clean
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind
from bot.planning.contract.ground import Ground
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
from bot.planning.plan import Drafted

NAMES = (
    *(
        "passw",
        "passphrase",
        "passcode",
        "contrase",
        "secret",
        "clave",
        "token",
        "creden",
        "sig",
        "authorization",
    ),
    *("bearer", "key", "pass", "pwd", "pin"),
)
SHORT = frozenset({"key", "pass", "pwd", "pin"})  # parts of many words: no letter stands before them, but for
BEFORE_SHORT = (
    *("api", "app", "auth", "account", "private", "encryption", "signing", "session", "service", "master"),
    *("access", "db", "store", "key"),
)
IS = r"(?:[:=]{1,2}>?\s{0,3}|\s{1,3}(?:es|is|era|was)\s{1,3})[\"'`]?(?![\"'`{$<\[]|(?:true|false|null|required)\b)"
ASSIGNED = re.compile(rf"[\w\-\"'`\] ]{{0,36}}{IS}\S{{3}}")
OPAQUE = re.compile(rf"[\w\-\"'`\] ]{{0,36}}{IS}(?=\S{{0,400}}\d)\S{{8}}")
WEAK = frozenset({"sig", "key", "pin"})  # used for much besides: only a value with a digit in it is suspect
RUN = re.compile(
    r"(?<![A-Za-z0-9_+=-])(?:(?=[A-Za-z_+=-]{0,400}[0-9])[A-Za-z0-9_+=-]{16,}|(?=[a-z_+=-]{1,400}[A-Z])[A-Za-z_+=-]{24,})"
    r"|[A-Za-z0-9/+]{40}|://.*@"
)
SHORTEST_RUN = 16
BACK, ON = 32, 160  # characters before and after the name of a secret


@cache
def marker() -> re.Pattern[str]:
    return re.compile(either(words().markers))


def clause_24(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """No echo of the prompt, and no secrets."""
    for passage, _found in draft.found(marker(), words().markers, Kind.PROSE, Kind.LABEL):
        yield broken(24, passage.where, "marker")
    if any(suspects(draft.everything)):
        for passage in draft.passages:
            if any(clean(piece, len(piece))[1].secrets for piece in suspects(passage.text)):
                yield broken(24, passage.where, "secret")


def suspects(text: str) -> Iterator[str]:
    """The pieces of a text that may hold a secret."""
    lowered = text.lower()
    for name in NAMES:
        at = lowered.find(name)
        while at >= 0:
            if named(lowered, name, at):
                yield text[max(0, at - BACK) : at + ON]
            at = lowered.find(name, at + len(name))
    if "-----BEGIN" in text:
        yield text
    spoken = text.split()
    for word in [each for each in spoken if len(each) >= SHORTEST_RUN]:
        if RUN.search(word):
            yield word
            yield " ".join(spoken[max(0, spoken.index(word) - 1) :][:2])  # a name may stand before it


def named(lowered: str, name: str, at: int) -> bool:
    """Whether the name of a secret stands here, with a value."""
    if name == "bearer":
        return True
    glued = lowered[max(0, at - 1) : at].isalpha()
    strong = lowered.endswith(BEFORE_SHORT, 0, at) or lowered.endswith(BEFORE_SHORT, 0, at - 1)
    if name in SHORT and glued and not strong:
        return False
    value = OPAQUE if name in WEAK and not strong else ASSIGNED
    return value.match(lowered, at + len(name)) is not None
