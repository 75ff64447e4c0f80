"""A part in Go for componentize-go: its bindings as a package of the module, the part's function given to them.

The bindings hold one package for each interface, and a variable `Exports` in that of the own one. On Spin the
entry also hands the SDK (3) a plain `net/http` handler.
"""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callees, package_path, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part

GO_ZERO = {"string": '""', "u16": "200", "u32": "0", "bool": "true"}


def go(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """main.go: imports, the function, its registration, and on Spin the HTTP shell."""
    signature, calls = part.signature, callees(part, composition)
    served = target in SPIN_HOSTS and part is composition.entry
    request, reply = pascal(signature.request), pascal(signature.reply)
    function = pascal(signature.function)
    lines = [
        "package main",
        "",
        *imports(part, composition, served),
        "",
        f"// {phrases.say('code.rust_logic')}",
        f"func {lowered(function)}(input own.{request}) Result[own.{reply}, types.Failure] {{",
        *go_calls(calls, part, phrases),
        f"\treturn Ok[own.{reply}, types.Failure](own.{reply}{{{reply_fields(signature, calls)}}})",
        "}",
        "",
        "func init() {",
        f"\town.Exports.{function} = {lowered(function)}",
        *(go_http(part, phrases) if served else []),
        "}",
        "",
        "func main() {}",
    ]
    return CodeFile(path=f"{part.name}/main.go", language="go", text="\n".join(lines) + "\n")


def lowered(name: str) -> str:
    """`Answer` → `answer`: unexported."""
    return name[:1].lower() + name[1:]


def bindings(part: Part) -> str:
    """The package that componentize-go's bindings are written to, in the part's own module."""
    return f"{part.interface}/bindings"


def imports(part: Part, composition: Composition, served: bool) -> list[str]:
    """The import block: the standard library, others' packages, the bindings."""
    package, made = package_path(composition.package, "_"), bindings(part)
    standard = ['\t"io"', '\t"net/http"', ""] if served else []
    sdk = ['\tspinhttp "github.com/spinframework/spin-go-sdk/v3/http"'] if served else []
    called = [
        f'\t{alias(each)} "{made}/{package}_{snake(each.interface)}"' for each in callees(part, composition)
    ]
    return [
        "import (",
        *standard,
        *sdk,
        '\t. "go.bytecodealliance.org/pkg/wit/types"',
        "",
        *called,
        f'\town "{made}/export_{package}_{snake(part.interface)}"',
        f'\ttypes "{made}/{package}_types"',
        f'\t_ "{made}/wit_exports"',
        ")",
    ]


def alias(part: Part) -> str:
    """A called part's package in this file: Go has no underscores in names, and two of its words are taken here."""
    return f"{part.interface.replace('-', '')}part"


def go_calls(calls: tuple[Part, ...], own: Part, phrases: Phrases) -> list[str]:
    """The typed calls, each with its error handed on; the first one's reply is kept."""
    taken = {kind: f"input.{pascal(name)}" for name, kind in own.signature.takes if kind in PASSED}
    failed = f"Err[own.{pascal(own.signature.reply)}, types.Failure]"
    lines: list[str] = []
    for at, each in enumerate(calls):
        signature = each.signature
        fields = ", ".join(f"{pascal(name)}: {go_value(kind, taken)}" for name, kind in signature.takes)
        kept = "found" if at == 0 else f"from{pascal(each.interface)}"
        asked = f"{alias(each)}.{pascal(signature.request)}{{{fields}}}"
        lines += [
            f"\t// {phrases.say('code.rust_call', name=each.name)}",
            f"\t{kept} := {alias(each)}.{pascal(signature.function)}({asked})",
            f"\tif {kept}.IsErr() {{",
            f"\t\treturn {failed}({kept}.Err())",
            "\t}",
        ]
    return lines


def reply_fields(signature: Signature, calls: tuple[Part, ...]) -> str:
    """The reply: what the first called part gave where the types agree, else what came in, else the plainest value."""
    taken = {kind: f"input.{pascal(name)}" for name, kind in signature.takes if kind in PASSED}
    given = calls[0].signature.gives if calls else ()
    taken |= {kind: f"found.Ok().{pascal(name)}" for name, kind in given if kind in PASSED}
    return ", ".join(f"{pascal(name)}: {go_value(kind, taken)}" for name, kind in signature.gives)


def go_value(kind: str, taken: dict[str, str]) -> str:
    """A field's value: one of the same type that is at hand, else the plainest."""
    return taken.get(kind) or GO_ZERO.get(kind, "nil")


def go_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (Spin's Go SDK 3): it translates and decides nothing."""
    signature = part.signature
    taken = {"string": "r.URL.Path", "list<u8>": "body"}
    fields = ", ".join(f"{pascal(name)}: {go_value(kind, taken)}" for name, kind in signature.takes)
    body = next((pascal(name) for name, kind in signature.gives if kind == "list<u8>"), None)
    status = ["\t\tw.WriteHeader(int(reply.Ok().Status))"] if ("status", "u16") in signature.gives else []
    body_read = "body" if "body" in fields else "_"
    return [
        f"\t// {phrases.say('code.rust_http')}",
        "\tspinhttp.Handle(func(w http.ResponseWriter, r *http.Request) {",
        f"\t\t{body_read}, err := io.ReadAll(r.Body)",
        f"\t\treply := {lowered(pascal(signature.function))}(own.{pascal(signature.request)}{{{fields}}})",
        "\t\tif err != nil || reply.IsErr() {",
        "\t\t\tw.WriteHeader(http.StatusBadGateway)",
        "\t\t\treturn",
        "\t\t}",
        *status,
        *([f"\t\tw.Write(reply.Ok().{body})"] if body else []),
        "\t})",
    ]
