"""Tables that are no part of a conversation: the facts, and the doctor's findings."""

import sys
from dataclasses import dataclass

from bot.presenter.markdown import visible

STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of text under a header; `styles` gives a row's second cell a colour by key, where there is one."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...] = ()
    title: str = ""
    foot: str = ""


def show(listing: Listing) -> None:
    """On a terminal as wide as it is; in a pipe wide enough that nothing is cut."""
    from rich import box  # noqa: PLC0415  # most of what wants a line of plain text from here draws no table
    from rich.console import Console  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # as above

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    table = Table(
        box=box.SIMPLE_HEAD, header_style="bold cyan", title=listing.title or None, title_justify="left"
    )
    for title in listing.header:
        table.add_column(title, overflow="fold")
    for number, row in enumerate(listing.rows):
        style = STYLES.get(listing.styles[number], "") if listing.styles else ""
        table.add_row(*(Text(visible(cell), style=style if at == 1 else "") for at, cell in enumerate(row)))
    console.print(table)
    if listing.foot:
        console.print(Text(visible(listing.foot)))


def tell(text: str) -> None:
    """Plain text on stdout."""
    sys.stdout.write(visible(text) + "\n")


def warn(text: str) -> None:
    """Plain text on stderr, beside what a transcript holds."""
    sys.stderr.write(visible(text) + "\n")
