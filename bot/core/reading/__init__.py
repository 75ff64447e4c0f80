"""What people's words say about a system, read without a model.

text ─ words ─ phrases ─→ mentions ─→ signals, numbers and parts ─→ a Reading

Reading never guesses: what it does not know stays in the words, which are kept beside it. Every signal and
number quotes the characters it was read from. A sentence that gives the bot orders is read for nothing. All
languages are listened to at once; only the writing of numbers follows the conversation's language.
"""

from bot.core.languages import foreign, language_of
from bot.core.reading.files import read_file
from bot.core.reading.message import Reading, read
from bot.core.reading.parts import components_of

__all__ = ["Reading", "components_of", "foreign", "language_of", "read", "read_file"]
