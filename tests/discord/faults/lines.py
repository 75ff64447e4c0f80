"""A message as one line that is the same in every run: words, controls, files; without ids."""

import re

from tests.discord.server import Message, labelled, words


def line(post: Message) -> str:
    """All that people see of it."""
    return f"{timeless(words(post))} {labels(post)} {shared(post)}".rstrip()


def labels(post: Message) -> list[str]:
    return [label for label, _ in labelled(post)]


def shared(post: Message) -> str:
    """What is in the files of a message."""
    return "".join(f"{file.name}: {timeless(file.content.decode())}" for file in post.files)


def timeless(text: str) -> str:
    """Words without what differs between two runs: ids of people, channels and messages."""
    text = re.sub(r"<@\d+>", "<@…>", text)
    return re.sub(r"https://discord\.com/channels/\S+?(?=[)>\s]|$)", "…", text)
