"""What Discord adds of its own to a document: `[render]` in prompts/<lang>/discord.toml."""

from functools import partial

from bot.presenter.labels import Labels, labels_in

__all__ = ["TABLE", "Labels", "labels"]

TABLE = "discord"
labels = partial(labels_in, TABLE)  # (language, wording) → Labels
