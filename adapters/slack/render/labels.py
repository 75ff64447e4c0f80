"""What Slack adds of its own to a document: `[render]` in prompts/<lang>/slack.toml."""

from functools import partial

from bot.presenter.labels import Labels, labels_in

__all__ = ["TABLE", "Labels", "labels"]

TABLE = "slack"
labels = partial(labels_in, TABLE)  # (language, wording) → Labels
