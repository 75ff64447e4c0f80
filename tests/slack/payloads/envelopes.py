"""Socket Mode: the same payloads in envelopes, and what the socket says of itself."""

from tests.slack.payloads.place import Payload


def envelope(
    kind: str, payload: Payload, envelope_id: str = "env-1", attempt: int = 0, reason: str = ""
) -> Payload:
    """An envelope of `events_api`, `slash_commands` or `interactive`; `attempt` counts redeliveries from 1."""
    wrapped: Payload = {
        "envelope_id": envelope_id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        wrapped |= {"retry_attempt": attempt, "retry_reason": reason}
    return wrapped


def hello(app: str = "A0WASM", connections: int = 1) -> Payload:
    """The first frame of a connection."""
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": app},
    }


def disconnect(reason: str = "refresh_requested") -> Payload:
    """Slack asks the app to connect anew (`warning`, `refresh_requested`, `link_disabled`)."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
