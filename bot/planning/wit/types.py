"""The grammar of WIT below its items: types, functions, and the named types of an interface or world.

Recursive descent, one function per production of the specification; each returns what the checks
need of it. A type returns the names that it refers to, in order.
"""

from bot.planning.wit.shapes import Function, Hold, Path, Ref, TypeItem, Use
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
TYPE_ITEMS = frozenset({"record", "variant", "enum", "flags", "type", "resource"})
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


def type_item(tokens: Tokens) -> tuple[TypeItem, tuple[Function, ...]]:
    """A named type, and a resource's functions."""
    kind = tokens.take()
    at = tokens.at
    name = tokens.name()
    if kind == "resource":
        return TypeItem(kind, name, at), resource(tokens, name)
    if kind == "type":
        tokens.expect("=")
        bare = tokens.now not in KEYWORDS
        refs = type_of(tokens)
        tokens.expect(";")
        return TypeItem(kind, name, at, refs, alias=bare), ()
    tokens.expect("{")
    refs = fields(tokens, "}") if kind == "record" else cases(tokens, payloads=kind == "variant")
    if tokens.texts[tokens.at - 2] == "{":
        raise RefusedError(at, f"{kind} `{name}` is empty")
    return TypeItem(kind, name, at, refs), ()


def cases(tokens: Tokens, *, payloads: bool) -> Refs:
    """Names separated by commas; a variant's may carry a type."""
    refs: Refs = ()
    names: set[str] = set()
    while not tokens.eat("}"):
        distinct(tokens, names)
        if payloads and tokens.eat("("):
            refs += type_of(tokens)
            tokens.expect(")")
        if tokens.now != "}":
            tokens.expect(",")
    return refs


def resource(tokens: Tokens, name: str) -> tuple[Function, ...]:
    """`;`, or methods, static functions and one constructor in braces."""
    if tokens.eat(";"):
        return ()
    tokens.expect("{")
    found: list[Function] = []
    names: set[str] = set()
    while not tokens.eat("}"):
        gates(tokens)
        at = tokens.at
        if tokens.eat("constructor"):
            if "constructor" in names:
                raise RefusedError(at, f"resource `{name}` has two constructors")
            names.add("constructor")
            found.append(constructor(tokens, name, at))
        else:
            distinct(tokens, names)
            method = tokens.texts[at].removeprefix("%")
            tokens.expect(":")
            tokens.eat("static")
            found.append(function(tokens, f"{name}.{method}", at))
        tokens.expect(";")
    return tuple(found)


def constructor(tokens: Tokens, name: str, at: int) -> Function:
    """A constructor makes its own resource, or a result with it."""
    made = signature(tokens, f"{name}.constructor", at)
    written = tokens.texts[at : tokens.at]
    if "->" in written:
        outcome = [each.lstrip("%") for each in written[written.index("->") + 1 :]]
        if outcome != [name] and outcome[:3] != ["result", "<", name]:
            raise RefusedError(at, f"the constructor of `{name}` returns something else")
    return made


def gates(tokens: Tokens) -> None:
    """`@since(version = 1.2.3)`, `@deprecated(version = …)`, `@unstable(feature = name)`."""
    while tokens.eat("@"):
        gate = tokens.now
        if gate not in {"since", "deprecated", "unstable"}:
            raise tokens.wanted("`since`, `unstable` or `deprecated`")
        tokens.at += 1
        tokens.expect("(")
        tokens.expect("feature" if gate == "unstable" else "version")
        tokens.expect("=")
        if gate == "unstable":
            tokens.name()
        else:
            tokens.version()
        tokens.expect(")")


def path(tokens: Tokens) -> Path:
    """`name`, or `namespace:package/name[@version]`."""
    at = tokens.at
    first = tokens.name()
    if not tokens.eat(":"):
        return Path(None, first, None, at)
    package = f"{first}:{tokens.name()}"
    tokens.expect("/")
    name = tokens.name()
    return Path(package, name, tokens.version() if tokens.eat("@") else None, at)


def use(tokens: Tokens) -> Use:
    """`use path.{a, b as c};`, its keyword taken."""
    source = path(tokens)
    tokens.expect(".")
    tokens.expect("{")
    names: list[tuple[str, str, int]] = []
    while not tokens.eat("}"):
        at = tokens.at
        name = tokens.name()
        names.append((name, tokens.name() if tokens.eat("as") else name, at))
        if tokens.now != "}":
            tokens.expect(",")
    tokens.expect(";")
    return Use(source, tuple(names))
