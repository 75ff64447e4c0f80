"""Slash commands (a form, every value a string) and the two requests that only check the address."""

from tests.slack.payloads.place import Payload, Place


def slash_command(
    place: Place,
    text: str,
    command: str = "/wasm",
    trigger_id: str = "13345224609.738474920.8088930838d88f008e0",
    response_url: str = "https://hooks.slack.com/commands/T0ACME/1/abc",
) -> dict[str, str]:
    """A slash command as form fields. Over Socket Mode the same fields come as JSON."""
    form = {
        "token": "verification-token",
        "team_id": place.team,
        "team_domain": place.team.lower(),
        "channel_id": place.channel,
        "channel_name": place.channel_name,
        "user_id": place.user,
        "user_name": place.user.lower(),
        "command": command,
        "text": text,
        "api_app_id": place.app,
        "is_enterprise_install": "true" if place.org_install else "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }
    if place.enterprise:
        form |= {"enterprise_id": place.enterprise, "enterprise_name": place.enterprise.lower()}
    return form


def ssl_check() -> dict[str, str]:
    """Slack's occasional look at a command's certificate."""
    return {"ssl_check": "1", "token": "verification-token"}


def url_verification(challenge: str = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P") -> Payload:
    """Asked once, when the address for events is saved."""
    return {"token": "verification-token", "challenge": challenge, "type": "url_verification"}
