"""The parts list: the only file that chooses adapters.

Wired by hand, nothing global, nothing connected at import. Embedded mode is what this builds: one process and a SQLite
file. `chatting` puts a terminal before it, `serving` the platforms where teams write.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from adapters import sqlite
from bot.assessment.facts import knowledge
from bot.core.notices import Notice
from bot.core.patience import Patience
from bot.core.step import step
from bot.engine import Engine
from bot.guarding import ExtraMissing
from bot.hosting import Host
from bot.planning.planner import Planner
from bot.ports import Model, Platform, Store, StoreUnusable
from bot.presenter import Library, Presented, present
from bot.settings import ModelSettings, Settings, SettingsRefused, WrongSetting
from bot.vocabulary import lexicon
from bot.wording import wording

if TYPE_CHECKING:
    from adapters.discord import Discord
    from adapters.slack import Slack
    from adapters.web import Ready, Web

    Served = Slack | Discord

LOOK = 2.0  # seconds for the store to answer whether it is there


def now() -> datetime:
    """The clock, read here and handed in."""
    return datetime.now(UTC)


@asynccontextmanager
async def model_of(settings: ModelSettings | None) -> AsyncGenerator[Model | None]:
    """The language model, if one is configured; its SDK is imported only then."""
    if settings is None:
        yield None
        return
    from adapters import openai  # noqa: PLC0415  # half a second of imports that nobody needs without a model

    model = openai.create(settings.key.get_secret_value(), settings.base_url, settings.name)
    try:
        yield model
    finally:
        await model.close()


def engine_of(
    settings: Settings, store: Store, model: Model | None, platforms: dict[str, Platform]
) -> Engine:
    """Core, presenter, planner and store, put together."""
    vocabulary, words, known = lexicon(), wording(), knowledge()

    def presented(notice: Notice, language: str) -> Presented:
        return present(notice, language, words, Library(known, now().date()))

    return Engine(
        store=store,
        platforms=platforms,
        worker=Planner(model, known, words, now),
        step=lambda conversation, event: step(conversation, event, vocabulary),
        present=presented,
        patience=Patience(settings.reminder, settings.expiry),
        clock=now,
        first_language=words.languages[0],
    )


async def slack_of(settings: Settings, host: Host) -> "Slack | None":
    """Slack; its SDK is imported only where it is configured."""
    if settings.slack is None:
        return None
    from adapters import slack  # noqa: PLC0415  # an optional SDK

    return slack.create(settings.slack, host, settings.home)


async def discord_of(settings: Settings, host: Host) -> "Discord | None":
    """Discord, likewise. Raises SettingsRefused when Discord does not take the token."""
    if settings.discord is None:
        return None
    from adapters import discord  # noqa: PLC0415  # an optional SDK

    made = discord.create(settings.discord, host)
    if not await made.welcome():
        await made.close()
        raise SettingsRefused((WrongSetting("DISCORD_TOKEN", "discord_refused"),))
    return made


PLATFORMS: Mapping[str, Callable[[Settings, Host], Awaitable["Served | None"]]] = {
    "slack": slack_of,
    "discord": discord_of,
}


async def served_of(name: str, settings: Settings, host: Host) -> "Served | None":
    """A platform, if it is configured. Raises ExtraMissing where its libraries are not installed."""
    try:
        return await PLATFORMS[name](settings, host)
    except ModuleNotFoundError as missing:
        raise ExtraMissing(missing.name or "", name) from None


def web_of(settings: Settings, served: "Sequence[Served]", ready: "Sequence[Ready]") -> "Web":
    """The HTTP server of all platforms. Raises SettingsRefused when nothing can listen there."""
    from adapters import web  # noqa: PLC0415  # comes with any platform

    routes = [route for each in served for route in each.routes]
    registries = [each.registry for each in served if each.registry]
    try:
        return web.Web(web.application(routes, ready, registries), settings.host, settings.port)
    except web.Taken:
        raise SettingsRefused((WrongSetting("PORT", "taken"),)) from None


async def store_ready(store: Store) -> Mapping[str, bool]:
    """Whether the store answers."""
    try:
        async with asyncio.timeout(LOOK):
            await store.parked()
    except (StoreUnusable, TimeoutError):
        return {"store": False}
    return {"store": True}


def host_of(settings: Settings, engine: Engine, store: Store) -> Host:
    """The bot, as a platform sees it."""
    words = wording()
    return Host(
        front=engine,
        memory=store,
        step=engine.step,
        present=engine.present,
        wording=words,
        lexicon=lexicon(),
        language=settings.language or words.languages[0],
        now=now,
    )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[sqlite.SqliteStore]:
    """The store, for as long as it is needed."""
    store = sqlite.create(settings.home / "conversations.sqlite", now)
    try:
        yield store
    finally:
        store.close()
