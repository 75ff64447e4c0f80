"""Discord's settings: a token, or nothing; half a configuration and what is no token are refused by name."""

import pytest
from pydantic import SecretStr

from bot.cli_words import Words, languages
from bot.settings import DiscordSettings, Settings, SettingsRefused, load_settings
from bot.settings.refusals import EXAMPLES

TOKEN = "MTE4MDAwMDAwMDAwMDAwMDAw.GhX2Yb.a-b_cdefghijklmnopqrstuvwxyz0123456789"
API, GATEWAY = "http://127.0.0.1:9/api/v10", "ws://127.0.0.1:9/gateway"
SOCKETS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in EXAMPLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("nothing"))


def loaded(monkeypatch: pytest.MonkeyPatch, **env: str) -> Settings:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_without_a_token_there_is_no_discord(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch)
    assert settings.discord is None
    assert settings.platforms == ()


@pytest.mark.parametrize("pasted", [TOKEN, f"  {TOKEN}\n", f"Bot {TOKEN}"])
def test_a_token_is_all_that_is_needed(monkeypatch: pytest.MonkeyPatch, pasted: str) -> None:
    settings = loaded(monkeypatch, DISCORD_TOKEN=pasted)
    assert settings.discord == DiscordSettings(SecretStr(TOKEN))
    assert settings.platforms == ("discord",)
    assert TOKEN not in repr(settings)


def test_the_two_addresses_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {"DISCORD_API_URL": f"{API}/", "DISCORD_GATEWAY_URL": GATEWAY}
    settings = loaded(monkeypatch, DISCORD_TOKEN=TOKEN, **addresses)
    assert settings.discord == DiscordSettings(SecretStr(TOKEN), API, GATEWAY)


def test_the_bot_may_live_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, DISCORD_TOKEN=TOKEN, **SOCKETS).platforms == ("slack", "discord")


@pytest.mark.parametrize(
    ("env", "wrong"),
    [
        ({"DISCORD_TOKEN": "8f742231b10e8888abcd99yyyzzz85a5"}, ("DISCORD_TOKEN", "discord_token", "")),
        ({"DISCORD_TOKEN": f"Bearer {TOKEN}"}, ("DISCORD_TOKEN", "discord_token", "")),
        ({"DISCORD_TOKEN": "a..b"}, ("DISCORD_TOKEN", "discord_token", "")),
        ({"DISCORD_TOKEN": ""}, ("DISCORD_TOKEN", "blank", "")),
        ({"DISCORD_API_URL": API}, ("DISCORD_TOKEN", "discord_no_token", "DISCORD_API_URL")),
        ({"DISCORD_GATEWAY_URL": GATEWAY}, ("DISCORD_TOKEN", "discord_no_token", "DISCORD_GATEWAY_URL")),
        ({"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": "discord.com/api"}, ("DISCORD_API_URL", "url", "")),
        ({"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": "http://a:b@h/"}, ("DISCORD_API_URL", "userinfo", "")),
        (
            {"DISCORD_TOKEN": TOKEN, "DISCORD_GATEWAY_URL": "https://gateway.discord.gg"},
            ("DISCORD_GATEWAY_URL", "websocket", ""),
        ),
    ],
)
def test_what_cannot_serve_is_refused_by_name_with_a_reason_and_an_example(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], wrong: tuple[str, str, str]
) -> None:
    with pytest.raises(SettingsRefused) as caught:
        loaded(monkeypatch, **env)
    assert [(each.name, each.reason, each.because) for each in caught.value.wrong] == [wrong]
    name, reason, because = wrong
    for language in languages():
        assert because in Words(language)(f"setting.{reason}", because=because)
        assert EXAMPLES[name].startswith(f"{name}=")
    assert TOKEN not in str(caught.value)
