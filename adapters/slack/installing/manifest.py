"""The app as Slack's configuration wants it: https://docs.slack.dev/reference/app-manifest

Written by code, since the scopes and events in it are those that the code needs. With an address the app is for HTTP;
without one for Socket Mode, which needs none.
"""

from collections.abc import Callable, Mapping

import yaml

from adapters.slack.incoming.door import EVENTS as EVENTS_PATH
from adapters.slack.installing.pages import BACK
from adapters.slack.installing.scopes import EVENTS, SCOPES

NAME = "Wasm Architect"
PROMPTS = ("migrate", "quick", "facts", "help")  # four at the most

Line = Callable[[str], str]


def manifest(line: Line, address: str | None) -> Mapping[str, object]:
    """The manifest; `line` gives sentences of slack.toml, `address` is where the world reaches the bot, without a
    path, or None for Socket Mode."""
    reached = {"request_url": f"{address}{EVENTS_PATH}"} if address else {}
    oauth = {"redirect_urls": [f"{address}{BACK}"]} if address else {}
    return {
        "display_information": {
            "name": NAME,
            "description": line("manifest.description"),
            "long_description": line("manifest.long_description"),
            "background_color": "#4d3ec7",
        },
        "features": features(line, f"{address}{EVENTS_PATH}" if address else None),
        "oauth_config": {**oauth, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**reached, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **reached},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def features(line: Line, url: str | None) -> Mapping[str, object]:
    """What people see of it: a bot, an agent to talk to, a command."""
    prompts = [
        {part: line(f"edge.prompts.{each}.{part}") for part in ("title", "message")} for each in PROMPTS
    ]
    return {
        "app_home": {
            "home_tab_enabled": False,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": {
            "agent_description": line("manifest.agent_description"),
            "suggested_prompts": prompts,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [
            {
                "command": "/wasm",
                **({"url": url} if url else {}),
                "description": line("manifest.command"),
                "usage_hint": line("manifest.usage_hint"),
                "should_escape": False,
            }
        ],
    }


def as_yaml(found: Mapping[str, object]) -> str:
    """To paste into Slack's form."""
    return yaml.safe_dump(dict(found), sort_keys=False, allow_unicode=True, width=110)
