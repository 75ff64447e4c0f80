"""A part in Rust: the trait that wit-bindgen makes, and for the entry the HTTP shell of its host.

The shell is the Spin SDK's (6) on Spin, and wstd's where the host wants `wasi:http/incoming-handler` (wasmCloud).
"""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callees, package_path, pascal, snake
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
WSTD_HOSTS = ("wasmcloud",)
WSTD_IMPORTS = ("use wstd::http::{Body, Error, Request, Response};", "")
ZERO = {
    "list<u8>": "Vec::new()",
    "list<string>": "Vec::new()",
    "list<f64>": "Vec::new()",
    "u16": "200",
    "u32": "0",
    "bool": "true",
}


def rust(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """src/lib.rs with wit-bindgen; the entry also carries the HTTP shell."""
    signature, package = part.signature, package_path(composition.package, "::")
    calls, entry = callees(part, composition), part is composition.entry
    spin, wstd = entry and target in SPIN_HOSTS, entry and target in WSTD_HOSTS
    lines = [
        *(SPIN_IMPORTS if spin else WSTD_IMPORTS if wstd else ()),
        f'wit_bindgen::generate!({{ path: "../wit", world: "{part.world}" }});',
        "",
        f"use exports::{package}::{snake(part.interface)}::{{Guest, {aliased(signature)}}};",
        *(f"use {package}::{snake(each.interface)};" for each in calls),
        f"use {package}::types::Failure;",
        "",
        f"struct {pascal(part.interface)};",
        "",
        f"impl Guest for {pascal(part.interface)} {{",
        f"    // {phrases.say('code.rust_logic')}",
        f"    fn {snake(signature.function)}(input: Input) -> Result<Output, Failure> {{",
        *rust_calls(calls, signature, phrases),
        *rust_body(signature, calls[0] if calls else None),
        "    }",
        "}",
        "",
        f"export!({pascal(part.interface)});",
        *(spin_http(part, phrases) if spin else wstd_http(part, phrases) if wstd else []),
    ]
    return CodeFile(path=f"{part.name}/src/lib.rs", language="rust", text="\n".join(lines) + "\n")


def aliased(signature: Signature) -> str:
    """The two records, under names that clash with nothing."""
    return ", ".join(
        sorted((f"{pascal(signature.reply)} as Output", f"{pascal(signature.request)} as Input"))
    )


def rust_calls(called: tuple[Part, ...], own: Signature, phrases: Phrases) -> list[str]:
    """The typed calls to the other parts, with what came in where types agree; the first one's reply is kept."""
    given = {kind: f"input.{snake(name)}.clone()" for name, kind in own.takes if kind in PASSED}
    lines: list[str] = []
    for at, each in enumerate(called):
        signature, module = each.signature, snake(each.interface)
        fields = ", ".join(f"{snake(name)}: {passed(name, kind, given)}" for name, kind in signature.takes)
        asked = f"{module}::{pascal(signature.request)} {{ {fields} }}"
        lines += [
            f"        // {phrases.say('code.rust_call', name=each.name)}",
            f"        {'' if at else 'let found = '}{module}::{snake(signature.function)}(&{asked})?;",
        ]
    return lines


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


def shell(part: Part) -> tuple[str, str, str, str]:
    """What a shell is made of: the request's fields, the call, the status and the body that go back."""
    signature = part.signature
    fields = ", ".join(f"{snake(name)}: {heard(kind)}" for name, kind in signature.takes)
    status = "output.status" if ("status", "u16") in signature.gives else "200"
    body = next((f"output.{snake(name)}" for name, kind in signature.gives if kind in PASSED), None)
    call = f"{pascal(part.interface)}::{snake(signature.function)}(input)"
    return fields, call, status, body or 'format!("{output:?}")'


def wstd_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (wstd 0.6), which exports `wasi:http/incoming-handler`: it translates and decides nothing."""
    fields, call, status, sent = shell(part)
    body = "body" in fields
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "#[wstd::http_server]",
        f"async fn main({'mut ' if body else ''}request: Request<Body>) -> Result<Response<Body>, Error> {{",
        *(["    let path = request.uri().path().to_string();"] if "path" in fields else []),
        *(["    let body = request.body_mut().contents().await?.to_vec();"] if body else []),
        f"    let input = Input {{ {fields} }};",
        f'    let output = {call}.map_err(|failure| Error::msg(format!("{{failure:?}}")))?;',
        f"    Ok(Response::builder().status({status}).body(Body::from({sent}))?)",
        "}",
    ]


def spin_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (Spin SDK 6): it translates and decides nothing."""
    fields, call, status, sent = shell(part)
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "#[http_service]",
        "async fn serve(req: Request) -> anyhow::Result<impl IntoResponse> {",
        *(["    let path = req.uri().path().to_string();"] if "path" in fields else []),
        *(["    let body = req.into_body().bytes().await?.to_vec();"] if "body" in fields else []),
        f"    let input = Input {{ {fields} }};",
        f'    let output = {call}.map_err(|failure| anyhow::anyhow!("{{failure:?}}"))?;',
        f"    Ok(Response::builder().status({status}).body(FullBody::new(Bytes::from({sent})))?)",
        "}",
    ]


def heard(kind: str) -> str:
    """A field's value, from what came over HTTP."""
    return {"string": "path.clone()", "list<u8>": "body.clone()"}.get(
        kind, ZERO.get(kind, "Default::default()")
    )
