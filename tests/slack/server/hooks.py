"""response_url: five messages within thirty minutes, also where the bot is no member."""

import secrets
from dataclasses import dataclass, field

from tests.slack.payloads import Payload
from tests.slack.server.blocks import message_breaches
from tests.slack.server.call import Refused, hold
from tests.slack.server.channels import Post, Whisper
from tests.slack.server.wire import listed
from tests.slack.server.world import Team, World


@dataclass(slots=True)
class Hook:
    """One response_url. `about` is the message that was pressed, if any."""

    team: str
    channel: str
    user: str
    until: float
    about: str | None = None
    used: int = 0
    said: list[Payload] = field(default_factory=list[Payload])


@dataclass(slots=True)
class Hooks:
    """All that are known."""

    world: World
    base: str = ""
    seconds: float = 1_800
    known: dict[str, Hook] = field(default_factory=dict[str, Hook])

    def make(self, kind: str, team: str, channel: str, user: str, about: str | None = None) -> str:
        """A new address; `kind` is "commands" or "actions"."""
        name = f"{kind}/{team}/{secrets.token_urlsafe(9)}"
        self.known[name] = Hook(team, channel, user, self.world.now() + self.seconds, about)
        return f"{self.base}/hooks/{name}"

    def use(self, name: str, told: Payload) -> None:
        """Say something through it; Refused as Slack answers (with HTTP 404)."""
        hook = self.known.get(name)
        if hook is None or self.world.now() > hook.until:
            raise Refused("expired_url")
        if hook.used >= 5:
            raise Refused("used_url")
        blocks = listed(told.get("blocks"))
        hold(message_breaches(blocks))
        if not told.get("text") and not blocks and not told.get("delete_original"):
            raise Refused("no_text")
        hook.used += 1
        hook.said.append(told)
        self._said(self.world.teams[hook.team], hook, told)

    def _said(self, team: Team, hook: Hook, told: Payload) -> None:
        channel = team.channel(hook.channel, [hook.user], bot=False)
        about = channel.posts.get(hook.about or "")
        text, blocks = str(told.get("text") or ""), listed(told.get("blocks"))
        ts = self.world.tick()
        if told.get("delete_original") and about:
            about.deleted = True
        elif told.get("replace_original") and about:
            about.versions.append((about.text, about.blocks))
            about.text, about.blocks = text, blocks
        elif told.get("response_type") == "in_channel":
            root = told.get("thread_ts")
            channel.add(Post(ts, channel.id, team.bot_user, text, blocks, root, bot_id=team.bot))
        else:
            channel.whispers.append(
                Whisper(ts, channel.id, hook.user, text, tuple(blocks), told.get("thread_ts"))
            )
