"""Bolt between Slack and `listening`: it unwraps requests, knows HTTP from Socket Mode, and answers in Slack's forms.

`process_before_response`: Slack is told that something arrived when it is on the disk, not before. A listener that
raises makes a 500 (over Socket Mode: no acknowledgement), and Slack delivers again. The door has checked signatures.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from adapters.slack.incoming.listening import Listening

log = logging.getLogger(__name__)

ANY = re.compile(".*")

Body = dict[str, Any]  # Any: Bolt hands JSON on as it came; `parse` gives it types
Token = Callable[[str], Awaitable[str | None]]


def bolt(listening: Listening, token: Token) -> AsyncApp:
    """The app. `token` gives a workspace's bot token, None where the app is not installed."""

    async def authorize(
        enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None
    ) -> AuthorizeResult | None:
        workspace = (enterprise_id if is_enterprise_install else team_id) or team_id or enterprise_id or ""
        found = await token(workspace)
        return (
            None
            if found is None
            else AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=found)
        )

    not_installed = listening.wording.line(listening.language, "slack", "edge.not_installed")
    its_own = logging.getLogger(f"{__name__}.sdk")
    its_own.setLevel(logging.ERROR)  # it warns of settings that are read elsewhere
    app = AsyncApp(
        name="wasm-architect",
        logger=its_own,
        authorize=authorize,  # type: ignore[arg-type]  # None means "not installed"; the type does not say so
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        user_facing_authorize_error_message=not_installed,
    )

    @app.event(ANY)  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def on_event(body: Body) -> None:
        await listening.event(body)

    @app.command(ANY)  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def on_command(ack: AsyncAck, body: Body) -> None:
        answer: Body = dict(await listening.command(body))
        await ack(**answer)

    @app.action(ANY)  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def on_action(ack: AsyncAck, body: Body) -> None:
        await listening.action(body)
        await ack()

    @app.view(ANY)  # pyright: ignore[reportUnknownMemberType] - Bolt leaves patterns untyped
    async def on_form(ack: AsyncAck, body: Body) -> None:
        answer: Body = dict(await listening.form(body))
        await ack(**answer)

    @app.error
    async def on_error(error: Exception) -> BoltResponse:
        """Not taken in. The message of an exception may quote what people wrote: only its kind is logged."""
        log.error("not taken in: %s", type(error).__name__)
        return BoltResponse(status=500)

    return app
