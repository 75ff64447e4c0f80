"""Who may call: tokens, OAuth with rotation, and the address of Socket Mode."""

import secrets
from dataclasses import dataclass, field

from tests.slack.payloads import Payload
from tests.slack.server.call import Call, Method, Refused
from tests.slack.server.world import SCOPES, Grant, Team, World


def methods() -> dict[str, Method]:
    return {"auth.test": Method(_test, json=True), "auth.revoke": Method(_revoke)}


def granted(world: World, token: str) -> Grant:
    """What a bot token allows now."""
    if not token:
        raise Refused("not_authed")
    found = world.grants.get(token)
    if found is None:
        raise Refused("invalid_auth")
    if found.revoked:
        raise Refused("token_revoked")
    if found.expires_at is not None and world.now() >= found.expires_at:
        raise Refused("token_expired")
    return found


def _test(call: Call) -> Payload:
    team = call.team
    told: Payload = {
        "ok": True,
        "url": f"https://{team.id.lower()}.slack.com/",
        "team": team.id.lower(),
        "user": "wasm",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot,
        "is_enterprise_install": team.org_install,
    }
    return told | ({"enterprise_id": team.enterprise} if team.enterprise else {})


def _revoke(call: Call) -> Payload:
    if not call.yes("test"):
        call.grant.revoked = True
    return {"ok": True, "revoked": not call.yes("test")}


@dataclass(slots=True)
class OAuth:
    """oauth.v2.access. With `rotation` tokens live for `seconds` and come with a refresh token, good once."""

    world: World
    client_id: str = "1111.2222"
    client_secret: str = "client-secret"
    rotation: bool = False
    seconds: int = 43_200
    scopes: frozenset[str] = SCOPES
    codes: dict[str, tuple[str, str, str]] = field(default_factory=dict[str, tuple[str, str, str]])
    refreshes: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    def code(self, team: Team, user: str, redirect_uri: str = "") -> str:
        """What Slack hands back when `user` allowed the app."""
        made = secrets.token_urlsafe(12)
        self.codes[made] = (team.id, user, redirect_uri)
        return made

    def access(self, args: Payload) -> Payload:
        if (args.get("client_id"), args.get("client_secret")) != (self.client_id, self.client_secret):
            raise Refused(
                "bad_client_secret" if args.get("client_id") == self.client_id else "invalid_client_id"
            )
        if args.get("grant_type") == "refresh_token":
            team, user = self.refreshes.pop(str(args.get("refresh_token")), ("", ""))
            if not team:
                raise Refused("invalid_refresh_token")
            return self._installed(self.world.teams[team], user)
        team, user, redirect_uri = self.codes.pop(str(args.get("code")), ("", "", ""))
        if not team:
            raise Refused("invalid_code")
        if redirect_uri and args.get("redirect_uri") != redirect_uri:
            raise Refused("bad_redirect_uri")
        return self._installed(self.world.teams[team], user)

    def _installed(self, team: Team, user: str) -> Payload:
        grant = self.world.grant(team, self.scopes)
        told: Payload = {
            "ok": True,
            "app_id": "A0WASM",
            "authed_user": {"id": user},
            "scope": ",".join(sorted(grant.scopes)),
            "token_type": "bot",
            "access_token": grant.token,
            "bot_user_id": team.bot_user,
            "team": None if team.org_install else {"id": team.id, "name": team.id.lower()},
            "enterprise": {"id": team.enterprise, "name": team.enterprise.lower()}
            if team.enterprise
            else None,
            "is_enterprise_install": team.org_install,
        }
        if self.rotation:
            grant.expires_at = self.world.now() + self.seconds
            grant.refresh = f"xoxe-1-{secrets.token_urlsafe(9)}"
            self.refreshes[grant.refresh] = (team.id, user)
            told |= {"expires_in": self.seconds, "refresh_token": grant.refresh}
        return told
