"""Who wrote a plan, and what was checked: shown under every plan, whoever wrote it.

A plan is either a model's or composed by code. What could not be checked is named as such, so that
nobody takes an unchecked sentence for a checked one.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.ports import Usage


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a plan comes from. All keys have their words in `prompts/<lang>/pages.toml`.

    `prompt` is `id@version+hash`; `rung` the way in which the model was asked; `because` why code composed
    the plan (`no_model`, `auth`, `quota`…); `failed` the clauses that the model's plan broke for good; `checked`
    and `unchecked` are keys of clauses; money is USD.
    """

    writer: Literal["model", "composed"]
    model: str | None = None
    prompt: str | None = None
    rung: str | None = None
    because: str | None = None
    failed: tuple[str, ...] = ()
    repaired: bool = False
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    tokens: Usage | None = None
    estimated_tokens: int | None = None
    cost_usd: Decimal | None = None
