"""The environment becomes one valid configuration of Slack, or is refused by name; no half of one exists."""

from base64 import b64encode

import pytest
from pydantic import SecretStr

from bot.cli_words import Words, languages
from bot.settings import Settings, SettingsRefused, load_settings
from bot.settings.refusals import EXAMPLES
from bot.settings.slack import SLACK_API, Http, ManyWorkspaces, OneWorkspace, SlackSettings, Socket

BOT, APP, SIGNING = "xoxb-1-2-abc", "xapp-1-A1-2-abc", "8f742231b10e8888abcd99yyyzzz85a5"
ONE = {"SLACK_BOT_TOKEN": BOT}
MANY = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "cs"}
SOCKET = {"SLACK_APP_TOKEN": APP}
HTTP = {"SLACK_SIGNING_SECRET": SIGNING}
KEYS = tuple(bytes([each]) * 32 for each in (1, 2))
KEY_TEXT = ", ".join(b64encode(each).decode() for each in KEYS)


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in EXAMPLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("nothing"))


def loaded(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> Settings:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def refused(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> list[tuple[str, str, str]]:
    with pytest.raises(SettingsRefused) as caught:
        loaded(monkeypatch, env)
    return [(each.name, each.reason, each.because) for each in caught.value.wrong]


def test_without_slack_settings_there_is_no_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, {})
    assert settings.slack is None
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)


@pytest.mark.parametrize(
    ("env", "slack"),
    [
        (SOCKET | ONE, SlackSettings(Socket(SecretStr(APP)), OneWorkspace(SecretStr(BOT)))),
        (HTTP | ONE, SlackSettings(Http(SecretStr(SIGNING)), OneWorkspace(SecretStr(BOT)))),
        (HTTP | MANY, SlackSettings(Http(SecretStr(SIGNING)), ManyWorkspaces("1.2", SecretStr("cs")))),
        (SOCKET | MANY, SlackSettings(Socket(SecretStr(APP)), ManyWorkspaces("1.2", SecretStr("cs")))),
        (
            HTTP | MANY | {"WASM_ARCHITECT_KEYS": KEY_TEXT},
            SlackSettings(Http(SecretStr(SIGNING)), ManyWorkspaces("1.2", SecretStr("cs"), KEYS)),
        ),
        (
            HTTP | {"SLACK_BOT_TOKEN": f" {BOT}\n", "SLACK_API_URL": "http://127.0.0.1:9/api"},
            SlackSettings(Http(SecretStr(SIGNING)), OneWorkspace(SecretStr(BOT)), "http://127.0.0.1:9/api/"),
        ),
    ],
)
def test_a_whole_configuration(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], slack: SlackSettings
) -> None:
    assert loaded(monkeypatch, env).slack == slack


def test_slack_s_own_address_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    slack = loaded(monkeypatch, SOCKET | ONE).slack
    assert slack
    assert slack.api_url == SLACK_API


@pytest.mark.parametrize(
    ("env", "wrong"),
    [
        (ONE, [("SLACK_APP_TOKEN", "slack_no_mode", "SLACK_BOT_TOKEN")]),
        (MANY, [("SLACK_APP_TOKEN", "slack_no_mode", "SLACK_CLIENT_ID")]),
        (SOCKET, [("SLACK_BOT_TOKEN", "slack_no_identity", "SLACK_APP_TOKEN")]),
        (HTTP, [("SLACK_BOT_TOKEN", "slack_no_identity", "SLACK_SIGNING_SECRET")]),
        (
            {"SLACK_API_URL": SLACK_API},
            [
                ("SLACK_APP_TOKEN", "slack_no_mode", "SLACK_API_URL"),
                ("SLACK_BOT_TOKEN", "slack_no_identity", "SLACK_API_URL"),
            ],
        ),
        (SOCKET | HTTP | ONE, [("SLACK_APP_TOKEN", "slack_two_modes", "SLACK_SIGNING_SECRET")]),
        (HTTP | ONE | MANY, [("SLACK_BOT_TOKEN", "slack_two_identities", "SLACK_CLIENT_ID")]),
        (
            HTTP | {"SLACK_CLIENT_ID": "1.2"},
            [("SLACK_CLIENT_SECRET", "slack_half_client", "SLACK_CLIENT_ID")],
        ),
        (
            HTTP | {"SLACK_CLIENT_SECRET": "cs"},
            [("SLACK_CLIENT_ID", "slack_half_client", "SLACK_CLIENT_SECRET")],
        ),
        (HTTP | {"SLACK_BOT_TOKEN": "xoxp-1"}, [("SLACK_BOT_TOKEN", "slack_bot_token", "")]),
        (HTTP | {"SLACK_BOT_TOKEN": "xoxe.xoxb-1"}, [("SLACK_BOT_TOKEN", "slack_rotating", "")]),
        (ONE | {"SLACK_APP_TOKEN": "xoxb-1"}, [("SLACK_APP_TOKEN", "slack_app_token", "")]),
        (HTTP | ONE | {"SLACK_API_URL": "slack.com/api"}, [("SLACK_API_URL", "url", "")]),
        (HTTP | ONE | {"SLACK_API_URL": "https://a:b@slack.com/"}, [("SLACK_API_URL", "userinfo", "")]),
        (HTTP | MANY | {"WASM_ARCHITECT_KEYS": "c2hvcnQ="}, [("WASM_ARCHITECT_KEYS", "keys", "")]),
        (
            HTTP | MANY | {"WASM_ARCHITECT_KEYS": f"{KEY_TEXT},no key"},
            [("WASM_ARCHITECT_KEYS", "keys", "")],
        ),
        ({"PORT": "seventy"}, [("PORT", "port", "")]),
        ({"PORT": "65536"}, [("PORT", "port", "")]),
        ({"HOST": ""}, [("HOST", "blank", "")]),
        (HTTP | {"SLACK_BOT_TOKEN": ""}, [
            ("SLACK_BOT_TOKEN", "blank", ""),
            ("SLACK_BOT_TOKEN", "slack_no_identity", "SLACK_SIGNING_SECRET"),
        ]),
    ],
)  # fmt: skip
def test_half_or_double_configurations_are_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], wrong: list[tuple[str, str, str]]
) -> None:
    assert refused(monkeypatch, env) == wrong
    for language in languages():
        for name, reason, because in wrong:
            said = Words(language)(f"setting.{reason}", because=because)
            assert said
            assert because in said
            assert EXAMPLES[name].startswith(f"{name}=")


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, HTTP | MANY | {"WASM_ARCHITECT_KEYS": KEY_TEXT})
    shown = repr(settings)
    assert SIGNING not in shown
    assert repr(KEYS[0]) not in shown
    assert "'cs'" not in shown
