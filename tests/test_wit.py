"""WIT: what is read, what is refused and where, and that componentize-py's own reader agrees.

The bindings generator of componentize-py is the oracle. It is called in its own process image (5 ms a document),
so every document of the tables and a few hundred mutants of them are put to both readers.
"""

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from componentize_py import script  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType, reportAttributeAccessIssue]  # built in Rust, no stubs
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.wit import Wit, WitError, parse, read

Oracle = Callable[[str], bool]

HEAD = "package acme:shop;\n"
WORLD = "\nworld w { export i; }\n"


def package(*items: str) -> str:
    return HEAD + "".join(items)


def interface(body: str) -> str:
    return package(f"interface i {{ {body} }}", WORLD)


VALID = {
    "function": interface("f: func(a: u32, b: string) -> bool;"),
    "no result": interface("f: func();"),
    "async": interface("f: async func(a: stream<u8>) -> future<string>;"),
    "bare stream and future": interface("f: func(a: stream, b: future);"),
    "error context": interface("f: func() -> result<string, error-context>;"),
    "results": interface("f: func() -> result; g: func() -> result<u8>; h: func() -> result<_, string>;"),
    "containers": interface("f: func(a: list<option<tuple<u8, s64, f32>>>) -> list<list<char>>;"),
    "record": interface("record r { a: u32, b: list<string>, } f: func(r: r);"),
    "variant": interface("variant v { a, b(string), c(tuple<u8, u8>) } f: func() -> v;"),
    "enum and flags": interface("enum e { a, b, } flags p { read, write } f: func(e: e) -> p;"),
    "alias": interface("type id = u64; type ids = list<id>; f: func(a: ids);"),
    "used before it is defined": interface("f: func(a: r); record r { a: u32 }"),
    "resource": interface(
        "resource cart { constructor(owner: string); add: func(sku: string) -> result<_, string>; "
        "total: static func(a: borrow<cart>, b: own<cart>) -> cart; } f: func(c: borrow<cart>) -> own<cart>;"
    ),
    "fallible constructor": interface("resource r { constructor() -> result<r, string>; }"),
    "resource without a body": interface("resource r; f: func(a: r);"),
    "handle through an alias": interface("resource r; type q = r; f: func(a: borrow<q>);"),
    "tree of handles": interface("resource node { parent: func() -> option<node>; }"),
    "keyword as a name": interface("record %record { %type: u32 } f: func(%list: %record);"),
    "word that looks like a keyword": interface("type-a: func(error: u32, union: u32, default: u8);"),
    "capitals": package("interface I-o { GET-it2: func(); }\nworld w { export I-o; }"),
    "comments": "// one\n/// doc\n"
    + package("/* a /* nested */ // still\n */ interface i { f: func(); /* ñ */ }", WORLD),
    "slashes in a block comment": package("/* see // there */ interface i { f: func(); }", WORLD),
    "line ends of Windows": interface("f: func();").replace("\n", "\r\n"),
    "use": package(
        "interface t { type z = u32; type y = u8; } interface i { use t.{z, y as x,}; f: func(a: z) -> x; }",
        WORLD,
    ),
    "use of a used type": package(
        "interface a { type z = u32; } interface b { use a.{z}; } interface i { use b.{z}; }", WORLD
    ),
    "file-level use": package(
        "use i as j;\ninterface i { type t = u32; } interface k { use j.{t}; }\nworld w { export k; }"
    ),
    "gates": "package acme:shop@1.0.0;\n@since(version = 1.0.0)\n@deprecated(version = 1.0.0)\n"
    "interface i { @unstable(feature = x) f: func(); }\nworld w { export i; }",
    "version": "package acme:shop@1.0.0-rc.1+build.5;\nworld w { }",
    "inline world items": package(
        "world w { import log: func(a: string); export api: interface { use t.{z}; f: func() -> z; } }\n"
        "interface t { type z = u8; }"
    ),
    "world types": package(
        "world w { type z = u32; record y { a: z } resource r { m: func(); } export f: async func(a: y); "
        "import g: func(a: borrow<r>); }"
    ),
    "world use": package("interface t { type z = u32; }\nworld w { use t.{z}; export f: func(a: z); }"),
    "import and export of the same": package("interface i { f: func(); }\nworld w { import i; export i; }"),
    "include": package("world base { import f: func(); }\nworld w { include base; export g: func(); }"),
    "include with names": package(
        "world base { import f: func(); }\nworld w { include base with { f as g, } }"
    ),
    "nested package": package("world w { import x:y/i; }\npackage x:y { interface i { f: func(); } }"),
}

