"""WIT, the language of component interfaces: is a text WIT, and what does it define?

Written by hand, as the specification's productions; it agrees with componentize-py's own reader on the
documents in the tests, which name the few points where it is stricter. Foreign packages (wasi:…) are taken
at their word: their interfaces are not read.
"""

from collections.abc import Mapping

from bot.planning.wit.items import document
from bot.planning.wit.names import missing, resolve
from bot.planning.wit.shapes import Extern, Function, Path, Scope, Wit, WitError
from bot.planning.wit.tokens import RefusedError, cut, locate

__all__ = ["Extern", "Function", "Path", "Scope", "Wit", "WitError", "beside", "missing", "parse", "read"]


def parse(text: str) -> Wit | WitError:
    """A document that is complete in itself: syntax, names, and every interface of its own package."""
    return read(text, {}, alone=True)


def read(text: str, others: Mapping[str, Scope], *, alone: bool = False) -> Wit | WitError:
    """A document of a package whose interfaces in other files are `others`; with `alone`, there are no others."""
    tokens = cut(text)
    if isinstance(tokens, WitError):
        return tokens
    try:
        wit = document(tokens)
        resolve(wit, others)
        for path in missing(wit) if alone else ():
            raise RefusedError(path.at, f"interface or world `{path}` does not exist")
    except RefusedError as refused:
        return locate(tokens, refused)
    return wit


def beside(text: str, wit: Wit, others: Mapping[str, Scope]) -> Wit | WitError:
    """A document that was read alone, held against its package's other files; read again to say where it fails."""
    try:
        resolve(wit, others)
    except RefusedError:
        return read(text, others)
    return wit
