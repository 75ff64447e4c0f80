"""What a tree's reader could not read, as a manifest tells it: with the words of the line where there are no others."""

from collections.abc import Iterable, Iterator

from bot.assessment.manifests.growing import UNCLOSED, Trouble
from bot.assessment.manifests.shapes import Unread
from bot.assessment.manifests.source import Source
from bot.assessment.manifests.tree import Scalar


def broken(source: Source, troubles: Iterable[Trouble]) -> Iterator[Unread]:
    """Each trouble on its line, once. What the end of a text that was cut leaves open is no trouble of the file's."""
    for line, why, said in dict.fromkeys(troubles):
        if said != UNCLOSED or not source.cut:
            yield source.missed(why, Scalar(line, said.strip() or source.line(line)))
