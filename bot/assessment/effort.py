"""What moving a part asks of the team, by points that `data/rules.toml` publishes; our proposal, measured on no move.

| what counts                                                      | points                                  |
|------------------------------------------------------------------|-----------------------------------------|
| it is written anew in another language                           | `effort_rewrite`                        |
| components in its language are not yet built by a supported tool | `effort_toolchain`                      |
| each caution about the part that weighs                          | `effort_caution`                        |
| packages that nobody classified, each `effort_packages` begun    | 1                                       |

Small below `effort_medium` points, large from `effort_large` on. What stays asks for nothing.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Final

from bot.assessment.catalogue import Knowledge, Toolchain
from bot.assessment.fits import STAYS_BECAUSE
from bot.assessment.rewriting import is_rewritten
from bot.assessment.shapes import ComponentFit, Fit, Severity
from bot.core.events import VerdictCode

UNDECIDED: Final = STAYS_BECAUSE[VerdictCode.INSUFFICIENT]


class Size(StrEnum):
    NONE = "none"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Effort:
    """The size, and the points by what they are for: "rewrite", "toolchain", "cautions", "packages"."""

    size: Size
    points: tuple[tuple[str, Decimal], ...] = ()


def effort_of(fit: ComponentFit, unclassified: int, known: Knowledge) -> Effort | None:
    """The effort of a part, of whose packages `unclassified` are in no list; None while nothing is decided."""
    if fit.language_reason == UNDECIDED:
        return None
    if fit.fit is Fit.STAY:
        return Effort(Size.NONE)
    points = _points(fit, unclassified, known)
    return Effort(_size(sum((each for _, each in points), Decimal(0)), known), points)


def _points(fit: ComponentFit, unclassified: int, known: Knowledge) -> tuple[tuple[str, Decimal], ...]:
    limits = known.thresholds
    language = known.languages.get(fit.language or "")
    waits = language is None or language.toolchain is not Toolchain.SUPPORTED
    rules = [known.rules[each] for each in fit.findings]
    cautions = [each for each in rules if each.severity is Severity.CAUTION and each.weight]
    lots = (unclassified / limits["effort_packages"]).to_integral_value(ROUND_CEILING)
    counted = (
        ("rewrite", limits["effort_rewrite"] * is_rewritten(fit.component, fit.language)),
        ("toolchain", limits["effort_toolchain"] * waits),
        ("cautions", limits["effort_caution"] * len(cautions)),
        ("packages", lots),
    )
    return tuple(each for each in counted if each[1])


def _size(points: Decimal, known: Knowledge) -> Size:
    if points >= known.thresholds["effort_large"]:
        return Size.LARGE
    return Size.MEDIUM if points >= known.thresholds["effort_medium"] else Size.SMALL
