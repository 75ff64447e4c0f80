"""Guest code of a composed plan: what a part looks like in its own language, short and real.

The code is derived from the same signatures as the WIT, so that names agree. Calls between parts are plain
function calls; HTTP appears once, in the entry part. Python exports through a class named after the interface,
Rust through the trait that wit-bindgen makes. Languages without a sample here show none.
"""

import keyword
from collections.abc import Callable

from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition, Part, Signature

SPIN_HOSTS = ("spin", "spinkube", "akamai-functions")
PASSED = ("list<u8>", "string")  # types whose values go from a request into another or into a reply
Sample = Callable[[Part, Composition, str, Phrases], CodeFile]


def guests(composition: Composition, target: str, phrases: Phrases) -> list[CodeFile]:
    """A sample of the entry, and one of the first other part in another language."""
    wanted = [composition.entry]
    other = next((each for each in composition.inner if each.language != composition.entry.language), None)
    if other is None and composition.inner and composition.entry.language not in SAMPLES:
        other = composition.inner[0]
    if other:
        wanted.append(other)
    return [
        SAMPLES[part.language](part, composition, target, phrases)
        for part in wanted
        if part.language in SAMPLES
    ]


def callee(part: Part, composition: Composition) -> Part | None:
    """The part that the entry's sample calls: one in another language where there is one."""
    if part is not composition.entry or not composition.called:
        return None
    return next(
        (each for each in composition.called if each.language != part.language), composition.called[0]
    )


def pascal(name: str) -> str:
    """`image-resizer` → `ImageResizer`."""
    return "".join(word.capitalize() for word in name.split("-"))


def snake(name: str) -> str:
    """`image-resizer` → `image_resizer`, and never a Python keyword."""
    found = name.replace("-", "_")
    return f"{found}_" if keyword.iskeyword(found) else found


# ---- Rust ---------------------------------------------------------------------------------------------------

ZERO = {"list<u8>": "Vec::new()", "u16": "200", "u32": "0", "bool": "true"}
ZERO |= {"list<string>": "Vec::new()", "list<f64>": "Vec::new()"}


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


# ---- Python -------------------------------------------------------------------------------------------------

PYTHON_ZERO = {"list<u8>": 'b""', "u16": "200", "u32": "0", "bool": "True", "string": '""'}


