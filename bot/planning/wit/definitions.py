"""The grammar of what interfaces and worlds have in common: named types, resources, gates, paths and `use`."""

from bot.planning.wit.shapes import Function, Path, TypeItem, Use
from bot.planning.wit.tokens import KEYWORDS, RefusedError, Tokens
from bot.planning.wit.types import Refs, distinct, fields, function, signature, type_of

TYPE_ITEMS = frozenset({"record", "variant", "enum", "flags", "type", "resource"})


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
