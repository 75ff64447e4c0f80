"""A part in Rust: the trait that wit-bindgen makes, and on Spin the HTTP shell of its SDK (6)."""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callee, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part

ZERO = {
    "list<u8>": "Vec::new()",
    "list<string>": "Vec::new()",
    "list<f64>": "Vec::new()",
    "u16": "200",
    "u32": "0",
    "bool": "true",
}


def rust(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """src/lib.rs with wit-bindgen; on Spin the entry also carries the HTTP shell of the SDK."""
    signature, package = part.signature, rust_path(composition.package)
    served = target in SPIN_HOSTS and part is composition.entry
    calls = callee(part, composition)
    lines = [
        *(
            ["use spin_sdk::http::{IntoResponse, Request, Response};", "use spin_sdk::http_service;", ""]
            * served
        ),
        f'wit_bindgen::generate!({{ path: "../wit", world: "{part.world}" }});',
        "",
        f"use exports::{package}::{snake(part.interface)}::{{Guest, {aliased(signature)}}};",
        *([f"use {package}::{snake(calls.interface)};"] if calls else []),
        f"use {package}::types::Failure;",
        "",
        f"struct {pascal(part.interface)};",
        "",
        f"impl Guest for {pascal(part.interface)} {{",
        f"    // {phrases.say('code.rust_logic')}",
        f"    fn {snake(signature.function)}(input: Input) -> Result<Output, Failure> {{",
        *(rust_call(calls, signature, phrases) if calls else []),
        *rust_body(signature, calls),
        "    }",
        "}",
        "",
        f"export!({pascal(part.interface)});",
        *(rust_http(part, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/src/lib.rs", language="rust", text="\n".join(lines) + "\n")


def rust_path(package: str) -> str:
    """`equipo:backend` → `equipo::backend`."""
    namespace, _, name = package.partition(":")
    return f"{snake(namespace)}::{snake(name)}"


def aliased(signature: Signature) -> str:
    """The two records, under names that clash with nothing."""
    return ", ".join(
        sorted((f"{pascal(signature.reply)} as Output", f"{pascal(signature.request)} as Input"))
    )


def rust_call(called: Part, own: Signature, phrases: Phrases) -> list[str]:
    """The typed call to another part, with what came in where the types agree."""
    signature, module = called.signature, snake(called.interface)
    given = {kind: f"input.{snake(name)}.clone()" for name, kind in own.takes if kind in PASSED}
    fields = ", ".join(
        f"{snake(name)}: {given.get(kind, rust_value(name, kind))}" for name, kind in signature.takes
    )
    return [
        f"        // {phrases.say('code.rust_call', name=called.name)}",
        f"        let asked = {module}::{pascal(signature.request)} {{ {fields} }};",
        f"        let found = {module}::{snake(signature.function)}(&asked)?;",
    ]


def rust_value(name: str, kind: str) -> str:
    """The plainest value of a type."""
    if kind == "string":
        return '"application/json".into()' if name == "content-type" else "String::new()"
    return ZERO.get(kind, "Default::default()")


def rust_body(signature: Signature, calls: Part | None) -> list[str]:
    """The reply: what the other part gave where the types agree, else the plainest value."""
    given = {kind: f"found.{snake(name)}" for name, kind in calls.signature.gives} if calls else {}
    given = {kind: value for kind, value in given.items() if kind in PASSED}
    taken = {kind: f"input.{snake(name)}" for name, kind in signature.takes if kind in PASSED}
    sources = {**taken, **given}
    fields = [f"{snake(name)}: {sources.pop(kind, rust_value(name, kind))}" for name, kind in signature.gives]
    return [f"        Ok(Output {{ {', '.join(fields)} }})"]


def rust_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (Spin SDK 6): it translates and decides nothing."""
    signature = part.signature
    values = {"path": "req.uri().path().to_string()", "subject": "req.uri().path().to_string()"}
    fields = ", ".join(
        f"{snake(name)}: {values.get(name, rust_value(name, kind))}" for name, kind in signature.takes
    )
    status = "output.status" if ("status", "u16") in signature.gives else "200"
    body = next((snake(name) for name, kind in signature.gives if kind == "list<u8>"), None)
    text = next((snake(name) for name, kind in signature.gives if kind == "string"), None)
    if body:
        sent = f"String::from_utf8_lossy(&output.{body}).into_owned()"
    else:
        sent = f"output.{text}" if text else 'format!("{output:?}")'
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "#[http_service]",
        f"async fn serve({'req' if 'req.' in fields else '_req'}: Request) -> anyhow::Result<impl IntoResponse> {{",
        f"    let input = Input {{ {fields} }};",
        (
            f"    let output = {pascal(part.interface)}::{snake(signature.function)}(input)"
            '.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;'
        ),
        f"    Ok(Response::builder().status({status}).body({sent})?)",
        "}",
    ]
