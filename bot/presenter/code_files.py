"""The code in a plan as files to take away, each under a name of its own. Pure.

A plan shows its code with the path that each file is to have; a file that is handed over has no folder. Its name is
the end of that path, or all of it where several end alike.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from bot.core.document import Code, Document, File

SEPARATORS = str.maketrans("\\", "/")


def code_files(plan: Document) -> tuple[File, ...]:
    """A file for every piece of code that has the name of one."""
    named = [each for each in plan.nodes if isinstance(each, Code) and is_path(each.title)]
    names = distinct([each.title for each in named])
    return tuple(File(name, f"{each.text}\n") for name, each in zip(names, named, strict=True))


def is_path(title: str) -> bool:
    """Whether a title can be where a file is, and is not words."""
    return title != "" and not any(map(str.isspace, title)) and title[-1] not in "/\\"


def distinct(paths: Sequence[str]) -> list[str]:
    """A name for each path, no two alike, whatever a file system thinks of capitals."""
    whole = [path.translate(SEPARATORS).strip("/").split("/") for path in paths]
    ends = Counter(parts[-1].casefold() for parts in whole)
    names: dict[str, str] = {}
    for parts in whole:
        wanted = parts[-1] if ends[parts[-1].casefold()] == 1 else "-".join(parts)
        name = next(each for each in numbered(wanted) if each.casefold() not in names)
        names[name.casefold()] = name
    return list(names.values())


def numbered(name: str) -> Iterator[str]:
    """A name, and then the same with a number before its ending."""
    yield name
    stem, dot, ending = name.rpartition(".")
    for number in count(2):
        yield f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
