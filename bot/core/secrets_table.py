"""The forms of secrets, one row each. They run in order over what the ones before left, so the marker that they
leave is never taken for a secret again. Sources: see `redaction`."""

import re

from bot.core.secret_forms import Form, dense, named, odd, opaque, random_like, tokens

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
_WEAK = r"secreto?|token|clave|credencial(?:es)?|credentials?|(?<![a-z])key|(?<![a-z])pass"
_AFFIX = r"[A-Za-z0-9_\-]{0,24}[\"'`\]]{0,2}"
_IS = r"\s{0,3}(?::=|=>|==?|:)\s{0,3}"
_QUOTED = r"(?P<quote>[\"'`])(?P<secret>[^\"'`\n]{3,400})(?P=quote)"
_BARE = r"(?P<secret>[^\s\"'`,;)(\]}<>\[]{3,400})"
_ENDS_LINE = r"(?=[.,;)\]}]{0,3}[ \t]*(?:$|\n|[A-Za-z_][A-Za-z0-9_]{1,40}[=:]))"

_AUTHORIZATION = r"(?i)(?<![a-z])authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?"
_SCHEME = r"(?:bearer|basic|token|digest|apikey|negotiate)\s{1,3}"

FORMS = (
    # https://user:password@host: user and host stay. A port before a path is no password.
    Form(
        ("://",),
        re.compile(
            r"://[^\s:/@\"'<>]{0,128}:(?!\d{1,5}(?:[/?#]|$))"
            r"(?P<secret>[^\s/\"'<>]{1,256}|[^\s@\"'<>]{1,256})(?=@[\w\[.$%{-])"
        ),
    ),
    # webhooks: the path is the secret
    Form(
        ("hooks.slack.com",),
        re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[A-Za-z0-9+/]{20,80})"),
    ),
    Form(
        ("/api/webhooks/",),
        re.compile(r"discord(?:app)?\.com/api/webhooks/\d{5,25}/(?P<secret>[\w\-]{20,100})"),
    ),
    # headers
    Form(("authorization",), re.compile(rf"{_AUTHORIZATION}{_SCHEME}(?P<secret>[^\s\"',;]{{6,4000}})")),
    Form(
        ("authorization",),
        re.compile(rf"{_AUTHORIZATION}(?P<secret>[A-Za-z0-9._~+/=\-]{{16,4000}})"),
        dense,
    ),
    Form(
        ("bearer",), re.compile(r"(?i)(?<![a-z])bearer\s{1,3}(?P<secret>[A-Za-z0-9._~+/=\-]{12,4000})"), dense
    ),
    # JSON web tokens
    tokens(r"eyJ[A-Za-z0-9_\-]{6,4000}\.[A-Za-z0-9_\-]{6,4000}(?:\.[A-Za-z0-9_\-]{0,4000})?", hints=("eyj",)),
    # AWS: access key ids, Bedrock keys
    tokens(
        r"(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
        r"ABSK[A-Za-z0-9+/]{100,300}={0,2}",
        hints=("a3t", "akia", "asia", "abia", "acca", "absk"),
    ),
    # OpenAI, Anthropic and others
    tokens(r"sk-(?:ant|proj|svcacct|admin|or|live|test|lf|kimi)-[A-Za-z0-9_\-]{16,400}", hints=("sk-",)),
    tokens(r"sk-[A-Za-z0-9_\-]{20,400}", hints=("sk-",), holds=dense),
    tokens(
        r"hf_[A-Za-z0-9]{30,60}",
        r"(?:gsk|xai|pplx|nvapi|tvly|r8)[_\-][A-Za-z0-9_\-]{24,200}",
        hints=("hf_", "gsk_", "xai-", "pplx-", "nvapi-", "tvly-", "r8_"),
    ),
    # Google
    tokens(
        r"AIza[\w\-]{35}",
        r"ya29\.[\w\-]{20,400}",
        r"GOCSPX-[\w\-]{20,60}",
        hints=("aiza", "ya29.", "gocspx-"),
    ),
    # Stripe
    tokens(
        r"(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,250}",
        r"whsec_[A-Za-z0-9+/=]{16,100}",
        hints=("k_live_", "k_test_", "k_prod_", "whsec_"),
    ),
    # Slack, Discord, Telegram bots
    tokens(
        r"xox[abceoprs]-[A-Za-z0-9\-]{10,300}",
        r"xapp-\d-[A-Za-z0-9\-]{10,300}",
        r"xoxe\.[A-Za-z0-9.\-]{10,300}",
        hints=("xox", "xapp-"),
    ),
    tokens(r"[MNO][A-Za-z\d_\-]{23,27}\.[\w\-]{6}\.[\w\-]{27,45}(?![\w\-])", hints=(".",), holds=random_like),
    tokens(r"\d{8,10}:AA[\w\-]{32,36}(?![\w\-])", hints=(":aa",)),
    # GitHub, GitLab
    tokens(r"gh[opsur]_[A-Za-z0-9]{30,255}", r"github_pat_\w{22,255}", hints=("gh", "github_pat_")),
    tokens(r"gl(?:pat|ptt|dt|rt|cbt|oas|soat|agent|imt|ft|ffct|wt)-[\w.\-]{16,300}", hints=("gl",)),
    # registries
    tokens(
        r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])",
        r"pypi-[A-Za-z0-9_\-]{50,400}",
        r"rubygems_[a-f0-9]{48}",
        r"dckr_(?:pat|oat)_[\w\-]{20,100}",
        hints=("npm_", "pypi-", "rubygems_", "dckr_"),
    ),
    # mail and telephone
    tokens(
        r"SG\.[\w\-]{16,32}\.[\w\-]{16,64}",
        r"SK[0-9a-f]{32}(?![0-9a-zA-Z])",
        r"key-[0-9a-f]{32}(?![0-9a-z])",
        hints=("sg.", "sk", "key-"),
    ),
    # clouds and vaults
    tokens(
        r"do[opr]_v1_[a-f0-9]{64}",
        r"hv[sbr]\.[\w\-]{20,300}",
        r"dapi[a-f0-9]{32}(?:-\d)?",
        r"dp\.(?:pt|st|ct|sa)\.[\w.\-]{20,100}",
        r"fo1_[\w\-]{40,60}",
        r"FlyV1\s[A-Za-z0-9_,+/=\-]{40,2000}",
        r"vercel_[A-Za-z0-9_]{24,60}",
        r"HRKU-[\w\-]{30,80}",
        r"pul-[a-f0-9]{40}",
        r"sbp_[a-f0-9]{40}",
        r"ops_eyJ[A-Za-z0-9+/=]{100,2000}",
        r"AGE-SECRET-KEY-1[A-Z0-9]{50,60}",
        hints=(
            *(
                "_v1_",
                "hvs.",
                "hvb.",
                "hvr.",
                "dapi",
                "dp.",
                "fo1_",
                "flyv1",
                "vercel_",
                "hrku-",
                "pul-",
                "sbp_",
            ),
            *("ops_", "age-secret"),
        ),
    ),
    # services
    tokens(
        r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
        r"lin_api_[A-Za-z0-9]{32,60}",
        r"ntn_[A-Za-z0-9]{40,60}",
        r"PMAK-[a-f0-9\-]{40,80}",
        r"gl(?:sa|c)_[A-Za-z0-9_+/=\-]{32,300}",
        r"sntry[su]_[A-Za-z0-9_+/=\-]{32,400}",
        r"NRAK-[A-Z0-9]{27}",
        r"ATATT3[\w=\-]{60,300}",
        r"dd[ap]_[a-zA-Z0-9]{32,60}",
        hints=("shp", "lin_api_", "ntn_", "pmak-", "gl", "sntry", "nrak-", "atatt3", "dda_", "ddp_"),
    ),
    # names that people give to secrets
    named(rf"(?:{_STRONG}){_AFFIX}{_IS}{_QUOTED}"),
    named(rf"(?:{_STRONG}){_AFFIX}(?:=|:=)\s{{0,3}}{_BARE}"),
    named(rf"(?:{_STRONG}){_AFFIX}{_IS}{_BARE}{_ENDS_LINE}"),
    named(rf"(?:{_STRONG}){_AFFIX}(?:{_IS}|\s{{1,3}}(?:es|is|era|was)\s{{1,3}}){_BARE}", odd),
    named(rf"(?:{_WEAK}){_AFFIX}{_IS}[\"'`]?(?P<secret>[^\s\"'`,;)(\]}}<>\[]{{8,400}})", opaque),
    # AWS secret access keys have no form of their own: forty characters that no hash and no path is made of
    Form(
        ("",),
        re.compile(r"(?<![A-Za-z0-9/+=_.\-])(?P<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.\-])"),
        random_like,
    ),
)
