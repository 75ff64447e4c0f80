"""What the doctor says of Discord, asked of a Discord of our own: each trouble by name, with what to do about it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.discord.calls import ITEMS
from adapters.discord.installing.checking import FEW, checked, servers
from adapters.discord.installing.invite import invite_url
from bot.cli_words import Words, languages
from bot.doctor import row
from bot.hosting.answers import Said, Unsure
from bot.hosting.findings import Finding
from bot.settings import DiscordSettings
from bot.wording import wording
from tests.discord import payloads
from tests.discord.server import Banned, Broken, FakeDiscord, Says
from tests.journeys.shell import environment, run

EN = Words("en")


@pytest.fixture
async def discord() -> AsyncGenerator[FakeDiscord]:
    async with FakeDiscord.start() as running:
        yield running


def settings(discord: FakeDiscord, token: str | None = None) -> DiscordSettings:
    return DiscordSettings(SecretStr(token or discord.token), discord.api_url, discord.gateway_url)


async def rows(given: DiscordSettings) -> Mapping[str, Finding]:
    """The findings, by what was looked at."""
    found = await checked(given, wording())
    for each in found:
        for language in languages():  # every row has its words
            assert row(each, Words(language)).detail
    return {each.what: each for each in found}


async def test_all_is_well(discord: FakeDiscord) -> None:
    discord.world.commands = [{"name": "wasm"}]
    found = await rows(settings(discord))
    assert {name: each.state for name, each in found.items()} == {
        "discord": "ok",
        "discord_content": "ok",
        "discord_servers": "ok",
        "discord_permissions": "ok",
        "discord_commands": "ok",
    }
    assert row(found["discord"], EN).detail == "wasm"
    assert "/wasm" in row(found["discord_commands"], EN).detail


async def test_without_the_content_intent_it_says_what_that_means_and_where_it_is(
    discord: FakeDiscord,
) -> None:
    discord.world.reads_content = False
    content = (await rows(settings(discord)))["discord_content"]
    assert content.state == "warn"
    said = row(content, EN).detail
    assert "cannot read what is written without mentioning it" in said
    assert f"https://discord.com/developers/applications/{payloads.BOT}/bot" in said


async def test_a_permission_that_is_missing_is_named_with_its_server(discord: FakeDiscord) -> None:
    discord.guild().denied = {"attach_files", "create_public_threads"}
    lacking = (await rows(settings(discord)))["discord_permissions"]
    assert lacking.state == "warn"
    said = row(lacking, EN).detail
    assert "in server" in said
    assert "Create Public Threads, Attach Files." in said
    assert invite_url(payloads.BOT) in said


async def test_a_bot_in_no_server_is_told_how_to_get_into_one(discord: FakeDiscord) -> None:
    discord.guild().inside = False
    nowhere = (await rows(settings(discord)))["discord_servers"]
    assert nowhere.state == "warn"
    assert invite_url(payloads.BOT) in row(nowhere, EN).detail


def test_of_many_servers_the_first_are_named() -> None:
    inside = [{"name": f"server {each}", "permissions": "0"} for each in range(FEW + 2)]
    named, *lacking = servers(Said({ITEMS: inside}), payloads.BOT)
    assert named.values["servers"] == "server 0, server 1, server 2, server 3, server 4 (+2)"
    assert len(lacking) == FEW


def test_servers_that_discord_did_not_tell_are_not_taken_for_none() -> None:
    (found,) = servers(Unsure("unreachable"), payloads.BOT)
    assert (found.state, found.key) == ("warn", "discord_servers_untold")


async def test_a_command_that_discord_does_not_know_yet_is_told(discord: FakeDiscord) -> None:
    found = (await rows(settings(discord)))["discord_commands"]
    assert found.state == "warn"
    assert "serve" in row(found, EN).detail


async def test_what_discord_does_not_say_is_told_as_that(discord: FakeDiscord) -> None:
    discord.fault("GET", "/applications/[0-9]+/commands", Says(50001), times=None)
    discord.fault("GET", "/users/@me/guilds", Banned(), times=None)
    found = await rows(settings(discord))
    assert found["discord_commands"].key == "discord_commands_untold"
    assert found["discord_servers"].key == "discord_servers_untold"


async def test_a_token_that_does_not_serve_says_where_there_is_another(discord: FakeDiscord) -> None:
    found = await rows(settings(discord, "a.wrong.token"))
    assert found.keys() == {"discord"}
    assert found["discord"].state == "fail"
    assert "Reset Token" in row(found["discord"], EN).detail
    assert "a.wrong.token" not in repr(found)


async def test_a_discord_that_cannot_be_reached_is_not_the_token_s_fault() -> None:
    nowhere = DiscordSettings(SecretStr("a.b.c"), "http://127.0.0.1:9/api/v10")
    said = row((await rows(nowhere))["discord"], EN).detail
    assert "could not be asked" in said
    assert "DISCORD_API_URL" in said


async def test_a_discord_in_trouble_is_not_the_token_s_fault(discord: FakeDiscord) -> None:
    discord.fault("GET", "/users/@me", Broken(503), times=None)
    found = (await rows(settings(discord)))["discord"]
    assert (found.key, found.state) == ("discord_unasked", "fail")


def configured(discord: FakeDiscord) -> dict[str, str]:
    """The same as an environment."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "PORT": "0",
    }


async def test_the_command_says_it_too(discord: FakeDiscord, tmp_path: Path) -> None:
    ran = await asyncio.to_thread(run, tmp_path, "doctor", "--lang", "en", env=configured(discord))
    assert ran.status == 0, ran.out
    assert "the bot reads what is answered in its threads" in ran.out
    assert "does not know /wasm yet" in ran.out
    assert "0 at 127.0.0.1 is free" in ran.out
    assert discord.token not in ran.out + ran.err


async def test_the_invitation_is_for_the_app_that_the_token_is_of(
    discord: FakeDiscord, tmp_path: Path
) -> None:
    ran = await asyncio.to_thread(run, tmp_path, "discord-invite", env=configured(discord))
    assert (ran.status, ran.out) == (0, f"{invite_url(payloads.BOT)}\n")


async def test_for_a_wrong_token_there_is_no_invitation(discord: FakeDiscord, tmp_path: Path) -> None:
    wrong = configured(discord) | {"DISCORD_TOKEN": "a.wrong.token"}
    ran = await asyncio.to_thread(run, tmp_path, "discord-invite", "--lang", "en", env=wrong)
    assert (ran.status, ran.out) == (1, "")
    assert "Reset Token" in ran.err
    assert "a.wrong.token" not in ran.err


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    """As on a machine where the bot was installed without Discord."""
    blocked = "import sys; sys.modules['discord'] = None; from bot.__main__ import main; sys.exit(main())"
    env = environment(tmp_path, {"DISCORD_TOKEN": "a.b.c"})
    for command in ("doctor", "serve", "discord-invite"):
        ran = subprocess.run(
            [sys.executable, "-c", blocked, command, "--lang", "en"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 1, command
        assert "wasm-architect[discord]" in ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
