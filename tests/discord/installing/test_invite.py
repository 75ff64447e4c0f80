"""The address that invites the bot: what it asks of a server, and nothing beside."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from adapters.discord.installing.invite import ADMINISTRATOR, PERMISSIONS, invite_url, missing
from bot.cli_words import Words, languages
from bot.doctor import row
from bot.hosting.findings import Finding
from tests.journeys.shell import run

APP = "1180000000000000000"
WANTED = discord.Permissions(**dict.fromkeys(PERMISSIONS, True))  # the library knows them by the same names


def test_the_rights_are_those_that_the_library_knows_by_these_names() -> None:
    assert sum(PERMISSIONS.values()) == WANTED.value


def test_no_more_is_asked_for_than_what_is_needed() -> None:
    assert set(PERMISSIONS) == {
        "view_channel",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "attach_files",
        "read_message_history",
    }


@pytest.mark.parametrize("language", languages())
def test_each_has_the_name_that_discord_shows(language: str) -> None:
    lacking = Finding("discord_permissions", "warn", "discord_permissions_missing", {"server": "", "url": ""})
    said = {row(replace(lacking, terms=(each,)), Words(language)).detail for each in PERMISSIONS}
    assert len(said) == len(PERMISSIONS)


def test_the_address_names_the_app_its_scopes_and_exactly_these_rights() -> None:
    address = urlsplit(invite_url(APP))
    assert (address.scheme, address.netloc, address.path) == ("https", "discord.com", "/oauth2/authorize")
    assert parse_qs(address.query) == {
        "client_id": [APP],
        "scope": ["bot applications.commands"],
        "permissions": [str(WANTED.value)],
    }


@pytest.mark.parametrize("name", PERMISSIONS)
def test_a_right_that_is_not_there_is_named(name: str) -> None:
    assert missing(WANTED.value & ~PERMISSIONS[name]) == (name,)


def test_an_administrator_lacks_nothing() -> None:
    assert missing(ADMINISTRATOR) == ()
    assert missing(WANTED.value | 1 << 40) == ()


def test_the_command_prints_it_for_an_app_without_any_settings(tmp_path: Path) -> None:
    ran = run(tmp_path, "discord-invite", "--app", APP, env={"DISCORD_TOKEN": "no token"})
    assert (ran.status, ran.out) == (0, f"{invite_url(APP)}\n")


@pytest.mark.parametrize("wrong", ["1234", "wasm-architect", "11800000000000000000000"])
def test_what_is_no_id_is_refused(tmp_path: Path, wrong: str) -> None:
    ran = run(tmp_path, "discord-invite", "--app", wrong, env={"WASM_ARCHITECT_LANG": "en"})
    assert ran.status == 2
    assert "17 to 20 digits" in ran.err


def test_without_token_and_id_it_asks_for_one_of_them(tmp_path: Path) -> None:
    ran = run(tmp_path, "discord-invite", "--lang", "en")
    assert ran.status == 2
    assert "DISCORD_TOKEN" in ran.err
    assert "--app" in ran.err
