"""The readers of amounts in the order in which they are asked: the first that is sure tells what an amount measures."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.core.reading import labour, measures
from bot.core.reading.measures import Read
from bot.core.reading.surroundings import Context

READERS: Final[Sequence[Callable[[Context], Read | None]]] = (
    labour.work,
    labour.price,
    *measures.READERS,
)


def measured(context: Context) -> Read | None:
    """What an amount measures by the first reader that is sure of it."""
    return next((read for reader in READERS if (read := reader(context)) is not None), None)
