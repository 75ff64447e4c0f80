"""The lexicon that ships with the bot: `prompts/lexicon.toml` and one `lexicon.toml` in each language's folder."""

import tomllib
from functools import cache
from importlib import resources

from bot.core.lexicon import Lexicon, build
from bot.wording import wording


@cache
def lexicon() -> Lexicon:
    """All vocabularies, loaded once; a language is a folder."""
    shared = (resources.files("prompts") / "lexicon.toml").read_text(encoding="utf-8")
    words = wording()
    return build(tomllib.loads(shared), {each: words.table(each, "lexicon") for each in words.languages})
