"""What the fork server of `tests.nursery` loads: all of the bot's parts, so that none of its children has to."""

from adapters import discord, slack, web
from bot import chatting, serving
from bot.assessment.facts import knowledge
from bot.vocabulary import lexicon

__all__ = ["chatting", "discord", "serving", "slack", "web"]

lexicon()
knowledge()
