"""The grammar of WIT's items: a document is a package, its interfaces, its worlds."""

from dataclasses import dataclass, field

from bot.planning.wit.definitions import TYPE_ITEMS, gates, path, type_item, use
from bot.planning.wit.shapes import Extern, Function, Path, Scope, TypeItem, Use, Wit
from bot.planning.wit.tokens import Tokens
from bot.planning.wit.types import function


@dataclass(slots=True)
class Body:
    """A scope while it is being read."""

    types: list[TypeItem] = field(default_factory=list[TypeItem])
    functions: list[Function] = field(default_factory=list[Function])
    uses: list[Use] = field(default_factory=list[Use])
    imports: list[Extern] = field(default_factory=list[Extern])
    exports: list[Extern] = field(default_factory=list[Extern])
    includes: list[Path] = field(default_factory=list[Path])

    def shared(self, tokens: Tokens) -> bool:
        """Read what interfaces and worlds have in common, if it is that: named types and `use`."""
        if tokens.now in TYPE_ITEMS:
            item, functions = type_item(tokens)
            self.types.append(item)
            self.functions.extend(functions)
        elif tokens.eat("use"):
            self.uses.append(use(tokens))
        else:
            return False
        return True

    def scope(self, name: str, at: int) -> Scope:
        return Scope(
            name,
            at,
            tuple(self.types),
            tuple(self.functions),
            tuple(self.uses),
            tuple(self.imports),
            tuple(self.exports),
            tuple(self.includes),
        )


def document(tokens: Tokens) -> Wit:
    """A whole file. One without a package of its own may hold only packages in braces."""
    if tokens.now != "package":
        raise tokens.wanted("`package namespace:name;` first")
    tokens.at += 1
    package, version = package_name(tokens)
    if not tokens.eat(";"):
        tokens.at = 0
        package, version = "", None
    return content(tokens, package, version, end="")


def package_name(tokens: Tokens) -> tuple[str, str | None]:
    namespace = tokens.name()
    tokens.expect(":")
    return f"{namespace}:{tokens.name()}", tokens.version() if tokens.eat("@") else None


def content(tokens: Tokens, package: str, version: str | None, end: str) -> Wit:
    """What a package holds, up to and with its end."""
    scopes: dict[str, list[Scope]] = {"interface": [], "world": []}
    aliases: list[tuple[str, Path]] = []
    nested: list[Wit] = []
    while tokens.now != end:
        gates(tokens)
        word, at = tokens.now, tokens.at + 1
        if package and word in scopes:
            tokens.at += 1
            name = tokens.name()
            tokens.expect("{")
            scopes[word].append(
                interface(tokens, name, at) if word == "interface" else world(tokens, name, at)
            )
        elif package and tokens.eat("use"):
            source = path(tokens)
            aliases.append((tokens.name() if tokens.eat("as") else source.name, source))
            tokens.expect(";")
        elif not end and tokens.eat("package"):
            inner, inner_version = package_name(tokens)
            tokens.expect("{")
            nested.append(content(tokens, inner, inner_version, end="}"))
        else:
            raise tokens.wanted("`interface`, `world` or `use`")
    tokens.at += 1
    return Wit(
        package, version, tuple(scopes["interface"]), tuple(scopes["world"]), tuple(aliases), tuple(nested)
    )


def interface(tokens: Tokens, name: str, at: int) -> Scope:
    """An interface's items, its opening brace taken."""
    body = Body()
    while not tokens.eat("}"):
        gates(tokens)
        if not body.shared(tokens):
            begin = tokens.at
            called = tokens.name()
            tokens.expect(":")
            body.functions.append(function(tokens, called, begin))
            tokens.expect(";")
    return body.scope(name, at)


def world(tokens: Tokens, name: str, at: int) -> Scope:
    """A world's items, its opening brace taken."""
    body = Body()
    while not tokens.eat("}"):
        gates(tokens)
        if body.shared(tokens):
            continue
        if tokens.eat("import"):
            body.imports.append(extern(tokens))
        elif tokens.eat("export"):
            body.exports.append(extern(tokens))
        elif tokens.eat("include"):
            body.includes.append(include(tokens))
        else:
            raise tokens.wanted("`import`, `export`, `include`, `use` or a type")
    return body.scope(name, at)


def extern(tokens: Tokens) -> Extern:
    """What follows `import` or `export`."""
    if tokens.after(1) != ":" or tokens.after(2) not in {"func", "async", "interface"}:
        source = path(tokens)
        tokens.expect(";")
        return Extern(source)
    at = tokens.at
    name = tokens.name()
    tokens.expect(":")
    here = Path(None, name, None, at)
    if tokens.eat("interface"):
        tokens.expect("{")
        return Extern(here, interface(tokens, name, at))
    written = Extern(here, function(tokens, name, at))
    tokens.expect(";")
    return written


def include(tokens: Tokens) -> Path:
    """`path;`, or `path with { a as b }` without a semicolon."""
    source = path(tokens)
    if not tokens.eat("with"):
        tokens.expect(";")
        return source
    tokens.expect("{")
    while not tokens.eat("}"):
        tokens.name()
        tokens.expect("as")
        tokens.name()
        if tokens.now != "}":
            tokens.expect(",")
    return source
