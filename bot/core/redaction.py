"""What the door takes out of a text before anything is stored or shown: controls, secrets, what is too long.

Secrets are told by their form: prefixes that providers publish, and names that people give to secrets ("password
=", "contraseña:"). The forms follow the rule tables of gitleaks (github.com/gitleaks/gitleaks, config/gitleaks.toml,
MIT) and of detect-secrets (github.com/Yelp/detect-secrets, plugins/, Apache-2.0); neither can be called as a
library on a text (detect-secrets' issue 713). Every repetition is bounded or starts at one place only, so the
time is linear in the text. A long hash without a name is no secret.
"""

import unicodedata

from bot.core.events import Cleaning
from bot.core.secret_forms import redacted_keys
from bot.core.secrets_table import FORMS

MARKER = "[SECRET]"
LONGEST_SECRET = 10_000  # characters; a secret that begins before the cut is seen whole
KEPT = frozenset("\n\t")
TAKEN = frozenset(
    {"Cc", "Cf", "Cs"}
)  # controls, invisible format characters (bidi, zero width), lone surrogates
MARKS = frozenset({"Mn", "Me"})
MOST_MARKS = 6  # combining marks on one letter; normalising long runs takes quadratic time
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


def clean(text: str, limit: int) -> tuple[str, Cleaning]:
    """The text without controls and secrets, in NFC, at most `limit` characters; and what was taken out."""
    readable = unicodedata.normalize("NFC", _printable(text))
    window = readable[: limit + LONGEST_SECRET]  # what lies beyond is cut off anyway
    without, secrets = _redacted(window)
    cut = len(readable) - len(window) + max(0, len(without) - limit)
    return without[:limit], Cleaning(secrets, cut)


def clean_file(text: str, limit: int) -> tuple[str, Cleaning]:
    """`clean` for a file whose lines are counted: what stands behind a private key stays on its line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    without, keys = redacted_keys(lines, MARKER, lines_stay=True)
    kept, cleaning = clean(without, limit)
    return kept, Cleaning(cleaning.secrets + keys, cleaning.characters_cut)


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    for end, newline in LINE_ENDS.items():
        text = text.replace(end, newline)
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in MARKS else 0
        if character in KEPT or (category not in TAKEN and marks <= MOST_MARKS):
            kept.append(character)
    return "".join(kept)


def _redacted(text: str) -> tuple[str, int]:
    text, secrets = redacted_keys(text, MARKER)
    for form in FORMS:
        text, more = form.redact(text, MARKER)
        secrets += more
    return text, secrets
