"""What a plan has cost: tokens as the provider counted them, or an estimate, and money where a price is known.

Prices come from the snapshot inside genai-prices, found by the endpoint's address: the same model name on
one's own machine costs nothing per token, and an unknown gateway sets its own price. No price, no money.
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.ports import Completion, Prompt, Usage

BYTES_PER_TOKEN = Decimal("2.6")
"""UTF-8 bytes to a token, measured over prompts and plans in Spanish and English."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of all requests so far. `exact` is false once one of them had to be estimated."""

    input: int = 0
    output: int = 0
    exact: bool = True

    def plus(self, prompt: Prompt, completion: Completion) -> "Spent":
        """With one more answer; one that ended early often comes without a count."""
        used = completion.usage or estimate(prompt, completion)
        return Spent(
            self.input + used.input,
            self.output + used.output,
            self.exact and completion.usage is not None,
        )

    def with_(self, other: "Spent") -> "Spent":
        """Both together."""
        return Spent(self.input + other.input, self.output + other.output, self.exact and other.exact)

    @property
    def counted(self) -> Usage | None:
        """The provider's count; None when nothing was asked, or not all of it was counted."""
        return Usage(self.input, self.output) if self.exact and self.input + self.output else None

    @property
    def estimated(self) -> int | None:
        """Input and output together, where they had to be estimated."""
        return None if self.exact else self.input + self.output


def estimate(prompt: Prompt, completion: Completion) -> Usage:
    """Tokens by size."""
    asked = prompt.system + prompt.user + "".join(prompt.repair or ())
    return Usage(tokens(asked), tokens(completion.text))


def tokens(text: str) -> int:
    return round(len(text.encode()) / BYTES_PER_TOKEN)


def price(usage: Usage, model: str, endpoint: str) -> Decimal | None:
    """USD; None for a model or an endpoint without a published price. Slow the first time: not for an event loop."""
    import genai_prices  # noqa: PLC0415  most of a second, and only plans by a model need it

    try:
        counted = genai_prices.Usage(input_tokens=usage.input, output_tokens=usage.output)
        return genai_prices.calc_price(counted, model, provider_api_url=endpoint).total_price
    except LookupError:
        return None
