"""What a model is told of the team's files: lines and counts, and nothing that merely stands there, as comments do."""

from typing import Final

from bot.core.brief import Covered, FoundIn, Known
from bot.planning.briefing_figures import Told

MOST_LINES: Final = 6  # that an answer names


def read_in(answer: Known) -> list[str]:
    """The first lines of files on which an answer rests."""
    found = [each for each in (answer.origin, *answer.also) if isinstance(each, FoundIn)]
    return [str(each) for each in found[:MOST_LINES]]


def coverage(read: Covered) -> Told:
    """How far files were understood: counts alone, since what was not understood is nobody's to read."""
    return {
        "name": read.name,
        "manifests": dict(read.formats),
        "packages": read.packages,
        "packages_nobody_classified": read.unknown,
        "places_not_understood": read.missed,
        "files_not_recognised": read.strangers,
    }
