"""Around every command that touches the data folder: what it needs before, and what is told when something goes wrong.

People never see an exception: they see what happened, what was kept, what to do, and a reference under which the log
says where it was.
"""

import logging
from collections.abc import Callable
from uuid import uuid4

from adapters.terminal.listing import warn
from bot.cli_words import Words
from bot.engine.crew import trail
from bot.ports import StoreBusy, StoreUnusable
from bot.settings import Settings, SettingsRefused, WrongSetting

OK, FAILED = 0, 1

log = logging.getLogger("wasm_architect")


class ExtraMissing(Exception):
    """What is configured needs libraries that are not installed."""

    def __init__(self, module: str, extra: str) -> None:
        super().__init__(module)
        self.module, self.extra = module, extra

    def told(self, words: Words) -> str:
        """Which, and how to install them."""
        return words("serve.extra", module=self.module, extra=self.extra)


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
    except ExtraMissing as missing:
        return complain(missing.told(words))
    except SettingsRefused:
        raise
    except Exception as surprise:  # noqa: BLE001  # the last door: people see what was kept and a reference
        return complain(words("chat.surprise", log=settings.log, reference=note(surprise)))
