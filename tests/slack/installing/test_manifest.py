"""The manifest: what Slack's schema demands, what the code needs, and the files in `docs/` are these very words.

The bounds are those of slackapi/manifest-schema (schemas/manifest.schema.2.0.0.json, read in November 2026), whose
objects take no other keys than those named in it.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from adapters.slack.installing.manifest import as_yaml, manifest
from adapters.slack.installing.scopes import EVENTS, SCOPES
from bot.settings.refusals import EXAMPLES
from bot.wording import wording
from tests.journeys.shell import run

DOCS = Path(__file__).parents[3] / "docs"
ADDRESS = "https://wasm-architect.example.com"
URL = (12, 3_000)

# Path → smallest and largest length of a text, or number of items of a list; True where it is a truth value.
# A path that is not here is not in the schema, or is not for us.
SCHEMA: Mapping[str, tuple[int, int] | bool] = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4_000),
    "display_information.background_color": (4, 7),
    "features.app_home.home_tab_enabled": True,
    "features.app_home.messages_tab_enabled": True,
    "features.app_home.messages_tab_read_only_enabled": True,
    "features.agent_view.agent_description": (1, 300),
    "features.agent_view.suggested_prompts": (1, 4),
    "features.agent_view.suggested_prompts[].title": (1, 75),
    "features.agent_view.suggested_prompts[].message": (1, 500),
    "features.bot_user.display_name": (1, 80),
    "features.bot_user.always_online": True,
    "features.slash_commands": (1, 50),
    "features.slash_commands[].command": (2, 32),
    "features.slash_commands[].url": URL,
    "features.slash_commands[].description": (1, 2_000),
    "features.slash_commands[].usage_hint": (1, 1_000),
    "features.slash_commands[].should_escape": True,
    "oauth_config.redirect_urls": (1, 1_000),
    "oauth_config.redirect_urls[]": (12, 2_500),
    "oauth_config.scopes.bot": (1, 255),
    "oauth_config.scopes.bot[]": (1, 50),
    "settings.event_subscriptions.request_url": URL,
    "settings.event_subscriptions.bot_events": (1, 100),
    "settings.event_subscriptions.bot_events[]": (1, 50),
    "settings.interactivity.is_enabled": True,
    "settings.interactivity.request_url": URL,
    "settings.org_deploy_enabled": True,
    "settings.socket_mode_enabled": True,
    "settings.token_rotation_enabled": True,
}
ONLY_HTTP = {
    "features.slash_commands[].url",
    "oauth_config.redirect_urls",
    "oauth_config.redirect_urls[]",
    "settings.event_subscriptions.request_url",
    "settings.interactivity.request_url",
}


def made(language: str, address: str | None) -> Mapping[str, object]:
    return manifest(lambda key: wording().line(language, "slack", key), address)


Tree = Mapping[str, "Tree"] | list["Tree"] | str | bool


def leaves(found: Tree, path: str = "") -> Iterator[tuple[str, str | bool | int]]:
    """Every text, truth value and number of items, with its path."""
    if isinstance(found, str | bool):
        yield path, found
    elif isinstance(found, list):
        yield path, len(found)
        for each in found:
            yield from leaves(each, f"{path}[]")
    else:
        for name, value in found.items():
            yield from leaves(value, f"{path}.{name}" if path else name)


@pytest.mark.parametrize("language", wording().languages)
@pytest.mark.parametrize("address", [None, ADDRESS])
def test_slack_s_schema_takes_it(language: str, address: str | None) -> None:
    read = yaml.safe_load(as_yaml(made(language, address)))
    seen: set[str] = set()
    for path, value in leaves(read):
        seen.add(path)
        bounds = SCHEMA[path]
        if isinstance(bounds, bool):
            assert isinstance(value, bool), path
        else:
            assert not isinstance(value, bool), path
            assert bounds[0] <= (len(value) if isinstance(value, str) else value) <= bounds[1], path
    assert seen == set(SCHEMA) - (set() if address else ONLY_HTTP)
    assert re.fullmatch("#[0-9a-f]{6}", read["display_information"]["background_color"])


def test_scopes_and_events_are_those_that_the_code_needs() -> None:
    read = yaml.safe_load(as_yaml(made("en", None)))
    assert read["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert read["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert {each for each in EVENTS.values() if each} <= set(SCOPES)


def test_every_address_is_one_that_the_door_has() -> None:
    read = yaml.safe_load(as_yaml(made("en", ADDRESS)))
    assert read["settings"]["event_subscriptions"]["request_url"] == f"{ADDRESS}/slack/events"
    assert read["settings"]["interactivity"]["request_url"] == f"{ADDRESS}/slack/events"
    assert read["features"]["slash_commands"][0]["url"] == f"{ADDRESS}/slack/events"
    assert read["oauth_config"]["redirect_urls"] == [f"{ADDRESS}/slack/oauth_redirect"]


@pytest.mark.parametrize(("name", "address"), [("slack-app.yaml", None), ("slack-app-http.yaml", ADDRESS)])
def test_the_files_in_docs_are_these_very_words(name: str, address: str | None) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == as_yaml(made("en", address))


def test_the_set_up_page_names_every_setting_and_every_address() -> None:
    page = (DOCS / "slack.md").read_text(encoding="utf-8")
    settings = {each for each in EXAMPLES if each.startswith("SLACK_")} | {
        "HOST",
        "PORT",
        "WASM_ARCHITECT_KEYS",
    }
    addresses = {
        "/slack/events",
        "/slack/install",
        "/slack/oauth_redirect",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    for name in settings | addresses:
        assert f"`{name}" in page or f"{name}=" in page, name


def test_the_command_prints_it_before_anything_is_configured(tmp_path: Path) -> None:
    printed = run(tmp_path, "slack-manifest", "--lang", "en", env={"SLACK_BOT_TOKEN": "half a configuration"})
    assert (printed.status, printed.err) == (0, "")
    assert yaml.safe_load(printed.out) == made("en", None)
    over_http = run(tmp_path, "slack-manifest", "--lang", "es", "--url", f"{ADDRESS}/")
    assert yaml.safe_load(over_http.out) == made("es", ADDRESS)


@pytest.mark.parametrize(
    "url", ["http://bot.example.com", "bot.example.com", "https://", "https://a.example/b"]
)
def test_an_address_that_slack_could_not_use_is_refused(tmp_path: Path, url: str) -> None:
    refused = run(tmp_path, "slack-manifest", "--url", url)
    assert refused.status == 2
    assert refused.out == ""
    assert "https" in refused.err
