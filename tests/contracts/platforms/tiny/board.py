"""Corcho, a notice board that nobody has: walls, strings of notes on them, and an in-memory bus.

Whoever listens on the bus hears of everything that is pinned or pressed, also of what the bot pinned. The board takes a
note with a tag once, for ever. Its Markdown is CommonMark's; `@name` calls somebody unless something invisible is
between. It refuses a note of more than 1 000 characters, or a call about a string that was taken down.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.hosting.fields import Json, listed, text

LONGEST = 1_000
CALL = re.compile(r"@\w+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

Hear = Callable[[Json], Awaitable[None]]
Meddle = Callable[[], Json | None]


@dataclass(frozen=True, slots=True)
class Note:
    """`only`: the one person who sees it."""

    tag: str
    by: str
    words: str
    buttons: tuple[Json, ...] = ()
    files: tuple[Json, ...] = ()
    only: str = ""

    @property
    def read(self) -> str:
        """As people read it."""
        return ESCAPE.sub(r"\1", self.words)

    @property
    def called(self) -> tuple[str, ...]:
        return tuple(CALL.findall(self.words))


@dataclass
class Board:
    """`meddle` is asked before and after each call of the bot; what it gives is the answer."""

    hear: Hear | None = None
    before: Meddle = lambda: None
    after: Meddle = lambda: None
    strings: dict[tuple[str, str], list[Note]] = field(default_factory=dict[tuple[str, str], list[Note]])
    down: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    told: list[Json] = field(default_factory=list[Json])

    async def ask(self, call: Json) -> Json:
        """What the bot asks: `{"do": "pin" | "change", "wall", "string", "tag", …}`; `{"error": …}` when refused."""
        stopped = self.before()
        if stopped is not None:
            return stopped
        answer = await self._done(call)
        return self.after() or answer

    async def _done(self, call: Json) -> Json:
        where, tag = (text(call, "wall"), text(call, "string")), text(call, "tag")
        if where in self.down:
            return {"error": "gone"}
        notes = self.strings[where]
        at = next((at for at, each in enumerate(notes) if each.tag == tag), None)
        made = Note(
            tag, "", text(call, "words"), listed(call, "buttons"), listed(call, "files"), text(call, "only")
        )
        if len(made.words) > LONGEST:
            return {"error": "too long"}
        if text(call, "do") == "pin" and at is None:
            notes.append(made)
            await self._tell(pinned(*where, made))
        elif text(call, "do") == "change" and at is not None:
            notes[at] = replace(made, words=made.words or notes[at].words)
        return {}

    async def pin(self, wall: str, string: str, note: Note) -> None:
        """Somebody writes."""
        self.strings.setdefault((wall, string), []).append(note)
        await self._tell(pinned(wall, string, note))

    async def press(self, wall: str, string: str, by: str, button: Json) -> None:
        """Somebody presses a button."""
        press = {
            "happened": "pressed",
            "id": f"press-{len(self.told)}",
            "wall": wall,
            "string": string,
            "by": by,
        }
        await self._tell(press | {"button": button})

    async def tell_again(self) -> None:
        for each in list(self.told):
            await self._tell(each, new=False)

    async def _tell(self, event: Json, *, new: bool = True) -> None:
        if new:
            self.told.append(event)
        if self.hear is not None:
            await self.hear(event)


def pinned(wall: str, string: str, note: Note) -> Json:
    about = {"happened": "pinned", "id": note.tag, "wall": wall, "string": string, "by": note.by}
    return about | {"words": note.words, "files": list(note.files)}
