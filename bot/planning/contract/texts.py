"""Clauses 15, 19, 20, 21, 22 and 24: what any text of a plan must not be or hold.

Plain prose in the team's language, within bounds that a message can carry, without markup, addresses that nobody
vouches for, calls to people, pieces of the prompt, or secrets.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bot.core.reading import foreign, language_of
from bot.core.redaction import clean
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind
from bot.planning.contract.ground import URL, Ground, plain_address
from bot.planning.contract.shapes import Violation
from bot.planning.contract.words import either, words
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
STRUCTURE_SIGNS = ("#", "|", "](", "---", "***", "===", ">")
CALLS = ("@", "<!", "<#")
MENTION = re.compile(
    r"<[@!#][^>\s]+>|@(?<![\w@/.:`-]@)(?:(?:here|channel|everyone|group|all)\b"
    r"|(?!(?:since|unstable|deprecated)\b)[A-Za-z][\w.-]*[A-Za-z0-9](?![\w/@]))",
    re.IGNORECASE,
)
MENTION_IN_CODE = re.compile(
    r"<[@!#](?:U|W|C|S|here|channel|everyone|&|\d)[^>\s]*>|@(?<![\w@/.-]@)(?:here|channel|everyone)\b"
)
ENOUGH_WORDS = 10  # different words of a passage, to tell its language
FEWEST = 3  # function words of its own language that such a passage has at least
# Everything that redaction takes for a secret has one of these: the name of a secret with a value assigned to it, a
# header, an address with an at sign, a key's first line, or a run of characters that no word is made of.
NAMED = re.compile(  # in lower case and with a letter first, which lets the search skip what cannot begin a name
    r"(?:pass(?:w|phrase|code)|(?:db|key|store)[_-]?pass|contrase|secret|clave|token|credenc|credential|signature|sig"
    r"|(?:api|app|auth|account|private|encryption|signing|session|service|master|access)[_-]?key"
    r"|p(?<![a-z]p)(?:wd|ass|in)|k(?<![a-z]k)ey|authorization)[\w\-\"'`\] ]{0,30}"
    r"(?:[:=]{1,2}>?\s{0,3}|\s{1,3}(?:es|is|era|was)\s{1,3})[\"'`]?(?![\"'`{$<\[])\S{3}|bearer\s"
)
RUN = re.compile(
    r"(?<![A-Za-z0-9_+=-])(?:(?=[A-Za-z_+=-]{0,400}[0-9])[A-Za-z0-9_+=-]{16,}|(?=[a-z_+=-]{1,400}[A-Z])[A-Za-z_+=-]{24,})"
    r"|[A-Za-z0-9/+]{40}|://.*@"
)
SHORTEST_RUN = 16
WINDOW = 200  # characters after the name of a secret, or after the beginning of a key or address
RESERVED = re.compile(
    r"^(?:[^./:]+|localhost|(?:.+\.)?(?:example|test|invalid|localhost|internal|local|lan|corp|home\.arpa)|"
    r"(?:.+\.)?example\.(?:com|org|net)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|"
    r"192\.0\.2\..*|198\.51\.100\..*|203\.0\.113\..*|0\.0\.0\.0|\[::1?\])(?::\d+)?$"
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
    for passage, _found in draft.found(FENCE, ("```", "~~~"), Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "fence")
    for passage, match in draft.found(HTML, ("<",), Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "html", what=match[0])
    for passage, match in draft.found(STRUCTURE, STRUCTURE_SIGNS, Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "heading", what=match[0].strip())


def clause_19(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """No invented addresses."""
    if "://" not in draft.everything:
        return
    own: str | None = None
    for passage in draft.passages:
        for match in URL.finditer(passage.text) if "://" in passage.text else ():
            own = own_words(ground) if own is None else own
            if not vouched(match, ground, own):
                yield broken(19, passage.where, "url", url=match[0])


def own_words(ground: Ground) -> str:
    """All that the team wrote, for what may be repeated of it."""
    return "\n".join(answer.text for _, answer in ground.brief.known()).casefold()


def vouched(match: re.Match[str], ground: Ground, own: str) -> bool:
    """Whether an address is a source's, the team's, reserved, or none (clause 11 has the wildcards)."""
    host = match[2].lower().rstrip(".")
    address = plain_address(match)
    if "{" in host or "*" in host or RESERVED.match(host) or host.rpartition("@")[2] != host:
        return "@" not in host
    return address in ground.library.addresses or address.casefold() in own


def clause_20(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """The language of the team, in every passage long enough to tell."""
    for passage in draft.of(Kind.PROSE):
        spoken = set(passage.text.lower().split())
        if len(spoken) >= ENOUGH_WORDS and doubtful(spoken, ground.language):
            found = language_of(passage.text, lexicon())
            if found is None and foreign(passage.text, lexicon()):
                found = "another language"
            if found is not None and found != ground.language:
                yield broken(20, passage.where, "language", found=found, expected=ground.language)


def doubtful(spoken: set[str], language: str) -> bool:
    """Whether words may be of another language: a count of function words, thirty times cheaper than to tell which."""
    known = lexicon()
    mine = len(spoken & known.stop[language])
    others = {**known.stop, **known.foreign}
    return mine < FEWEST or any(
        len(spoken & listed) > mine for name, listed in others.items() if name != language
    )


def clause_21(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Nobody is called."""
    for passage, match in draft.found(MENTION, CALLS, Kind.PROSE, Kind.LABEL):
        yield broken(21, passage.where, "mention", what=match[0])
    for passage, match in draft.found(MENTION_IN_CODE, CALLS, Kind.CODE):
        yield broken(21, passage.where, "mention", what=match[0])


def clause_22(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Texts and lists keep to what a message can carry and a reader will read."""
    for each in draft.passages:
        least, most = BOUNDS[each.field]
        length = len(each.text.strip())
        if length < least:
            yield broken(22, each.where, "short", length=length, least=least)
        elif len(each.text) > most:
            yield broken(22, each.where, "long", length=len(each.text), most=most)
    for name, most in MOST.items():
        length = len(getattr(draft.plan, name, ()))
        if length > most:
            yield broken(22, name, "many", length=length, most=most)


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
    """The pieces of a text that may hold a secret. Redaction reads these alone: on a whole plan it takes 15 ms."""
    for match in NAMED.finditer(text.lower()):
        yield text[max(0, match.start() - 1) : match.end() + WINDOW]
    if "-----BEGIN" in text:
        yield text
    spoken = text.split()
    for at, word in enumerate(spoken):
        if len(word) >= SHORTEST_RUN and RUN.search(word):
            yield word
            yield " ".join(spoken[max(0, at - 1) : at + 1])
