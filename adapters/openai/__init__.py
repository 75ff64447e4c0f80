"""Any server that speaks OpenAI's chat completions, behind the port `Model`.

`request` and `reply` are pure and never import the SDK; `client` is the thin part that awaits it.
The SDK takes most of a second to import, so only `create` does it.
"""

from typing import TYPE_CHECKING

from adapters.openai.limits import Limits

if TYPE_CHECKING:
    from adapters.openai.client import OpenAICompatible

DEFAULT_ENDPOINT = "https://api.openai.com/v1"


def create(
    api_key: str, base_url: str | None, model: str, limits: Limits | None = None
) -> "OpenAICompatible":
    """A model by name at an endpoint (None: OpenAI's own). Connects to nothing; a local server may have no key."""
    from adapters.openai.client import OpenAICompatible, connect  # noqa: PLC0415  the SDK is slow to import

    limits = limits or Limits()
    endpoint = base_url or DEFAULT_ENDPOINT
    return OpenAICompatible(connect(api_key, endpoint, limits), model, endpoint, limits)
