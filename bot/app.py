"""The parts list: the only file that chooses adapters.

Wired by hand, nothing global, nothing connected at import. Embedded mode is what this builds: one process and a SQLite
file. `chatting` puts a terminal before it, `serving` the platforms where teams write.
"""

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from adapters import sqlite
from adapters.terminal.listing import warn
from bot.assessment.facts import knowledge
from bot.cli_words import Words
from bot.core.notices import Notice
from bot.core.patience import Patience
from bot.core.step import step
from bot.engine import Engine
from bot.engine.crew import trail
from bot.hosting import Host
from bot.planning.planner import Planner
from bot.ports import Model, Platform, Store, StoreBusy, StoreUnusable
from bot.presenter import Library, Presented, present
from bot.settings import ModelSettings, Settings, SettingsRefused, WrongSetting
from bot.vocabulary import lexicon
from bot.wording import wording

if TYPE_CHECKING:
    from adapters.slack import Slack
    from adapters.web import Web

OK, FAILED = 0, 1

log = logging.getLogger("wasm_architect")


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


def prepare(settings: Settings) -> None:
    """The data folder and the log in it. Raises SettingsRefused when the folder cannot be used."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings.log.touch(mode=0o600)
        logging.basicConfig(
            filename=settings.log,
            level=logging.WARNING,
            format="%(asctime)s %(levelname)s %(name)s %(message)s",
        )
    except OSError:
        raise SettingsRefused((WrongSetting("WASM_ARCHITECT_HOME", "home"),)) from None
    logging.getLogger("bot").setLevel(
        logging.INFO
    )  # which model, prompt and rung wrote a plan; SDKs stay at WARNING
    logging.raiseExceptions = False  # a full disk is told to people once, not by every line of the log


def slack_of(settings: Settings, host: Host) -> "Slack":
    """Slack; its SDK is imported only then, and raises ModuleNotFoundError where the extra is not installed."""
    from adapters import slack  # noqa: PLC0415  # an optional SDK

    if settings.slack is None:
        raise SettingsRefused((WrongSetting("SLACK_BOT_TOKEN", "slack_no_identity"),))
    return slack.create(settings.slack, host, settings.home)


def web_of(settings: Settings, slack: "Slack") -> "Web":
    """The HTTP server of all platforms. Raises SettingsRefused when nothing can listen there."""
    from adapters import web  # noqa: PLC0415  # as above

    try:
        return web.Web(slack.app, settings.host, settings.port)
    except web.Taken:
        raise SettingsRefused((WrongSetting("PORT", "taken"),)) from None


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


def note(trouble: Exception) -> str:
    """Write a surprise to the log and give the reference under which it stands there."""
    reference = uuid4().hex[:8]
    log.error(
        "reference %s: %s", reference, trail(trouble)
    )  # where, not what: it may quote what people wrote
    return reference


def complain(said: str) -> int:
    """On stderr; nothing worked."""
    warn(said)
    return FAILED


def unusable_words(unusable: StoreUnusable, settings: Settings, words: Words) -> str:
    """What is wrong with the data, what to do, and where the details are."""
    reason = words(f"store.{unusable.trouble}")
    return words("chat.unusable", home=settings.home, reason=reason, reference=note(unusable))


def guarded(action: Callable[[], int], settings: Settings, words: Words) -> int:
    """Do something with the data folder; what goes wrong is told with what was kept, what to do and a reference."""
    prepare(settings)
    try:
        return action()
    except StoreBusy:
        return complain(words("chat.busy", home=settings.home))
    except StoreUnusable as unusable:
        return complain(unusable_words(unusable, settings, words))
    except SettingsRefused:
        raise
    except Exception as surprise:  # noqa: BLE001  # the last door: people see what was kept and a reference
        return complain(words("chat.surprise", log=settings.log, reference=note(surprise)))
