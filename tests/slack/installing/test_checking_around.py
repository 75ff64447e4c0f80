"""What the doctor sees beside Slack's answers: events, words for every trouble, and the whole command."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from adapters.slack.installing.asking import Standing
from adapters.slack.installing.checking import KNOWN, events, tokens
from adapters.slack.installing.scopes import EVENTS
from bot.cli_words import Words, languages
from bot.doctor import row
from tests.journeys.shell import environment, run
from tests.slack.server import FakeSlack


@pytest.fixture
async def slack() -> AsyncGenerator[FakeSlack]:
    async with FakeSlack.start() as running:
        yield running


@pytest.mark.parametrize(
    ("seen", "key"),
    [
        ((True,), "slack_events_ok"),
        ((False, True), "slack_events_ok"),
        ((False,), "slack_events_none"),
        ((False, None), "slack_events_unseen"),
    ],
)
def test_events_that_never_came_are_told_with_where_to_look(seen: tuple[bool | None, ...], key: str) -> None:
    found = events(seen)
    assert found.key == key
    for language in languages():
        said = row(found, Words(language)).detail
        assert all(each in said for each in EVENTS) is (key != "slack_events_ok")


@pytest.mark.parametrize("trouble", [*sorted(KNOWN), "fatal_error"])
@pytest.mark.parametrize("language", languages())
def test_every_trouble_has_its_words_and_its_advice(trouble: str, language: str) -> None:
    (found,) = tokens((Standing(team="Acme", trouble=trouble),))
    said = row(found, Words(language)).detail
    assert ("fatal_error" in said) is (trouble == "fatal_error")
    assert said.count(". ") >= 1  # the reason, then what to do


async def test_the_command_says_it_too(slack: FakeSlack, tmp_path: Path) -> None:
    env = {
        "SLACK_BOT_TOKEN": "xoxb-T0ACME",
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }
    ran = await asyncio.to_thread(run, tmp_path, "doctor", "--lang", "en", env=env | {"PORT": "0"})
    assert ran.status == 0, ran.out
    assert "wasm in t0acme" in ran.out
    assert "Slack gives a connection" in ran.out
    assert "none has come so far" in ran.out
    assert "0 at 127.0.0.1 is free" in ran.out
    assert "xoxb" not in ran.out
    assert "xapp" not in ran.out


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    """As on a machine where the bot was installed without Slack."""
    blocked = "import sys; sys.modules['slack_bolt'] = None; from bot.__main__ import main; sys.exit(main())"
    env = environment(tmp_path, {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})
    for command, status in (("doctor", 1), ("serve", 1), ("slack-manifest", 1)):
        ran = subprocess.run(
            [sys.executable, "-c", blocked, command, "--lang", "en"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == status
        assert "slack_bolt" in ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
