"""The code of a plan, read by the parser of its language.

WIT files of one package are read together, since interfaces may stand in another file than the world that
exports them. A text over the bound is not parsed at all: it is a breach by itself, and a parser is not to be
fed whatever a model makes up. What no parser here reads is named as unchecked.
"""

import ast
import json
import tomllib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.planning.plan import CodeFile
from bot.planning.wit import Scope, Wit, WitError, beside, missing, read

LONGEST_CODE = 8_000
MOST_FILES = 12
MANIFESTS = frozenset({"toml", "yaml", "json"})
UNREAD = frozenset({"rust", "go", "javascript", "typescript", "bash", "c", "csharp", "dockerfile"})
LANGUAGES = frozenset({"wit", "python"}) | MANIFESTS | UNREAD
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# PyYAML's constructors raise whatever they run into on a hostile tag (`!!bool x` is a KeyError)
REFUSALS = (yaml.YAMLError, ValueError, SyntaxError, LookupError, TypeError, AttributeError)

Tree = Any  # Any: a manifest as parsed, whatever a model wrote into it


@dataclass(frozen=True, slots=True)
class Parsed:
    """A code file: what it says (a Wit, a tree), or why it does not parse; neither for an unread language."""

    where: str
    file: CodeFile
    wit: Wit | None = None
    tree: Tree = None
    trouble: str | None = None
    unread: bool = False


def parsed(files: Sequence[CodeFile]) -> tuple[Parsed, ...]:
    """All code of a plan, in its order."""
    places = [(f"code[{at}]", each) for at, each in enumerate(files[:MOST_FILES])]
    wits = dict(read_wits((where, each) for where, each in places if each.language == "wit"))
    return tuple(wits[where] if where in wits else other(where, each) for where, each in places)


def read_wits(places: Iterable[tuple[str, CodeFile]]) -> Iterable[tuple[str, Parsed]]:
    """WIT documents, each with the interfaces of its package's other files."""
    alone = [(where, file, first_reading(file)) for where, file in places]
    for at, (where, file, wit) in enumerate(alone):
        if isinstance(wit, str):
            yield where, Parsed(where, file, trouble=wit)
            continue
        siblings = [
            other for index, (_, _, other) in enumerate(alone) if index != at and isinstance(other, Wit)
        ]
        others = {
            scope.name: scope
            for sibling in siblings
            if sibling.package == wit.package
            for scope in (*sibling.interfaces, *sibling.worlds)
        }
        trouble = linked(file, wit, others)
        yield where, Parsed(where, file, wit=None if trouble else wit, trouble=trouble)


def first_reading(file: CodeFile) -> Wit | str:
    if len(file.text) > LONGEST_CODE:
        return f"over {LONGEST_CODE} characters"
    wit = read(file.text, {})
    return str(wit) if isinstance(wit, WitError) else wit


def linked(file: CodeFile, wit: Wit, others: Mapping[str, Scope]) -> str | None:
    """What is wrong with a document beside the others of its package."""
    absent = [each for each in missing(wit) if each.name not in others]
    if absent:
        return f"interface or world `{absent[0]}` does not exist"
    again = beside(file.text, wit, others) if others else wit
    return str(again) if isinstance(again, WitError) else None


def other(where: str, file: CodeFile) -> Parsed:
    """A file in another language than WIT."""
    if len(file.text) > LONGEST_CODE:
        return Parsed(where, file, trouble=f"over {LONGEST_CODE} characters")
    if file.language not in MANIFESTS and file.language != "python":
        return Parsed(where, file, unread=True)
    try:
        return Parsed(where, file, tree=tree(file))
    except REFUSALS as wrong:
        return Parsed(where, file, trouble=reason(wrong))
    except (RecursionError, MemoryError):
        return Parsed(where, file, trouble="nested too deep")


def tree(file: CodeFile) -> Tree:
    match file.language:
        case "toml":
            return tomllib.loads(file.text)
        case "yaml":
            return list(yaml.load_all(file.text, Loader=LOADER))  # the safe one, in C where built
        case "json":
            return json.loads(file.text)
        case _:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a doubtful escape is not ours to print
                ast.parse(file.text)
            return None


def reason(wrong: Exception) -> str:
    """Why a parser refused, with the line where it says one."""
    if isinstance(wrong, SyntaxError):
        return f"line {wrong.lineno}: {wrong.msg}"
    mark = getattr(wrong, "problem_mark", None)
    problem = getattr(wrong, "problem", None)
    return f"line {mark.line + 1}: {problem}" if mark is not None else str(wrong)
