"""The words that the bot understands, ready to be looked up.

Signals of all languages are read in every text, because teams mix them ("cold starts en Lambda"); only numbers and
units follow the language of the text.
"""

from bot.core.lexicon.building import build
from bot.core.lexicon.lexicon import Lexicon, Numbers
from bot.core.lexicon.spelling import Words

__all__ = ["Lexicon", "Numbers", "Words", "build"]
