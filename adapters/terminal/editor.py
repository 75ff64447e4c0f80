"""A person at a terminal: a line to edit, and what the bot is doing under it.

Nothing waits here: messages appear above the line being edited, and "parar" is heard while the plan is
being written.
"""

import time
from collections.abc import Callable

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.patch_stdout import patch_stdout

from adapters.terminal.screen import Screen
from adapters.terminal.session import Outset, Session
from bot.ports import Progress

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


class Editor:
    """The line at the foot of the screen, with what the bot is doing under it."""

    def __init__(self, screen: Screen, stage: Callable[[Progress, str], str], prompt: str) -> None:
        self._screen = screen
        self._stage = stage
        self._since: tuple[Progress | None, float] = (None, 0.0)
        self._session: PromptSession[str] = PromptSession(
            prompt, bottom_toolbar=self.toolbar, refresh_interval=0.1, reserve_space_for_menu=0
        )
        screen.redraw = self._session.app.invalidate

    def toolbar(self) -> FormattedText | None:
        """Spinner, the stage in words, seconds in it; nothing when the bot is idle."""
        progress = self._screen.progress
        if progress is None:
            return None
        if self._since[0] is None or self._since[0].stage is not progress.stage:
            self._since = (progress, time.monotonic())
        seconds = time.monotonic() - self._since[1]
        frame = FRAMES[int(seconds * 10) % len(FRAMES)]
        words = self._stage(progress, self._screen.language)
        return FormattedText([("noreverse", f"{frame} {words} · {seconds:.0f} s")])

    async def line(self) -> str | None:
        """The next line, None when the person leaves (Ctrl-D); Ctrl-C only drops the line."""
        while True:
            try:
                return (await self._session.prompt_async()).strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return None


async def at_terminal(session: Session, outset: Outset, editor: Editor) -> None:
    """Lines from a person; the bot's messages appear above the line that is being edited."""
    with patch_stdout(raw=True):
        if session.begun:
            await session.take_up(outset.attached, outset.language)
        else:
            await session.settle()
        while (text := await editor.line()) is not None:
            if text:
                await (
                    session.say(text)
                    if session.begun
                    else session.open(text, outset.attached, outset.language)
                )
