"""One workspace or many, as the settings say; keys may be given later without anybody installing again."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.slack.installing.grants import Granted
from adapters.slack.installing.identity import identity_of, installations_of
from adapters.slack.installing.installations import Installation
from adapters.slack.installing.pages import BACK, INSTALL
from adapters.slack.installing.vault import Unreadable, derived
from bot.settings.slack import ManyWorkspaces, OneWorkspace, SlackSettings, Socket
from bot.wording import wording

MODE = Socket(SecretStr("xapp-1"))
MANY = ManyWorkspaces("1.2", SecretStr("client-secret"))
KEYED = ManyWorkspaces("1.2", SecretStr("client-secret"), (b"k" * 32,))
ACME = Installation("", "T1", "A1", "U0BOT", "Acme", ("commands",), 1.0, "xoxb-acme")


async def test_one_workspace_has_a_token_and_no_pages(tmp_path: Path) -> None:
    one = SlackSettings(MODE, OneWorkspace(SecretStr("xoxb-1")))
    identity = identity_of(one, tmp_path, wording(), "es")
    assert await identity.token("T1") == "xoxb-1"
    assert identity.pages == ()
    await identity.remove("T1")
    assert not installations_of(MANY, tmp_path).path.exists()


async def test_many_workspaces_have_pages_and_a_token_each(tmp_path: Path) -> None:
    installations_of(MANY, tmp_path).save(ACME)
    identity = identity_of(SlackSettings(MODE, MANY), tmp_path, wording(), "es")
    assert {each.path for each in identity.pages} == {INSTALL, BACK}
    assert await identity.token("T1") == "xoxb-acme"
    await identity.remove("T1")
    assert await identity.token("T1") is None


async def test_a_key_that_is_given_later_takes_over(tmp_path: Path) -> None:
    installations_of(MANY, tmp_path).save(ACME)
    identity = identity_of(SlackSettings(MODE, KEYED), tmp_path, wording(), "es")
    assert await identity.token("T1") == "xoxb-acme"
    with pytest.raises(Unreadable):
        installations_of(MANY, tmp_path).find("T1")


async def test_a_key_that_is_lost_is_told_and_stops_nobody_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    installations_of(KEYED, tmp_path).save(ACME)
    identity = identity_of(SlackSettings(MODE, MANY), tmp_path, wording(), "es")
    assert "T1" in caplog.text
    assert await identity.token("T1") is None
    assert derived("client-secret") not in KEYED.keys


def test_what_is_granted_shows_no_token() -> None:
    shown = repr(Granted("", "T1", "A1", "U1", "Acme", ("commands",), "xoxb-acme", "xoxe-1", 1.0))
    assert "xox" not in shown
