"""Corcho on the bench."""

from dataclasses import dataclass, field

from bot.core.events import Key
from bot.hosting.fields import Json, text
from bot.hosting.kept import Kept
from bot.wording import wording
from tests.contracts.platforms.bench import BOT, PAUSE, Bench, Killed, Shown, Trouble
from tests.contracts.platforms.tiny.board import Board, Note
from tests.contracts.platforms.tiny.corcho import NAME, PLATFORM, CorchoPlatform, Hearing

WALLS = ("north", "south")


@dataclass
class CorchoBench(Bench):
    """Two walls, on which the same strings may hang."""

    board: Board = field(default_factory=Board)
    kind: type[CorchoPlatform] = CorchoPlatform
    _platform: CorchoPlatform = field(init=False)
    _trouble: Trouble | None = None
    _skip: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.board.hear = Hearing(self.host).hear
        self.board.before, self.board.after = self._before, self._after
        self._begin()

    def _begin(self) -> None:
        self._platform = self.kind(self.board.ask, Kept(self.store), wording())

    @property
    def platform(self) -> CorchoPlatform:
        return self._platform

    # ---- what people do

    @property
    def person(self) -> str:
        return "ana"

    async def opens(self, words: str, workspace: int = 0) -> Key:
        wall = WALLS[workspace]
        number = sum(each == wall for each, _ in self.board.strings)
        key = Key(PLATFORM, wall, f"string-{number}")
        await self.says(key, f"{NAME} {words}")
        return key

    async def says(self, key: Key, words: str) -> None:
        await self.board.pin(key.workspace, key.thread, Note(f"n{len(self.board.told)}", self.person, words))

    async def presses(self, key: Key, label: str) -> None:
        offers = [each for note in self._notes(key) for each in note.buttons if text(each, "label") == label]
        await self.board.press(key.workspace, key.thread, self.person, offers[-1])

    async def told_again(self) -> None:
        await self.board.tell_again()

    # ---- what shows

    def _notes(self, key: Key) -> list[Note]:
        return self.board.strings[key.workspace, key.thread]

    def thread(self, key: Key) -> tuple[Shown, ...]:
        return tuple(shown(each) for each in self._notes(key) if not each.only)

    def alone(self, key: Key) -> tuple[str, ...]:
        return tuple(each.read for each in self._notes(key) if each.only == self.person)

    async def settled(self) -> None:
        """All shows at once."""

    # ---- what goes wrong

    def trouble(self, kind: Trouble, skip: int = 0) -> None:
        self._trouble, self._skip = kind, skip

    @property
    def struck(self) -> bool:
        return self._trouble is None

    async def restart(self) -> None:
        self._begin()

    def vanish(self, key: Key) -> None:
        self.board.down.add((key.workspace, key.thread))

    def _before(self) -> Json | None:
        self._skip -= 1
        return self._strikes(Trouble.KILLED_BEFORE, Trouble.LOST_BEFORE, Trouble.PAUSE)

    def _after(self) -> Json | None:
        return self._strikes(Trouble.KILLED_AFTER, Trouble.LOST_AFTER)

    def _strikes(self, *now: Trouble) -> Json | None:
        if self._trouble not in now or self._skip >= 0:
            return None
        kind, self._trouble = self._trouble, None
        if kind in {Trouble.KILLED_BEFORE, Trouble.KILLED_AFTER}:
            raise Killed
        return {"error": "busy", "seconds": str(PAUSE)} if kind is Trouble.PAUSE else {"error": "lost"}


def shown(note: Note) -> Shown:
    labels = tuple(text(each, "label") for each in note.buttons)
    files = tuple((text(each, "name"), text(each, "text")) for each in note.files)
    return Shown(note.by or BOT, note.read, labels, files, () if note.by else note.called)
