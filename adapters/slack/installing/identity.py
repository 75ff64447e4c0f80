"""In one workspace or in many: where tokens come from, what an uninstallation removes, which pages there are."""

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from starlette.routing import Route

from adapters.slack.installing.grants import Grants
from adapters.slack.installing.installations import Installations
from adapters.slack.installing.leaving import Remove, nothing_to_remove
from adapters.slack.installing.pages import Installing
from adapters.slack.installing.states import States
from adapters.slack.installing.tokens import Installed, Token, one
from adapters.slack.installing.vault import Vault, derived
from bot.settings.slack import ManyWorkspaces, OneWorkspace, SlackSettings
from bot.wording import Wording

log = logging.getLogger(__name__)

FILE = "slack.sqlite"


@dataclass(frozen=True, slots=True)
class Identity:
    """`remove` deletes a workspace's tokens; `pages` are those of the installation by OAuth."""

    token: Token
    remove: Remove
    pages: tuple[Route, ...]


def identity_of(settings: SlackSettings, home: Path, wording: Wording, language: str) -> Identity:
    """What the settings say. With OAuth it looks through the installations, and seals anew with a new key."""
    match settings.identity:
        case OneWorkspace(bot_token):
            return Identity(one(bot_token.get_secret_value()), nothing_to_remove, ())
        case ManyWorkspaces() as many:
            rows = installations_of(many, home)
            for workspace in rows.seal_anew():
                log.error("no key opens the tokens of %s: it has to install the app again", workspace)
            grants = Grants(many.client_id, many.client_secret.get_secret_value(), settings.api_url)
            installed = Installed(rows, grants.of_refresh, time.time)
            pages = Installing(grants, States(rows.path, time.time), installed.add, wording, language).pages()
            return Identity(installed.token, installed.remove, pages)
        case _:
            assert_never(settings.identity)


def installations_of(many: ManyWorkspaces, home: Path) -> Installations:
    """The rows of this app. The client secret's own key comes last: keys can be given later, and taken over."""
    vault = Vault((*many.keys, derived(many.client_secret.get_secret_value())))
    return Installations(home / FILE, vault, many.client_id)
