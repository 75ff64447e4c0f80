"""The doctor's rows on Discord: what was asked is decided here, worded in cli.toml.

What a server grants as a whole can be seen; a channel may grant more or take away, which shows where the bot posts.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.discord.calls import ITEMS, Ask
from adapters.discord.client import App, DiscordRest, TokenRefused, point_at
from adapters.discord.installing.commands import commands
from adapters.discord.installing.invite import invite_url, missing
from bot.hosting.answers import Answer, Lost, Refused, Said, Unsure
from bot.hosting.fields import listed, text
from bot.hosting.findings import Finding
from bot.ports import Later
from bot.settings.discord import DiscordSettings
from bot.wording import Wording

SECONDS = 15.0  # for each of the questions
FEW = 5  # servers that are named
PAGE = 200  # servers that Discord tells at once
PORTAL = "https://discord.com/developers/applications"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that the bot is in, and what its roles may do there, as Discord's bits."""

    name: str
    granted: int


async def checked(settings: DiscordSettings, wording: Wording) -> tuple[Finding, ...]:
    """All rows."""
    rest = rest_of(settings)
    try:
        app = await introduced(rest)
        if isinstance(app, Finding):
            return (app,)
        mine = await asked(rest, Ask("GET", "/users/@me/guilds", {}, {"limit": str(PAGE)}))
        ids = {"application_id": app.application}
        known = await asked(rest, Ask("GET", "/applications/{application_id}/commands", ids))
        return (
            Finding("discord", "ok", "discord_ok", {"bot": app.name}),
            content(app),
            *servers(mine, app.application),
            registered(known, tuple(text(each, "name") for each in commands(wording))),
        )
    finally:
        await rest.close()


def rest_of(settings: DiscordSettings) -> DiscordRest:
    """Discord, asked with the token as it lies there."""
    point_at(settings.api_url, settings.gateway_url)
    return DiscordRest(settings.token.get_secret_value(), settings.api_url)


async def whose(settings: DiscordSettings) -> str | Finding:
    """The id of the app that the token is of; or why Discord does not say."""
    rest = rest_of(settings)
    try:
        app = await introduced(rest)
    finally:
        await rest.close()
    return app.application if isinstance(app, App) else app


async def introduced(rest: DiscordRest) -> App | Finding:
    """Who the bot is; or why Discord does not say."""
    try:
        async with asyncio.timeout(SECONDS):
            return await rest.app()
    except TokenRefused:
        return Finding("discord", "fail", "discord_bad")
    except Later:
        return Finding("discord", "fail", "discord_unasked", trouble="ratelimited")
    except (Lost, TimeoutError):
        return Finding("discord", "fail", "discord_unasked", trouble="unreachable")


async def asked(rest: DiscordRest, ask: Ask) -> Answer:
    """One question. Discord's wish to be asked later is no answer."""
    try:
        async with asyncio.timeout(SECONDS):
            return await rest.call(ask)
    except Later:
        return Refused("ratelimited")
    except (Lost, TimeoutError):
        return Unsure("unreachable")


def content(app: App) -> Finding:
    """Whether it reads what is written without a mention."""
    if app.reads_content:
        return Finding("discord_content", "ok", "discord_content_on")
    values = {"url": f"{PORTAL}/{app.application}/bot"}
    return Finding("discord_content", "warn", "discord_content_off", values)


def servers(answer: Answer, application: str) -> tuple[Finding, ...]:
    """Where it is, and what it may not do there."""
    if not isinstance(answer, Said):
        return (Finding("discord_servers", "warn", "discord_servers_untold"),)
    inside = [
        Server(text(each, "name"), bits(text(each, "permissions"))) for each in listed(answer.body, ITEMS)
    ]
    url = invite_url(application)
    if not inside:
        return (Finding("discord_servers", "warn", "discord_nowhere", {"url": url}),)
    lacking = tuple(
        Finding(
            "discord_permissions",
            "warn",
            "discord_permissions_missing",
            {"server": each.name, "url": url},
            terms=lacks,
        )
        for each in inside
        if (lacks := missing(each.granted))
    )
    return (
        Finding("discord_servers", "ok", "discord_servers_ok", {"servers": named(inside)}),
        *(lacking[:FEW] or (Finding("discord_permissions", "ok", "discord_permissions_ok"),)),
    )


def bits(permissions: str) -> int:
    """Discord's bits, which come as a text of digits."""
    return int(permissions) if permissions.isascii() and permissions.isdecimal() else 0


def named(inside: Sequence[Server]) -> str:
    """The first few by name, and how many more."""
    more = f" (+{len(inside) - FEW})" if len(inside) > FEW else ""
    return ", ".join(each.name for each in inside[:FEW]) + more


def registered(answer: Answer, wanted: tuple[str, ...]) -> Finding:
    """Whether Discord knows the commands."""
    if not isinstance(answer, Said):
        return Finding("discord_commands", "warn", "discord_commands_untold")
    known = {text(each, "name") for each in listed(answer.body, ITEMS)}
    values = {"commands": ", ".join(f"/{each}" for each in wanted)}
    if known.issuperset(wanted):
        return Finding("discord_commands", "ok", "discord_commands_ok", values)
    return Finding("discord_commands", "warn", "discord_commands_missing", values)
