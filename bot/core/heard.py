"""What somebody said, with what was read in it."""

from dataclasses import dataclass

from bot.core.brief import FoundIn, Said
from bot.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with what was read in it and where it came from."""

    text: str
    reading: Reading
    origin: Said | FoundIn
