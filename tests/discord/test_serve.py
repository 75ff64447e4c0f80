"""The process, in Discord, in Slack, and in both: what each needs, what it says, and how it ends."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.discord.process import serving, settings_of
from tests.discord.server import FakeDiscord
from tests.journeys.shell import run
from tests.slack.server import FakeSlack

OPENING = (
    "We run our API on AWS Lambda with Node.js and cold starts take 900 ms. Should we move to WebAssembly?"
)
NO_SLACK = ("slack_bolt", "slack_sdk", "cryptography")
NO_DISCORD = ("discord", "wcwidth")


@pytest.fixture
async def discord() -> AsyncGenerator[FakeDiscord]:
    async with FakeDiscord.start() as running:
        yield running


@pytest.fixture
async def slack() -> AsyncGenerator[FakeSlack]:
    async with FakeSlack.start() as running:
        running.team().channel("C0PLATFORM", ["U0ANA"])
        running.over_sockets()
        yield running


async def asked_in_discord(discord: FakeDiscord) -> None:
    """Somebody mentions the bot, and is asked the first question in a thread."""
    post = await discord.person().mention(discord.channel(), OPENING)
    thread = await discord.wait_for(lambda: discord.thread_of(post), 20)
    assert thread
    await discord.wait_for(lambda: any("Question 1" in each.text for each in discord.shown(thread)), 20)


async def asked_in_slack(slack: FakeSlack) -> None:
    """The same in Slack."""
    await slack.until(lambda: slack.sockets.connected, 20)
    post = await slack.person("U0ANA").mention("C0PLATFORM", OPENING)
    await slack.until(lambda: slack.replies(post), 20)


async def test_discord_alone_needs_nothing_of_slack_s(discord: FakeDiscord, tmp_path: Path) -> None:
    async with serving(tmp_path, settings_of(discord), NO_SLACK) as bot:
        assert bot.said[0].startswith("Running: Discord. ")
        await bot.until_ready()
        assert await bot.readiness() == {"store": True, "discord": True}
        await asked_in_discord(discord)
        assert [each["name"] for each in discord.world.commands] == ["wasm"]
        status, seconds = await bot.stop()
        assert (status, seconds < 10) == (0, True)
        assert "cold starts" not in bot.log
        assert discord.token not in bot.log + "".join(bot.said)
    assert discord.unexpected == []


async def test_slack_alone_needs_nothing_of_discord_s(slack: FakeSlack, tmp_path: Path) -> None:
    async with serving(tmp_path, settings_of(slack), NO_DISCORD) as bot:
        assert bot.said[0].startswith("Running: Slack over Socket Mode. ")
        await asked_in_slack(slack)
        assert await bot.readiness() == {"store": True, "slack": True}


async def test_both_at_once(discord: FakeDiscord, slack: FakeSlack, tmp_path: Path) -> None:
    async with serving(tmp_path, settings_of(slack, discord)) as bot:
        assert bot.said[0].startswith("Running: Slack over Socket Mode, Discord. ")
        await bot.until_ready()
        await asyncio.gather(asked_in_discord(discord), asked_in_slack(slack))
        assert await bot.readiness() == {"store": True, "slack": True, "discord": True}
        status, seconds = await bot.stop()
        assert (status, seconds < 10) == (0, True)


async def test_a_discord_that_is_out_of_reach_leaves_slack_alone(slack: FakeSlack, tmp_path: Path) -> None:
    nowhere = {"DISCORD_TOKEN": "a.b.c", "DISCORD_API_URL": "http://127.0.0.1:9/api/v10"}
    async with serving(tmp_path, settings_of(slack) | nowhere) as bot:
        await asked_in_slack(slack)
        assert await bot.readiness() == {"store": True, "slack": True, "discord": False}
        status, seconds = await bot.stop()
        assert (status, seconds < 10) == (0, True)


async def test_a_wrong_token_is_told_like_any_wrong_setting(discord: FakeDiscord, tmp_path: Path) -> None:
    wrong = settings_of(discord) | {"DISCORD_TOKEN": "a.wrong.token"}
    ran = await asyncio.to_thread(run, tmp_path, "serve", "--lang", "en", env=wrong)
    assert ran.status == 2
    assert "  DISCORD_TOKEN: Discord does not take it" in ran.err
    assert "a.wrong.token" not in ran.err
    assert "Traceback" not in ran.err


def test_with_nothing_configured_both_are_offered(tmp_path: Path) -> None:
    ran = run(tmp_path, "serve", "--lang", "en")
    assert ran.status == 1
    assert "docs/slack.md" in ran.err
    assert "docs/discord.md" in ran.err