INVALID: dict[str, tuple[str, str]] = {  # the document, and what the finding says
    "empty": ("", "expected `package"),
    "no package": ("interface i { f: func(); }\nworld w { export i; }", "expected `package"),
    "package late": ("interface i { }\npackage a:b;\nworld w { }", "expected `package"),
    "package without a namespace": ("package shop;\nworld w { }", "expected `:`"),
    "short version": ("package a:b@1.0;\nworld w { }", "three numbers"),
    "leading zero": ("package a:b@01.0.0;\nworld w { }", "three numbers"),
    "no semicolon": (interface("f: func()"), "expected `;`"),
    "semicolon after a record": (interface("record r { a: u32 };"), "found `;`"),
    "function body": (interface("f: func() { }"), "expected `;`"),
    "type with a colon": (interface("type t: u32;"), "expected `=`"),
    "parameter without a type": (interface("f: func(a);"), "expected `:`"),
    "list of nothing": (interface("f: func(a: list);"), "expected `<`"),
    "three results": (interface("f: func() -> result<u8, u8, u8>;"), "expected `>`"),
    "underscore alone": (interface("f: func() -> result<_>;"), "expected `,`"),
    "named results": (interface("f: func() -> (a: u32);"), "kebab-case"),
    "keyword for a type": (interface("f: func(a: func);"), "expected a type"),
    "keyword for a name": (interface("record r { type: u32 }"), "a keyword needs a %"),
    "snake case": (interface("my_func: func();"), "kebab-case"),
    "camel case": (interface("myFunc: func();"), "kebab-case"),
    "hyphen at the end": (interface("f-: func();"), "kebab-case"),
    "unknown type": (interface("f: func(a: float32);"), "`float32` is not defined"),
    "interface as a type": (interface("f: func(a: i);"), "`i` is not defined"),
    "unknown type in a record": (interface("record r { a: nothing }"), "`nothing` is not defined"),
    "function twice": (interface("f: func(); f: func();"), "defined twice"),
    "parameter twice": (interface("f: func(a: u8, a: u8);"), "defined twice"),
    "interface twice": (package("interface i { } interface i { }", WORLD), "defined twice"),
    "type and function of one name": (interface("type f = u32; f: func();"), "defined twice"),
    "method twice": (interface("resource r { m: func(); m: static func(); }"), "defined twice"),
    "two constructors": (interface("resource r { constructor(); constructor(a: u8); }"), "two constructors"),
    "constructor of something else": (
        interface("resource r { constructor() -> u32; }"),
        "returns something else",
    ),
    "type that contains itself": (interface("record r { a: option<r> }"), "contains itself"),
    "types in a circle": (interface("record a { b: list<b> } variant b { c(a), d }"), "contains itself"),
    "alias of itself": (interface("type t = t;"), "contains itself"),
    "borrow of no resource": (interface("type r = u32; f: func(a: borrow<r>);"), "is no resource"),
    "borrow that comes out": (
        interface("resource r; record q { a: borrow<r> } f: func() -> list<q>;"),
        "returns a borrow",
    ),
    "empty enum": (interface("enum e { }"), "is empty"),
    "use of nothing": (package("interface i { use t.{z}; }", WORLD), "`t` does not exist"),
    "use of a missing type": (
        package("interface t { } interface i { use t.{z}; }", WORLD),
        "defines no type `z`",
    ),
    "use of a function": (
        package("interface t { z: func(); } interface i { use t.{z}; }", WORLD),
        "defines no type",
    ),
    "use in a circle": (
        package("interface i { use t.{z}; type y = u8; } interface t { use i.{y}; type z = u8; }", WORLD),
        "in a circle",
    ),
    "use of a world": (
        package("world t { type z = u8; } interface i { use t.{z}; }", WORLD),
        "is a world",
    ),
    "inclusion of an interface": (package("interface i { } world w { include i; }"), "is an interface"),
    "world that includes itself": (package("world w { include w; }"), "in a circle"),
    "export of nothing": (package("world w { export j; }"), "`j` does not exist"),
    "import inside of an inline interface": (
        package("world w { export a: interface { use t.{z}; } }"),
        "`t` does not exist",
    ),
    "export twice": (package("interface i { }\nworld w { export i; export i; }"), "defined twice"),
    "own package by its full name": (
        package("interface i { }\nworld w { import acme:shop/i; }"),
        "cannot name itself",
    ),
    "own package in a file-level use": (
        package("use acme:shop/i as j;\ninterface i { }\nworld w { }"),
        "cannot name itself",
    ),
    "import in an interface": (interface("import x;"), "a keyword needs a %"),
    "function in a world without export": (package("world w { f: func(); }"), "expected `import`"),
    "semicolon after include with": (
        package("world b { import f: func(); } world w { include b with { f as g }; }"),
        "expected `import`",
    ),
    "package inside of a package": (
        package("package x:y { package z:z { } }\nworld w { }"),
        "expected `interface`",
    ),
    "unknown gate": (package("@beta(version = 1.0.0)\ninterface i { }", WORLD), "expected `since`"),
    "gate without a version": (package("@since(feature = x)\ninterface i { }", WORLD), "expected `version`"),
    "quoted name": (package('world w { export "f": func(); }'), "kebab-case"),
    "stray word": (package("default world w { }"), "expected `interface`"),
    "end in the middle": (package("interface i { f: func("), "found the end"),
    "comment without end": (package("/* world w { }"), "comment without end"),
    "control character": (package("// \x07\nworld w { }"), "control character"),
    "text that runs backwards": (package("// \u202e\nworld w { }"), "control character"),
    "prose": ("Here is the interface that you asked for:", "expected `package"),
}