def python(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """app.py for componentize-py: a class named after the interface; imports stand at the top."""
    signature = part.signature
    request, reply, module = pascal(signature.request), pascal(signature.reply), snake(part.interface)
    taken = {kind: snake(name) for name, kind in signature.takes}
    fields = [f"{snake(name)}={python_value(kind, taken, signature)}" for name, kind in signature.gives]
    first = signature.takes[0][0]
    served = target in SPIN_HOSTS and part is composition.entry
    lines = [
        "from componentize_py_types import Err",
        *(["from spin_sdk.http import Handler, Request, Response"] * served),
        "from wit_world import exports",
        f"from wit_world.exports.{module} import {', '.join(sorted({request, reply}))}"
        if not served
        else f"from wit_world.exports import {module}",
        "from wit_world.imports.types import Failure_InvalidInput",
        "",
        "",
        f"class {pascal(part.interface)}(exports.{pascal(part.interface)}):",
        (
            f"    def {snake(signature.function)}(self, {snake(signature.request)}: {typed(request, module, served)})"
            f" -> {typed(reply, module, served)}:"
        ),
        f"        # {phrases.say('code.python_logic', name=part.name)}",
        f"        if not {snake(signature.request)}.{snake(first)}:",
        f'            raise Err(Failure_InvalidInput("{first}"))',
        f"        return {typed(reply, module, served)}({', '.join(fields)})",
        *(python_http(part, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/app.py", language="python", text="\n".join(lines) + "\n")


def typed(name: str, module: str, served: bool) -> str:
    """A record's name; with the HTTP SDK in the same file it is qualified, since both have a Request."""
    return f"{module}.{name}" if served else name


def python_value(kind: str, taken: dict[str, str], signature: Signature) -> str:
    """What a field of the reply holds: the input's of the same type, else the plainest value."""
    if kind in taken and kind in PASSED:
        return f"{snake(signature.request)}.{taken[kind]}"
    return PYTHON_ZERO.get(kind, "[]")


def python_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (Spin's Python SDK 4)."""
    signature, module = part.signature, snake(part.interface)
    values = {"path": "request.uri", "body": 'request.body or b""', "payload": 'request.body or b""'}
    fields = [
        f"{snake(name)}={values.get(name, PYTHON_ZERO.get(kind, '[]'))}" for name, kind in signature.takes
    ]
    body = next((snake(name) for name, kind in signature.gives if kind == "list<u8>"), None)
    sent = f"reply.{body}" if body else 'repr(reply).encode("utf-8")'
    return [
        "",
        "",
        f"# {phrases.say('code.rust_http')}",
        "class HttpHandler(Handler):",
        "    async def handle_request(self, request: Request) -> Response:",
        f"        asked = {module}.{pascal(signature.request)}({', '.join(fields)})",
        f"        reply = {pascal(part.interface)}().{snake(signature.function)}(asked)",
        f'        return Response(200, {{"content-type": "application/octet-stream"}}, {sent})',
    ]


# ---- JavaScript ---------------------------------------------------------------------------------------------


def javascript(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """app.js for jco: an object named after the interface; an error case is thrown.

    On Spin the entry also listens for requests, and calls the first of the other parts.
    """
    signature = part.signature
    camel = pascal(part.interface)[:1].lower() + pascal(part.interface)[1:]
    request = snake(signature.request)
    first = signature.takes[0][0]
    served = target in SPIN_HOSTS and part is composition.entry
    calls = callee(part, composition) if served else None
    lines = [
        *(
            [
                f"import {{ {lower_camel(calls.signature.function)} }} from '{composition.qualified(calls)}';",
                "",
            ]
            if calls
            else []
        ),
        f"// {phrases.say('code.rust_logic')}",
        f"export const {camel} = {{",
        f"  {lower_camel(signature.function)}({request}) {{",
        f"    if (!{request}.{lower_camel(first)}) throw {{ tag: 'invalid-input', val: '{first}' }};",
        f"    return {{ {', '.join(js_field(name, kind, signature) for name, kind in signature.gives)} }};",
        "  },",
        "};",
        *(js_http(part, calls, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/app.js", language="javascript", text="\n".join(lines) + "\n")


def js_http(part: Part, calls: Part | None, phrases: Phrases) -> list[str]:
    """The HTTP shell of Spin's JavaScript SDK: one listener, which calls the other part where there is one."""
    signature = part.signature
    taken = ", ".join(js_given(name, kind) for name, kind in signature.takes)
    asked = ", ".join(js_given(name, kind) for name, kind in calls.signature.takes) if calls else ""
    call = (
        [
            f"  // {phrases.say('code.rust_call', name=calls.name)}",
            f"  const found = {lower_camel(calls.signature.function)}({{ {asked} }});",
        ]
        if calls
        else []
    )
    sent = "{ reply, found }" if calls else "reply"
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "async function serve(request) {",
        "  const url = new URL(request.url);",
        "  const body = new Uint8Array(await request.arrayBuffer());",
        f"  const reply = {lower_camel(part.interface)}.{lower_camel(signature.function)}({{ {taken} }});",
        *call,
        f"  return new Response(JSON.stringify({sent}));",
        "}",
        "",
        "addEventListener('fetch', (event) => event.respondWith(serve(event.request)));",
    ]


def js_given(name: str, kind: str) -> str:
    """A field of a request, from what came over HTTP."""
    plain = {"u16": "200", "u32": "0", "bool": "true", "string": "url.pathname", "list<u8>": "body"}
    return f"{lower_camel(name)}: {plain.get(kind, '[]')}"


def lower_camel(name: str) -> str:
    """`content-type` → `contentType`."""
    joined = pascal(name)
    return joined[:1].lower() + joined[1:]


def js_field(name: str, kind: str, signature: Signature) -> str:
    """A field of the reply."""
    taken = {each: field for field, each in signature.takes}
    plain = {"u16": "200", "u32": "0", "bool": "true", "string": "''"}
    if kind in taken and kind in PASSED:
        return f"{lower_camel(name)}: {snake(signature.request)}.{lower_camel(taken[kind])}"
    return f"{lower_camel(name)}: {plain.get(kind, '[]')}"


SAMPLES: dict[str, Sample] = {
    "rust": rust,
    "python": python,
    "javascript": javascript,
    "typescript": javascript,
}
