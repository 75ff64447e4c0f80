"""What a form of secret is: where it may stand, what it looks like, and what else must hold.

A form's expression names the secret `secret`; the rest of the match stays. Every repetition is bounded, and
look-behinds keep a run of characters from being tried at each of its places.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

PLACEHOLDER = re.compile(
    r"""(?ix) \[SECRET\]? | [*•x.]{3,} | <.* | \$.* | \{\{?.* | %\(?.* | !.* | @.* | ref\+.* | redacted.*
    | (?:none|null|nil|undefined|true|false|required|optional|string|str|yes|no)\b.*
    | (?:process\.)?env[.(\[].* | os\.(?:environ|getenv).* | getenv.* | (?:secrets?|var|config|self)\..*
    | (?:vault|ssm|arn):.* | (?:your|my|the|tu|su|mi|la|el)[-_ ].* """
)


def anything(_: str) -> bool:
    """No further condition."""
    return True


def dense(secret: str) -> bool:
    """Letters mixed with digits, or capitals inside: no word of a sentence."""
    inner = secret[1:]
    return any(each.isdigit() for each in secret) or (
        any(each.isupper() for each in inner) and any(each.islower() for each in inner)
    )


def random_like(secret: str) -> bool:
    """Capitals, small letters and digits, many different ones, and more than hexadecimal: no hash, no path."""
    return (
        any(each.isupper() for each in secret)
        and any(each.islower() for each in secret)
        and any(each.isdigit() for each in secret)
        and len(set(secret)) >= 18
    )


def odd(secret: str) -> bool:
    """A value that stands in the middle of a line: more than a plain word."""
    return any(not each.isalpha() for each in secret) or dense(secret)


def opaque(secret: str) -> bool:
    """After a name that is used for more than secrets: long, mixed, and neither address, version nor number."""
    plain = secret.replace(".", "").replace("-", "").replace("_", "").replace("/", "")
    letters = any(each.isalpha() for each in plain)
    return (
        letters
        and any(each.isdigit() for each in plain)
        and "://" not in secret
        and not secret.startswith(("sha", "/", "./"))
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A form of secret. `hints`: words in lower case of which a line has one, or it is not looked at (a scan for
    them is many times cheaper). `holds` is asked of what was matched, which is left alone when it fails."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = anything

    def redact(self, text: str, marker: str) -> tuple[str, int]:
        """The text with the marker for each secret of this form, and how many there were."""
        count = 0

        def put(match: re.Match[str]) -> str:
            nonlocal count
            secret = match["secret"]
            if PLACEHOLDER.fullmatch(secret) or not self.holds(secret):
                return match.group()
            count += 1
            whole, start = match.group(), match.start()
            return whole[: match.start("secret") - start] + marker + whole[match.end("secret") - start :]

        if not self._hinted(text.lower()):
            return text, 0
        lines = [
            self.pattern.sub(put, each) if self._hinted(each.lower()) else each for each in text.split("\n")
        ]
        return "\n".join(lines), count

    def _hinted(self, lowered: str) -> bool:
        return any(each in lowered for each in self.hints)


def named(pattern: str, holds: Callable[[str], bool] = anything) -> Form:
    """A form that is told by the name before it."""
    return Form(
        ("pass", "pwd", "contrase", "clave", "secret", "key", "token"), re.compile(f"(?i){pattern}"), holds
    )


def tokens(*bodies: str, hints: tuple[str, ...], holds: Callable[[str], bool] = anything) -> Form:
    """Tokens that begin nowhere inside a longer word."""
    return Form(hints, re.compile(rf"(?<![A-Za-z0-9_\-])(?P<secret>{'|'.join(bodies)})"), holds)


# ---- private keys ------------------------------------------------------------------------------------------

_PEM = re.compile(
    r"""-----BEGIN[ ][A-Z0-9 ]{0,40}PRIVATE[ ]KEY(?:[ ]BLOCK)?-----
    (?:(?:\s|\\[nr])*+[A-Za-z-]{1,24}:[ ][^\n\\]{1,120})*+      # headers of an encrypted key
    (?:(?:\s|\\[nr])*+[A-Za-z0-9+/=]{20,}+)*+                   # its lines
    (?:(?:\s|\\[nr])*+[A-Za-z0-9+/=]{1,24}(?=(?:\s|\\[nr])*+-----END))?
    (?:(?:\s|\\[nr])*+-----END[ ][A-Z0-9 ]{0,60}-----)?""",
    re.VERBOSE,
)
_PEM_LINE = re.compile(r"^[A-Za-z0-9+/]{64}$", re.MULTILINE)  # a key pasted line by line


def redacted_keys(text: str, marker: str, *, lines_stay: bool = False) -> tuple[str, int]:
    """Private keys out, whole; also lines of one that came on their own. `lines_stay`: what follows keeps its line."""
    text, keys = _PEM.subn(lambda found: marker + "\n" * found.group().count("\n") * lines_stay, text)
    lines = 0

    def line(match: re.Match[str]) -> str:
        nonlocal lines
        lines += random_like(match.group())
        return marker if random_like(match.group()) else match.group()

    return _PEM_LINE.sub(line, text), keys + lines