# Where this reader is stricter: componentize-py's reader takes them, but no component can be built of them.
STRICTER = {
    "empty record": (interface("record r { } f: func();"), "is empty"),
    "empty flags": (interface("flags p { }"), "is empty"),
    "field twice": (interface("record r { a: u8, a: u8 }"), "defined twice"),
    "case twice": (interface("enum e { a, a }"), "defined twice"),
}
# Where the oracle cannot follow: it panics on these types, though its parser takes them.
BEYOND_THE_ORACLE = {
    "map": interface("f: func(a: map<string, u32>);"),
    "list of a length": interface("f: func(a: list<u8, 16>);"),
}


@pytest.fixture
def oracle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Oracle:
    """Whether componentize-py 0.25.1 takes a document."""
    out, source = tmp_path / "out", tmp_path / "wit"
    source.mkdir()

    def takes(text: str) -> bool:
        shutil.rmtree(out, ignore_errors=True)
        (source / "a.wit").write_bytes(text.encode())
        monkeypatch.setattr(sys, "argv", ["componentize-py", "-d", str(source), "bindings", str(out)])
        try:
            script()
        except AssertionError as refused:
            # two worlds, or none: it parsed, and only asks which one is meant
            return "Unable to resolve `None`" in str(refused)
        return True

    return takes


@pytest.mark.parametrize("name", VALID)
def test_what_is_wit_is_read_by_both(name: str, oracle: Oracle) -> None:
    assert isinstance(parse(VALID[name]), Wit), parse(VALID[name])
    assert oracle(VALID[name])


@pytest.mark.parametrize("name", INVALID)
def test_what_is_no_wit_is_refused_by_both(name: str, oracle: Oracle) -> None:
    text, why = INVALID[name]
    found = parse(text)
    assert isinstance(found, WitError)
    assert why in found.message
    assert not oracle(text)


@pytest.mark.parametrize("name", STRICTER)
def test_what_could_not_be_built_is_refused_here_already(name: str, oracle: Oracle) -> None:
    text, why = STRICTER[name]
    found = parse(text)
    assert isinstance(found, WitError)
    assert why in found.message
    assert oracle(text), "no longer stricter: move it to INVALID"


@pytest.mark.parametrize("name", BEYOND_THE_ORACLE)
def test_newer_types_are_read(name: str) -> None:
    assert isinstance(parse(BEYOND_THE_ORACLE[name]), Wit)


def test_a_length_is_a_number() -> None:
    found = parse(interface("f: func(a: list<u8, many>);"))
    assert isinstance(found, WitError)
    assert "a length" in found.message


PIECE = re.compile(r"\s+|[\w%][\w-]*|.", re.DOTALL)
PIECES = [
    *"<>(){};:,=@%_.",
    "->",
    "func",
    "use",
    "record",
    "list",
    "own",
    "static",
    "async",
    "include",
    "r",
    "f",
    "0.1.0",
]


