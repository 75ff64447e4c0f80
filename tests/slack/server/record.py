"""What was asked of Slack, in order, for the checkers."""

from dataclasses import dataclass

from tests.slack.payloads import Payload


@dataclass(slots=True)
class Asked:
    """One request. `answer` is empty while it is under way, and stays so when the connection was cut before the call.

    `body` is the content type's kind: "json", "form" or "query".
    """

    at: float
    method: str
    args: Payload
    token: str
    team: str
    body: str
    headers: dict[str, str]
    answer: Payload
    status: int = 0

    @property
    def ok(self) -> bool:
        return self.answer.get("ok") is True
