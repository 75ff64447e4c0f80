"""What can be looked at of Slack: its rows of the check-up, and the manifest of its app."""

from functools import partial

from adapters.terminal.listing import tell
from bot.app import opened
from bot.cli_words import Words
from bot.guarding import OK, ExtraMissing, complain
from bot.hosting.findings import Finding
from bot.ports import StoreBusy, StoreUnusable
from bot.settings import Settings
from bot.wording import wording


async def slack_checked(settings: Settings) -> tuple[Finding, ...]:
    """The rows; none when the bot does not live in Slack."""
    if settings.slack is None:
        return ()
    from adapters.slack.installing import checking  # noqa: PLC0415  # an extra, which may not be installed

    return await checking.checked(settings.slack, settings.home, partial(ever_heard, settings))


async def ever_heard(settings: Settings, workspace: str) -> bool | None:
    """Whether a conversation of the workspace is kept; None while the bot that runs holds the data."""
    try:
        async with opened(settings) as store:
            return await store.latest("slack", workspace) is not None
    except (StoreBusy, StoreUnusable):
        return None


def show_manifest(address: str | None, words: Words) -> int:
    """The manifest in YAML. `address` is https, without a path; None for Socket Mode."""
    try:
        from adapters.slack.installing.manifest import as_yaml, manifest  # noqa: PLC0415  # an extra, as above
    except ModuleNotFoundError as missing:
        return complain(ExtraMissing(missing.name or "", "slack").told(words))
    tell(as_yaml(manifest(lambda key: wording().line(words.language, "slack", key), address)).rstrip())
    return OK
