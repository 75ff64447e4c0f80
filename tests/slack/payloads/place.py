"""Where a payload comes from: workspace, channel, person and app. Every id that payloads repeat is here once."""

import re
from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]  # Any: JSON as the wire has it; the adapter's parser is what gives it types

_LIVE = re.compile(r"<[@#!][^>]*>")


def typed(text: str) -> str:
    """What the wire has when a person types this: `& < >` escaped, `<@U…>`, `<#C…>` and `<!here>` left live."""
    parts: list[str] = []
    at = 0
    for live in _LIVE.finditer(text):
        parts += [_escaped(text[at : live.start()]), live.group()]
        at = live.end()
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in a channel of a workspace. The channel's first letter says its kind, as with Slack's own ids."""

    team: str = "T0ACME"
    channel: str = "C0PLATFORM"
    user: str = "U0ANA"
    enterprise: str | None = None
    org_install: bool = False
    app: str = "A0WASM"
    bot_user: str = "U0BOT"
    bot: str = "B0BOT"

    @property
    def channel_type(self) -> str:
        return {"D": "im", "G": "group"}.get(self.channel[0], "channel")

    @property
    def channel_name(self) -> str:
        return "directmessage" if self.channel_type == "im" else self.channel.lower()

    def person(self) -> Payload:
        """The `user` object of interactions."""
        name = self.user.lower()
        return {"id": self.user, "username": name, "name": name, "team_id": self.team}

    def workspace(self) -> Payload:
        """The `team` object of interactions."""
        found: Payload = {"id": self.team, "domain": self.team.lower()}
        if self.enterprise:
            found |= {"enterprise_id": self.enterprise, "enterprise_name": self.enterprise.lower()}
        return found

    def installed(self) -> Payload:
        """How interactions say where the app is installed."""
        grid = {"id": self.enterprise, "name": self.enterprise.lower()} if self.enterprise else None
        return {"enterprise": grid, "is_enterprise_install": self.org_install}
