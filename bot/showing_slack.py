"""What can be looked at of Slack: its rows of the check-up, and the manifest of its app."""

from functools import partial
from typing import TYPE_CHECKING

from adapters.terminal.listing import tell
from bot.app import OK, complain, opened
from bot.cli_words import Words
from bot.doctor import Check
from bot.ports import StoreBusy, StoreUnusable
from bot.settings import Settings
from bot.wording import wording

if TYPE_CHECKING:
    from adapters.slack.installing.checking import Finding


async def slack_checked(settings: Settings, words: Words) -> tuple[Check, ...]:
    """The rows; none when the bot does not live in Slack."""
    if settings.slack is None:
        return ()
    try:
        from adapters.slack.installing import checking  # noqa: PLC0415  # an extra, which may not be installed
    except ModuleNotFoundError as missing:
        return (Check("slack", "fail", words("serve.extra", module=missing.name, extra="slack")),)
    heard, where = partial(ever_heard, settings), (settings.host, settings.port)
    found = await checking.checked(settings.slack, settings.home, where, heard)
    return tuple(row(each, words) for each in found)


def row(found: "Finding", words: Words) -> Check:
    """A finding in words."""
    said = {
        name: words(f"slack_{name}.{found.trouble}", **found.values)
        for name in ("trouble", "advice")
        if found.trouble
    }
    reasons = {"reason": said.get("trouble", ""), "advice": said.get("advice", "")}
    return Check(found.what, found.state, words(f"doctor.{found.key}", **found.values, **reasons))


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
        return complain(words("serve.extra", module=missing.name, extra="slack"))
    tell(as_yaml(manifest(lambda key: wording().line(words.language, "slack", key), address)).rstrip())
    return OK
