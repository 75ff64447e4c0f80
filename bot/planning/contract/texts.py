"""Clauses 15, 19, 20, 21, 22 and 24: what any text of a plan must not be or hold.

Plain prose in the team's language, within bounds that a message can carry, without markup, addresses that nobody
vouches for, calls to people, pieces of the prompt, or secrets.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bot.core.reading import language_of
from bot.core.redaction import clean
from bot.planning.contract.clauses import broken
from bot.planning.contract.draft import Draft, Kind, Passage
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
MENTION = re.compile(
    r"<[@!#][^>\s]+>|(?<![\w@/.:`-])@(?:here|channel|everyone|group|all)\b"
    r"|(?<![\w@/.:`-])@(?!since\b|unstable\b|deprecated\b)[A-Za-z][\w.-]*[A-Za-z0-9](?![\w/@])",
    re.IGNORECASE,
)
MENTION_IN_CODE = re.compile(
    r"<[@!#](?:U|W|C|S|here|channel|everyone|&|\d)[^>\s]*>|(?<![\w@/.-])@(?:here|channel|everyone)\b"
)
RESERVED = re.compile(
    r"^(?:[^./:]+|localhost|(?:.+\.)?(?:example|test|invalid|localhost|internal|local|lan|corp|home\.arpa)|"
    r"(?:.+\.)?example\.(?:com|org|net)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|"
    r"192\.0\.2\..*|198\.51\.100\..*|203\.0\.113\..*|0\.0\.0\.0|\[::1?\])(?::\d+)?$"
)
# Characters, least and most, by the kind of place. A chat message carries 3 000 to 4 000.
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "summary": (40, 1_200),
    "section": (40, 2_500),
    "reason": (0, 600),
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
    for passage, _found in draft.found(FENCE, Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "fence")
    for passage, match in draft.found(HTML, Kind.PROSE, Kind.LABEL):
        yield broken(15, passage.where, "html", what=match[0])
    for passage, match in draft.found(STRUCTURE, Kind.PROSE, Kind.LABEL):
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
    """Whether an address is a source's, the team's, reserved for examples and private networks, or a template."""
    host = match[2].lower().rstrip(".")
    address = plain_address(match)
    if "{" in host or RESERVED.match(host) or host.rpartition("@")[2] != host:
        return "@" not in host
    return address in ground.library.addresses or address.casefold() in own


def clause_20(draft: Draft[Drafted], ground: Ground) -> Iterator[Violation]:
    """The language of the team, as a whole and in every long passage."""
    for where, text in (("", draft.prose), *((each.where, each.text) for each in long_passages(draft))):
        found = language_of(text, lexicon())
        if found is not None and found != ground.language:
            yield broken(20, where or "plan", "language", found=found, expected=ground.language)
            return


def long_passages(draft: Draft[Drafted]) -> Iterator[Passage]:
    """Those of which the language can be told."""
    return (each for each in draft.of(Kind.PROSE) if len(each.text) >= 120)


def clause_21(draft: Draft[Drafted], _: Ground) -> Iterator[Violation]:
    """Nobody is called."""
    if not any(sign in draft.everything for sign in ("@", "<!", "<#")):
        return
    for passage, match in draft.found(MENTION, Kind.PROSE, Kind.LABEL):
        yield broken(21, passage.where, "mention", what=match[0])
    for passage, match in draft.found(MENTION_IN_CODE, Kind.CODE):
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
    for passage, _found in draft.found(marker(), Kind.PROSE, Kind.LABEL):
        yield broken(24, passage.where, "marker")
    _, cleaning = clean(draft.everything, len(draft.everything))
    if cleaning.secrets:
        for each in draft.passages:
            if clean(each.text, len(each.text))[1].secrets:
                yield broken(24, each.where, "secret")