def mutants(seed: int, count: int) -> Iterator[str]:
    """Valid documents with one or two pieces dropped, put in, replaced or swapped; foreign packages left out."""
    chance = random.Random(seed)
    sources = [text for name, text in VALID.items() if name != "nested package"]
    for _ in range(count):
        pieces = PIECE.findall(chance.choice(sources))
        for _ in range(chance.choice((1, 1, 2))):
            at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
            match chance.randrange(4):
                case 0:
                    pieces[at] = ""
                case 1:
                    pieces.insert(at, chance.choice(PIECES))
                case 2:
                    pieces[at] = chance.choice(PIECES)
                case _:
                    pieces[at], pieces[other] = pieces[other], pieces[at]
        yield "".join(pieces)


def stricter(text: str, found: Wit | WitError) -> bool:
    """Whether this is one of the points in which the two are known to differ."""
    if isinstance(found, WitError):
        return found.message.endswith(("is empty", "is defined twice")) or "+" in text
    return " with {" in text  # names in `include … with` are taken at their word


def test_both_judge_mutants_alike(oracle: Oracle) -> None:
    differing = [
        (text, found)
        for text in mutants(seed=22, count=400)
        if isinstance(found := parse(text), Wit) is not oracle(text) and not stricter(text, found)
    ]
    assert differing == []


def test_an_error_says_where() -> None:
    assert parse("package a:b;\n/* two\nlines */ interface i {\n  f: func(a: u33);\n}") == WitError(
        4, 14, "type `u33` is not defined"
    )
    assert str(WitError(4, 14, "type `u33` is not defined")) == "4:14: type `u33` is not defined"


def test_what_a_document_defines() -> None:
    wit = parse(
        "package acme:shop@1.2.0;\n"
        "interface cart { resource basket { add: func(sku: string); } total: func(b: borrow<basket>) -> u64; }\n"
        "world core { import wasi:http/outgoing-handler@0.2.3; import cart; export run: func(); }"
    )
    assert isinstance(wit, Wit)
    assert (wit.package, wit.version) == ("acme:shop", "1.2.0")
    assert [each.name for each in wit.interfaces[0].functions] == ["basket.add", "total"]
    assert [str(each.path) for each in wit.worlds[0].imports] == ["wasi:http/outgoing-handler@0.2.3", "cart"]
    assert [str(each.path) for each in wit.worlds[0].exports] == ["run"]


def test_a_document_beside_the_others_of_its_package() -> None:
    types = parse("package a:b;\ninterface t { type z = u8; }")
    assert isinstance(types, Wit)
    others = {each.name: each for each in types.interfaces}
    assert isinstance(read("package a:b;\nworld w { use t.{z}; export f: func(a: z); }", others), Wit)
    assert isinstance(read("package a:b;\nworld w { use t.{nope}; }", others), WitError)


def test_packages_in_braces_need_none_around_them() -> None:
    assert isinstance(parse("package a:b { interface i { f: func(); } }"), Wit)
    assert isinstance(parse("package a:b { interface i { f: func(a: x); } }"), WitError)


def test_depth_is_bounded() -> None:
    deep = "list<" * 5000 + "u8" + ">" * 5000
    found = parse(interface(f"f: func(a: {deep});"))
    assert isinstance(found, WitError)
    assert "inside each other" in found.message


def test_a_hostile_chain_of_types_is_read_in_linear_time() -> None:
    chain = " ".join(f"record r{at} {{ a: r{at + 1}, b: r{at + 1}, c: r{at + 1} }}" for at in range(200))
    assert isinstance(parse(interface(f"{chain} record r200 {{ a: u8 }} f: func(a: r0) -> r0;")), Wit)


def test_blanks_are_skipped_in_linear_time() -> None:
    for blanks in (" " * 200_000, "\n" * 200_000, f"//{'x' * 200_000}", f"/*{' ' * 200_000}*/"):
        assert isinstance(parse(f"{interface('f: func();')}{blanks}"), Wit)
    end = parse("package a:b;\ninterface   \n ")
    assert isinstance(end, WitError)
    assert (end.line, end.column) == (3, 2)  # where the text ends


@given(st.text(max_size=300) | st.text(alphabet="package :;{}<>()wit/*%@-.i0", max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(parse(text), Wit | WitError)
    assert isinstance(parse(package(text)), Wit | WitError)
