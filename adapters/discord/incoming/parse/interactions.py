"""Interactions: the command, buttons and lists, forms. The payload is the interaction as the gateway sends it."""

from collections.abc import Iterator

from adapters.discord.incoming.parse.arrivals import (
    Commanded,
    Interacted,
    Offered,
    Submitted,
    Touched,
    Turned,
)
from adapters.discord.incoming.parse.fields import made, number, snowflake
from adapters.discord.incoming.parse.marked import Me, plain
from adapters.discord.incoming.parse.messages import guild_of, surface
from adapters.discord.incoming.parse.words import offered
from adapters.discord.render.codes import OtherForm, Press, SheetPage, read
from adapters.discord.render.modals import filled
from bot.hosting.fields import EMPTY, Json, inner, listed, text, texts

COMMAND, COMPONENT, FORM = 2, 3, 5  # kinds of interactions
ATTACHED = 11  # the kind of an option that is a file


def interaction(told: Json, me: Me) -> Commanded | Touched | Turned | Submitted | None:
    """What somebody did; None for what is not ours."""
    by = _interacted(told)
    if by is None:
        return None
    match number(told, "type"):
        case kind if kind == COMMAND:
            return _commanded(told, by, me)
        case kind if kind == COMPONENT:
            return _touched(told, by)
        case kind if kind == FORM and isinstance(
            read(text(told, "data", "custom_id")), OtherForm | SheetPage
        ):
            return Submitted(by, filled(inner(told, "data")))
        case _:
            return None


def _interacted(told: Json) -> Interacted | None:
    """The part that all have; in a server the person is in `member`, in direct messages in `user`."""
    author = snowflake(inner(told, "member"), "user", "id") or snowflake(told, "user", "id")
    name, token = snowflake(told, "id"), text(told, "token")
    channel = snowflake(told, "channel_id") or snowflake(told, "channel", "id")
    if not (author and name and token and channel):
        return None
    guild = guild_of(told)
    where = surface(guild, number(inner(told, "channel"), "type"))
    return Interacted(name, token, guild, channel, where, author, made(name), text(told, "locale"))


def _commanded(told: Json, by: Interacted, me: Me) -> Commanded:
    """The command's words and files, in the order in which they were given."""
    held = inner(inner(inner(told, "data"), "resolved"), "attachments")
    words: list[str] = []
    files: list[Offered] = []
    for option in _options(inner(told, "data")):
        value = text(option, "value")
        if number(option, "type") != ATTACHED:
            words.append(plain(value, me, {}).text)
        elif file := inner(held, value):
            files.append(offered(file))
    return Commanded(by, "\n".join(filter(None, words)), tuple(files))


def _options(data: Json) -> Iterator[Json]:
    """The options, those of a subcommand too."""
    for each in listed(data, "options"):
        yield each
        yield from _options(each)


def _touched(told: Json, by: Interacted) -> Touched | Turned | None:
    """A list hands its choice over as a value, a button is its choice."""
    data, message = inner(told, "data"), snowflake(told, "message", "id")
    custom_id = text(data, "custom_id")
    chosen = next(iter(texts(data, "values")), "")
    match read(custom_id):
        case Press(topic, choice) if message and (chosen or choice):
            shown = _shown(inner(told, "message"), custom_id)
            return Touched(by, message, topic, chosen or choice, _label(shown, chosen))
        case SheetPage(page) if message:
            return Turned(by, message, page)
        case _:
            return None


def _shown(message: Json, custom_id: str) -> Json:
    """The control on the message, with what it says."""
    controls = (each for row in listed(message, "components") for each in listed(row, "components"))
    return next((each for each in controls if text(each, "custom_id") == custom_id), EMPTY)


def _label(control: Json, chosen: str) -> str:
    options = (each for each in listed(control, "options") if text(each, "value") == chosen)
    return text(next(options, control), "label")
