"""The grammar of WIT's types and functions.

Recursive descent, one function per production of the specification; each returns what the checks
need of it. A type returns the names that it refers to, in order.
"""

from bot.planning.wit.shapes import Function, Hold, Ref
from bot.planning.wit.tokens import KEYWORDS, RefusedError, Tokens

PRIMITIVES = frozenset(
    {
        "u8",
        "u16",
        "u32",
        "u64",
        "s8",
        "s16",
        "s32",
        "s64",
        "f32",
        "f64",
        "char",
        "bool",
        "string",
        "error-context",
    }
)
DEEPEST = 40  # an honest interface needs four; a hostile one must not exhaust the stack
Refs = tuple[Ref, ...]


def type_of(tokens: Tokens) -> Refs:
    """Any type."""
    word = tokens.now
    if word in PRIMITIVES:
        tokens.at += 1
        return ()
    if word not in KEYWORDS:
        at = tokens.at
        return (Ref(tokens.name(), at),)
    tokens.at += 1
    tokens.depth += 1
    if tokens.depth > DEEPEST:
        raise tokens.wanted(f"no more than {DEEPEST} types inside each other")
    refs = compound(tokens, word)
    tokens.depth -= 1
    return refs


def compound(tokens: Tokens, word: str) -> Refs:
    """A type made of types, or a handle; its keyword is taken."""
    match word:
        case "list":
            return one(tokens, sized=True)
        case "option":
            return one(tokens)
        case "future" | "stream":
            return one(tokens) if tokens.now == "<" else ()
        case "tuple":
            return tuple_of(tokens)
        case "map":
            return pair(tokens)
        case "result":
            return result(tokens) if tokens.now == "<" else ()
        case "borrow" | "own":
            return handle(tokens, Hold(word))
        case _:
            tokens.at -= 1
            raise tokens.wanted("a type")


def one(tokens: Tokens, *, sized: bool = False) -> Refs:
    tokens.expect("<")
    refs = type_of(tokens)
    if sized and tokens.eat(","):
        if not tokens.now.isdecimal():
            raise tokens.wanted("a length")
        tokens.at += 1
    tokens.expect(">")
    return refs


def pair(tokens: Tokens) -> Refs:
    tokens.expect("<")
    key = type_of(tokens)
    tokens.expect(",")
    value = type_of(tokens)
    tokens.expect(">")
    return key + value


def tuple_of(tokens: Tokens) -> Refs:
    tokens.expect("<")
    refs: Refs = ()
    while not tokens.eat(">"):
        refs += type_of(tokens)
        if tokens.now != ">":
            tokens.expect(",")
    return refs


def result(tokens: Tokens) -> Refs:
    """`result<T>`, `result<T, E>` or `result<_, E>`."""
    tokens.expect("<")
    if tokens.eat("_"):
        tokens.expect(",")
        refs = type_of(tokens)
    else:
        refs = type_of(tokens)
        if tokens.eat(","):
            refs += type_of(tokens)
    tokens.expect(">")
    return refs


def handle(tokens: Tokens, hold: Hold) -> Refs:
    tokens.expect("<")
    at = tokens.at
    name = tokens.name()
    tokens.expect(">")
    return (Ref(name, at, hold),)


def params(tokens: Tokens) -> Refs:
    """`(name: type, …)`; a name twice is refused."""
    tokens.expect("(")
    return fields(tokens, ")")


def fields(tokens: Tokens, end: str) -> Refs:
    """`name: type` separated by commas, up to and with the closing sign."""
    refs: Refs = ()
    names: set[str] = set()
    while not tokens.eat(end):
        distinct(tokens, names)
        tokens.expect(":")
        refs += type_of(tokens)
        if tokens.now != end:
            tokens.expect(",")
    return refs


def distinct(tokens: Tokens, names: set[str]) -> None:
    """A name that was not there before."""
    at = tokens.at
    name = tokens.name()
    if name in names:
        raise RefusedError(at, f"`{name}` is defined twice")
    names.add(name)


def function(tokens: Tokens, name: str, at: int) -> Function:
    """`[async] func(…) [-> type]`."""
    tokens.eat("async")
    tokens.expect("func")
    return signature(tokens, name, at)


def signature(tokens: Tokens, name: str, at: int) -> Function:
    """The part of a function after its keyword."""
    taken = params(tokens)
    return Function(name, at, taken, type_of(tokens) if tokens.eat("->") else ())
