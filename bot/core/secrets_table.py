"""The forms of secrets, one row each: where it may begin, what it looks like, and what else must hold.

A row's expression names the secret `secret`; the rest of the match stays. Rows run in order over what the ones
before left, so the marker that they leave is never taken for a secret again. Look-behinds keep a run of
characters from being tried at each of its places.
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
    """A form of secret. `holds` is asked of what was matched, which is left alone when it fails."""

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

        return self.pattern.sub(put, text), count


def _token(body: str) -> re.Pattern[str]:
    """A token that begins nowhere inside a longer word."""
    return re.compile(rf"(?<![A-Za-z0-9_\-])(?P<secret>{body})")


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


def redacted_keys(text: str, marker: str) -> tuple[str, int]:
    """Private keys out, whole; also lines of one that came on their own."""
    text, keys = _PEM.subn(marker, text)
    lines = 0

    def line(match: re.Match[str]) -> str:
        nonlocal lines
        lines += random_like(match.group())
        return marker if random_like(match.group()) else match.group()

    return _PEM_LINE.sub(line, text), keys + lines


# ---- the table ---------------------------------------------------------------------------------------------

_STRONG = "|".join(  # names that are given to secrets only
    (
        r"pass(?:word|wd|phrase|wort|code)",
        r"(?<![a-z])pwd",
        r"(?:db|key|store)[_-]?pass",
        r"contrase[nñ]a",
        r"clave[_ ]secreta",
        r"secret[ _-]?(?:access[ _-]?)?key",
        r"(?:client|webhook|app|api|session)[_-]?secret",
        r"(?:api|app|auth|account|private|encryption|signing|session|service|master|shared[_-]?access)[_-]?key",
        r"access[_-]?key(?![ _-]?id)",
        r"(?:api|access|auth|refresh|bearer|session|bot)[_-]?token",
    )
)
_WEAK = r"secreto?|token|clave|credencial(?:es)?|credentials?|(?<![a-z])key|(?<![a-z])pass|(?<![a-z])pin|signature|sig"
_AFFIX = r"[A-Za-z0-9_\-]{0,24}[\"'`\]]{0,2}"
_IS = r"\s{0,3}(?::=|=>|==?|:)\s{0,3}"
_QUOTED = r"(?P<quote>[\"'`])(?P<secret>[^\"'`\n]{3,400})(?P=quote)"
_BARE = r"(?P<secret>[^\s\"'`,;)(\]}<>\[]{3,400})"
_ENDS_LINE = r"(?=[.,;)\]}]{0,3}[ \t]*(?:$|\n|[A-Za-z_][A-Za-z0-9_]{1,40}[=:]))"

FORMS = (
    # https://user:password@host: user and host stay. A port before a path is no password.
    Form(
        re.compile(
            r"://[^\s:/@\"'<>]{0,128}:(?!\d{1,5}(?:[/?#]|$))(?P<secret>[^\s/\"'<>]{1,256}|[^\s@\"'<>]{1,256})(?=@[\w\[.$%{-])"
        )
    ),
    # Slack and Discord webhooks: the path is the secret
    Form(re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[A-Za-z0-9+/]{20,80})")),
    Form(re.compile(r"discord(?:app)?\.com/api/webhooks/\d{5,25}/(?P<secret>[\w\-]{20,100})")),
    # headers
    Form(
        re.compile(
            r"(?i)(?<![a-z])(?:proxy-)?authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:bearer|basic|token|digest|apikey|negotiate)\s{1,3}"
            r"(?P<secret>[^\s\"',;]{6,4000})"
        )
    ),
    Form(
        re.compile(
            r"(?i)(?<![a-z])(?:proxy-)?authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<secret>[A-Za-z0-9._~+/=\-]{16,4000})"
        ),
        dense,
    ),
    Form(re.compile(r"(?i)(?<![a-z])bearer\s{1,3}(?P<secret>[A-Za-z0-9._~+/=\-]{12,4000})"), dense),
    # providers
    Form(_token(r"eyJ[A-Za-z0-9_\-]{6,4000}\.[A-Za-z0-9_\-]{6,4000}(?:\.[A-Za-z0-9_\-]{0,4000})?")),  # JWT
    Form(_token(r"(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])")),  # AWS access key id
    Form(_token(r"ABSK[A-Za-z0-9+/]{100,300}={0,2}")),  # Amazon Bedrock
    Form(
        _token(r"sk-(?:ant|proj|svcacct|admin|or|live|test|lf|kimi)-[A-Za-z0-9_\-]{16,400}")
    ),  # OpenAI, Anthropic …
    Form(_token(r"sk-[A-Za-z0-9_\-]{20,400}"), dense),
    Form(_token(r"(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{16,100}")),  # Stripe
    Form(
        _token(
            r"xox[abceoprs]-[A-Za-z0-9\-]{10,300}|xapp-\d-[A-Za-z0-9\-]{10,300}|xoxe\.[A-Za-z0-9.\-]{10,300}"
        )
    ),  # Slack
    Form(_token(r"gh[opsur]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255}")),  # GitHub
    Form(_token(r"gl(?:pat|ptt|dt|rt|cbt|oas|soat|agent|imt|ft|ffct|wt)-[\w.\-]{16,300}")),  # GitLab
    Form(_token(r"AIza[\w\-]{35}|ya29\.[\w\-]{20,400}|GOCSPX-[\w\-]{20,60}")),  # Google
    Form(
        _token(r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])|pypi-[A-Za-z0-9_\-]{50,400}|rubygems_[a-f0-9]{48}")
    ),  # registries
    Form(
        _token(
            r"dckr_(?:pat|oat)_[\w\-]{20,100}|hf_[A-Za-z0-9]{30,60}|(?:gsk|xai|pplx|nvapi|tvly|r8)[_\-][A-Za-z0-9_\-]{24,200}"
        )
    ),
    Form(
        _token(r"[MNO][A-Za-z\d_\-]{23,27}\.[\w\-]{6}\.[\w\-]{27,45}(?![\w\-])"), random_like
    ),  # Discord bot
    Form(_token(r"\d{8,10}:AA[\w\-]{32,36}(?![\w\-])")),  # Telegram bot
    Form(
        _token(r"SG\.[\w\-]{16,32}\.[\w\-]{16,64}|SK[0-9a-f]{32}(?![0-9a-zA-Z])|key-[0-9a-f]{32}(?![0-9a-z])")
    ),  # mail, Twilio
    Form(
        _token(
            r"do[opr]_v1_[a-f0-9]{64}|hv[sbr]\.[\w\-]{20,300}|dapi[a-f0-9]{32}(?:-\d)?|dp\.(?:pt|st|ct|sa)\.[\w.\-]{20,100}"
        )
    ),
    Form(
        _token(
            r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|lin_api_[A-Za-z0-9]{32,60}|ntn_[A-Za-z0-9]{40,60}|PMAK-[a-f0-9\-]{40,80}"
        )
    ),
    Form(
        _token(
            r"gl(?:sa|c)_[A-Za-z0-9_+/=\-]{32,300}|sntry[su]_[A-Za-z0-9_+/=\-]{32,400}|NRAK-[A-Z0-9]{27}|sbp_[a-f0-9]{40}"
        )
    ),
    Form(
        _token(
            r"ATATT3[\w=\-]{60,300}|pul-[a-f0-9]{40}|ops_eyJ[A-Za-z0-9+/=]{100,2000}|AGE-SECRET-KEY-1[A-Z0-9]{50,60}|HRKU-[\w\-]{30,80}"
        )
    ),
    Form(
        _token(
            r"FlyV1\s[A-Za-z0-9_,+/=\-]{40,2000}|fo1_[\w\-]{40,60}|vercel_[A-Za-z0-9_]{24,60}|dd[ap]_[a-zA-Z0-9]{32,60}|whk_[\w\-]{24,80}"
        )
    ),
    # names that people give to secrets
    Form(re.compile(rf"(?i)(?:{_STRONG}){_AFFIX}{_IS}{_QUOTED}")),
    Form(re.compile(rf"(?i)(?:{_STRONG}){_AFFIX}(?:=|:=)\s{{0,3}}{_BARE}")),
    Form(re.compile(rf"(?i)(?:{_STRONG}){_AFFIX}{_IS}{_BARE}{_ENDS_LINE}")),
    Form(re.compile(rf"(?i)(?:{_STRONG}){_AFFIX}(?:{_IS}|\s{{1,3}}(?:es|is|era|was)\s{{1,3}}){_BARE}"), odd),
    Form(
        re.compile(rf"(?i)(?:{_WEAK}){_AFFIX}{_IS}[\"'`]?(?P<secret>[^\s\"'`,;)(\]}}<>\[]{{8,400}})"),
        opaque,
    ),
    # AWS secret access keys have no form of their own: forty characters that no hash and no path is made of
    Form(
        re.compile(r"(?<![A-Za-z0-9/+=_.\-])(?P<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.\-])"), random_like
    ),
)
