"""Clauses 15, 19, 20, 21 and 22: what any text of a plan must not be or hold.

Plain prose in the team's language, within bounds that a message can carry, without markup, addresses that nobody
vouches for, or calls to people.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bot.core.reading import foreign, language_of
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind
from bot.planning.contract.ground import URL, Ground, plain_address
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import words
from bot.planning.plan import Drafted
from bot.vocabulary import lexicon

FENCE = re.compile(r"```|~~~")
HTML = re.compile(
    r"<!--|</?(?:a|b|i|u|p|br|hr|em|h[1-6]|ol|ul|li|tr|td|th|img|pre|code|div|span|body|html|head|table|thead|tbody"
    r"|strong|script|style|iframe|svg|details|summary|think|thinking|font|center)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
STRUCTURE = re.compile(
    r"^\s{0,3}#{1,6}\s|^\s*\|.*\|\s*$|^\s{0,3}(?:---|\*\*\*|===)+\s*$|!?\[[^\]\n]*\]\([^)\n]*\)|^\s*>\s",
    re.MULTILINE,
)
STRUCTURE_SIGNS = ("#", "|", "]", "---", "*", "=", ">")
CALLS = ("@", "<")
MENTION = re.compile(
    r"<[@!#][^>\s]+>|@(?<![\w@/.:`-]@)(?:(?:here|channel|everyone|group|all)\b"
    r"|(?!(?:since|unstable|deprecated)\b)[A-Za-z][\w.-]*[A-Za-z0-9](?![\w/@]))",
    re.IGNORECASE,
)
MENTION_IN_CODE = re.compile(
    r"<[@!#](?:U|W|C|S|here|channel|everyone|&|\d)[^>\s]*>|@(?<![\w@/.-]@)(?:here|channel|everyone)\b"
)
FEWEST = 3  # different function words of another language, to suspect a passage of it
SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff]")  # letters that no language of ours is written in
RESERVED = re.compile(
    r"^(?:[^./:]+|localhost|(?:.+\.)?(?:example|test|invalid|localhost|internal|local|lan|corp|home\.arpa)|"
    r"(?:.+\.)?example\.(?:com|org|net)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|"
    r"192\.0\.2\..*|198\.51\.100\..*|203\.0\.113\..*|0\.0\.0\.0|\[::1?)(?::\d+)?$"
)
# Characters, least and most, by the kind of place. A chat message carries 3 000 to 4 000.
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "summary": (40, 1_200),
    "section": (40, 2_500),
    "reason": (0, 800),
    "role": (3, 300),
    "title": (3, 160),
    "task": (15, 1_200),
    "exit_criterion": (10, 600),
    "rollback": (0, 600),
    "risk": (10, 600),
    "mitigation": (10, 600),
    "point": (15, 700),
    "label": (0, 200),
    "scope": (0, 200),
    "code": (0, 8_000),
}
MOST: Final[Mapping[str, int]] = {
    "components": 12,
    "code": 12,
    "costs": 16,
    "improvements": 8,
    "would_change": 8,
}


def clause_15(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """No stray fences, markup or headings where people read sentences."""
    for passage, _found in draft.found(FENCE, ("`", "~"), Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "fence")
    for passage, match in draft.found(HTML, ("<",), Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "html", what=match[0])
    for passage, match in draft.found(STRUCTURE, STRUCTURE_SIGNS, Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "heading", what=match[0].strip())


def clause_19(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """No invented addresses."""
    own: str | None = None
    for passage in draft.holding(("://",), Kind.PROSE, Kind.CODE):
        for match in URL.finditer(passage.text):
            own = own_words(ground) if own is None else own
            if not vouched(match, ground, own):
                yield broken(19, passage.where, "url", url=match[0])


def own_words(ground: Ground) -> str:
    """All that the team wrote, for what may be repeated of it."""
    return "\n".join(answer.text for _, answer in ground.brief.known()).casefold()


def vouched(match: re.Match[str], ground: Ground, own: str) -> bool:
    """Whether an address is a source's, the team's, a public service's, reserved, or none (a wildcard: clause 11)."""
    host = match[2].lower().rstrip(".")
    address = plain_address(match)
    if "{" in host or "*" in host or RESERVED.match(host) or host.rpartition("@")[2] != host:
        return "@" not in host
    bare = address == host and host.split(":", 1)[0].endswith(words().endpoints)
    return bare or address in ground.library.addresses or address.casefold() in own


def clause_20(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """The language of the team, in every passage long enough to tell. Telling takes long, so it is asked of few."""
    prose = draft.prose
    strange = strangers(ground.language).intersection(prose.lower().split())
    scripts = draft.page.beyond(len(prose)) and SCRIPT.search(prose) is not None
    if not scripts and len(strange) < FEWEST:
        return
    for passage in draft.passages:
        if passage.kind is not Kind.PROSE:
            continue
        spoken = set(passage.text.lower().split())
        if len(spoken & strange) >= FEWEST or (scripts and SCRIPT.search(passage.text)):
            found = language_of(passage.text, lexicon())
            if found is None and foreign(passage.text, lexicon()):
                found = "another language"
            if found is not None and found != ground.language:
                yield broken(20, passage.where, "language", found=found, expected=ground.language)


@cache
def strangers(language: str) -> frozenset[str]:
    """Function words of other languages that a language does not have."""
    known = lexicon()
    others = (words for name, words in {**known.stop, **known.foreign}.items() if name != language)
    return frozenset[str]().union(*others) - known.stop[language]


def clause_21(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Nobody is called."""
    for passage, match in draft.found(MENTION, CALLS, Kind.PROSE, Kind.LABEL):
        yield broken(21, passage.where, "mention", what=match[0])
    for passage, match in draft.found(MENTION_IN_CODE, CALLS, Kind.CODE, Kind.CODE):
        yield broken(21, passage.where, "mention", what=match[0])


def clause_22(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Texts and lists keep to what a message can carry and a reader will read."""
    for where, field, text, _kind in draft.passages:
        least, most = BOUNDS[field]
        if least and len(text.strip()) < least:
            yield broken(22, where, "short", length=len(text.strip()), least=least)
        elif len(text) > most:
            yield broken(22, where, "long", length=len(text), most=most)
    for name, most in MOST.items():
        length = len(getattr(draft.plan, name, ()))
        if length > most:
            yield broken(22, name, "many", length=length, most=most)
