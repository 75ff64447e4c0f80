"""What can be looked at of Discord: its rows of the check-up, and the address that invites the bot into a server."""

import asyncio

from adapters.terminal.listing import tell
from bot.cli_words import Words
from bot.doctor import row
from bot.guarding import OK, ExtraMissing, complain
from bot.hosting.findings import Finding
from bot.settings import Settings, SettingsRefused, WrongSetting
from bot.wording import wording


async def discord_checked(settings: Settings) -> tuple[Finding, ...]:
    """The rows; none when the bot does not live in Discord."""
    if settings.discord is None:
        return ()
    from adapters.discord.installing import checking  # noqa: PLC0415  # an extra, which may not be installed

    return await checking.checked(settings.discord, wording())


def show_invite(application: str, words: Words) -> int:
    """The address for an app of which the id is known."""
    try:
        from adapters.discord.installing.invite import invite_url  # noqa: PLC0415  # an extra, as above
    except ModuleNotFoundError as missing:
        return complain(ExtraMissing(missing.name or "", "discord").told(words))
    tell(invite_url(application))
    return OK


def ask_invite(settings: Settings, words: Words) -> int:
    """The address for the app that the token is of, which Discord is asked for. Raises SettingsRefused."""
    if settings.discord is None:
        raise SettingsRefused((WrongSetting("DISCORD_TOKEN", "discord_app"),))
    try:
        from adapters.discord.installing import checking  # noqa: PLC0415  # an extra, as above
    except ModuleNotFoundError as missing:
        return complain(ExtraMissing(missing.name or "", "discord").told(words))
    found = asyncio.run(checking.whose(settings.discord))
    return show_invite(found, words) if isinstance(found, str) else complain(row(found, words).detail)
