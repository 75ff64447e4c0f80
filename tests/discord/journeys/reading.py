"""Messages as people read them, and what stands in a plan's messages held against the file that goes with them."""

import re
from collections.abc import Iterable, Iterator

from tests.discord.reading import JOINER, Token, tokens
from tests.discord.server import Message, labelled, words

ADDRESS = re.compile(r"\]\(<?https?://[^)]*\)")
COUNT = re.compile(r"\(\d+/\d+\)")  # of a heading that goes on in the next message


def seen(message: Message) -> str:
    """A message as people read it: words, people as @id, files; a blank is a blank, whether lines may break at it."""
    files = (f"[file {each.name}]" for each in message.files)
    text = "\n".join(["".join(map(_seen, tokens(words(message)))), *files])
    return text.replace(JOINER, "").replace("\u00a0", " ").replace("\u202f", " ")


def _seen(token: Token) -> str:
    return f"@{token.text}" if token.kind == "person" else token.text


def shown(message: Message) -> str:
    """The same with what can be pressed or chosen."""
    return "\n".join([seen(message), *labels(message)])


def labels(message: Message) -> list[str]:
    """What can be pressed or chosen, in reading order."""
    return [label for label, _ in labelled(message)]


def held(message: Message) -> str:
    """The first file that a message carries."""
    return message.files[0].content.decode()


def missing(posts: Iterable[Message], file: str) -> list[str]:
    """The lines of the messages that the file does not have. In a table drawn with spaces a line is a piece of each
    column, so there every word is looked for."""
    whole = bare(ADDRESS.sub("]", file))
    return [
        line
        for post in posts
        for line in _lines(post)
        if bare(line) not in whole and any(bare(word) not in whole for word in line.split())
    ]


def _lines(post: Message) -> Iterator[str]:
    yield from (COUNT.sub("", line) for line in seen(post).splitlines() if bare(line))


def bare(text: str) -> str:
    """Letters and digits only: the file has its own markup."""
    return "".join(re.findall(r"\w", text)).replace("_", "")
