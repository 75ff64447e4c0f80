"""A part in Rust: the trait that wit-bindgen makes, and on Spin the HTTP shell of its SDK (6)."""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callee, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part

SPIN_IMPORTS = (
    "use bytes::Bytes;",
    "use spin_sdk::http::{body::IncomingBodyExt, FullBody, IntoResponse, Request, Response};",
    "use spin_sdk::http_service;",
    "",
)
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
        *(SPIN_IMPORTS if served else ()),
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
    fields = ", ".join(f"{snake(name)}: {passed(name, kind, given)}" for name, kind in signature.takes)
    return [
        f"        // {phrases.say('code.rust_call', name=called.name)}",
        f"        let asked = {module}::{pascal(signature.request)} {{ {fields} }};",
        f"        let found = {module}::{snake(signature.function)}(&asked)?;",
    ]


def passed(name: str, kind: str, given: dict[str, str]) -> str:
    """A field's value: what came in of its type, but a content type of its own."""
    if name == "content-type" or kind not in given:
        return rust_value(name, kind)
    return given[kind]


def rust_value(name: str, kind: str) -> str:
    """The plainest value of a type."""
    if kind == "string":
        return '"application/json".into()' if name == "content-type" else '"demo".into()'
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
    fields = ", ".join(f"{snake(name)}: {heard(kind)}" for name, kind in signature.takes)
    status = "output.status" if ("status", "u16") in signature.gives else "200"
    body = next((f"output.{snake(name)}" for name, kind in signature.gives if kind in PASSED), None)
    sent = body or 'format!("{output:?}")'
    called = f"{pascal(part.interface)}::{snake(signature.function)}(input)"
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "#[http_service]",
        "async fn serve(req: Request) -> anyhow::Result<impl IntoResponse> {",
        *(["    let path = req.uri().path().to_string();"] if "path" in fields else []),
        *(["    let body = req.into_body().bytes().await?.to_vec();"] if "body" in fields else []),
        f"    let input = Input {{ {fields} }};",
        f'    let output = {called}.map_err(|failure| anyhow::anyhow!("{{failure:?}}"))?;',
        f"    Ok(Response::builder().status({status}).body(FullBody::new(Bytes::from({sent})))?)",
        "}",
    ]


def heard(kind: str) -> str:
    """A field's value, from what came over HTTP."""
    return {"string": "path.clone()", "list<u8>": "body.clone()"}.get(
        kind, ZERO.get(kind, "Default::default()")
    )
